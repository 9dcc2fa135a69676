import Type from "typebox";
import type { LossName } from "../../core/loss.ts";
import type { Precision } from "../../core/numbers.ts";
import type { StopWhen } from "../../core/spec.ts";
import { count, type Meanings, names, notNegative } from "./words.ts";

/** What is learnt, for how long and on which samples, as a spec writes it. */

const lossMeanings: Meanings<LossName> = {
  mse: "Mean squared error: the mean over outputs of (a − t)².",
  halfSquaredError: "½ · the sum over outputs of (a − t)².",
  mae: "Mean absolute error: the mean over outputs of |a − t|.",
  huber: "The mean over outputs of ½·(a − t)² for errors up to 1, |a − t| − ½ beyond: outliers pull less.",
  binaryCrossEntropy:
    "The mean over outputs of −t·ln a − (1 − t)·ln(1 − a): for outputs between 0 and 1, each by itself.",
  crossEntropy: "−Σ t·ln a after softmax: for one class among several.",
};

/** The schema of `loss`. */
export const loss = names(lossMeanings, {
  description:
    "The loss of one sample. Over a batch it is the mean over its samples. Default: crossEntropy after softmax, binaryCrossEntropy after a single sigmoid unit, otherwise mse.",
  examples: ["mse"],
});

const precisionMeanings: Meanings<Precision> = {
  float64: "About 16 digits, the same on every machine.",
  float32:
    "About 7 digits in half the space and half the time: for large networks. Their last may differ from one version of VS Code to another.",
};

/** The schema of `precision`. */
export const precision = names(precisionMeanings, { description: "The arithmetic of the run.", default: "float64" });

const stopWhen = Type.Object(
  {
    loss: Type.Optional(
      Type.Number({
        ...notNegative,
        description: "Ends the run when the mean loss over the training samples is this or less.",
        examples: [1e-6],
      }),
    ),
    testLoss: Type.Optional(
      Type.Number({
        ...notNegative,
        description: "Ends the run when the mean loss over the samples held out is this or less.",
        examples: [0.01],
      }),
    ),
    accuracy: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        expected: "a number from 0 to 1",
        description: "Ends the run when this share of the samples, or more, is classified right.",
        examples: [0.99],
      }),
    ),
    patience: Type.Optional(
      Type.Integer({
        ...count("the number of epochs"),
        description:
          "Ends the run when the loss (over the samples held out, where there are any) has reached no new low for so many epochs.",
        examples: [10],
      }),
    ),
  } satisfies Record<keyof StopWhen, unknown>,
  {
    additionalProperties: false,
    expected: 'an object such as { "loss": 0.001 }',
    description: "What ends the run early, at an epoch's end: any of these. Default: nothing.",
    examples: [{ loss: 1e-6 }, { patience: 10 }],
  },
);

/** The schema of `training`. */
export const training = Type.Object(
  {
    epochs: Type.Optional(
      Type.Integer({
        ...count("the number of epochs"),
        description: "How often training visits every sample.",
        default: 100,
        examples: [200],
      }),
    ),
    batchSize: Type.Optional(
      Type.Union([Type.Integer(count("the number of samples in a batch")), Type.Literal("all")], {
        expected: 'a whole number of at least 1, or "all"',
        description:
          'Samples per step, or "all": one update per batch, with the mean of its gradients. The last batch of an epoch may be smaller.',
        default: 1,
        examples: [16, "all"],
      }),
    ),
    shuffle: Type.Optional(
      Type.Boolean({
        expected: "true or false",
        description: "Whether each epoch visits the samples in a new order, drawn from the seed.",
        default: true,
      }),
    ),
    testFraction: Type.Optional(
      Type.Number({
        minimum: 0,
        exclusiveMaximum: 1,
        expected: "a number of at least 0 and less than 1",
        description: "The share of the samples that is held out to test on, drawn from the seed.",
        default: 0,
        examples: [0.2],
      }),
    ),
    stopWhen: Type.Optional(stopWhen),
  },
  {
    additionalProperties: false,
    expected: 'settings such as { "epochs": 100, "batchSize": 1 }',
    description: "How long to train, and on how many samples at a time.",
    default: { epochs: 100, batchSize: 1 },
  },
);
