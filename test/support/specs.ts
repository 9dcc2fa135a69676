import type { Spec } from "../../src/core/spec.ts";
import { loadSpec } from "../../src/spec/load.ts";
import { noFiles } from "./data-access.ts";

/** A spec from the object that its file would hold; fails with the first mistake if it has one. */
export async function specOf(file: unknown): Promise<Spec> {
  const { spec, diagnostics } = await loadSpec(JSON.stringify(file), "test.nn.json", noFiles);
  if (!spec) throw new Error(diagnostics[0].message);
  return spec;
}

/** The article's chain: case 1 of the reference cases. */
export const chainFile = {
  inputs: ["x"],
  layers: [
    { units: 1, activation: "relu", weights: [[0.5]], biases: [0.25] },
    { units: 1, activation: "relu", weights: [[1.5]], biases: [-0.5] },
    { units: 1, activation: "relu", weights: [[2]], biases: [1] },
  ],
  loss: "mse",
  optimizer: { type: "sgd", learningRate: 1 / 128 },
  training: { epochs: 200 },
  data: [{ x: 2, t: 1 }],
};

/** A network that is too large to be observed in a moment, whose loss has grown without end by step 4. */
export const divergingFile = {
  inputs: 2,
  layers: [
    { units: 30, activation: "relu" },
    { units: 30, activation: "relu" },
    { units: 1, activation: "sigmoid" },
  ],
  optimizer: { learningRate: 100 },
  training: { epochs: 100, batchSize: 100 },
  data: { generate: "spiral", samples: 400 },
};

/** A network and so many samples that a step of all of them is made in nine pieces. */
export const longFile = {
  inputs: 2,
  layers: [
    { units: 180, activation: "relu" },
    { units: 180, activation: "relu" },
    { units: 1, activation: "sigmoid" },
  ],
  optimizer: { learningRate: 0.1 },
  training: { epochs: 3, batchSize: "all" },
  data: { generate: "spiral", samples: 520 },
};

/** XOR with four hidden units: `steps` steps of all four rows. */
export function xorFile(steps: number, training = {}) {
  return {
    inputs: 2,
    layers: [
      { units: 4, activation: "tanh" },
      { units: 1, activation: "sigmoid" },
    ],
    loss: "mse",
    optimizer: { learningRate: 0.5 },
    training: { epochs: steps, batchSize: "all", ...training },
    seed: 1,
    data: {
      rows: [
        [0, 0, 0],
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 0],
      ],
    },
  };
}

/**
 * Case 3: a single neuron with ½(a − t)² and t = a − 1, so that ∂l/∂a is 1, and its gradients are those of
 * its output.
 */
export function neuronFile(activation: string, weights: number[], bias: number, x: number[], output: number) {
  return {
    inputs: 2,
    layers: [{ units: 1, activation, weights: [weights], biases: [bias] }],
    loss: "halfSquaredError",
    data: { rows: [[...x, output - 1]] },
  };
}

/** Case 4: y = h₁ − 2h₂ is XOR exactly. */
export const untrainedXorFile = {
  inputs: 2,
  layers: [
    {
      units: 2,
      activation: "relu",
      weights: [
        [1, 1],
        [1, 1],
      ],
      biases: [0, -1],
    },
    { units: 1, weights: [[1, -2]], biases: [0] },
  ],
  training: { shuffle: false },
  data: {
    rows: [
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ],
  },
};
