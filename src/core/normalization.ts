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
 * An input as the data has it: the shortest number that is normalized to just this one. Undoing the arithmetic alone
 * would not give 5.1 but 5.1000000000000005.
 */
export function asWritten(x: number, input: number, normalization: Normalization | null): number {
  if (!normalization) return x;
  // Nothing that is near 0 has 0 among its roundings.
  if (normalize(0, input, normalization) === x) return 0;
  const near = x * normalization.scale[input] + normalization.offset[input];
  for (let digits = 1; digits < mostDigits; digits++) {
    const candidate = Number(near.toPrecision(digits));
    if (normalize(candidate, input, normalization) === x) return candidate;
  }
  return near;
}

function normalize(x: number, input: number, { offset, scale }: Normalization): number {
  return (x - offset[input]) / scale[input];
}
