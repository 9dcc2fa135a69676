/**
 * A loss l(a, t) of one sample and its derivative with respect to the outputs a.
 * `a` and `t` have one entry per output.
 */
export interface Loss {
  /** l(a, t) */
  readonly value: (a: Float64Array, t: Float64Array) => number;
  /** Writes ∂l/∂aⱼ for every output j into `lossByA`. */
  readonly derivative: (a: Float64Array, t: Float64Array, lossByA: Float64Array) => void;
}

/** Σ (aⱼ − tⱼ)² */
function sumOfSquares(a: Float64Array, t: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) {
    const error = a[j] - t[j];
    sum += error * error;
  }
  return sum;
}

/** Mean squared error: l = 1/n · Σ (aⱼ − tⱼ)², so ∂l/∂aⱼ = 2/n · (aⱼ − tⱼ). */
const mse: Loss = {
  value: (a, t) => sumOfSquares(a, t) / a.length,
  derivative: (a, t, lossByA) => {
    for (let j = 0; j < a.length; j++) lossByA[j] = (2 * (a[j] - t[j])) / a.length;
  },
};

/** Half the squared error: l = ½ · Σ (aⱼ − tⱼ)², so ∂l/∂aⱼ = aⱼ − tⱼ. */
const halfSquaredError: Loss = {
  value: (a, t) => sumOfSquares(a, t) / 2,
  derivative: (a, t, lossByA) => {
    for (let j = 0; j < a.length; j++) lossByA[j] = a[j] - t[j];
  },
};

/** Every loss a spec can name. */
export const losses = { mse, halfSquaredError } satisfies Record<string, Loss>;

/** The name of a loss, as a spec writes it. */
export type LossName = keyof typeof losses;
