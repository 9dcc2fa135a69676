import type { Layer } from "./network.ts";
import type { Parameters } from "./parameters.ts";

/** What large weights cost: λ₁·Σ|w| + ½λ₂·Σw², over weights, not biases. */
export interface Regularization {
  /** λ₁ */
  readonly l1: number;
  /** λ₂ */
  readonly l2: number;
}

/** Whether large weights cost anything. */
export function isRegularized({ l1, l2 }: Regularization): boolean {
  return l1 !== 0 || l2 !== 0;
}

/** λ₁·Σ|w| + ½λ₂·Σw²: what the weights add to the training loss. */
export function penaltyOf(regularization: Regularization, layers: readonly Layer[]): number {
  if (!isRegularized(regularization)) return 0;
  const { l1, l2 } = regularization;
  let absolute = 0;
  let squared = 0;
  for (const { parameters } of layers) {
    for (let k = 0; k < parameters.weights.length; k++) {
      const w = parameters.weights[k];
      absolute += Math.abs(w);
      squared += w * w;
    }
  }
  return l1 * absolute + (l2 / 2) * squared;
}

/** λ₁·sign(w) + λ₂·w: what regularization adds to the gradient of a weight; sign(0) = 0. */
export function penaltyGradient({ l1, l2 }: Regularization, w: number): number {
  return l1 * Math.sign(w) + l2 * w;
}

/** Adds λ₁·sign(w) + λ₂·w to each weight's gradient. */
export function addPenaltyGradients(
  regularization: Regularization,
  layers: readonly Layer[],
  gradients: readonly Parameters[],
): void {
  if (!isRegularized(regularization)) return;
  for (let l = 0; l < layers.length; l++) {
    const { weights } = layers[l].parameters;
    for (let k = 0; k < weights.length; k++) gradients[l].weights[k] += penaltyGradient(regularization, weights[k]);
  }
}
