import { describe, expect, it } from "vitest";
import type { Finding, FindingKind } from "../../../src/core/findings/finding.ts";
import type { Diagnostic } from "../../../src/spec/diagnostic.ts";
import { findingDiagnostic } from "../../../src/spec/finding-diagnostics.ts";
import { fixesOf, type TextFix } from "../../../src/spec/fixes.ts";
import { parseSpecText } from "../../../src/spec/parse.ts";
import { applyChanges } from "../../../src/spec/text-changes.ts";
import { trained } from "../../support/trained.ts";
import { type Files, loadWith, textWith } from "./loading.ts";

/** The fixes of one of the diagnostics of a text. */
async function fixesIn(text: string, files?: Files, which = 0): Promise<{ fixes: TextFix[]; diagnostic: Diagnostic }> {
  const { spec, diagnostics } = await loadWith(text, files);
  const { root } = parseSpecText(text);
  if (!root) throw new Error("The text cannot be read");
  return { fixes: fixesOf(diagnostics[which], text, root, spec), diagnostic: diagnostics[which] };
}

const triple = { inputs: ["a", "b"], layers: [{ units: 3 }, { units: 1 }] };

/** What is wrong in a spec, the fixes offered, the preferred one with a star, and what the first one makes of it. */
const mistakes: [what: string, spec: object, offers: string[], mended: object, files?: Files][] = [
  [
    "a misspelt key",
    { optimizer: { learningrate: 0.1 } },
    ['* Rename to "learningRate"', 'Remove "learningrate"'],
    { optimizer: { learningRate: 0.1 } },
  ],
  [
    "a key that belongs elsewhere",
    { learningRate: 0.1, loss: "mse" },
    ['* Move into "optimizer"', 'Remove "learningRate"'],
    { loss: "mse", optimizer: { learningRate: 0.1 } },
  ],
  [
    "a key that belongs into an object that is there",
    { epochs: 5, training: { shuffle: false } },
    ['* Move into "training"', 'Remove "epochs"'],
    { training: { shuffle: false, epochs: 5 } },
  ],
  ["a key that nobody reads", { colour: 1 }, ['Remove "colour"'], {}],
  ["a misspelt key whose right name is there", { loss: "mse", los: "mae" }, ['Remove "los"'], { loss: "mse" }],
  [
    "a key of another alternative",
    { data: { generate: "circle", normalize: "standard" } },
    ['Remove "normalize"'],
    { data: { generate: "circle" } },
  ],
  [
    "a name in the rows",
    { data: [{ a: 1, bb: 2, t: 3 }] },
    ['* Rename to "b"', 'Remove "bb"'],
    { data: [{ a: 1, b: 2, t: 3 }] },
  ],
  [
    "a target that is not named",
    { data: [{ a: 1, b: 2, price: 3 }] },
    ['* Add "targets": ["price"]', 'Remove "price"'],
    { data: [{ a: 1, b: 2, price: 3 }], targets: ["price"] },
  ],
  ["a misspelt word", { loss: "MSE" }, ['* Change to "mse"'], { loss: "mse" }],
  ["a number in quotes", { seed: "7" }, ["* Change to 7"], { seed: 7 }],
  ["a word in quotes", { training: { shuffle: "false" } }, ["* Change to false"], { training: { shuffle: false } }],
  ["one where a list is needed", { targets: "t" }, ['* Change to ["t"]'], { targets: ["t"] }],
  [
    "units that weights tell",
    { layers: [{ weights: [[1, 2]], biases: [0] }] },
    ['* Add "units": 1'],
    { layers: [{ weights: [[1, 2]], biases: [0], units: 1 }] },
  ],
  [
    "too many weights",
    { layers: [{ units: 1, weights: [[1, 2, 3]] }] },
    ["* Fit the weights to 1 row of 2 numbers, new ones drawn at random", 'Leave out "weights" to have them drawn'],
    { layers: [{ units: 1, weights: [[1, 2]] }] },
  ],
  [
    "rows of weights for which biases speak, too",
    {
      layers: [
        {
          units: 1,
          weights: [
            [1, 2],
            [3, 4],
          ],
          biases: [0, 0],
        },
        { units: 1 },
      ],
    },
    [
      "* Give the layer 2 units",
      "Fit the weights to 1 row of 2 numbers, new ones drawn at random",
      'Leave out "weights" to have them drawn',
    ],
    {
      layers: [
        {
          units: 2,
          weights: [
            [1, 2],
            [3, 4],
          ],
          biases: [0, 0],
        },
        { units: 1 },
      ],
    },
  ],
  [
    "too few biases",
    {
      layers: [
        {
          units: 3,
          weights: [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
          biases: [1],
        },
        { units: 1 },
      ],
    },
    ["* Fit the biases to 3 numbers, new ones 0", "Give the layer 1 unit", 'Leave out "biases" to have them drawn'],
    {
      layers: [
        {
          units: 3,
          weights: [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
          biases: [1, 0, 0],
        },
        { units: 1 },
      ],
    },
  ],
  [
    "more targets than outputs",
    { targets: ["t", "u"], data: [{ a: 1, b: 2, t: 3, u: 4 }] },
    ["* Give the layer 2 units", "Name 1 target"],
    { layers: [{ units: 2 }], targets: ["t", "u"], data: [{ a: 1, b: 2, t: 3, u: 4 }] },
  ],
  [
    "fewer targets than a layer with weights has units",
    {
      layers: [
        {
          units: 2,
          weights: [
            [1, 2],
            [3, 4],
          ],
        },
      ],
      targets: ["u"],
      data: { rows: [[1, 2, 3, 4]] },
    },
    ["* Name 2 targets", "Give the layer 1 unit"],
    {
      layers: [
        {
          units: 2,
          weights: [
            [1, 2],
            [3, 4],
          ],
        },
      ],
      targets: ["u", "t2"],
      data: { rows: [[1, 2, 3, 4]] },
    },
  ],
  [
    "rows with more numbers than inputs and targets",
    {
      inputs: 2,
      data: {
        rows: [
          [1, 2, 3, 4],
          [5, 6, 7, 8],
        ],
      },
    },
    ["* Take 3 inputs, as every row has"],
    {
      inputs: 3,
      data: {
        rows: [
          [1, 2, 3, 4],
          [5, 6, 7, 8],
        ],
      },
    },
  ],
  [
    "rows with fewer numbers than named inputs need",
    {
      data: {
        rows: [
          [1, 2],
          [5, 6],
        ],
      },
    },
    ["* Take 1 input, as every row has"],
    {
      inputs: ["a"],
      data: {
        rows: [
          [1, 2],
          [5, 6],
        ],
      },
    },
  ],
  [
    "a name that is taken",
    { inputs: ["a", "a"], data: { rows: [[1, 2, 3]] } },
    ['* Change to "a_2"'],
    { inputs: ["a", "a_2"], data: { rows: [[1, 2, 3]] } },
  ],
  [
    "softmax between layers",
    { layers: [{ units: 2, activation: "softmax" }, { units: 1 }] },
    ['* Change to "relu"', 'Change to "tanh"'],
    { layers: [{ units: 2, activation: "relu" }, { units: 1 }] },
  ],
  [
    "a range the wrong way round",
    { layers: [{ units: 1, init: { uniform: [1, -1] } }] },
    ["* Change to [-1, 1]"],
    { layers: [{ units: 1, init: { uniform: [-1, 1] } }] },
  ],
  [
    "a negative deviation",
    { layers: [{ units: 1, init: { normal: [0, -0.5] } }] },
    ["* Change to 0.5"],
    { layers: [{ units: 1, init: { normal: [0, 0.5] } }] },
  ],
  [
    "cross-entropy without softmax",
    { layers: [{ units: 2 }], loss: "crossEntropy", data: { rows: [[1, 2, 0, 1]] } },
    ['* Give the last layer the activation "softmax"', 'Use the loss "mse"'],
    { layers: [{ units: 2, activation: "softmax" }], loss: "crossEntropy", data: { rows: [[1, 2, 0, 1]] } },
  ],
  [
    "cross-entropy of one output",
    { loss: "crossEntropy", data: [{ a: 1, b: 2, t: 1 }] },
    ['* Use "binaryCrossEntropy" with "sigmoid"', 'Use the loss "mse"'],
    { layers: [{ units: 1, activation: "sigmoid" }], loss: "binaryCrossEntropy", data: [{ a: 1, b: 2, t: 1 }] },
  ],
  [
    "binary cross-entropy without sigmoid",
    { loss: "binaryCrossEntropy", data: [{ a: 1, b: 2, t: 1 }] },
    ['* Give the last layer the activation "sigmoid"', 'Use the loss "mse"'],
    { layers: [{ units: 1, activation: "sigmoid" }], loss: "binaryCrossEntropy", data: [{ a: 1, b: 2, t: 1 }] },
  ],
  [
    "a hyperparameter of another optimizer",
    { optimizer: { type: "sgd", momentum: 0.9 } },
    ['* Remove "momentum"', 'Use "momentum"', 'Use "nesterov"', 'Use "rmsprop"'],
    { optimizer: { type: "sgd" } },
  ],
  [
    "nesterov without momentum",
    { optimizer: { type: "nesterov", momentum: 0 } },
    ['* Use "sgd"', "Change to 0.9"],
    { optimizer: { type: "sgd" } },
  ],
  [
    "a test loss without test samples",
    {
      training: { stopWhen: { testLoss: 0.1 } },
      data: {
        rows: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
    },
    ['* Set "testFraction" to 0.25'],
    {
      training: { stopWhen: { testLoss: 0.1 }, testFraction: 0.25 },
      data: {
        rows: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
    },
  ],
  [
    "a share that comes to no sample",
    {
      training: { testFraction: 0.1 },
      data: {
        rows: [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
      },
    },
    ['* Set "testFraction" to 0.2'],
    {
      training: { testFraction: 0.2 },
      data: {
        rows: [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
      },
    },
  ],
  [
    "accuracy without classes",
    { training: { stopWhen: { accuracy: 0.9, loss: 0.1 } } },
    ['* Remove "accuracy"'],
    { training: { stopWhen: { loss: 0.1 } } },
  ],
  [
    "another separator",
    { data: { csv: "d.csv" } },
    ['* Set "separator" to ";"'],
    { data: { csv: "d.csv", separator: ";" } },
    { "d.csv": "a;b;t\n1;2;3\n" },
  ],
  [
    "a misspelt column",
    { inputs: ["a", "bee"], data: { csv: "d.csv" } },
    ['* Change to "been"'],
    { inputs: ["a", "been"], data: { csv: "d.csv" } },
    { "d.csv": "a,been,t\n1,2,3\n" },
  ],
  [
    "inputs without their names",
    { inputs: 2, data: { csv: "d.csv", target: "t" } },
    ["* List all 2 columns to learn from"],
    { inputs: ["p", "q"], data: { csv: "d.csv", target: "t" } },
    { "d.csv": "p,q,t\n1,2,3\n" },
  ],
  [
    "no column to predict",
    { data: { csv: "d.csv" } },
    ['* Predict "price"'],
    { data: { csv: "d.csv", target: "price" } },
    { "d.csv": "a,b,price\n1,2,3\n" },
  ],
  [
    "fewer outputs than classes",
    { layers: [{ units: 1 }], data: { csv: "d.csv", target: "kind" } },
    ["* Give the last layer 3 units"],
    { layers: [{ units: 3 }], data: { csv: "d.csv", target: "kind" } },
    { "d.csv": "a,b,kind\n1,2,x\n2,3,y\n3,4,z\n" },
  ],
  [
    "a target among the inputs",
    { data: { csv: "d.csv", target: "b" } },
    ['* Remove "b" from "inputs"'],
    { inputs: ["a"], data: { csv: "d.csv", target: "b" } },
    { "d.csv": "a,b\n1,2\n2,3\n" },
  ],
];

describe("what mends mistakes", () => {
  it.each(mistakes)("%s", async (_, spec, offers, mended, files) => {
    const text = textWith(spec as Record<string, unknown>);
    const { fixes, diagnostic } = await fixesIn(text, files);
    expect(fixes.map(({ title, isPreferred }) => (isPreferred ? `* ${title}` : title))).toEqual(offers);
    expect(JSON.parse(applyChanges(text, fixes[0].changes))).toEqual(
      JSON.parse(textWith(mended as Record<string, unknown>)),
    );
    for (const { changes, title } of fixes) {
      const { diagnostics } = await loadWith(applyChanges(text, changes), files);
      expect(
        diagnostics.map(({ message }) => message),
        title,
      ).not.toContain(diagnostic.message);
    }
  });

  it("makes new weights up at random, the same each time, and no more than a person would read", async () => {
    const few = textWith({ ...triple, layers: [{ units: 3, weights: [[1, 2]] }, { units: 1 }] });
    const [{ changes }] = (await fixesIn(few)).fixes;
    const { weights } = JSON.parse(applyChanges(few, changes)).layers[0];
    expect(weights[0]).toEqual([1, 2]);
    const drawn: number[] = weights.slice(1).flat();
    expect(new Set(drawn).size).toBe(4);
    for (const weight of drawn) expect(Math.abs(weight)).toBeLessThan(Math.SQRT1_2);
    expect((await fixesIn(few)).fixes[0].changes).toEqual(changes);

    const many = textWith({ ...triple, layers: [{ units: 5000, weights: [[1, 2]] }, { units: 1 }] });
    expect((await fixesIn(many)).fixes.map(({ title }) => title)).toEqual([
      'Leave out "weights" to have them drawn',
      "Give the layer 1 unit",
    ]);
  });

  it("is nothing where nobody knows what was meant", async () => {
    const { fixes, diagnostic } = await fixesIn(textWith({ seed: 1.5 }));
    expect(diagnostic.code).toBe("unfitValue");
    expect(fixes).toEqual([]);
  });

  it("keeps comments and layout", async () => {
    const text = `{
  "inputs": ["a"], // one
  "learningRate": 0.1, // here by mistake
  "layers": [
    { "units": 1 } // the only one
  ],
  "data": [{ "a": 1, "t": 2 }] // a point
}`;
    const [{ changes }] = (await fixesIn(text)).fixes;
    expect(applyChanges(text, changes)).toBe(`{
  "inputs": ["a"], // one
  "optimizer": { "learningRate": 0.1 }, // here by mistake
  "layers": [
    { "units": 1 } // the only one
  ],
  "data": [{ "a": 1, "t": 2 }] // a point
}`);
  });
});

/** What a spec is found to have, statically or at its end, with what is offered about it. */
async function found(text: string, kind: FindingKind, files?: Files): Promise<{ finding: Finding; fixes: TextFix[] }> {
  const { spec, diagnostics } = await loadWith(text, files);
  const { root } = parseSpecText(text);
  if (!spec || !root) throw new Error(diagnostics[0].message);
  const finding = trained(spec, 10).findings.find((each) => each.kind === kind);
  if (!finding) throw new Error(`There is no ${kind}`);
  return { finding, fixes: fixesOf(findingDiagnostic(finding, root), text, root, spec) };
}

async function kindsAfter(text: string, { changes }: TextFix, files?: Files): Promise<string[]> {
  const { spec, diagnostics } = await loadWith(applyChanges(text, changes), files);
  if (!spec) throw new Error(diagnostics[0].message);
  return trained(spec, 10).findings.map(({ kind }) => kind);
}

const line = [-2, -1, 0, 1, 2].map((x) => [x, 2 * x + 1]);
const curve = Array.from({ length: 30 }, (_, k) => [k / 5 - 3, Math.sin(k / 5 - 3)]);

/** Findings beyond those of the examples: the offers, and which of them are to make the finding go away. */
const findings: [what: string, kind: FindingKind, spec: object, offers: string[], files?: Files][] = [
  [
    "csv files are normalized",
    "inputScales",
    { inputs: ["a", "b"], data: { csv: "d.csv", target: "t" } },
    ['* Add "normalize": "standard"'],
    { "d.csv": "a,b,t\n1,1000,1\n2,3000,2\n3,2000,3\n" },
  ],
  [
    "several features are scaled at once, each by its own power of ten",
    "inputScales",
    {
      inputs: 2,
      data: {
        rows: [
          [0.001, 1000, 1],
          [0.002, 3000, 2],
          [0.003, 2000, 3],
        ],
      },
    },
    ["* Scale x1 and x2 to about −1 … 1, by powers of ten"],
  ],
  [
    "a feature is left out of rows of plain numbers and of the weights",
    "constantFeature",
    {
      inputs: 2,
      layers: [{ units: 1, weights: [[0.5, 1]] }],
      data: {
        rows: [
          [1, 7, 1],
          [2, 7, 2],
        ],
      },
    },
    ["* Leave out x2"],
  ],
  [
    "a loss that takes logarithms goes with the outputs that it needs",
    "sigmoidOutput",
    {
      inputs: 1,
      layers: [{ units: 1, activation: "sigmoid" }],
      loss: "binaryCrossEntropy",
      data: {
        rows: [
          [1, 2],
          [2, 3],
        ],
      },
    },
    ["* Make the last layer linear"],
  ],
  [
    "softmax of one unit with other targets than 0 and 1",
    "softmaxSingle",
    {
      inputs: 1,
      layers: [{ units: 1, activation: "softmax" }],
      data: {
        rows: [
          [1, 2],
          [2, 3],
        ],
      },
    },
    ["* Make the last layer linear"],
  ],
  [
    "an init that draws",
    "symmetricWeights",
    {
      inputs: 1,
      layers: [
        { units: 3, activation: "relu", init: "ones" },
        { units: 1, init: "ones" },
      ],
      data: { rows: line },
      training: { epochs: 3 },
    },
    ["* Draw the weights at random"],
  ],
  [
    "units that were drawn dead get another activation",
    "deadUnits",
    {
      inputs: 1,
      layers: [{ units: 4, activation: "relu", init: { uniform: [-9, -8] } }, { units: 1 }],
      optimizer: { learningRate: 0.01 },
      training: { epochs: 50, batchSize: "all" },
      data: { rows: curve.map(([x, t]) => [x + 4, t]) },
    },
    ['* Change the activation to "leakyRelu"', "Draw the layer’s weights and biases at random"],
  ],
  [
    "large inputs that saturate units are scaled",
    "saturatedUnits",
    {
      inputs: 1,
      layers: [{ units: 8, activation: "tanh" }, { units: 1 }],
      optimizer: { learningRate: 0.01 },
      training: { epochs: 100, batchSize: "all" },
      seed: 1,
      data: { rows: curve.map(([x, t]) => [1000 * x + 5000, t]) },
    },
    ["* Scale x1 to about −1 … 1, by powers of ten", "Draw smaller weights"],
  ],
  [
    "outputs that are flat and wrong get a loss that is steep there",
    "saturatedUnits",
    {
      inputs: 2,
      layers: [
        { units: 4, activation: "tanh" },
        { units: 1, activation: "sigmoid", biases: [30] },
      ],
      loss: "mse",
      optimizer: { learningRate: 0.5 },
      training: { epochs: 200, batchSize: "all" },
      data: {
        rows: [
          [0, 0, 0],
          [0, 1, 1],
          [1, 0, 1],
          [1, 1, 0],
        ],
      },
    },
    ['* Use the loss "binaryCrossEntropy"', "Draw smaller weights"],
  ],
  [
    "a number too large in the first step comes of where the run begins",
    "nonFinite",
    { inputs: 1, layers: [{ units: 1, weights: [[1e200]], biases: [0] }], data: { rows: line } },
    ['* Draw smaller weights, with "xavierUniform"'],
  ],
  [
    "gradients that vanish without sigmoid or tanh",
    "vanishingGradients",
    {
      inputs: 1,
      layers: [
        ...Array.from({ length: 4 }, () => ({ units: 3, activation: "elu", init: { uniform: [-0.1, 0.1] } })),
        { units: 1 },
      ],
      optimizer: { learningRate: 0.01 },
      training: { epochs: 50, batchSize: "all" },
      seed: 1,
      data: { rows: curve },
    },
    ["* Draw larger weights for the hidden layers"],
  ],
];

describe("what makes findings go away", () => {
  it.each(findings)("%s", async (_, kind, spec, offers, files) => {
    const text = JSON.stringify({ layers: [{ units: 1 }], ...spec });
    const { fixes } = await found(text, kind, files);
    expect(fixes.map(({ title, isPreferred }) => (isPreferred ? `* ${title}` : title))).toEqual(offers);
    expect(await kindsAfter(text, fixes[0], files)).not.toContain(kind);
  });

  it("limits gradients that grow from step to step", async () => {
    const text = JSON.stringify({
      inputs: 1,
      layers: [{ units: 1, weights: [[1]], biases: [0] }],
      optimizer: { type: "momentum", momentum: 0.99, learningRate: 0.1 },
      training: { epochs: 12, shuffle: false },
      data: {
        rows: [
          [1, 2],
          [2, 4],
          [3, -6],
        ],
      },
    });
    const { finding, fixes } = await found(text, "explodingGradients");
    expect(finding.where).toEqual({ of: "spec", key: "optimizer" });
    expect(fixes.map(({ title }) => title)).toEqual([
      'Limit the gradient with "clipNorm": 1',
      "Lower the learning rate to 0.01",
      'Draw smaller weights, with "xavierUniform"',
    ]);
    expect(fixes[0].isPreferred).toBe(true);
    expect(await kindsAfter(text, fixes[0])).not.toContain("explodingGradients");
  });

  it("scales numbers without giving them other digits", async () => {
    const text = JSON.stringify({
      inputs: 2,
      layers: [{ units: 1 }],
      data: {
        rows: [
          [1, 12345.6789, 1],
          [2, -0.3, 2],
          [1.5, 0, 3],
        ],
      },
    });
    const { fixes } = await found(text, "inputScales");
    expect(JSON.parse(applyChanges(text, fixes[0].changes)).data.rows).toEqual([
      [1, 1.23456789, 1],
      [2, -0.00003, 2],
      [1.5, 0, 3],
    ]);
  });
});
