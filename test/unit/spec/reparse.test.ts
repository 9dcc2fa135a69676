import fc from "fast-check";
import type { Node } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { type ParsedSpec, parseSpecText } from "../../../src/spec/parse.ts";

const text = `// A chain
{
  "title": "one // two", "inputs": ["x1", "x2"],
  "layers": [
    { "units": 2, "weights": [[0.5, -1.5], [2.5e-1, 3]], "biases": false }, /* the { last */
    { "units": 1, "init": { "uniform": [-1, 1], }, "units": 1 },
  ],
  "optimizer": { "learningRate": 0.1, },
  "data": [
    { "x1": 0.75, "x2": 1, "t": 0 }, // a row
    { "x1": null, "x2": "1\\n", "t": 1, "t": 1 }
  ]
}
`;

/** A tree without its way up, which must be right, too. */
function plain(node: Node | null): unknown {
  if (!node) return null;
  const { type, offset, length, value, colonOffset, children } = node;
  for (const child of children ?? []) if (child.parent !== node) throw new Error(`${type} at ${offset} is lost`);
  return { type, offset, length, value, colonOffset, children: children?.map(plain) };
}

/** What matters of a text that was parsed. */
const told = ({ root, mistakes, kept }: ParsedSpec) => ({ root: plain(root), mistakes, errors: kept?.tree.errors });

/** Changes a text again and again; each time what was parsed before must serve as well as nothing. */
function expectTheSame(start: string, changes: readonly { at: number; remove: number; insert: string }[]): void {
  let current = start;
  let parsed = parseSpecText(current);
  for (const { at, remove, insert } of changes) {
    const place = at % (current.length + 1);
    current = current.slice(0, place) + insert + current.slice(place + remove);
    parsed = parseSpecText(current, parsed);
    expect(told(parsed), current).toEqual(told(parseSpecText(current)));
  }
}

/** The tree's root is the same object only where it was not parsed as a whole. */
function isTakenOver(change: (text: string) => string): boolean {
  const before = parseSpecText(text);
  const { root } = before;
  return parseSpecText(change(text), before).root === root;
}

describe("a text that was changed is parsed as if it were new", () => {
  const pieces = ["0", "12", ".", "-", "e", "x", ",", ":", " ", "\n", '"', "\\", "[", "]", "{", "}", "//", "/*", "*/"];
  const words = [...pieces, "null", '"a": 1', "[1, 2]", ', "t": 3', "{}", "\u00e9", ""];

  it("whatever is typed and taken away", () => {
    const change = fc.record({
      at: fc.nat(10_000),
      remove: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(40)),
      insert: fc.constantFrom(...words),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => expectTheSame(text, changes)),
      { numRuns: 1000 },
    );
  });

  it("character by character, and back", () => {
    for (let at = 0; at <= text.length; at++) {
      for (const insert of ["1", '"', "}", ",", "/"]) {
        expectTheSame(text, [
          { at, remove: 0, insert },
          { at, remove: 1, insert: "" },
        ]);
      }
    }
  });
});

describe("only what was typed is parsed", () => {
  it("in a number, a string, a list and an object, also with a mistake in it", () => {
    expect(isTakenOver((text) => text.replace("0.75", "0.751"))).toBe(true);
    expect(isTakenOver((text) => text.replace("0.75", "0.75x"))).toBe(true);
    expect(isTakenOver((text) => text.replace("one", "once"))).toBe(true);
    expect(isTakenOver((text) => text.replace("[0.5, ", "[0.5 ,, "))).toBe(true);
    expect(isTakenOver((text) => text.replace('"t": 0 }', '"t": 0, "t": 2 }'))).toBe(true);
    expect(
      isTakenOver((text) => text.replace('{ "learningRate": 0.1, }', '{ "learningRate": 0.1, "type": "adam" }')),
    ).toBe(true);
  });

  it("but a key of the whole, a bracket and a comment change more", () => {
    expect(isTakenOver((text) => text.replace('"title"', '"titles"'))).toBe(false);
    expect(isTakenOver((text) => text.replace('"data": [', '"data": ['.slice(0, -1)))).toBe(false);
    expect(isTakenOver((text) => text.replace("// A chain", "/* A chain"))).toBe(false);
  });
});
