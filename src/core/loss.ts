import { type ActivationName, activations } from "./activation.ts";
import { exp, log } from "./elementary/elementary.ts";
import type { Numbers } from "./numbers.ts";

/**
 * A loss l(a, t) of one sample and its derivative with respect to the outputs a. The sample's outputs and
 * targets are the n numbers from `start` on.
 */
export interface Loss {
  /** l(a, t) */
  readonly value: (a: Numbers, t: Numbers, start: number, n: number) => number;
  /** Writes ∂l/∂aⱼ for every output j into `lossByA`. */
  readonly derivative: (a: Numbers, t: Numbers, lossByA: Numbers, start: number, n: number) => void;
}

/** Σ (aⱼ − tⱼ)² */
function sumOfSquares(a: Numbers, t: Numbers, start: number, n: number): number {
  let sum = 0;
  for (let j = start; j < start + n; j++) {
    const error = a[j] - t[j];
    sum += error * error;
  }
  return sum;
}

/** Mean squared error: l = 1/n · Σ (aⱼ − tⱼ)², so ∂l/∂aⱼ = 2/n · (aⱼ − tⱼ). */
const mse: Loss = {
  value: (a, t, start, n) => sumOfSquares(a, t, start, n) / n,
  derivative: (a, t, lossByA, start, n) => {
    for (let j = start; j < start + n; j++) lossByA[j] = (2 * (a[j] - t[j])) / n;
  },
};

/** Half the squared error: l = ½ · Σ (aⱼ − tⱼ)², so ∂l/∂aⱼ = aⱼ − tⱼ. */
const halfSquaredError: Loss = {
  value: (a, t, start, n) => sumOfSquares(a, t, start, n) / 2,
  derivative: (a, t, lossByA, start, n) => {
    for (let j = start; j < start + n; j++) lossByA[j] = a[j] - t[j];
  },
};

/** Mean absolute error: l = 1/n · Σ |aⱼ − tⱼ|, so ∂l/∂aⱼ = sign(aⱼ − tⱼ)/n, where sign(0) = 0. */
const mae: Loss = {
  value: (a, t, start, n) => {
    let sum = 0;
    for (let j = start; j < start + n; j++) sum += Math.abs(a[j] - t[j]);
    return sum / n;
  },
  derivative: (a, t, lossByA, start, n) => {
    for (let j = start; j < start + n; j++) lossByA[j] = Math.sign(a[j] - t[j]) / n;
  },
};

/**
 * Huber's loss with δ = 1, the mean over outputs: ½e² for an error e = a − t of at most 1, |e| − ½ beyond, so that
 * an outlier pulls no harder than an error of 1. ∂l/∂aⱼ is the error, cut off at ±1, divided by n.
 */
const huber: Loss = {
  value: (a, t, start, n) => {
    let sum = 0;
    for (let j = start; j < start + n; j++) {
      const size = Math.abs(a[j] - t[j]);
      sum += size <= 1 ? (size * size) / 2 : size - 1 / 2;
    }
    return sum / n;
  },
  derivative: (a, t, lossByA, start, n) => {
    for (let j = start; j < start + n; j++) lossByA[j] = Math.min(1, Math.max(-1, a[j] - t[j])) / n;
  },
};

/** The smallest logarithm that counts, as in PyTorch's BCELoss: the loss of a wrong certainty stays finite. */
export const smallestLog = -100;

/** Keeps a division by a(1 − a) finite, as in PyTorch's BCELoss. */
export const smallestVariance = 1e-12;

/**
 * Binary cross-entropy, the mean over outputs: l = −1/n · Σ (t·ln a + (1 − t)·ln(1 − a)), so
 * ∂l/∂aⱼ = 1/n · (aⱼ − tⱼ) / (aⱼ·(1 − aⱼ)).
 */
const binaryCrossEntropy: Loss = {
  value: (a, t, start, n) => {
    let sum = 0;
    for (let j = start; j < start + n; j++) {
      sum -= t[j] * Math.max(log(a[j]), smallestLog) + (1 - t[j]) * Math.max(log(1 - a[j]), smallestLog);
    }
    return sum / n;
  },
  derivative: (a, t, lossByA, start, n) => {
    for (let j = start; j < start + n; j++) {
      lossByA[j] = (a[j] - t[j]) / Math.max(a[j] * (1 - a[j]), smallestVariance) / n;
    }
  },
};

/** Cross-entropy: l = −Σ tⱼ·ln aⱼ, so ∂l/∂aⱼ = −tⱼ/aⱼ; 0 where t is 0. */
const crossEntropy: Loss = {
  value: (a, t, start, n) => {
    let sum = 0;
    for (let j = start; j < start + n; j++) if (t[j] !== 0) sum -= t[j] * log(a[j]);
    return sum;
  },
  derivative: (a, t, lossByA, start, n) => {
    for (let j = start; j < start + n; j++) lossByA[j] = t[j] === 0 ? 0 : -t[j] / a[j];
  },
};

/** Every loss a spec can name. */
export const losses = {
  mse,
  halfSquaredError,
  mae,
  huber,
  binaryCrossEntropy,
  crossEntropy,
} satisfies Record<string, Loss>;

/** The name of a loss, as a spec writes it. */
export type LossName = keyof typeof losses;

/**
 * A loss together with the activation of the outputs, as a function of their pre-activations z. Where σ is made of
 * exponentials and l of logarithms, they cancel: taken together, nothing is lost when a comes close to 0 or 1.
 */
export interface LossOfZ {
  /** l(σ(z), t) */
  readonly value: (z: Numbers, t: Numbers, start: number, n: number) => number;
  /** Writes δⱼ = ∂l/∂zⱼ for every output j into `lossByZ`. */
  readonly derivative: (a: Numbers, t: Numbers, lossByZ: Numbers, start: number, n: number) => void;
}

/** After a sigmoid: l = 1/n · Σ (ln(1 + e^zⱼ) − tⱼ·zⱼ), so δⱼ = (aⱼ − tⱼ)/n. */
const sigmoidWithBinaryCrossEntropy: LossOfZ = {
  value: (z, t, start, n) => {
    let sum = 0;
    for (let j = start; j < start + n; j++) sum += activations.softplus.value(z[j]) - t[j] * z[j];
    return sum / n;
  },
  derivative: (a, t, lossByZ, start, n) => {
    for (let j = start; j < start + n; j++) lossByZ[j] = (a[j] - t[j]) / n;
  },
};

/** After softmax: l = Σ tⱼ·(ln Σₖ e^zₖ − zⱼ), so δⱼ = aⱼ·Σₖ tₖ − tⱼ: just aⱼ − tⱼ where t is a distribution. */
const softmaxWithCrossEntropy: LossOfZ = {
  value: (z, t, start, n) => {
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = start; k < start + n; k++) largest = Math.max(largest, z[k]);
    let sumOfExp = 0;
    for (let k = start; k < start + n; k++) sumOfExp += exp(z[k] - largest);
    const logOfSum = log(sumOfExp);
    let sum = 0;
    for (let j = start; j < start + n; j++) if (t[j] !== 0) sum += t[j] * (logOfSum - (z[j] - largest));
    return sum;
  },
  derivative: (a, t, lossByZ, start, n) => {
    let total = 0;
    for (let k = start; k < start + n; k++) total += t[k];
    for (let j = start; j < start + n; j++) lossByZ[j] = a[j] * total - t[j];
  },
};

/** The loss and the outputs' activation as one, or null where each is taken by itself. */
export function lossOfZ(loss: LossName, activation: ActivationName): LossOfZ | null {
  if (loss === "binaryCrossEntropy" && activation === "sigmoid") return sigmoidWithBinaryCrossEntropy;
  if (loss === "crossEntropy" && activation === "softmax") return softmaxWithCrossEntropy;
  return null;
}
