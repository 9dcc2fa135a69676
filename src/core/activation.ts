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

/** σ(z) = 1 / (1 + e⁻ᶻ), so that σ′ = σ · (1 − σ). */
const sigmoid: Activation = {
  value: (z) => 1 / (1 + Math.exp(-z)),
  derivative: (_z, a) => a * (1 - a),
};

/** tanh(z), so that tanh′ = 1 − tanh². */
const tanh: Activation = {
  value: (z) => Math.tanh(z),
  derivative: (_z, a) => 1 - a * a,
};

/** Every activation a spec can name. */
export const activations = { linear, relu, sigmoid, tanh } satisfies Record<string, Activation>;

/** The name of an activation, as a spec writes it. */
export type ActivationName = keyof typeof activations;
