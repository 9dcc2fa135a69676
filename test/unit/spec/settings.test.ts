import { describe, expect, it } from "vitest";
import { optimizers } from "../../../src/core/optimizer.ts";
import { loadWith, mistakesOf, specWith, textWith } from "./loading.ts";

const mistakes = (changes: object) => mistakesOf(textWith({ ...changes }));

/** Two samples of one class each, for one output. */
const classData = {
  rows: [
    [1, 2, 0],
    [3, 4, 1],
  ],
};
const softmax = { layers: [{ units: 2, activation: "softmax" }], data: { rows: [[1, 2, 0, 1]] } };
const sigmoid = { layers: [{ units: 1, activation: "sigmoid" }], data: classData };

describe("defaults", () => {
  it.each([
    ["softmax", 2, "crossEntropy"],
    ["sigmoid", 1, "binaryCrossEntropy"],
    ["sigmoid", 2, "mse"],
    ["tanh", 1, "mse"],
  ])("the loss after %s of %d is %s", async (activation, units, loss) => {
    const data = { rows: [[1, 2, ...Array.from({ length: units }, () => 0)]] };
    const spec = await specWith({
      layers: [
        { units: 3, activation: "relu" },
        { units, activation },
      ],
      data,
    });
    expect(spec.loss).toBe(loss);
  });

  it("the loss that is written stands", async () => {
    expect(await specWith({ ...sigmoid, loss: "mse" })).toMatchObject({ loss: "mse" });
  });

  it.each(Object.entries(optimizers))(
    "of %s are those of PyTorch, and what it does not have is 0",
    async (type, { defaults }) => {
      const { optimizer } = await specWith({ optimizer: { type } });
      const none = { momentum: 0, beta1: 0, beta2: 0, epsilon: 0, alpha: 0, weightDecay: 0 };
      expect(optimizer).toEqual({ ...none, ...defaults, type, schedule: { kind: "constant" }, clipNorm: null });
    },
  );

  it.each([
    ["sgd", 0.01],
    ["adam", 0.001],
    ["adamw", 0.001],
  ])("the learning rate of %s is %d", async (type, learningRate) => {
    expect((await specWith({ optimizer: { type } })).optimizer.learningRate).toBe(learningRate);
  });
});

describe("what is written", () => {
  it("reaches the optimizer", async () => {
    const written = { learningRate: 0.2, beta1: 0, beta2: 0.5, epsilon: 0, weightDecay: 0.1, clipNorm: 2 };
    const { optimizer } = await specWith({ optimizer: { type: "adam", ...written } });
    expect(optimizer).toMatchObject({ type: "adam", ...written });
  });

  it.each([
    [{ step: { every: 3, factor: 0.5 } }, { kind: "step", every: 3, factor: 0.5 }],
    [{ exponential: { factor: 0.5 } }, { kind: "exponential", factor: 0.5 }],
    [{ cosine: { epochs: 9 } }, { kind: "cosine", epochs: 9 }],
  ])("reaches the schedule: %j", async (schedule, expected) => {
    expect((await specWith({ optimizer: { schedule } })).optimizer.schedule).toEqual(expected);
  });

  it.each([
    [true, { weights: true, biases: true }],
    [false, { weights: false, biases: false }],
    ["weights", { weights: true, biases: false }],
    ["biases", { weights: false, biases: true }],
  ])("reaches what may learn: %j", async (trainable, expected) => {
    expect((await specWith({ layers: [{ units: 1, trainable }] })).layers[0].trainable).toEqual(expected);
  });

  it.each([["ones"], [{ uniform: [-1, 2] }], [{ uniform: [1, 1] }], [{ normal: [0.5, 0] }]])(
    "reaches the initialization: %j",
    async (init) => {
      expect((await specWith({ layers: [{ units: 1, init }] })).layers[0].init).toEqual(init);
    },
  );

  it("reaches all the rest", async () => {
    const stopWhen = { loss: 0, testLoss: 1, accuracy: 1, patience: 3 };
    const spec = await specWith({
      ...sigmoid,
      layers: [{ units: 1, activation: "sigmoid", biases: false }],
      regularization: { l2: 0.5 },
      precision: "float32",
      training: { testFraction: 0.5, stopWhen },
    });
    expect(spec.layers[0].biases).toBe(false);
    expect(spec.regularization).toEqual({ l1: 0, l2: 0.5 });
    expect(spec.precision).toBe("float32");
    expect(spec.training).toMatchObject({ testFraction: 0.5, stopWhen });
  });
});

describe("a number out of range is marked", () => {
  it.each<[string, string, object]>([
    ["optimizer.momentum", "a number of at least 0", { optimizer: { type: "momentum", momentum: -1 } }],
    ["optimizer.beta1", "a number of at least 0 and less than 1", { optimizer: { type: "adam", beta1: 1 } }],
    ["optimizer.beta2", "a number of at least 0 and less than 1", { optimizer: { type: "adam", beta2: -1 } }],
    ["optimizer.epsilon", "a number of at least 0", { optimizer: { type: "adam", epsilon: -1 } }],
    ["optimizer.alpha", "a number from 0 to 1", { optimizer: { type: "rmsprop", alpha: 2 } }],
    ["optimizer.weightDecay", "a number of at least 0", { optimizer: { weightDecay: -1 } }],
    ["optimizer.clipNorm", "a number greater than 0", { optimizer: { clipNorm: 0 } }],
    [
      "optimizer.schedule.exponential.factor",
      "a number greater than 0",
      { optimizer: { schedule: { exponential: { factor: 0 } } } },
    ],
    [
      "optimizer.schedule.cosine.epochs",
      "the number of epochs: a whole number of at least 1",
      { optimizer: { schedule: { cosine: { epochs: 0 } } } },
    ],
    ["regularization.l1", "a number of at least 0", { regularization: { l1: -1 } }],
    ["regularization.l2", "a number of at least 0", { regularization: { l2: -1 } }],
    ["training.testFraction", "a number of at least 0 and less than 1", { training: { testFraction: 1 } }],
    ["training.stopWhen.loss", "a number of at least 0", { training: { stopWhen: { loss: -1 } } }],
    ["training.stopWhen.accuracy", "a number from 0 to 1", { training: { stopWhen: { accuracy: 2 } } }],
    [
      "training.stopWhen.patience",
      "the number of epochs: a whole number of at least 1",
      { training: { stopWhen: { patience: 0 } } },
    ],
    ["precision", '"float64" or "float32"', { precision: "float16" }],
    ["layers[0].trainable", 'true, false, "weights" or "biases"', { layers: [{ units: 1, trainable: "none" }] }],
    [
      "layers[0].biases",
      "a list of numbers, one for each unit, or false for a layer without biases",
      { layers: [{ units: 1, biases: true }] },
    ],
  ])("%s must be %s", async (key, expected, changes) => {
    const found = await mistakes(changes);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${key} must be ${expected}, not `);
  });

  it.each([
    ["epochs", "the number of epochs: a whole number of at least 1"],
    ["batchSize", 'a whole number of at least 1, or "all"'],
  ])("training.%s has a largest value", async (key, expected) => {
    expect(await mistakes({ training: { [key]: 1e20 } })).toEqual([
      `100000000000000000000: training.${key} must be ${expected}; the largest allowed is 1000000000`,
    ]);
  });

  it("a distribution needs two numbers", async () => {
    expect(await mistakes({ layers: [{ units: 1, init: { normal: [1] } }] })).toEqual([
      '"normal": layers[0].init.normal must be two numbers: the mean and the standard deviation, not a list like this one',
    ]);
  });

  it("a schedule needs all its numbers", async () => {
    expect(await mistakes({ optimizer: { schedule: { step: { every: 3 } } } })).toEqual([
      '"step": "factor" is missing; it must be a number greater than 0',
    ]);
  });
});

describe("settings that do not go together are marked", () => {
  it.each<[string, object, string[]]>([
    [
      "a hyperparameter that the optimizer does not have",
      { optimizer: { type: "sgd", beta1: 0.5 } },
      ['"beta1": "beta1" has no meaning for "sgd"; it belongs to "adam", "adamw"'],
    ],
    [
      "one that it does not have without a type",
      { optimizer: { momentum: 0.9 } },
      ['"momentum": "momentum" has no meaning for "sgd"; it belongs to "momentum", "nesterov", "rmsprop"'],
    ],
    [
      "Nesterov's momentum of nothing",
      { optimizer: { type: "nesterov", momentum: 0 } },
      ['0: "nesterov" needs a momentum greater than 0; without one, use "sgd"'],
    ],
    [
      "softmax before the last layer",
      { layers: [{ units: 2, activation: "softmax" }, { units: 1 }] },
      ['"softmax": "softmax" can only stand on the last layer; use another activation here, such as "relu"'],
    ],
    [
      "crossEntropy without softmax",
      { loss: "crossEntropy" },
      [
        '"crossEntropy": "crossEntropy" needs outputs that are probabilities: give the last layer the activation "softmax", not "linear"',
      ],
    ],
    [
      "binaryCrossEntropy of any numbers",
      { loss: "binaryCrossEntropy", layers: [{ units: 1, activation: "tanh" }] },
      [
        '"binaryCrossEntropy": "binaryCrossEntropy" needs outputs between 0 and 1: give the last layer the activation "sigmoid", not "tanh"',
      ],
    ],
    ["binaryCrossEntropy after softmax", { ...softmax, loss: "binaryCrossEntropy" }, []],
    ["crossEntropy after softmax", { ...softmax, loss: "crossEntropy" }, []],
    [
      "a range from high to low",
      { layers: [{ units: 1, init: { uniform: [1, -1] } }] },
      ["[1,-1]: The lowest number comes first: write [-1, 1]"],
    ],
    [
      "a negative deviation",
      { layers: [{ units: 1, init: { normal: [0, -1] } }] },
      ["-1: A standard deviation must be at least 0, not -1"],
    ],
    [
      "a test loss without test samples",
      { training: { stopWhen: { testLoss: 1 } } },
      ['"testLoss": No samples are held out; add for example "testFraction": 0.2 to "training"'],
    ],
    [
      "an accuracy without classes",
      { training: { stopWhen: { accuracy: 1 } } },
      [
        '"accuracy": Accuracy needs targets that are classes: 0 or 1 for one output, a single 1 among zeros for more; use "loss" instead',
      ],
    ],
    ["an accuracy of classes", { data: classData, training: { stopWhen: { accuracy: 1 } } }, []],
  ])("%s", async (_name, changes, expected) => {
    expect(await mistakes(changes)).toEqual(expected);
  });

  it("a share that comes to no sample only warns", async () => {
    const { spec, diagnostics } = await loadWith(textWith({ data: classData, training: { testFraction: 0.2 } }));
    expect(spec).not.toBeNull();
    expect(diagnostics).toMatchObject([
      {
        severity: "warning",
        message: "No sample is held out: 0.2 of 2 samples comes to none. Use a larger share, or more samples",
      },
    ]);
  });

  it("a layer without biases has room for more weights", async () => {
    const layers = [{ units: 2_000_000, biases: false }];
    const data = { generate: "blobs", samples: 1 };
    const found = await mistakes({ inputs: 1, layers, data });
    expect(found.join()).not.toContain("weights and biases");
  });
});
