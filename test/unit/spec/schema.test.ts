import { describe, expect, it } from "vitest";
import { specSchema } from "../../../src/spec/schema.ts";
import { specWith } from "./loading.ts";
import { type Keyed, keysOf } from "./schema-keys.ts";

const keys = keysOf(specSchema);
const named = (some: Keyed[]) => some.map(({ path }) => path);

describe("every key of a spec", () => {
  it("is found by the walk, however deep it lies", () => {
    expect(named(keys)).toEqual(
      expect.arrayContaining([
        "layers[].init.uniform",
        "optimizer.schedule.step.factor",
        "training.stopWhen.patience",
        "data.normalize",
        "data.noise",
        "expect[].after.steps",
        "expect[].loss.near",
        "expect[].*.below",
      ]),
    );
  });

  it("has a description that is a sentence", () => {
    expect(named(keys.filter(({ schema }) => !/^\S.*\.$/s.test(schema.description ?? "")))).toEqual([]);
  });

  it("says what it must be", () => {
    expect(named(keys.filter(({ schema }) => !schema.expected))).toEqual([]);
  });

  it("has a default or an example, unless it holds objects that have", () => {
    const without = keys.filter(({ schema: { default: byDefault, examples } }) => byDefault === undefined && !examples);
    expect(named(without)).toEqual(["layers"]);
  });

  it("gives every name a meaning", () => {
    const choices = keys.filter(({ schema }) => schema.enum);
    for (const { path, schema } of choices) {
      expect(schema.enumDescriptions?.length, path).toBe(schema.enum?.length);
      for (const meaning of schema.enumDescriptions ?? []) expect(meaning, path).toMatch(/\.$/);
    }
    expect(choices.length).toBeGreaterThanOrEqual(7);
  });

  /** Some of a spec with one more key in the object at `path`, which is given whatever else it needs. */
  const within: Readonly<Record<string, (key: string, value: unknown) => Record<string, unknown>>> = {
    "": (key, value) => ({ [key]: value }),
    layers: (key, value) => ({ layers: [{ units: 1, [key]: value }] }),
    training: (key, value) => ({ training: { [key]: value } }),
    regularization: (key, value) => ({ regularization: { [key]: value } }),
    optimizer: (key, value) => ({ optimizer: { type: optimizerWith[key] ?? "sgd", [key]: value } }),
    data: (key, value) => ({ data: { ...(key in csv ? csv : { generate: "xor" }), [key]: value } }),
  };
  const optimizerWith: Readonly<Record<string, string>> = { beta1: "adam", beta2: "adam", alpha: "rmsprop" };
  const csv: Readonly<Record<string, unknown>> = { csv: "a.csv", separator: undefined, normalize: undefined };

  it.each(keys.filter(({ schema }) => schema.default !== undefined))(
    "has the default that it says: $path",
    async ({ path, key, schema }) => {
      const [container] = path.includes(".") ? path.split(/\[\]\.|\./) : [""];
      const load = (value: unknown) => specWith(within[container](key, value), { "a.csv": "a,b,t\n1,2,3\n" });
      expect(await load(schema.default)).toEqual(await load(undefined));
    },
  );
});
