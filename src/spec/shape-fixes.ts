import { createRandom, type Random, streams, uniform } from "../core/random.ts";
import { formatCounted } from "../format/number-format.ts";
import { defaultSeed } from "./defaults.ts";
import type { Mending } from "./diagnostic.ts";
import { type Fix, possible, preferred } from "./fix.ts";
import { maxWidth } from "./limits.ts";
import { inputNames, targetNames, widthOf } from "./names.ts";
import type { SpecFile } from "./schema.ts";
import type { Path, SpecEdit } from "./spec-edits.ts";

/** What makes sizes fit each other that do not. */

/** More numbers than this are not made up: whoever needs so many lets them be drawn. */
const mostEdits = 1000;

/** For weights of another shape than their layer: other weights, drawn weights, or another number of units. */
export function weightsMending(file: SpecFile, l: number, fanIn: number): Mending {
  const { units, weights = [] } = file.layers[l];
  const path: Path = ["layers", l, "weights"];
  const title = `Fit the weights to ${formatCounted(units, "row")} of ${formatCounted(fanIn, "number")}, new ones drawn at random`;
  const unfit = weights.reduce((sum, row) => sum + Math.abs(row.length - fanIn), 0);
  const isSmall = unfit + Math.abs(units - weights.length) * fanIn <= mostEdits;
  const fitting = isSmall ? [{ title, edits: weightEdits(file, l, fanIn) }] : [];
  const drawing = { title: 'Leave out "weights" to have them drawn', edits: [{ remove: path }] };
  return {
    code: "unfitWeights",
    fixes: ranked([...fitting, drawing], unitsChange(file, l, weights.length, "weights")),
  };
}

/** For biases that are not as many as their layer has units. */
export function biasesMending(file: SpecFile, l: number): Mending {
  const { units, biases } = file.layers[l];
  const path: Path = ["layers", l, "biases"];
  const count = biases ? biases.length : 0;
  const title = `Fit the biases to ${formatCounted(units, "number")}, new ones 0`;
  const isSmall = Math.abs(units - count) <= mostEdits;
  const fitting = isSmall ? [{ title, edits: lengthEdits(path, count, units, () => 0) }] : [];
  const drawing = { title: 'Leave out "biases" to have them drawn', edits: [{ remove: path }] };
  return { code: "unfitBiases", fixes: ranked([...fitting, drawing], unitsChange(file, l, count, "biases")) };
}

/** For targets that are not as many as the last layer has units. */
export function targetsMending(file: SpecFile): Mending {
  const { targets = [], layers } = file;
  const { units } = layers[layers.length - 1];
  const width = widthOf(targets);
  const title = `Name ${formatCounted(units, "target")}`;
  const fitting =
    Math.abs(units - width) <= mostEdits || !Array.isArray(targets) ? [{ title, edits: targetEdits(file, units) }] : [];
  return { code: "unfitTargets", fixes: ranked(fitting, unitsChange(file, layers.length - 1, width)) };
}

function targetEdits(file: SpecFile, units: number): SpecEdit[] {
  const { targets } = file;
  if (!Array.isArray(targets)) return [{ set: ["targets"], to: units }];
  const names = new Set([...inputNames(file), ...targets]);
  return lengthEdits(["targets"], targets.length, units, (index) => freshName(`t${index + 1}`, names));
}

/**
 * For rows of plain numbers that all have the same length, but not that of inputs and targets: as many inputs as they
 * have room for.
 */
export function inputsFixes(file: SpecFile, rows: readonly (readonly number[])[], outputs: number): Fix[] {
  const [{ length }] = rows;
  const inputs = length - outputs;
  if (inputs < 1 || rows.some((row) => row.length !== length)) return [];
  const names = new Set([...inputNames(file), ...(targetNames(file) ?? [])]);
  const edits: SpecEdit[] = Array.isArray(file.inputs)
    ? lengthEdits(["inputs"], file.inputs.length, inputs, (index) => freshName(`x${index + 1}`, names))
    : [{ set: ["inputs"], to: inputs }];
  return [preferred(`Take ${formatCounted(inputs, "input")}, as every row has`, ...edits)];
}

/** A name like the one given that is not taken yet; it is then. */
export function freshName(name: string, taken: Set<string>): string {
  let fresh = name;
  for (let k = 2; taken.has(fresh); k++) fresh = `${name}_${k}`;
  taken.add(fresh);
  return fresh;
}

/** A way to change something, before it is known which is the best. */
type Way = Pick<Fix, "title" | "edits">;

/** Another number of units for a layer, and whether more around it speaks for that than for the number it has. */
interface UnitsChange {
  readonly way: Way;
  readonly isBetter: boolean;
}

/** @param list the one that is unfit, which does not speak for itself */
function unitsChange(file: SpecFile, l: number, units: number, list?: "weights" | "biases"): UnitsChange | null {
  const now = file.layers[l].units;
  if (units < 1 || units > maxWidth || units === now) return null;
  const title = `Give the layer ${formatCounted(units, "unit")}`;
  return {
    way: { title, edits: [{ set: ["layers", l, "units"], to: units }] },
    isBetter: support(file, l, units, list) > support(file, l, now, list),
  };
}

/** Ways to fit a layer's lists to its units, and its units to the lists: the most likely one first. */
function ranked(lists: readonly Way[], units: UnitsChange | null): Fix[] {
  const [first, ...rest] = lists;
  const ways = units?.isBetter || !first ? [units?.way, ...lists] : [first, units?.way, ...rest];
  return ways
    .filter((way) => way !== undefined)
    .map(({ title, edits }, k) => (k === 0 ? preferred : possible)(title, ...edits));
}

/** How much of what stands around a layer's units has room for so many of them. */
function support({ layers, targets }: SpecFile, l: number, units: number, unfit?: "weights" | "biases"): number {
  const { weights, biases } = layers[l];
  const next = layers[l + 1]?.weights?.[0]?.length;
  const last = l === layers.length - 1 && targets !== undefined ? widthOf(targets) : undefined;
  const rows = unfit === "weights" ? undefined : weights?.length;
  const count = unfit === "biases" || !biases ? undefined : biases.length;
  return [rows, count, next, last].filter((size) => size === units).length;
}

function weightEdits(file: SpecFile, l: number, fanIn: number): SpecEdit[] {
  const { units, weights = [] } = file.layers[l];
  const random = createRandom(file.seed ?? defaultSeed, streams.parameters);
  const path: Path = ["layers", l, "weights"];
  const draw = () => drawn(random, fanIn);
  const kept = weights.slice(0, units);
  return [
    ...kept.flatMap((row, j) => lengthEdits([...path, j], row.length, fanIn, draw)),
    ...lengthEdits(path, weights.length, units, () => Array.from({ length: fanIn }, draw)),
  ];
}

/** Brings a list to a length: its last elements go, or more come. */
function lengthEdits(path: Path, now: number, wanted: number, more: (index: number) => unknown): SpecEdit[] {
  const count = Math.abs(wanted - now);
  return Array.from({ length: count }, (_, k): SpecEdit => {
    return now > wanted ? { remove: [...path, wanted + k] } : { set: [...path, now + k], to: more(now + k) };
  });
}

/** A weight as "torchDefault" draws it, short enough to be read. */
function drawn(random: Random, fanIn: number): number {
  const bound = 1 / Math.sqrt(fanIn);
  return Number(uniform(random, -bound, bound).toPrecision(2));
}
