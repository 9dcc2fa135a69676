import fc from "fast-check";
import { Check } from "typebox/value";
import { describe, expect, it } from "vitest";
import { fits } from "../../../src/spec/fits.ts";
import type { Schema } from "../../../src/spec/keywords.ts";
import { specSchema } from "../../../src/spec/schema.ts";

/** A schema and all that lie within it. */
function schemasIn(schema: Schema): Schema[] {
  const { anyOf = [], items, properties = {}, patternProperties = {} } = schema;
  const inner = [
    ...anyOf,
    ...(items ? [items] : []),
    ...Object.values(properties),
    ...Object.values(patternProperties),
  ];
  return [schema, ...inner.flatMap(schemasIn)];
}

const schemas = schemasIn(specSchema as Schema);

/** Values at and around every limit of the schema, and of every kind. */
const values: readonly unknown[] = [
  ...[null, true, false, "", ",", ";;", "t", "all", "relu", "adam", "spiral", "standard", "end", "crossEntropy"],
  ...[0, -0, 1, -1, 2, 0.5, 0.999, 1e-320, 10, 10.1, 100_000, 100_001, 1e9, 1e9 + 1, 1e16, -1e16, 1e308],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  ...[[], [1], [1, 2], [1, 2, 3], [[1, 2]], [[1], []], ["x"], ["x", ""], [{}], [{ units: 1 }], [{ x: 1, t: 2 }]],
  ...[{}, { x: 1 }, { x: "1" }, { steps: 3 }, { steps: 3, epochs: 1 }, { near: 1 }, { near: 1, tolerance: 0 }],
  ...[{ csv: "a.csv" }, { csv: "" }, { csv: "a.csv", separator: ";" }, { generate: "xor", noise: 11 }, { rows: [] }],
  ...[{ rows: [[1, 2]] }, { units: 1, weights: [[1, null]] }, { units: 1, biases: false }, { units: 1, biases: true }],
  ...[{ uniform: [0, 1] }, { uniform: [0] }, { step: { every: 1, factor: 0.5 } }, { after: "end", loss: 1 }],
  ...[{ after: "end", "layers.0.weights[0][0]": 0.5 }, { after: "end", "layers.0.weights[0]": 0.5 }, { after: 1 }],
];

describe("what fits the schema", () => {
  it("is what TypeBox takes, for every part of the schema and every kind of value", () => {
    for (const schema of schemas) {
      for (const value of values) {
        expect(fits(schema, value), `${JSON.stringify(schema).slice(0, 200)}\n${JSON.stringify(value)}`).toBe(
          Check(schema, value),
        );
      }
    }
  });

  it("is what TypeBox takes, for whatever stands at a key of a whole spec", () => {
    const whole = { inputs: ["x"], layers: [{ units: 1 }], data: [{ x: 1, t: 2 }] };
    const keys = [...Object.keys(specSchema.properties), "unknown"];
    const written = fc.record({
      key: fc.constantFrom(...keys),
      value: fc.oneof(fc.constantFrom(...values), fc.jsonValue({ maxDepth: 3 })),
    });
    fc.assert(
      fc.property(written, ({ key, value }) => {
        const spec = { ...whole, [key]: value };
        expect(fits(specSchema as Schema, spec)).toBe(Check(specSchema, spec));
      }),
      { numRuns: 500 },
    );
  });

  it("may have a line break in a name", () => {
    const spec = (value: unknown) => ({ inputs: ["a\nb"], layers: [{ units: 1 }], data: [{ "a\nb": value, t: 2 }] });
    expect([fits(specSchema as Schema, spec(1)), fits(specSchema as Schema, spec("1"))]).toEqual([true, false]);
  });

  it("is told by keywords that are all known here", () => {
    const known = new Set([
      ...["type", "anyOf", "enum", "const", "items", "minItems", "maxItems", "minLength", "maxLength"],
      ...["properties", "patternProperties", "required", "additionalProperties"],
      ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
      // These only explain.
      ...["expected", "description", "default", "examples", "defaultSnippets"],
      ...["enumDescriptions", "keyExamples", "forBoth"],
    ]);
    expect(schemas.flatMap((schema) => Object.keys(schema)).filter((keyword) => !known.has(keyword))).toEqual([]);
    const open = schemas.filter(
      (schema) =>
        schema.type === "object" &&
        !schema.patternProperties &&
        (schema as { additionalProperties?: unknown }).additionalProperties !== false,
    );
    expect(open).toEqual([]);
  });
});
