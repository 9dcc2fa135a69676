import type { Node } from "jsonc-parser";
import { type Diagnostic, specError } from "./diagnostic.ts";
import type { Schema } from "./keywords.ts";
import { likely } from "./likeness.ts";
import { removing } from "./unknown-key.ts";

/** Where a spec may say one thing or another, each with keys of its own. */

/**
 * The list or object among the alternatives that the person seems to have meant: of the same type, with the key that
 * it needs, or else with the most keys in common. Undefined where they wrote nothing that tells them apart.
 */
export function alternativeMeant(
  alternatives: readonly Schema[],
  type: Node["type"],
  keys: readonly string[],
): Schema | undefined {
  const possible = alternatives.filter((alternative) => alternative.type === type);
  if (type === "array") return possible[0];
  if (type !== "object") return undefined;
  const signs = (schema: Schema) => {
    const known = Object.keys(schema.properties ?? {});
    return [
      (schema.required ?? []).filter((key) => keys.includes(key)).length,
      keys.filter((key) => known.includes(key)).length,
      keys.filter((key) => likely(key, known) !== undefined).length,
    ];
  };
  const stronger = (a: number[], b: number[]) => b.map((count, i) => count - a[i]).find((more) => more !== 0) ?? 0;
  const [best] = possible
    .map((schema) => ({ schema, found: signs(schema) }))
    .toSorted((a, b) => stronger(a.found, b.found));
  return best?.found.some((count) => count > 0) ? best.schema : undefined;
}

/** An error for a key that only another alternative of `union` has; undefined if none has it. */
export function keyOfAnother(key: Node, meant: Schema, union: Schema): Diagnostic | undefined {
  const name: string = key.value;
  const other = union.anyOf?.find((schema) => schema !== meant && Object.hasOwn(schema.properties ?? {}, name));
  if (!other) return undefined;
  const [here, there] = [keyThatTells(meant), keyThatTells(other)];
  const { forBoth } = union;
  const message =
    name === there
      ? `Use either "${here}" or "${there}", ${forBoth ?? "not both"}`
      : `"${name}" goes only with "${there}", not with "${here}"; remove it`;
  return specError(key, message, { code: "unfitKey", fixes: [removing(key)] });
}

/** The first key that an alternative must have is the one that it is known by. */
function keyThatTells({ required = [] }: Schema): string {
  return required[0];
}
