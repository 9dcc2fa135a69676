import type { Normalization } from "../core/spec.ts";

/** What is taken off a feature, and what it is divided by. */
interface Fit {
  readonly offset: number;
  readonly scale: number;
}

/** Mean 0 and standard deviation 1 (the population's, as scikit-learn's StandardScaler has it). */
function standard(values: readonly number[]): Fit {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / values.length;
  return { offset: mean, scale: Math.sqrt(variance) };
}

/** From 0 for the lowest value to 1 for the highest. */
function minMax(values: readonly number[]): Fit {
  const lowest = values.reduce((low, x) => Math.min(low, x), Number.POSITIVE_INFINITY);
  const highest = values.reduce((high, x) => Math.max(high, x), Number.NEGATIVE_INFINITY);
  return { offset: lowest, scale: highest - lowest };
}

const fits = { standard, minMax } satisfies Record<string, (values: readonly number[]) => Fit>;

/** How inputs are normalized, as a spec writes it. */
export type NormalizationName = "none" | keyof typeof fits;

/**
 * Fits a normalization to the samples that are trained on: what is held out must not be known beforehand.
 * @param columns one list of numbers for every feature
 * @param training the rows to fit on
 * @returns null where nothing is to be normalized
 */
export function fitNormalization(
  how: NormalizationName,
  columns: readonly (readonly number[])[],
  training: Uint32Array,
): Normalization | null {
  if (how === "none") return null;
  const fitted = columns.map((column) => fits[how](Array.from(training, (row) => column[row])));
  // A feature that is always the same has nothing to be scaled by.
  const scale = fitted.map((fit) => (fit.scale === 0 ? 1 : fit.scale));
  return { offset: fitted.map(({ offset }) => offset), scale };
}

/** x ↦ (x − offset) / scale, for each feature. */
export function normalized(
  columns: readonly (readonly number[])[],
  normalization: Normalization | null,
): readonly (readonly number[])[] {
  if (!normalization) return columns;
  const { offset, scale } = normalization;
  return columns.map((column, feature) => column.map((x) => (x - offset[feature]) / scale[feature]));
}
