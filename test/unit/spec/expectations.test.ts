import { describe, expect, it } from "vitest";
import { loadWith, mistakesOf, specWith, textWith } from "./loading.ts";

const layers = [
  { units: 3, activation: "relu" },
  { name: "out", units: 2, biases: false },
];
const data = {
  rows: [
    [1, 2, 0.5, 1],
    [3, 4, 1, 0],
    [5, 6, 0, 1],
  ],
};
const network = { layers, data };
/** Ten epochs of two steps. */
const training = { epochs: 10, batchSize: 2 };

const expectations = async (expect: unknown[], changes = {}) =>
  (await specWith({ ...network, training, expect, ...changes })).expect;
const mistakes = (expect: unknown[], changes = {}) =>
  mistakesOf(textWith({ ...network, training, expect, ...changes }));

describe("an expectation", () => {
  it("is none by default", async () => {
    const { spec, expectRanges } = await loadWith(textWith({}));
    expect(spec?.expect).toEqual([]);
    expect(expectRanges).toEqual([]);
  });

  it("is one for each key, in the order of the file, with its place in the text", async () => {
    const text = textWith({
      ...network,
      training,
      expect: [
        { "layers.0.weights[2][1]": { below: 2 }, after: { steps: 0 }, loss: 3 },
        { after: "end", "activations.1[1]": { above: -1 } },
        { after: { epochs: 10 }, "gradients.0.biases[2]": { near: 5, tolerance: 0 } },
      ],
    });
    const { spec, expectRanges } = await loadWith(text);
    const weight = { layer: 0, kind: "weights", unit: 2, input: 1 };
    const bias = { layer: 0, kind: "biases", unit: 2, input: null };
    expect(spec?.expect).toEqual([
      { after: { steps: 0 }, quantity: { of: "layers", parameter: weight }, condition: { below: 2 } },
      { after: { steps: 0 }, quantity: "loss", condition: { near: 3, tolerance: 1e-6 * 3 } },
      { after: "end", quantity: { of: "activations", layer: 1, unit: 1 }, condition: { above: -1 } },
      { after: { epochs: 10 }, quantity: { of: "gradients", parameter: bias }, condition: { near: 5, tolerance: 0 } },
    ]);
    expect(expectRanges.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual([
      '"layers.0.weights[2][1]"',
      '"loss"',
      '"activations.1[1]"',
      '"gradients.0.biases[2]"',
    ]);
  });

  it.each([
    [-4, 4e-6],
    [0, 1e-6],
  ])("of the bare number %d has a tolerance of %d", async (near, tolerance) => {
    const [{ condition }] = await expectations([{ after: "end", loss: near }]);
    expect(condition).toEqual({ near, tolerance });
  });

  it("may be of the test loss and the accuracy where there are any", async () => {
    const classes = {
      rows: [
        [1, 2, 0, 1],
        [3, 4, 1, 0],
      ],
    };
    const held = { ...training, testFraction: 0.5 };
    const entry = { after: "end", testLoss: { below: 1 }, accuracy: 1 };
    expect(await expectations([entry], { data: classes, training: held })).toMatchObject([
      { quantity: "testLoss" },
      { quantity: "accuracy" },
    ]);
  });
});

const form =
  'is no number of the network; write a path such as "layers.0.weights[0][0]", "gradients.0.biases[0]", "activations.0[0]", counting from 0';

describe("a mistake in an expectation is marked", () => {
  it.each<[string, object, string[]]>([
    ["no time", { loss: 1 }, ['{: "after" is missing; it must be { "steps": 1 }, { "epochs": 10 } or "end"']],
    ["a misspelt time", { afte: "end", loss: 1 }, ['"afte": Unknown key "afte". Did you mean "after"?']],
    [
      "a time of its own",
      { steps: 1, loss: 1 },
      [
        '{: "after" is missing; it must be { "steps": 1 }, { "epochs": 10 } or "end"',
        '"steps": Unknown key "steps". It belongs into "after".',
      ],
    ],
    [
      "an unknown time",
      { after: "start", loss: 1 },
      ['"start": expect[0].after must be { "steps": 1 }, { "epochs": 10 } or "end", not "start"'],
    ],
    [
      "half a step",
      { after: { steps: 0.5 }, loss: 1 },
      ["0.5: expect[0].after.steps must be a whole number of at least 0, not 0.5"],
    ],
    [
      "no epoch",
      { after: { epochs: 0 }, loss: 1 },
      ["0: expect[0].after.epochs must be a whole number of at least 1, not 0"],
    ],
    ["nothing expected", { after: "end" }, ['{: Nothing is expected here; add for example "loss": { "below": 0.01 }']],
    ["a misspelt name", { after: "end", los: 1 }, ['"los": Unknown key "los". Did you mean "loss"?']],
    [
      "a misspelt path",
      { after: "end", "layer.0.weights[0][0]": 1 },
      ['"layer.0.weights[0][0]": Unknown key "layer.0.weights[0][0]". Did you mean "layers.0.weights[0][0]"?'],
    ],
    [
      "half a path",
      { after: "end", "layers.0.weights[0]": 1 },
      [`"layers.0.weights[0]": "layers.0.weights[0]" ${form}`],
    ],
    [
      "a word for a number",
      { after: "end", loss: "low" },
      [
        '"low": expect[0].loss must be a number, { "below": 0.01 }, { "above": 0.9 } or { "near": 0.5, "tolerance": 0.001 }, not "low"',
      ],
    ],
    [
      "near without a tolerance",
      { after: "end", "activations.0[0]": { near: 1 } },
      ['"activations.0[0]": "tolerance" is missing; it must be a number of at least 0'],
    ],
    [
      "a condition that nobody knows",
      { after: "end", loss: { less: 1 } },
      [
        '"loss": expect[0].loss must be a number, { "below": 0.01 }, { "above": 0.9 } or { "near": 0.5, "tolerance": 0.001 }, not an object like this',
      ],
    ],
    [
      "two times in one",
      { after: { steps: 1, epochs: 1 }, loss: 1 },
      ['"epochs": Use either "steps" or "epochs", not both'],
    ],
    [
      "a tolerance of what is not near",
      { after: "end", loss: { below: 1, tolerance: 0.1 } },
      ['"tolerance": "tolerance" goes only with "near", not with "below"; remove it'],
    ],
    [
      "more steps than can be counted",
      { after: { steps: 1e20 }, loss: 1 },
      [
        "100000000000000000000: expect[0].after.steps must be a whole number of at least 0; the largest allowed is 9007199254740991",
      ],
    ],
    [
      "two conditions in one",
      { after: "end", loss: { below: 1, above: 0 } },
      ['"above": Use either "below" or "above", or write an entry of "expect" for each'],
    ],
    [
      "a layer out of range",
      { after: "end", "activations.2[0]": 1 },
      ['"activations.2[0]": The network has 2 layers, counted from 0: the last is 1'],
    ],
    [
      "a unit out of range",
      { after: "end", "layers.0.biases[3]": 1 },
      ['"layers.0.biases[3]": Layer 0 ("L1") has 3 units, counted from 0: the last is 2'],
    ],
    [
      "a unit out of range among activations",
      { after: "end", "activations.1[2]": 1 },
      ['"activations.1[2]": Layer 1 ("out") has 2 units, counted from 0: the last is 1'],
    ],
    [
      "an input out of range",
      { after: "end", "gradients.1.weights[0][3]": 1 },
      ['"gradients.1.weights[0][3]": Layer 1 ("out") has 3 inputs, counted from 0: the last is 2'],
    ],
    [
      "a bias of a layer without",
      { after: "end", "layers.1.biases[0]": 1 },
      ['"layers.1.biases[0]": Layer 1 ("out") has no biases; expect something else'],
    ],
    [
      "a test loss without test samples",
      { after: "end", testLoss: 1 },
      ['"testLoss": No samples are held out; add for example "testFraction": 0.2 to "training"'],
    ],
    [
      "an accuracy without classes",
      { after: "end", accuracy: 1 },
      [
        '"accuracy": Accuracy needs targets that are classes: 0 or 1 for one output, a single 1 among zeros for more; use "loss" instead',
      ],
    ],
    [
      "what only a step has before the first",
      { after: { steps: 0 }, "gradients.0.biases[0]": 1, "activations.0[0]": 1, "layers.0.biases[0]": 1 },
      [
        '"gradients.0.biases[0]": There are no gradients before the first step; expect them after 1 step or more',
        '"activations.0[0]": There are no activations before the first step; expect them after 1 step or more',
      ],
    ],
    [
      "a step after the last",
      { after: { steps: 21 }, loss: 1 },
      ['21: This run ends after 20 steps; expect this earlier, or set more "epochs"'],
    ],
    [
      "an epoch after the last",
      { after: { epochs: 11 }, loss: 1 },
      ['11: This run ends after 10 epochs; expect this earlier, or set more "epochs"'],
    ],
    ["what the first step has", { after: { steps: 1 }, "gradients.0.biases[0]": 1, "activations.0[0]": 1 }, []],
    ["the last step", { after: { steps: 20 }, loss: 1 }, []],
  ])("%s", async (_name, entry, expected) => {
    expect(await mistakes([entry])).toEqual(expected);
  });

  it("a test loss where the share comes to no sample", async () => {
    const found = await mistakes([{ after: "end", testLoss: 1 }], { training: { testFraction: 0.1 } });
    expect(found).toContain('"testLoss": No samples are held out; add for example "testFraction": 0.2 to "training"');
  });

  it("and leaves no expectation behind", async () => {
    const { expectRanges } = await loadWith(textWith({ ...network, expect: [{ after: "end", loss: 1, los: 1 }] }));
    expect(expectRanges).toEqual([]);
  });
});
