import fc from "fast-check";
import { getNodeValue, type Node, parseTree } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { changesFor, type SpecEdit } from "../../../src/spec/spec-edits.ts";
import { applyChanges } from "../../../src/spec/text-changes.ts";

const options = { allowTrailingComma: true };

/** The text after edits of what it says. */
function edited(text: string, ...edits: SpecEdit[]): string {
  return applyChanges(text, changesFor(text, parseTree(text, [], options) as Node, edits));
}

describe("setting a value", () => {
  it("puts it where the old one stands, and leaves all else", () => {
    expect(edited('{ "a": [1, /* two */ 2], "b": 3 } // end', { set: ["a", 1], to: { c: [1, "x"] } })).toBe(
      '{ "a": [1, /* two */ { "c": [1, "x"] }], "b": 3 } // end',
    );
  });

  it("adds a key at the end of its object, on its line or on a line of its own", () => {
    expect(edited('{ "a": { "b": 1 } }', { set: ["a", "c"], to: 2 })).toBe('{ "a": { "b": 1, "c": 2 } }');
    expect(edited('{\n    "a": 1 // one\n}', { set: ["b"], to: false })).toBe(
      '{\n    "a": 1, // one\n    "b": false\n}',
    );
    expect(edited('{\r\n  "a": 1,\r\n}', { set: ["b"], to: 2 })).toBe('{\r\n  "a": 1,\r\n  "b": 2,\r\n}');
  });

  it("adds the objects around it that are not there", () => {
    expect(edited('{ "a": 1 }', { set: ["b", "c", "d"], to: 2 })).toBe('{ "a": 1, "b": { "c": { "d": 2 } } }');
    expect(edited("{}", { set: ["b", "c"], to: 2 })).toBe('{ "b": { "c": 2 } }');
  });

  it("adds elements to lists", () => {
    expect(edited('{ "a": [1] }', { set: ["a", 1], to: 2 }, { set: ["a", 2], to: 3 })).toBe('{ "a": [1, 2, 3] }');
    expect(edited('{ "a": [] }', { set: ["a", 0], to: 2 })).toBe('{ "a": [2] }');
    expect(edited("[\n  [1], // one\n  [2]\n]", { set: [2], to: [3] })).toBe("[\n  [1], // one\n  [2],\n  [3]\n]");
  });
});

describe("removing a value", () => {
  it.each([
    ['{ "a": 1, "b": 2, "c": 3 }', "a", '{ "b": 2, "c": 3 }'],
    ['{ "a": 1, "b": 2, "c": 3 }', "b", '{ "a": 1, "c": 3 }'],
    ['{ "a": 1, "b": 2, "c": 3 }', "c", '{ "a": 1, "b": 2 }'],
    ['{ "a": 1, "b": 2, }', "b", '{ "a": 1, }'],
    ['{ "b": 2, }', "b", "{  }"],
    ['{\n  "a": 1, // one\n  "b": 2, // two\n  "c": 3\n}', "b", '{\n  "a": 1, // one\n  "c": 3\n}'],
    ['{\n  "a": 1, // one\n  // three\n  "c": 3 // 3\n}', "c", '{\n  "a": 1 // one\n  // three\n}'],
    ['{\r\n  "a": 1,\r\n  "b": 2\r\n}', "b", '{\r\n  "a": 1\r\n}'],
    ['{\n  "a": 1,\n  "b": 2,\n}', "b", '{\n  "a": 1,\n}'],
    ['{\n  "a": [\n    1\n  ],\n  "b": 2\n}', "a", '{\n  "b": 2\n}'],
  ])("takes it with its comma and its line from %j", (text, key, expected) => {
    expect(edited(text, { remove: [key] })).toBe(expected);
  });

  it("takes several beside each other", () => {
    const text = '{ "a": 1, "b": 2, "c": 3, "d": 4 }';
    expect(edited(text, { remove: ["b"] }, { remove: ["c"] })).toBe('{ "a": 1, "d": 4 }');
    expect(edited(text, { remove: ["d"] }, { remove: ["c"] })).toBe('{ "a": 1, "b": 2 }');
    expect(edited("[1, 2, 3, 4]", { remove: [0] }, { remove: [2] })).toBe("[2, 4]");
  });

  it("passes over what is not there", () => {
    expect(edited('{ "a": 1 }', { remove: ["b"] })).toBe('{ "a": 1 }');
  });
});

it("renames a key", () => {
  expect(edited('{ "a": { "b": 1 } }', { rename: ["a", "b"], to: "c" })).toBe('{ "a": { "c": 1 } }');
});

it("puts a key that comes into the place of one that goes", () => {
  const text = '{ "units": 2, "weights": [[1], [2]], "biases": [0, 0] } // two';
  expect(edited(text, { remove: ["weights"] }, { set: ["init"], to: "heUniform" })).toBe(
    '{ "units": 2, "init": "heUniform", "biases": [0, 0] } // two',
  );
});

describe("whatever the layout is", () => {
  const gap = fc.constantFrom("", " ", "\n", "\r\n  ", " /* a, b */ ", " // c, d\n", "\n\n\t");
  /** An object of up to five keys as a text with gaps of all kinds. */
  const written = fc
    .record({
      keys: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1 }),
      gaps: fc.array(gap, { minLength: 20, maxLength: 20 }),
      hasComma: fc.boolean(),
    })
    .map(({ keys, gaps, hasComma }) => {
      const parts = keys.map((key, k) => `${gaps[3 * k]}"${key}":${gaps[3 * k + 1]}${k}${gaps[3 * k + 2]}`);
      return { keys, text: `{${parts.join(",")}${hasComma ? "," : ""}${gaps[19]}}` };
    });

  it("the text says afterwards what it should", () => {
    const edit = fc.record({
      what: fc.constantFrom("set", "remove"),
      key: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    });
    const edits = fc.uniqueArray(edit, { maxLength: 4, selector: ({ key }) => key });
    fc.assert(
      fc.property(written, edits, ({ text }, changes) => {
        const expected = getNodeValue(parseTree(text, [], options) as Node);
        for (const { what, key } of changes) {
          if (what === "set") expected[key] = [key];
          else delete expected[key];
        }
        const after = edited(
          text,
          ...changes.map(({ what, key }): SpecEdit => (what === "set" ? { set: [key], to: [key] } : { remove: [key] })),
        );
        const errors: [] = [];
        expect(getNodeValue(parseTree(after, errors, options) as Node)).toEqual(expected);
        expect(errors).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
