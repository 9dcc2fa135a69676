import Type from "typebox";
import type { ActivationName } from "../../core/activation.ts";
import type { InitializerName } from "../../core/initializer.ts";
import { count, type Meanings, names, number } from "./words.ts";

/** A layer as a spec writes it. */

const activationMeanings: Meanings<ActivationName> = {
  linear: "a = z: the unit passes on its weighted sum.",
  relu: "a = max(0, z): nothing below zero passes. ReLU′(0) = 0.",
  leakyRelu: "a = z above zero, 0.01·z below: a ReLU that never quite stops learning.",
  elu: "a = z above zero, eᶻ − 1 below: smooth, and never below −1.",
  gelu: "a = z·Φ(z), with Φ the normal distribution (the exact form, with erf).",
  sigmoid: "a = 1 / (1 + e⁻ᶻ): between 0 and 1.",
  tanh: "a = tanh(z): between −1 and 1.",
  softplus: "a = ln(1 + eᶻ): a smooth ReLU.",
  swish: "a = z / (1 + e⁻ᶻ): z times its sigmoid, also called SiLU.",
  softmax: "aⱼ = e^zⱼ / Σₖ e^zₖ: the units share a sum of 1, as probabilities do. Only on the last layer.",
};

const initializerMeanings: Meanings<InitializerName> = {
  torchDefault: "Weights and biases uniform in ±1/√fan-in, as PyTorch draws them.",
  xavierUniform: "Weights uniform with variance 2/(fan-in + units), biases zero: for tanh and sigmoid.",
  xavierNormal: "Weights normal with variance 2/(fan-in + units), biases zero: for tanh and sigmoid.",
  heUniform: "Weights uniform with variance 2/fan-in, biases zero: for ReLU.",
  heNormal: "Weights normal with variance 2/fan-in, biases zero: for ReLU.",
  zeros: "Weights and biases are all 0.",
  ones: "Weights and biases are all 1.",
};

/** A distribution has two numbers. */
const pairOf = (expected: string, description: string, example: readonly [number, number]) =>
  Type.Unsafe<readonly [number, number]>(
    Type.Array(number, { minItems: 2, maxItems: 2, expected, description, examples: [example] }),
  );

const init = Type.Union(
  [
    names(initializerMeanings),
    Type.Object(
      {
        uniform: pairOf(
          "two numbers: the lowest and the highest",
          "Weights and biases uniform between two numbers: [lowest, highest].",
          [-0.5, 0.5],
        ),
      },
      { additionalProperties: false, expected: 'a distribution such as { "uniform": [-0.5, 0.5] }' },
    ),
    Type.Object(
      {
        normal: pairOf(
          "two numbers: the mean and the standard deviation",
          "Weights and biases from the normal distribution: [mean, standard deviation].",
          [0, 0.1],
        ),
      },
      { additionalProperties: false, expected: 'a distribution such as { "normal": [0, 0.1] }' },
    ),
  ],
  {
    expected: `the name of an initialization (${Object.keys(initializerMeanings).join(", ")}), { "uniform": [-0.5, 0.5] } or { "normal": [0, 0.1] }`,
    description: "How weights and biases are drawn from the seed where they are not given.",
    default: "torchDefault",
    examples: [{ uniform: [-0.5, 0.5] }, { normal: [0, 0.1] }],
  },
);

const trainable = Type.Unsafe<boolean | "weights" | "biases">({
  enum: [true, false, "weights", "biases"],
  enumDescriptions: [
    "Weights and biases learn.",
    "The layer stays as it is.",
    "Only the weights learn.",
    "Only the biases learn.",
  ],
  expected: 'true, false, "weights" or "biases"',
  description: "What the optimizer may change in this layer.",
  default: true,
});

/** The schema of one layer. */
export const layer = Type.Object(
  {
    name: Type.Optional(
      Type.String({
        minLength: 1,
        expected: "a name in quotes",
        description: "What views call the layer. Default: L1, L2, … in order.",
        examples: ["L1"],
      }),
    ),
    units: Type.Integer({ ...count("the number of neurons"), description: "Neurons in the layer.", examples: [1, 8] }),
    activation: Type.Optional(
      names(activationMeanings, {
        description: "The function σ in a = σ(z), applied to each unit's pre-activation z.",
        default: "linear",
      }),
    ),
    weights: Type.Optional(
      Type.Array(Type.Array(number, { expected: "a row of numbers, one for each number that feeds the layer" }), {
        expected: "a list of rows, one for each unit",
        description:
          "Initial weights, a row for each unit: weights[j][i] leads from input i to unit j. Drawn by init unless given.",
        examples: [[[0.5]]],
      }),
    ),
    biases: Type.Optional(
      Type.Union([Type.Array(number, { expected: "a list of numbers, one for each unit" }), Type.Literal(false)], {
        expected: "a list of numbers, one for each unit, or false for a layer without biases",
        description:
          "Initial biases, one for each unit, or false for a layer without biases. Drawn by init unless given.",
        examples: [[0.25], false],
      }),
    ),
    trainable: Type.Optional(trainable),
    init: Type.Optional(init),
  },
  {
    additionalProperties: false,
    expected: 'a layer such as { "units": 1, "activation": "relu" }',
    defaultSnippets: [{ label: "layer", body: { units: 1, activation: "relu" } }],
  },
);
