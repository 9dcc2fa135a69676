import Type from "typebox";
import { formatCount } from "../../format/number-format.ts";
import type { GeneratorName } from "../generate.ts";
import type { NormalizationName } from "../normalization.ts";
import { type Meanings, names, number } from "./words.ts";

/** The four forms of data, as a spec writes them. */

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

const normalizationMeanings: Meanings<NormalizationName> = {
  none: "The inputs stay as they are in the file.",
  standard: "Each input gets mean 0 and standard deviation 1.",
  minMax: "Each input gets lowest value 0 and highest value 1.",
};

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
    normalize: Type.Optional(
      names(normalizationMeanings, {
        description:
          "Brings the inputs to a like size, which makes learning easier. Fitted on the training samples only, not on those held out.",
        default: "none",
      }),
    ),
  },
  { additionalProperties: false, expected: 'a file such as { "csv": "iris.csv" }' },
);

const generatorMeanings: Meanings<GeneratorName> = {
  xor: "Two classes in opposite quadrants of the plane. Two inputs.",
  circle: "One class within a ring of the other. Two inputs.",
  gauss: "Two clouds of points, one for each class. Two inputs.",
  spiral: "Two spirals, one for each class. Two inputs.",
  moons: "Two half circles that reach into each other, one for each class. Two inputs.",
  blobs: "Clouds of points around a circle, one for each class: as many as the last layer has units. Two inputs.",
  line: "t = 2x + 1 for x from −1 to 1. One input.",
  sine: "t = sin x for x from −π to π. One input.",
  abs: "t = |x| for x from −1 to 1. One input.",
  plane: "t = (x₁ + x₂)/10 for x₁ and x₂ between −6 and 6. Two inputs.",
};

/** More samples than a generated shape needs. */
const maxGenerated = 100_000;

/** Beyond this, noise is all there is. */
const maxNoise = 10;

const generated = Type.Object(
  {
    generate: names(generatorMeanings, {
      description: "A shape to learn, its samples drawn from the seed.",
      examples: ["spiral"],
    }),
    samples: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: maxGenerated,
        expected: `a whole number from 1 to ${formatCount(maxGenerated)}`,
        description: "How many samples there are; classes share them evenly.",
        default: 200,
        examples: [500],
      }),
    ),
    noise: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: maxNoise,
        expected: `a number from 0 to ${maxNoise}`,
        description: "How far samples stray from the shape.",
        default: 0,
        examples: [0.1],
      }),
    ),
  },
  { additionalProperties: false, expected: 'a shape such as { "generate": "spiral" }' },
);

/** The schema of `data`. */
export const data = Type.Union([namedRows, plainRows, csvFile, generated], {
  expected: 'a list of named rows, { "rows": [[…]] }, { "csv": "file.csv" } or { "generate": "spiral" }',
  description:
    "The samples: a list of rows with a number for every input and target, bare rows of numbers, a csv file, or a shape to draw them from.",
  examples: [[{ X: 2, t: 1 }], { rows: [[2, 1]] }, { csv: "data.csv" }, { generate: "spiral" }],
});

/** The csv form of `data`. */
export type CsvSource = Type.Static<typeof csvFile>;

/** The generated form of `data`. */
export type GeneratorSource = Type.Static<typeof generated>;
