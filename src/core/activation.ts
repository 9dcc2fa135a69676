import { exp, expm1, tanh as hyperbolicTangent, log1p, sigmoid as logistic } from "./elementary/elementary.ts";
import { erfc } from "./elementary/error-function.ts";
import type { Numbers } from "./numbers.ts";

/**
 * An activation function σ and its derivative, side by side: whoever changes one sees the other.
 * Both act on one unit.
 */
export interface Activation {
  /** a = σ(z) */
  readonly value: (z: number) => number;
  /** σ′(z), given z and the a = σ(z) that the forward pass already has */
  readonly derivative: (z: number, a: number) => number;
}

/** σ(z) = z: the unit passes on its weighted sum. */
const linear: Activation = {
  value: (z) => z,
  derivative: () => 1,
};

/** ReLU(z) = max(0, z), with ReLU′(0) = 0. */
const relu: Activation = {
  value: (z) => Math.max(0, z),
  derivative: (z) => (z > 0 ? 1 : 0),
};

const leakySlope = 0.01;

/** z above 0, 0.01·z below: a ReLU that never quite stops learning. As PyTorch does, the slope at 0 is 0.01. */
const leakyRelu: Activation = {
  value: (z) => (z > 0 ? z : leakySlope * z),
  derivative: (z) => (z > 0 ? 1 : leakySlope),
};

/** z above 0, eᶻ − 1 below, so that σ′ = eᶻ = a + 1 there. */
const elu: Activation = {
  value: (z) => (z > 0 ? z : expm1(z)),
  derivative: (z, a) => (z > 0 ? 1 : a + 1),
};

/** Φ(z) = ½·erfc(−z/√2): the share of the standard normal distribution below z. */
export function normalBelow(z: number): number {
  return erfc(-z * Math.SQRT1_2) / 2;
}

/** GELU(z) = z·Φ(z), so that σ′ = Φ(z) + z·φ(z), where φ = Φ′ (Hendrycks and Gimpel, arXiv 1606.08415). */
const gelu: Activation = {
  value: (z) => (z === Number.NEGATIVE_INFINITY ? 0 : z * normalBelow(z)),
  derivative: (z) => normalBelow(z) + (z * exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI),
};

/** σ(z) = 1 / (1 + e⁻ᶻ), so that σ′ = σ · (1 − σ). */
const sigmoid: Activation = {
  value: (z) => logistic(z),
  derivative: (_z, a) => a * (1 - a),
};

/** tanh(z), so that tanh′ = 1 − tanh². */
const tanh: Activation = {
  value: (z) => hyperbolicTangent(z),
  derivative: (_z, a) => 1 - a * a,
};

/** ln(1 + eᶻ), a smooth ReLU; written so that eᶻ cannot overflow. σ′ is the sigmoid. */
const softplus: Activation = {
  value: (z) => Math.max(0, z) + log1p(exp(-Math.abs(z))),
  derivative: (z) => logistic(z),
};

/** Swish(z) = z·s with s = sigmoid(z), also called SiLU; σ′ = s + a·(1 − s). */
const swish: Activation = {
  value: (z) => (z === Number.NEGATIVE_INFINITY ? 0 : z * logistic(z)),
  derivative: (z, a) => logistic(z) + a * (1 - logistic(z)),
};

/** Every activation that acts on each unit by itself. */
export const activations = {
  linear,
  relu,
  leakyRelu,
  elu,
  gelu,
  sigmoid,
  tanh,
  softplus,
  swish,
} satisfies Record<string, Activation>;

/** The name of an activation, as a spec writes it. Softmax acts on all units of a layer together. */
export type ActivationName = keyof typeof activations | "softmax";

/**
 * Softmax of `units` numbers from `start` on: aⱼ = e^zⱼ / Σₖ e^zₖ, positive and 1 in sum. The largest z is taken
 * off all of them first, which changes nothing but keeps eᶻ from overflowing.
 */
export function softmax(z: Numbers, a: Numbers, start: number, units: number): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let j = start; j < start + units; j++) largest = Math.max(largest, z[j]);
  let sum = 0;
  for (let j = start; j < start + units; j++) {
    a[j] = exp(z[j] - largest);
    sum += a[j];
  }
  for (let j = start; j < start + units; j++) a[j] /= sum;
}

/**
 * Back through softmax: δⱼ = Σₖ ∂l/∂aₖ · ∂aₖ/∂zⱼ with ∂aₖ/∂zⱼ = aₖ·([k = j] − aⱼ), hence
 * δⱼ = aⱼ · (∂l/∂aⱼ − Σₖ ∂l/∂aₖ · aₖ).
 */
export function softmaxBackward(a: Numbers, lossByA: Numbers, lossByZ: Numbers, start: number, units: number): void {
  let mean = 0;
  for (let k = start; k < start + units; k++) mean += lossByA[k] * a[k];
  for (let j = start; j < start + units; j++) lossByZ[j] = a[j] * (lossByA[j] - mean);
}
