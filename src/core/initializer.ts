import type { Random } from "./random.ts";

/** Draws the initial parameters of one layer into `weights` and `biases`. */
export type Initializer = (weights: Float64Array, biases: Float64Array, fanIn: number, random: Random) => void;

/**
 * PyTorch's default for `Linear`: weights and biases uniform in ±1/√fan-in, so that a unit's
 * pre-activation stays of the size of its inputs however many there are.
 */
const torchDefault: Initializer = (weights, biases, fanIn, random) => {
  const bound = 1 / Math.sqrt(fanIn);
  fillUniform(weights, -bound, bound, random);
  fillUniform(biases, -bound, bound, random);
};

function fillUniform(values: Float64Array, low: number, high: number, random: Random): void {
  for (let i = 0; i < values.length; i++) values[i] = low + (high - low) * random.next();
}

/** Every initializer a spec can name. */
export const initializers = { torchDefault } satisfies Record<string, Initializer>;

/** The name of an initializer, as a spec writes it. */
export type InitializerName = keyof typeof initializers;
