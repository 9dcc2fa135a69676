import type { Dataset, Spec } from "../spec.ts";
import { rawInput } from "./fit-points.ts";

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

function rangeOf(values: Float64Array, column: number, width: number): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let k = column; k < values.length; k += width) {
    low = Math.min(low, values[k]);
    high = Math.max(high, values[k]);
  }
  return [low, high];
}
