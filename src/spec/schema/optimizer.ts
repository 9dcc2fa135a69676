import Type from "typebox";
import type { HyperparameterName, OptimizerName } from "../../core/optimizer.ts";
import type { Regularization } from "../../core/regularization.ts";
import { count, type Meanings, names, notNegative, positive } from "./words.ts";

/** How gradients change parameters, as a spec writes it; ranges are those that PyTorch accepts. */

const optimizerMeanings: Meanings<OptimizerName> = {
  sgd: "Gradient descent: w ← w − η · ∂l/∂w.",
  momentum: "Gradient descent with a velocity: v ← µ·v + g, w ← w − η·v.",
  nesterov: "Gradient descent with a velocity that looks ahead: v ← µ·v + g, w ← w − η·(g + µ·v).",
  rmsprop: "Divides each gradient by the root of a running mean of its square.",
  adagrad: "Divides each gradient by the root of the sum of all its squares so far.",
  adam: "Running means of gradients and of their squares, corrected for having begun at zero.",
  adamw: "Adam whose weight decay acts on the parameters themselves, not through the gradients.",
};

const schedule = Type.Union(
  [
    Type.Object(
      {
        step: Type.Object(
          {
            every: Type.Integer({
              ...count("the number of epochs between steps"),
              description: "After how many epochs the learning rate changes, again and again.",
              examples: [30],
            }),
            factor: Type.Number({
              ...positive,
              description: "What the learning rate is multiplied by each time.",
              examples: [0.1],
            }),
          },
          {
            additionalProperties: false,
            expected: 'an object such as { "every": 30, "factor": 0.1 }',
            description: "Multiplies the learning rate by a factor after every so many epochs.",
            examples: [{ every: 30, factor: 0.1 }],
          },
        ),
      },
      { additionalProperties: false, expected: 'a schedule such as { "step": { "every": 30, "factor": 0.1 } }' },
    ),
    Type.Object(
      {
        exponential: Type.Object(
          {
            factor: Type.Number({
              ...positive,
              description: "What the learning rate is multiplied by after every epoch.",
              examples: [0.99],
            }),
          },
          {
            additionalProperties: false,
            expected: 'an object such as { "factor": 0.99 }',
            description: "Multiplies the learning rate by a factor after every epoch.",
            examples: [{ factor: 0.99 }],
          },
        ),
      },
      { additionalProperties: false, expected: 'a schedule such as { "exponential": { "factor": 0.99 } }' },
    ),
    Type.Object(
      {
        cosine: Type.Object(
          {
            epochs: Type.Integer({
              ...count("the number of epochs"),
              description: "Epochs in which the learning rate falls to 0.",
              examples: [100],
            }),
          },
          {
            additionalProperties: false,
            expected: 'an object such as { "epochs": 100 }',
            description: "Lets the learning rate fall to 0 within so many epochs, along half a wave of the cosine.",
            examples: [{ epochs: 100 }],
          },
        ),
      },
      { additionalProperties: false, expected: 'a schedule such as { "cosine": { "epochs": 100 } }' },
    ),
  ],
  {
    expected:
      'a schedule: { "step": { "every": 30, "factor": 0.1 } }, { "exponential": { "factor": 0.99 } } or { "cosine": { "epochs": 100 } }',
    description: "How the learning rate changes from epoch to epoch. Default: it stays the same.",
    examples: [{ step: { every: 30, factor: 0.1 } }, { exponential: { factor: 0.99 } }, { cosine: { epochs: 100 } }],
  },
);

/** A share that a running mean keeps: with 1 it would never hear of the gradient. */
const share = { minimum: 0, exclusiveMaximum: 1, expected: "a number of at least 0 and less than 1" };

/** Each hyperparameter of the core; which optimizer has which is the core's to say. */
const hyperparameters = {
  momentum: Type.Optional(
    Type.Number({
      ...notNegative,
      description: "The share µ of its velocity that a parameter keeps from step to step. Default: 0.9; for rmsprop 0.",
      examples: [0.9],
    }),
  ),
  beta1: Type.Optional(
    Type.Number({
      ...share,
      description: "The share β₁ that the running mean of gradients keeps from step to step.",
      default: 0.9,
    }),
  ),
  beta2: Type.Optional(
    Type.Number({
      ...share,
      description: "The share β₂ that the running mean of squared gradients keeps from step to step.",
      default: 0.999,
    }),
  ),
  epsilon: Type.Optional(
    Type.Number({
      ...notNegative,
      description: "The ε that keeps a division from being by zero. Default: 1e-8; for adagrad 1e-10.",
      examples: [1e-8],
    }),
  ),
  alpha: Type.Optional(
    Type.Number({
      minimum: 0,
      // PyTorch lets it be larger, but then the mean of squares falls below zero, and it has no root.
      maximum: 1,
      expected: "a number from 0 to 1",
      description: "The share α that the running mean of squared gradients keeps from step to step: from 0 to 1.",
      default: 0.99,
    }),
  ),
  weightDecay: Type.Optional(
    Type.Number({
      ...notNegative,
      description:
        "How strongly weights and biases are drawn to zero: λ·θ is added to each gradient; adamw draws them directly. Default: 0; for adamw 0.01.",
      examples: [0.01],
    }),
  ),
} satisfies Record<HyperparameterName, unknown>;

/** The names of all hyperparameters, in this order. */
export const hyperparameterNames = Object.keys(hyperparameters) as HyperparameterName[];

/** The schema of `optimizer`. */
export const optimizer = Type.Object(
  {
    type: Type.Optional(names(optimizerMeanings, { description: "How gradients change parameters.", default: "sgd" })),
    learningRate: Type.Optional(
      Type.Number({
        ...positive,
        description:
          "The learning rate η: how far each step goes against the gradient. Default: 0.01; for adam and adamw 0.001.",
        examples: [0.01, 0.1],
      }),
    ),
    ...hyperparameters,
    schedule: Type.Optional(schedule),
    clipNorm: Type.Optional(
      Type.Number({
        ...positive,
        description:
          "The largest norm that the gradient of all parameters together keeps; a longer one is shortened before the update. The gradients shown are those before. Default: any norm.",
        examples: [1],
      }),
    ),
  },
  {
    additionalProperties: false,
    expected: 'an optimizer such as { "type": "sgd", "learningRate": 0.01 }',
    description: "How gradients change parameters.",
    default: { type: "sgd", learningRate: 0.01 },
  },
);

/** The schema of `regularization`. */
export const regularization = Type.Object(
  {
    l1: Type.Optional(
      Type.Number({
        ...notNegative,
        description: "λ₁: adds λ₁·Σ|w| to the training loss, which draws weights to exactly zero.",
        default: 0,
        examples: [0.001],
      }),
    ),
    l2: Type.Optional(
      Type.Number({
        ...notNegative,
        description: "λ₂: adds ½λ₂·Σw² to the training loss, which keeps weights small.",
        default: 0,
        examples: [0.001],
      }),
    ),
  } satisfies Record<keyof Regularization, unknown>,
  {
    additionalProperties: false,
    expected: 'an object such as { "l2": 0.001 }',
    description: "What large weights cost (not biases). Default: nothing.",
    examples: [{ l2: 0.001 }],
  },
);
