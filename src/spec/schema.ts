import Type from "typebox";
import { formatCount } from "../format/number-format.ts";
import { data } from "./schema/data.ts";
import { expectations } from "./schema/expect.ts";
import { layer } from "./schema/layer.ts";
import { optimizer, regularization } from "./schema/optimizer.ts";
import { loss, precision, training } from "./schema/training.ts";
import { nameList } from "./schema/words.ts";

/** Deeper networks than anyone looks at, or gets to learn, by hand. */
const maxLayers = 1000;

/**
 * The one definition of a `.nn.json` file, its parts in `schema/`. The validator checks against it, its
 * TypeScript type is derived from it, and the editor's completions and hovers are made from it
 * (editor-schema.ts).
 */
export const specSchema = Type.Object(
  {
    $schema: Type.Optional(
      Type.String({
        expected: "an address in quotes",
        description: "For editors other than VS Code: where this schema is.",
        examples: ["./nn.schema.json"],
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
      expected: `a list of 1 to ${formatCount(maxLayers)} layers`,
      description: "The layers, from the inputs to the outputs. The last one's units are the outputs.",
    }),
    targets: Type.Optional(
      nameList({
        description:
          "The targets, in order: a list of names, or a whole number. As many as the last layer has units. Default: t, or t1…tk.",
        examples: [["t"]],
      }),
    ),
    loss: Type.Optional(loss),
    optimizer: Type.Optional(optimizer),
    regularization: Type.Optional(regularization),
    training: Type.Optional(training),
    precision: Type.Optional(precision),
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
    data,
    expect: Type.Optional(expectations),
  },
  { additionalProperties: false, expected: "an object in braces" },
);

/** A spec file that fits the schema: what was written, before defaults are filled in. */
export type SpecFile = Type.Static<typeof specSchema>;
