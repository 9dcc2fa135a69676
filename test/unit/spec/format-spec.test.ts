import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSpec, type Indentation } from "../../../src/spec/format-spec.ts";
import { starters } from "../../../src/spec/starters.ts";
import type { TextChange } from "../../../src/spec/text-changes.ts";

const twoSpaces: Indentation = { tabSize: 2, insertSpaces: true };

function applied(text: string, changes: readonly TextChange[]): string {
  return changes.reduceRight(
    (before, { offset, length, text: written }) => before.slice(0, offset) + written + before.slice(offset + length),
    text,
  );
}

const formatted = (text: string, indentation = twoSpaces) => applied(text, formatSpec(text, indentation));

/** Without all white space that is not in a string or a comment. */
const tokensOf = (text: string) => text.match(/"(?:\\.|[^"\\])*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|[^\s"/]/g);

describe("changes nothing", () => {
  const examples = readdirSync("examples").filter((name) => name.endsWith(".nn.json"));

  it.each(examples)("in the example %s", (name) => {
    expect(formatSpec(readFileSync(`examples/${name}`, "utf8"), twoSpaces)).toEqual([]);
  });

  it.each(Object.keys(starters))("in the starter %s", (id) => {
    expect(formatSpec(starters[id].text, twoSpaces)).toEqual([]);
  });

  it.each(['{ "a": [1, 2 }', '{ "a": "b }', '{ "a" 1}', "[1,, 2]", "{ /* a", ""])(
    "in a text with mistakes: %s",
    (text) => {
      expect(formatSpec(text, twoSpaces)).toEqual([]);
    },
  );
});

describe("puts", () => {
  it.each<[string, string, string]>([
    [
      "a weight matrix back to one row a line",
      '{\n  "weights": [\n    [\n      1,\n      2\n    ],\n    [\n      3,\n      4\n    ]\n  ]\n}\n',
      '{\n  "weights": [\n    [1, 2],\n    [3, 4]\n  ]\n}\n',
    ],
    ["a matrix of several lines to one row a line", "[[1, 2], [3, 4],\n[5,6]]", "[\n  [1, 2],\n  [3, 4],\n  [5, 6]\n]"],
    ["a single row on one line", '{\n"weights": [[\n1\n,2\n]]}', '{\n  "weights": [[1, 2]]\n}'],
    [
      "rows right below the brackets that they stand in",
      '{\n"layers": [{ "weights": [\n[1, 2], [3, 4]] }]\n}',
      '{\n  "layers": [{ "weights": [\n    [1, 2],\n    [3, 4]\n  ] }]\n}',
    ],
    ["biases on one line", '{\n"biases": [\n1,\n2\n]\n}', '{\n  "biases": [1, 2]\n}'],
    [
      "spaces where they belong",
      '{"a":[1,2],"b" : { "c":true } , "d":[ ],"e":{ }}',
      '{ "a": [1, 2], "b": { "c": true }, "d": [], "e": {} }',
    ],
    [
      "at most one empty line between two keys",
      '{\n\n\n"a": 1,\n\n\n\n"b": 2\n\n}\n\n\n',
      '{\n  "a": 1,\n\n  "b": 2\n}\n',
    ],
    ["names where the person put them", '[\n"a","b",\n"c"]', '[\n  "a", "b",\n  "c"\n]'],
    [
      "brackets that belong together alike",
      '{"a": {\n"b": 1}, "c": ["d",\n"e"\n]}',
      '{ "a": {\n  "b": 1\n}, "c": ["d",\n  "e"] }',
    ],
    [
      "comments after what they stand beside",
      '{"a":1,// one\n"b":2/* two */}// end',
      '{ "a": 1, // one\n  "b": 2 /* two */ } // end',
    ],
    [
      "comments at their indentation",
      '// top\n{\n// a\n"a": 1\n// last\n}',
      '// top\n{\n  // a\n  "a": 1\n  // last\n}',
    ],
    ["no numbers together that have a comment between them", "[\n1, // one\n2\n]", "[\n  1, // one\n  2\n]"],
  ])("%s", (_name, text, expected) => {
    expect(formatted(text)).toBe(expected);
  });

  it("what is longer than a line on several, but numbers on one", () => {
    const numbers = Array.from({ length: 60 }, (_, k) => k);
    const rows = [numbers, numbers];
    const text = JSON.stringify({ title: "x", data: { rows }, layers: [{ units: 1, biases: [0] }] });
    const row = numbers.join(", ");
    expect(formatted(text)).toBe(
      [
        "{",
        '  "title": "x",',
        '  "data": {',
        '    "rows": [',
        `      [${row}],`,
        `      [${row}]`,
        "    ]",
        "  },",
        '  "layers": [{ "units": 1, "biases": [0] }]',
        "}",
      ].join("\n"),
    );
  });

  it("up to 120 columns on a line", () => {
    const line = (length: number) => `  "key": { "a": "${"x".repeat(length - 29)}", "b": 1 },`;
    for (const length of [120, 121]) {
      expect(line(length)).toHaveLength(length);
      const text = `{\n${line(length)}\n  "c": 1\n}`;
      expect(formatted(text) === text).toBe(length === 120);
    }
  });
});

it("indents as the editor does, and ends lines as the text does", () => {
  expect(formatted('{\r\n"a": {\r\n"b": 1}}', { tabSize: 4, insertSpaces: false })).toBe(
    '{\r\n\t"a": {\r\n\t\t"b": 1\r\n\t}\r\n}',
  );
});

it("changes no more than the part that is asked for, and there only white space that is not as it should be", () => {
  const text = '{\n"a":1,\n"b":2\n}';
  expect(formatSpec(text, twoSpaces, { offset: text.indexOf('"b"'), length: 5 })).toEqual([
    { offset: 8, length: 1, text: "\n  " },
    { offset: 13, length: 0, text: " " },
  ]);
});

describe("whatever stands there", () => {
  const space = fc.constantFrom("", "", " ", "\n", "\n\n\n", "\t", " // c\n", " /* c */ ", "/* c\n  d */");
  const { value: anything } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("1", "-2.5e3", '"a // b"', "true", "null", "[1, 2]"),
      fc
        .tuple(fc.array(fc.tuple(space, tie("value"), space), { maxLength: 4 }), space)
        .map(([elements, last]) => `[${elements.map((element) => element.join("")).join(",")}${last}]`),
      fc
        .tuple(fc.array(fc.tuple(space, fc.constant('"k"'), space, tie("value"), space), { maxLength: 4 }), space)
        .map(
          ([elements, last]) =>
            `{${elements.map(([a, key, b, value, c]) => `${a}${key}${b}:${value}${c}`).join(",")}${last}}`,
        ),
    ),
  }));

  it("keeps every token and comment, and is done after once", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = formatted(text);
        expect(tokensOf(once)).toEqual(tokensOf(text));
        expect(formatSpec(once, twoSpaces)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
