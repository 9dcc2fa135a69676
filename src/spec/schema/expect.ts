import Type from "typebox";
import { number } from "./words.ts";

/** Expectations, as a spec writes them. */

const bound = (word: "below" | "above", description: string) =>
  Type.Object(
    { [word]: Type.Number({ expected: "a finite number", description, examples: [0.01] }) },
    { additionalProperties: false, expected: `a condition such as { "${word}": 0.01 }` },
  );

const near = Type.Object(
  {
    near: Type.Number({
      expected: "a finite number",
      description: "The number must differ from this one by no more than the tolerance.",
      examples: [0.5],
    }),
    tolerance: Type.Number({
      minimum: 0,
      expected: "a number of at least 0",
      description: "How far the number may be away.",
      examples: [0.001],
    }),
  },
  { additionalProperties: false, expected: 'a condition such as { "near": 0.5, "tolerance": 0.001 }' },
);

/** What a number must be. */
const condition = (description: string, example: unknown = { below: 0.01 }) =>
  Type.Union(
    [
      number,
      bound("below", "The number must be less than this."),
      bound("above", "The number must be greater than this."),
      near,
    ],
    {
      expected: 'a number, { "below": 0.01 }, { "above": 0.9 } or { "near": 0.5, "tolerance": 0.001 }',
      forBoth: 'or write an entry of "expect" for each',
      description,
      examples: [example],
    },
  );

const after = Type.Union(
  [
    Type.Object(
      {
        steps: Type.Integer({
          minimum: 0,
          maximum: Number.MAX_SAFE_INTEGER,
          expected: "a whole number of at least 0",
          description: "After so many steps; 0 is before training.",
          examples: [1],
        }),
      },
      { additionalProperties: false, expected: 'a time such as { "steps": 1 }' },
    ),
    Type.Object(
      {
        epochs: Type.Integer({
          minimum: 1,
          maximum: Number.MAX_SAFE_INTEGER,
          expected: "a whole number of at least 1",
          description: "After so many epochs.",
          examples: [10],
        }),
      },
      { additionalProperties: false, expected: 'a time such as { "epochs": 10 }' },
    ),
    Type.Literal("end"),
  ],
  {
    expected: '{ "steps": 1 }, { "epochs": 10 } or "end"',
    description: "When it must be true: after so many steps or epochs, or at the end of the run.",
    examples: ["end", { steps: 1 }, { epochs: 10 }],
  },
);

/** The numbers that say how a run stands, by the names of the core's `ExpectedQuantity`. */
const runQuantities = {
  loss: condition("What the mean loss over the training samples must be."),
  testLoss: condition("What the mean loss over the samples held out must be."),
  accuracy: condition("What share of the samples must be classified right.", { above: 0.95 }),
};

/** Paths to a number in the network, one of each kind. */
export const pathExamples = ["layers.0.weights[0][0]", "gradients.0.biases[0]", "activations.0[0]"] as const;

/** Keys that can only be meant as paths; whether they are is for parseQuantityPath to say. */
const pathPattern = "^(layers|gradients|activations)\\b";

/** One entry: when, and what one or more numbers must be. */
export interface ExpectEntry {
  readonly after: Type.Static<typeof after>;
  readonly [key: string]: Type.Static<typeof after> | WrittenCondition;
}

/** A condition as written. */
export type WrittenCondition = number | { below: number } | { above: number } | { near: number; tolerance: number };

const entry = Type.Unsafe<ExpectEntry>({
  type: "object",
  properties: { after, ...runQuantities },
  patternProperties: { [pathPattern]: condition("What this number of the network must be.", 0.5) },
  keyExamples: pathExamples,
  required: ["after"],
  additionalProperties: false,
  expected: 'an object such as { "after": "end", "loss": { "below": 0.01 } }',
  defaultSnippets: [{ label: "expectation", body: { after: "end", loss: { below: 0.01 } } }],
});

/** The schema of `expect`. */
export const expectations = Type.Array(entry, {
  expected: 'a list such as [{ "after": "end", "loss": { "below": 0.01 } }]',
  description:
    'What must come true of the run: the loss, testLoss, accuracy, or one number of the network by its path, such as "layers.0.weights[0][0]". Default: nothing.',
  examples: [[{ after: "end", loss: { below: 0.01 } }]],
});
