import type { Precision } from "./numbers.ts";
import type { Normalization } from "./spec.ts";

/** Between the inputs as a person has them and as the network takes them. */

/** The inputs of one sample as the network takes them. */
export function normalized(inputs: readonly number[], normalization: Normalization | null): readonly number[] {
  if (!normalization) return inputs;
  return inputs.map((x, i) => normalize(x, i, normalization));
}

/** More digits than this no number has. */
const mostDigits = 17;

/**
 * An input as the data has it: the shortest number that the network takes as just this one. Undoing the arithmetic alone
 * would not give 5.1 but 5.1000000000000005, and float32 has 0.10000000149011612 for 0.1.
 */
export function asWritten(x: number, input: number, normalization: Normalization | null, precision: Precision): number {
  if (!normalization && precision === "float64") return x;
  const taken = (candidate: number) => {
    const y = normalization ? normalize(candidate, input, normalization) : candidate;
    return precision === "float32" ? Math.fround(y) : y;
  };
  // Nothing that is near 0 has 0 among its roundings.
  if (taken(0) === x) return 0;
  const near = normalization ? x * normalization.scale[input] + normalization.offset[input] : x;
  for (let digits = 1; digits < mostDigits; digits++) {
    const candidate = Number(near.toPrecision(digits));
    if (taken(candidate) === x) return candidate;
  }
  return near;
}

function normalize(x: number, input: number, { offset, scale }: Normalization): number {
  return (x - offset[input]) / scale[input];
}
