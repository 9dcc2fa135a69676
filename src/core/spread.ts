import { outcomeOf } from "./gradual.ts";
import type { Numbers } from "./numbers.ts";
import type { Spec } from "./spec.ts";
import { splitSamples } from "./split.ts";

/** How one feature is spread over the training samples. */
export interface Spread {
  readonly input: number;
  readonly smallest: number;
  readonly largest: number;
  /** The standard deviation; of a feature that never changes, its magnitude. */
  readonly size: number;
}

/** What the spreads follow from. */
type Spreading = Pick<Spec, "inputs" | "data" | "training" | "seed">;

/** Spreads that were measured: data do not change, and may be large. */
const measured = new WeakMap<Numbers, { readonly split: string; readonly spreads: readonly Spread[] }>();

/** So many numbers are one piece of the work. */
const pieceLength = 2 ** 16;

/** How each feature is spread, as the network takes it. */
export function spreadsOf(spec: Spreading): readonly Spread[] {
  return outcomeOf(measuringSpreads(spec));
}

/** Measures the spreads, unless they have been measured before, in pieces: row by row, as the data lie in memory. */
export function* measuringSpreads({ inputs, data, training, seed }: Spreading): Generator<void, readonly Spread[]> {
  const split = `${training.testFraction} ${seed}`;
  const known = measured.get(data.inputs);
  if (known?.split === split) return known.spreads;

  const features = inputs.length;
  const rows = splitSamples(data.samples, training.testFraction, seed).training;
  const rowsAtOnce = Math.ceil(pieceLength / features);
  const smallest = new Float64Array(features).fill(Number.POSITIVE_INFINITY);
  const largest = new Float64Array(features).fill(Number.NEGATIVE_INFINITY);
  const mean = new Float64Array(features);
  for (let first = 0; first < rows.length; first += rowsAtOnce) {
    for (const row of rows.subarray(first, first + rowsAtOnce)) {
      for (let i = 0; i < features; i++) {
        const x = data.inputs[row * features + i];
        smallest[i] = Math.min(smallest[i], x);
        largest[i] = Math.max(largest[i], x);
        mean[i] += x / rows.length;
      }
    }
    yield;
  }
  const variance = new Float64Array(features);
  for (let first = 0; first < rows.length; first += rowsAtOnce) {
    for (const row of rows.subarray(first, first + rowsAtOnce)) {
      for (let i = 0; i < features; i++) variance[i] += (data.inputs[row * features + i] - mean[i]) ** 2 / rows.length;
    }
    yield;
  }
  const spreads = inputs.map((_, input): Spread => {
    const isConstant = smallest[input] === largest[input];
    const size = isConstant ? Math.abs(largest[input]) : Math.sqrt(variance[input]);
    return { input, smallest: smallest[input], largest: largest[input], size };
  });
  measured.set(data.inputs, { split, spreads });
  return spreads;
}
