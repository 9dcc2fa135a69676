import type { Parameters } from "./parameters.ts";

/** Stochastic gradient descent with its learning rate η. */
export interface OptimizerSpec {
  readonly type: OptimizerName;
  readonly learningRate: number;
}

/** Changes parameters in place, given the gradients of the batch's loss with respect to them. */
export type Optimizer = (parameters: Parameters, gradients: Parameters, learningRate: number) => void;

/** Gradient descent: θ ← θ − η · ∂l/∂θ for every weight and bias θ. */
const sgd: Optimizer = (parameters, gradients, learningRate) => {
  descend(parameters.weights, gradients.weights, learningRate);
  descend(parameters.biases, gradients.biases, learningRate);
};

function descend(values: Float64Array, gradients: Float64Array, learningRate: number): void {
  for (let i = 0; i < values.length; i++) values[i] -= learningRate * gradients[i];
}

/** Every optimizer a spec can name. */
export const optimizers = { sgd } satisfies Record<string, Optimizer>;

/** The name of an optimizer, as a spec writes it. */
export type OptimizerName = keyof typeof optimizers;
