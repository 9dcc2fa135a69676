import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Spec } from "../core/spec.ts";
import { spreadsOf } from "../core/spread.ts";
import { formatCounted } from "../format/number-format.ts";
import { type Fix, preferred } from "./fix.ts";
import type { Path, SpecEdit } from "./spec-edits.ts";

/** What is changed about the features in a spec's data. */

/** Brings the features to like sizes: by the spec's own means where its data is a file, else in the numbers themselves. */
export function scaling(spec: Spec, root: Node): Fix[] {
  if (findNodeAtLocation(root, ["data", "csv"])) {
    if (spec.data.normalization !== null) return [];
    return [preferred('Add "normalize": "standard"', { set: ["data", "normalize"], to: "standard" })];
  }
  const cells = cellsOf(spec, root);
  const powers = spreadsOf(spec).map(({ size }) => (size > 0 ? Math.round(Math.log10(size)) : 0));
  const scaled = powers.flatMap((power, input) => (power === 0 ? [] : [input]));
  if (!cells || scaled.length === 0) return [];
  const edits = scaled.flatMap((input) =>
    cells(input).map(({ path, value }): SpecEdit => ({ set: path, to: shifted(value, -powers[input]) })),
  );
  const names = scaled.map((input) => spec.inputs[input]);
  const which = names.length > mostNamed ? formatCounted(names.length, "feature") : names.join(" and ");
  return [preferred(`Scale ${which} to about −1 … 1, by powers of ten`, ...edits)];
}

/** More names than this say less than their number. */
const mostNamed = 2;

/** Leaves features out: of the inputs, the rows and the first layer's weights. */
export function leavingOut(inputs: readonly number[], spec: Spec, root: Node): Fix[] {
  if (inputs.length === 0 || inputs.length === spec.inputs.length) return [];
  const names = findNodeAtLocation(root, ["inputs"]);
  const isFile = findNodeAtLocation(root, ["data", "csv"]) !== undefined;
  const cells = cellsOf(spec, root);
  // Columns are found by their names, so these have to stay the same.
  const isNumbered = names?.type === "number";
  if (!(cells || isFile) || (isNumbered && !findNodeAtLocation(root, ["data", "rows"]))) return [];
  const rows = findNodeAtLocation(root, ["layers", 0, "weights"])?.children ?? [];
  const edits = inputs.flatMap((input): SpecEdit[] => [
    ...(isNumbered ? [] : [{ remove: ["inputs", input] }]),
    ...rows.map((_, j) => ({ remove: ["layers", 0, "weights", j, input] })),
    ...(cells?.(input) ?? []).map(({ path }) => ({ remove: path })),
  ]);
  const count: SpecEdit[] = isNumbered ? [{ set: ["inputs"], to: spec.inputs.length - inputs.length }] : [];
  const which =
    inputs.length > mostNamed
      ? formatCounted(inputs.length, "feature")
      : inputs.map((i) => spec.inputs[i]).join(" and ");
  return [preferred(`Leave out ${which}`, ...count, ...edits)];
}

/** A number of the data as it is written. */
interface Cell {
  readonly path: Path;
  readonly value: number;
}

/** The numbers of a feature in the rows that stand in the spec; null where its data stands elsewhere. */
function cellsOf({ inputs }: Spec, root: Node): ((input: number) => Cell[]) | null {
  const named = findNodeAtLocation(root, ["data"]);
  if (named?.type === "array") return (input) => columnOf(named, ["data"], inputs[input]);
  const plain = findNodeAtLocation(root, ["data", "rows"]);
  return plain ? (input) => columnOf(plain, ["data", "rows"], input) : null;
}

function columnOf(rows: Node, path: Path, key: string | number): Cell[] {
  return (rows.children ?? []).flatMap((row, index) => {
    const cell = findNodeAtLocation(row, [key]);
    return cell ? [{ path: [...path, index, key], value: cell.value as number }] : [];
  });
}

/** value · 10^power, with the digits that it has. */
function shifted(value: number, power: number): number {
  const [mantissa, exponent] = value.toExponential().split("e");
  return Number(`${mantissa}e${Number(exponent) + power}`);
}
