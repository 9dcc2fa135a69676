import type { Numbers } from "../numbers.ts";
import type { Dataset, Normalization, Spec } from "../spec.ts";

/** From and to. */
export type Range = readonly [low: number, high: number];

/** How much room a picture leaves beside the data, as a share of their range. */
const margin = 0.08;

/** The range of an input over all samples, as a person has it, with a margin on both sides. */
export function inputRange({ inputs, data }: Pick<Spec, "inputs" | "data">, input: number): Range {
  const [low, high] = rangeOf(data.inputs, input, inputs.length);
  const ends = [low, high].map((x) => rawInput(x, input, data.normalization));
  return withMargin(Math.min(...ends), Math.max(...ends));
}

/** The range of one target over all samples. */
export function targetRange({ targets }: Dataset, target: number, width: number): Range {
  return rangeOf(targets, target, width);
}

function withMargin(low: number, high: number): Range {
  // Of a single value nothing says how far around it is of interest: as far as 0, at least 1.
  const room = high > low ? margin * (high - low) : Math.max(1, Math.abs(low));
  return [low - room, high + room];
}

function rangeOf(values: Numbers, column: number, width: number): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let k = column; k < values.length; k += width) {
    low = Math.min(low, values[k]);
    high = Math.max(high, values[k]);
  }
  return [low, high];
}

/**
 * The value at which a decision on a target falls: half-way between the two values that it takes; null where it takes
 * others, too, and there is nothing to decide.
 */
export function borderOf(data: Dataset, target: number, width: number, classifies: boolean): number | null {
  if (classifies) return 0.5;
  const [low, high] = targetRange(data, target, width);
  if (!(high > low)) return null;
  const { targets } = data;
  for (let k = target; k < targets.length; k += width) if (targets[k] !== low && targets[k] !== high) return null;
  return (low + high) / 2;
}

/** One input as a person has it. */
export function rawInput(x: number, input: number, normalization: Normalization | null): number {
  return normalization ? x * normalization.scale[input] + normalization.offset[input] : x;
}
