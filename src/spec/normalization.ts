import { createSharedNumbers, type Numbers, type Precision } from "../core/numbers.ts";
import type { Normalization } from "../core/spec.ts";

/** Goes over each number of the rows that are trained on, with its feature: row by row, as they lie in memory. */
type Visit = (take: (x: number, feature: number) => void) => Promise<void>;

/** Fits a normalization to `rows` rows of `features` features. */
type Fit = (visit: Visit, features: number, rows: number) => Promise<Normalization>;

/** Mean 0 and standard deviation 1 (the population's, as scikit-learn's StandardScaler has it). */
async function standard(visit: Visit, features: number, rows: number): Promise<Normalization> {
  const sum = new Float64Array(features);
  await visit((x, i) => {
    sum[i] += x;
  });
  const mean = sum.map((sum) => sum / rows);
  const squares = new Float64Array(features);
  await visit((x, i) => {
    squares[i] += (x - mean[i]) * (x - mean[i]);
  });
  return { offset: [...mean], scale: Array.from(squares, (sum) => Math.sqrt(sum / rows)) };
}

/** From 0 for the lowest value to 1 for the highest. */
async function minMax(visit: Visit, features: number): Promise<Normalization> {
  const lowest = new Float64Array(features).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(features).fill(Number.NEGATIVE_INFINITY);
  await visit((x, i) => {
    lowest[i] = Math.min(lowest[i], x);
    highest[i] = Math.max(highest[i], x);
  });
  return { offset: [...lowest], scale: Array.from(highest, (high, i) => high - lowest[i]) };
}

const fits = { standard, minMax } satisfies Record<string, Fit>;

/** How inputs are normalized, as a spec writes it. */
export type NormalizationName = "none" | keyof typeof fits;

/** So many numbers are gone over between two chances for a pause. */
const pieceLength = 2 ** 16;

/**
 * Fits a normalization to the samples that are trained on: what is held out must not be known beforehand.
 * @param inputs samples × features, row-major
 * @param training the rows to fit on
 * @param pause is called between pieces of the work
 */
export async function fitNormalization(
  how: keyof typeof fits,
  inputs: Numbers,
  features: number,
  training: Uint32Array,
  pause: () => Promise<void>,
): Promise<Normalization> {
  const rowsAtOnce = Math.ceil(pieceLength / features);
  const visit: Visit = async (take) => {
    for (let first = 0; first < training.length; first += rowsAtOnce) {
      for (const row of training.subarray(first, first + rowsAtOnce)) {
        for (let i = 0; i < features; i++) take(inputs[row * features + i], i);
      }
      await pause();
    }
  };
  const { offset, scale } = await fits[how](visit, features, training.length);
  // A feature that is always the same has nothing to be scaled by.
  return { offset, scale: scale.map((size) => (size === 0 ? 1 : size)) };
}

/**
 * x ↦ (x − offset) / scale, for each feature: in place, where the precision stays what it is.
 * @returns null if a number is too large for that
 */
export async function normalize(
  inputs: Numbers,
  { offset, scale }: Normalization,
  precision: Precision,
  pause: () => Promise<void>,
): Promise<Numbers | null> {
  const features = offset.length;
  const normalized = precision === "float64" ? inputs : createSharedNumbers(precision, inputs.length);
  for (let start = 0; start < inputs.length; start += pieceLength) {
    const end = Math.min(start + pieceLength, inputs.length);
    for (let k = start; k < end; k++) {
      const i = k % features;
      normalized[k] = (inputs[k] - offset[i]) / scale[i];
      if (!Number.isFinite(normalized[k])) return null;
    }
    await pause();
  }
  return normalized;
}
