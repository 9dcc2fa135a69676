import Type from "typebox";
import type { ActivationName, activations } from "../core/activation.ts";
import type { InitializerName, initializers } from "../core/initializer.ts";
import type { LossName, losses } from "../core/loss.ts";
import type { OptimizerName, optimizers } from "../core/optimizer.ts";

/**
 * The one definition of a `.nn.json` file. The validator checks against it, its TypeScript type is
 * derived from it, and the editor's completions and hovers are made from it (editor-schema.ts).
 *
 * Two keywords of our own: `expected` completes the sentence "… must be …" of an error message, and
 * `enumDescriptions` says what each name means.
 */

/** A choice of names, each with its meaning; the names are the keys of the core's own table. */
function names<Name extends string>(
  meanings: Readonly<Record<Name, string>>,
  options: { description: string; default: Name },
) {
  const known = Object.keys(meanings) as Name[];
  return Type.Unsafe<Name>({
    type: "string",
    enum: known,
    enumDescriptions: known.map((name) => meanings[name]),
    expected: oneOf(known),
    ...options,
  });
}

/** `"a", "b" or "c"` */
export function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

/** Where the core has a table of names, its keys and the meanings here must be the same. */
type Meanings<Table> = Readonly<Record<keyof Table, string>>;

const activationMeanings: Meanings<typeof activations> = {
  linear: "a = z: the unit passes on its weighted sum.",
  relu: "a = max(0, z): nothing below zero passes. ReLU′(0) = 0.",
  sigmoid: "a = 1 / (1 + e⁻ᶻ): between 0 and 1.",
  tanh: "a = tanh(z): between −1 and 1.",
};

const lossMeanings: Meanings<typeof losses> = {
  mse: "Mean squared error: the mean over outputs of (a − t)².",
  halfSquaredError: "½ · the sum over outputs of (a − t)².",
};

const initializerMeanings: Meanings<typeof initializers> = {
  torchDefault: "Weights and biases uniform in ±1/√fan-in, as PyTorch draws them.",
};

const optimizerMeanings: Meanings<typeof optimizers> = {
  sgd: "Gradient descent: w ← w − η · ∂l/∂w.",
};

const count = (what: string) => ({
  minimum: 1,
  maximum: 1_000_000_000,
  expected: `${what}: a whole number of at least 1`,
});

const nameList = (options: { description: string; examples: unknown[] }) =>
  Type.Union(
    [
      Type.Array(Type.String({ minLength: 1, expected: "a name in quotes" }), {
        minItems: 1,
        expected: "a list of at least one name",
      }),
      Type.Integer(count("how many there are")),
    ],
    { expected: 'a list of names such as ["x1", "x2"], or a whole number of at least 1', ...options },
  );

const number = Type.Number({ expected: "a finite number" });

const layer = Type.Object(
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
      names<ActivationName>(activationMeanings, {
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
      Type.Array(number, {
        expected: "a list of numbers, one for each unit",
        description: "Initial biases, one for each unit. Drawn by init unless given.",
        examples: [[0.25]],
      }),
    ),
    init: Type.Optional(
      names<InitializerName>(initializerMeanings, {
        description: "How weights and biases are drawn from the seed where they are not given.",
        default: "torchDefault",
      }),
    ),
  },
  {
    additionalProperties: false,
    expected: 'a layer such as { "units": 1, "activation": "relu" }',
    defaultSnippets: [{ label: "layer", body: { units: 1, activation: "relu" } }],
  },
);

const namedRows = Type.Array(
  Type.Record(Type.String(), number, { expected: 'a row of named numbers such as { "X": 2, "t": 1 }' }),
  { minItems: 1, expected: "a list of at least one row" },
);

const plainRows = Type.Object(
  {
    rows: Type.Array(Type.Array(number, { expected: "a row of numbers: inputs, then targets" }), {
      minItems: 1,
      expected: "a list of at least one row of numbers",
      description: "The samples, a row each: the inputs, then the targets, in order.",
      examples: [[[2, 1]]],
    }),
  },
  { additionalProperties: false, expected: 'rows such as { "rows": [[2, 1]] }' },
);

const csvFile = Type.Object(
  {
    csv: Type.String({
      minLength: 1,
      expected: "the path of a csv file",
      description:
        "A csv file with a header row; its path is relative to this file and may not leave the workspace folder. Inputs and targets are columns picked by name.",
      examples: ["iris.csv"],
    }),
    target: Type.Optional(
      Type.String({
        minLength: 1,
        expected: "the name of a column",
        description:
          "The column to predict. Numbers are used as they are; words are one-hot encoded, their classes in alphabetical order (two classes and one output unit: 0 and 1). Default: the columns that targets names.",
        examples: ["species"],
      }),
    ),
    separator: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1,
        expected: "one character",
        description: "The character between cells.",
        default: ",",
        examples: [";", "\t"],
      }),
    ),
  },
  { additionalProperties: false, expected: 'a file such as { "csv": "iris.csv" }' },
);

/** Deeper networks than anyone looks at, or gets to learn, by hand. */
const maxLayers = 1000;

/** The schema of a whole spec file. */
export const specSchema = Type.Object(
  {
    $schema: Type.Optional(
      Type.String({
        expected: "an address in quotes",
        description: "For editors other than VS Code: where this schema is.",
      }),
    ),
    title: Type.Optional(
      Type.String({
        minLength: 1,
        expected: "words in quotes",
        description: "Shown in every view. Default: the file's name.",
        examples: ["A chain of three neurons"],
      }),
    ),
    inputs: nameList({
      description:
        "The features, in order: a list of names, or a whole number n for x1…xn. Their number is the input width.",
      examples: [["X"], 2],
    }),
    layers: Type.Array(layer, {
      minItems: 1,
      maxItems: maxLayers,
      expected: `a list of 1 to ${maxLayers.toLocaleString("en")} layers`,
      description: "The layers, from the inputs to the outputs. The last one's units are the outputs.",
    }),
    targets: Type.Optional(
      nameList({
        description:
          "The targets, in order: a list of names, or a whole number. As many as the last layer has units. Default: t, or t1…tk.",
        examples: [["t"]],
      }),
    ),
    loss: Type.Optional(
      names<LossName>(lossMeanings, {
        description: "The loss of one sample. Over a batch it is the mean over its samples.",
        default: "mse",
      }),
    ),
    optimizer: Type.Optional(
      Type.Object(
        {
          type: Type.Optional(
            names<OptimizerName>(optimizerMeanings, {
              description: "How gradients change parameters.",
              default: "sgd",
            }),
          ),
          learningRate: Type.Optional(
            Type.Number({
              exclusiveMinimum: 0,
              expected: "a number greater than 0",
              description: "The learning rate η: how far each step goes against the gradient.",
              default: 0.01,
              examples: [0.1],
            }),
          ),
        },
        {
          additionalProperties: false,
          expected: 'an optimizer such as { "type": "sgd", "learningRate": 0.01 }',
          description: "How gradients change parameters.",
          default: { type: "sgd", learningRate: 0.01 },
        },
      ),
    ),
    training: Type.Optional(
      Type.Object(
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
        },
        {
          additionalProperties: false,
          expected: 'settings such as { "epochs": 100, "batchSize": 1 }',
          description: "How long to train, and on how many samples at a time.",
          default: { epochs: 100, batchSize: 1 },
        },
      ),
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: Number.MIN_SAFE_INTEGER,
        maximum: Number.MAX_SAFE_INTEGER,
        expected: "a whole number",
        description: "Everything random follows from it: the same spec gives the same run, bit for bit.",
        default: 0,
        examples: [7],
      }),
    ),
    data: Type.Union([namedRows, plainRows, csvFile], {
      expected: 'a list of named rows, { "rows": [[…]] } or { "csv": "file.csv" }',
      description:
        "The samples: a list of rows with a number for every input and target, bare rows of numbers, or a csv file.",
      examples: [[{ X: 2, t: 1 }], { rows: [[2, 1]] }, { csv: "data.csv" }],
    }),
  },
  { additionalProperties: false, expected: "an object in braces" },
);

/** A spec file that fits the schema: what was written, before defaults are filled in. */
export type SpecFile = Type.Static<typeof specSchema>;
