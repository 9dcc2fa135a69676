import type { ActivationName } from "../../../src/core/activation.ts";
import type { LossName } from "../../../src/core/loss.ts";
import { optimizers } from "../../../src/core/optimizer.ts";
import type { LayerSpec, Spec, StopWhen } from "../../../src/core/spec.ts";

/** What a test says of a spec; the rest is filled in. */
export interface SpecParts {
  readonly inputs?: readonly string[];
  readonly targets?: readonly string[];
  readonly layers: readonly LayerSpec[];
  readonly loss?: LossName;
  readonly learningRate?: number;
  readonly epochs?: number;
  readonly batchSize?: number | "all";
  readonly testFraction?: number;
  readonly stopWhen?: Partial<StopWhen>;
  readonly l2?: number;
  readonly clipNorm?: number;
  readonly classes?: readonly string[];
  readonly rows: readonly { readonly inputs: readonly number[]; readonly targets: readonly number[] }[];
}

/** A spec with every default filled in. */
export function specOf(parts: SpecParts): Spec {
  const { rows, layers } = parts;
  const outputs = rows[0].targets.length;
  return {
    title: "A test",
    inputs: parts.inputs ?? rows[0].inputs.map((_, i) => (rows[0].inputs.length === 1 ? "x" : `x${i + 1}`)),
    targets: parts.targets ?? rows[0].targets.map((_, k) => (outputs === 1 ? "t" : `t${k + 1}`)),
    layers,
    loss: parts.loss ?? "mse",
    optimizer: {
      type: "sgd",
      momentum: 0,
      beta1: 0,
      beta2: 0,
      epsilon: 0,
      alpha: 0,
      weightDecay: 0,
      learningRate: parts.learningRate ?? optimizers.sgd.defaults.learningRate,
      schedule: { kind: "constant" },
      clipNorm: parts.clipNorm ?? null,
    },
    regularization: { l1: 0, l2: parts.l2 ?? 0 },
    training: {
      epochs: parts.epochs ?? 200,
      batchSize: parts.batchSize ?? 1,
      shuffle: false,
      testFraction: parts.testFraction ?? 0,
      stopWhen: { loss: null, testLoss: null, accuracy: null, patience: null, ...parts.stopWhen },
    },
    precision: "float64",
    expect: [],
    seed: 7,
    data: {
      samples: rows.length,
      inputs: Float64Array.from(rows.flatMap(({ inputs }) => inputs)),
      targets: Float64Array.from(rows.flatMap(({ targets }) => targets)),
      normalization: null,
      classes: parts.classes ?? null,
    },
  };
}

/** A layer whose parameters are given, or drawn where they are not. */
export function layerOf(
  name: string,
  units: number,
  activation: ActivationName,
  weights: number[][] | null = null,
  biases: number[] | null | false = null,
): LayerSpec {
  const trainable = { weights: true, biases: true };
  return { name, units, activation, weights, biases, trainable, init: "torchDefault" };
}

/** The article's chain of three units, exact in binary. */
export function articleChain(lastWeight = 2, activation: ActivationName = "relu"): Spec {
  return specOf({
    layers: [
      layerOf("Layer 1", 1, activation, [[0.5]], [0.25]),
      layerOf("Layer 2", 1, activation, [[1.5]], [-0.5]),
      layerOf("Layer 3", 1, activation, [[lastWeight]], [1]),
    ],
    learningRate: 1 / 128,
    rows: [{ inputs: [2], targets: [1] }],
  });
}

/** A chain whose names and numbers need all the room they can get. */
export function longNames(): Spec {
  return specOf({
    inputs: ["the temperature of the water in the kettle"],
    targets: ["the time until it boils"],
    layers: [
      layerOf("A first layer with a name too long", 1, "sigmoid", [[-1.0009765625]], [-0.0009765625]),
      layerOf("Second", 1, "tanh", [[-123.45678]], [12345.678]),
      layerOf("Third", 1, "linear", [[-0.000123]], [-1234567.8]),
    ],
    rows: [{ inputs: [-0.123456789], targets: [1] }],
  });
}

/** Mazur's network of two inputs, two hidden units and two outputs. */
export function mazur(): Spec {
  return specOf({
    layers: [
      layerOf(
        "Hidden",
        2,
        "sigmoid",
        [
          [0.15, 0.2],
          [0.25, 0.3],
        ],
        [0.35, 0.35],
      ),
      layerOf(
        "Output",
        2,
        "sigmoid",
        [
          [0.4, 0.45],
          [0.5, 0.55],
        ],
        [0.6, 0.6],
      ),
    ],
    loss: "halfSquaredError",
    learningRate: 0.5,
    epochs: 1000,
    rows: [{ inputs: [0.05, 0.1], targets: [0.01, 0.99] }],
  });
}

/** Two inputs and two hidden layers of eight, with twelve samples in batches of four. */
export function twoHiddenLayers(): Spec {
  return specOf({
    layers: [layerOf("Layer 1", 8, "tanh"), layerOf("Layer 2", 8, "tanh"), layerOf("Layer 3", 1, "tanh")],
    batchSize: 4,
    learningRate: 0.1,
    rows: drawnRows(12, 2, 1),
  });
}

/** Four inputs, eight hidden units, three outputs. */
export function fourEightThree(): Spec {
  return specOf({
    inputs: ["sepal length", "sepal width", "petal length", "petal width"],
    targets: ["setosa", "versicolor", "virginica"],
    layers: [layerOf("Hidden", 8, "tanh"), layerOf("Species", 3, "sigmoid")],
    rows: drawnRows(30, 4, 3),
  });
}

/** Twenty inputs, thirty hidden units, two outputs: too wide to show every unit. */
export function twentyThirtyTwo(): Spec {
  return specOf({
    layers: [layerOf("Layer 1", 30, "relu"), layerOf("Layer 2", 2, "linear")],
    rows: drawnRows(10, 20, 2),
  });
}

/** A chain with one sample, in which every layer has the activation that is given. */
export function chainWith(activation: ActivationName, loss: LossName, last: ActivationName = activation): Spec {
  return specOf({
    layers: [
      layerOf("Layer 1", 1, activation, [[0.5]], [0.25]),
      layerOf("Layer 2", 1, activation, [[1.5]], [-0.5]),
      layerOf("Layer 3", 1, last, [[-2]], [1]),
    ],
    loss,
    rows: [{ inputs: [2], targets: [1] }],
  });
}

/** Four measures of flowers and three species: softmax with cross-entropy, and a share of the samples held out. */
export function irisLike(testFraction = 0.2, epochs = 40): Spec {
  const species = [0, 1, 2].map((k) => [0, 1, 2].map((j) => (j === k ? 1 : 0)));
  return specOf({
    inputs: ["sepal length", "sepal width", "petal length", "petal width"],
    targets: ["setosa", "versicolor", "virginica"],
    layers: [layerOf("Hidden", 8, "leakyRelu"), layerOf("Species", 3, "softmax")],
    loss: "crossEntropy",
    learningRate: 0.05,
    epochs,
    testFraction,
    classes: ["setosa", "versicolor", "virginica"],
    rows: drawnRows(60, 4, 0).map(({ inputs }, sample) => ({
      inputs: inputs.map((x, i) => x + (sample % 3 === i ? 1 : 0)),
      targets: species[sample % 3],
    })),
  });
}

/** A network of several outputs, each a probability of its own: the loss with the longest formula. */
export function severalProbabilities(): Spec {
  return specOf({
    layers: [layerOf("Layer 1", 4, "gelu"), layerOf("Layer 2", 3, "sigmoid")],
    loss: "binaryCrossEntropy",
    rows: drawnRows(6, 2, 3).map(({ inputs, targets }) => ({ inputs, targets: targets.map(Math.abs) })),
  });
}

/** A chain whose middle layer has no bias. */
export function chainWithoutBias(): Spec {
  return specOf({
    layers: [
      layerOf("Layer 1", 1, "relu", [[0.5]], [0.25]),
      layerOf("Layer 2", 1, "relu", [[1.5]], false),
      layerOf("Layer 3", 1, "relu", [[2]], [1]),
    ],
    rows: [{ inputs: [2], targets: [1] }],
  });
}

/** A network whose hidden layer has no biases. */
export function networkWithoutBiases(): Spec {
  return specOf({
    layers: [layerOf("Hidden", 4, "elu", null, false), layerOf("Output", 2, "swish")],
    loss: "mae",
    rows: drawnRows(5, 3, 2),
  });
}

/** Rows of numbers between −1 and 1 that are the same in every run. */
function drawnRows(samples: number, inputs: number, targets: number): SpecParts["rows"] {
  const row = (length: number, seed: number) => Array.from({ length }, (_, k) => Math.sin(12.9898 * (seed + 7 * k)));
  return Array.from({ length: samples }, (_, sample) => ({
    inputs: row(inputs, sample + 1),
    targets: row(targets, sample + 101).map(Math.round),
  }));
}
