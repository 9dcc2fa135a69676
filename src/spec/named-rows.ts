import type { Node } from "jsonc-parser";
import { type Diagnostic, dataError, headOf, maxDiagnostics, specError } from "./diagnostic.ts";
import { type Fix, preferred } from "./fix.ts";
import { likely } from "./likeness.ts";
import { quotedList } from "./schema/words.ts";
import { removing, renaming } from "./unknown-key.ts";
import { keyNodes } from "./validate.ts";

/**
 * What is wrong with the names in rows such as `{ "X": 2, "t": 1 }`.
 * @param data the list of rows
 * @param names what each row must have: the inputs and the targets
 * @param unnamed those of them that have their name only because the spec gives them none
 */
export function rowMistakes(data: Node, names: readonly string[], unnamed: readonly string[]): Diagnostic[] {
  const known = new Set(names);
  const mistakes: Diagnostic[] = [];
  for (const row of data.children ?? []) {
    if (mistakes.length >= maxDiagnostics) break;
    if (hasExactly(row, known)) continue;
    const keys = keyNodes(row);
    const present = new Set(keys.map((key) => key.value as string));
    const strays = keys.filter((key) => !known.has(key.value));
    const missing = new Set(names.filter((name) => !present.has(name)));
    for (const stray of strays.slice(0, maxDiagnostics)) {
      const meant = nameMeant(stray.value, [...missing], strays.length);
      // That the name is missing would say the same again.
      if (meant !== undefined) missing.delete(meant);
      mistakes.push(
        specError(stray, strayMessage(stray.value, meant, names, unnamed), {
          code: "unknownKey",
          fixes: strayFixes(stray, meant, unnamed),
        }),
      );
    }
    for (const name of missing) mistakes.push(dataError(headOf(row), `This row has no "${name}"; give it a number`));
  }
  return mistakes;
}

/** Whether a row is as it should be, which most are: no key stands in one twice. */
function hasExactly({ children = [] }: Node, names: ReadonlySet<string>): boolean {
  return children.length === names.size && children.every(({ children: [key] = [] }) => key && names.has(key.value));
}

/** The missing name that one of so many stray names stands for: one like it, or the only one there can be. */
function nameMeant(stray: string, missing: readonly string[], strays: number): string | undefined {
  return likely(stray, missing) ?? (strays === 1 && missing.length === 1 ? missing[0] : undefined);
}

/** Whether a stray name is what the target is called by somebody who did not write "targets". */
function isOwnTarget(stray: string, meant: string | undefined, unnamed: readonly string[]): boolean {
  return unnamed.length === 1 && unnamed[0] === meant && likely(stray, unnamed) === undefined;
}

function strayFixes(stray: Node, meant: string | undefined, unnamed: readonly string[]): Fix[] {
  const name: string = stray.value;
  return isOwnTarget(name, meant, unnamed)
    ? [preferred(`Add "targets": ["${name}"]`, { set: ["targets"], to: [name] }), removing(stray)]
    : [...renaming(stray, meant), removing(stray)];
}

function strayMessage(
  stray: string,
  meant: string | undefined,
  names: readonly string[],
  unnamed: readonly string[],
): string {
  const unknown = `Unknown key "${stray}".`;
  if (meant === undefined) return `${unknown} The inputs and targets are ${quotedList(names, "and")}; remove it`;
  return isOwnTarget(stray, meant, unnamed)
    ? `${unknown} The target is called "${meant}" unless the spec names it: add "targets": ["${stray}"]`
    : `${unknown} Did you mean "${meant}"?`;
}
