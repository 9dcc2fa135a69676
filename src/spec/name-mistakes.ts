import type { Node } from "jsonc-parser";
import { defaultTargets } from "./columns.ts";
import { type Diagnostic, headOf, nodeAt, specError } from "./diagnostic.ts";
import { preferred } from "./fix.ts";
import { inputNames, targetNames } from "./names.ts";
import type { SpecFile } from "./schema.ts";
import { freshName } from "./shape-fixes.ts";

/** A column is found by its name, so the names of inputs and targets must differ. */
export function nameMistakes(file: SpecFile, root: Node): Diagnostic[] {
  return [...repeatedNames(file, root), ...defaultTargetMistakes(file, root), ...targetColumnMistakes(file, root)];
}

/** Names that a spec gives twice, whether it writes them or only how many there are. */
function repeatedNames(file: SpecFile, root: Node): Diagnostic[] {
  const seen = new Set<string>();
  const all = new Set([...inputNames(file), ...(targetNames(file) ?? [])]);
  const named = [
    ["inputs", inputNames(file)],
    ["targets", targetNames(file) ?? []],
  ] as const;
  return named.flatMap(([key, names]) =>
    names.flatMap((name, index) => {
      const isNew = seen.size < seen.add(name).size;
      if (isNew) return [];
      const place = Array.isArray(file[key]) ? nodeAt(root, key, index) : headOf(nodeAt(root, key));
      const message = `The name "${name}" is already taken; give each its own`;
      if (!Array.isArray(file[key])) return [specError(place, message)];
      const fresh = freshName(name, all);
      const fixes = [preferred(`Change to "${fresh}"`, { set: [key, index], to: fresh })];
      return [specError(place, message, { code: "takenName", fixes })];
    }),
  );
}

/** Inputs with a name that a target gets where the spec gives it none: the one would silently be the other. */
function defaultTargetMistakes(file: SpecFile, root: Node): Diagnostic[] {
  if (file.targets !== undefined || !findsTargetsByName(file)) return [];
  const outputs = file.layers[file.layers.length - 1].units;
  const taken = new Set(defaultTargets(outputs));
  return inputNames(file).flatMap((name, index) => {
    if (!taken.has(name)) return [];
    const example = outputs === 1 ? '["y"]' : '["y1", "y2"]';
    const message = `"${name}" is also what a target is called unless the spec names it; add "targets" with other names, such as "targets": ${example}`;
    return [specError(nodeAt(root, "inputs", index), message)];
  });
}

/** A shape has no columns, and a csv file's target may be named beside it. */
function findsTargetsByName({ data }: SpecFile): boolean {
  return Array.isArray(data) || "rows" in data || ("csv" in data && data.target === undefined);
}

/** What is to be predicted must not be known. */
function targetColumnMistakes(file: SpecFile, root: Node): Diagnostic[] {
  const { data } = file;
  if (!("csv" in data) || data.target === undefined || !inputNames(file).includes(data.target)) return [];
  const message = `"${data.target}" is one of the inputs; name another column to predict, or remove it from "inputs"`;
  const { inputs } = file;
  const fixes =
    Array.isArray(inputs) && inputs.length > 1
      ? [preferred(`Remove "${data.target}" from "inputs"`, { remove: ["inputs", inputs.indexOf(data.target)] })]
      : [];
  return [specError(nodeAt(root, "data", "target"), message, { code: "targetAmongInputs", fixes })];
}
