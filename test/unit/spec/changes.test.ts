import { parseTree } from "jsonc-parser";
import { expect, it } from "vitest";
import { changedKeys, changedKeysOf, writtenText } from "../../../src/spec/changes.ts";
import { parseSpecText } from "../../../src/spec/parse.ts";

it.each([
  ["comments and layout", '{ "a": 1, /* x */ "b": [1, 2] }', '{"a":1,"b":[1,2],}', []],
  ["a changed value", '{ "a": 1, "b": [1, 2] }', '{ "a": 1, "b": [1, 3] }', ["b"]],
  ["a value of another kind", '{ "a": "1", "b": [null] }', '{ "a": 1, "b": { } }', ["a", "b"]],
  ["a number written in another way", '{ "a": [1, { "b": 0.5 }] }', '{ "a": [1.0, { "b": 5e-1 }] }', []],
  ["an element less", '{ "a": [[1, 2], [3]] }', '{ "a": [[1], [3]] }', ["a"]],
  ["a key within another", '{ "a": { "b": 1 } }', '{ "a": { "c": 1 } }', ["a"]],
  ["an added and a removed key", '{ "a": 1 }', '{ "b": 1 }', ["a", "b"]],
  ["a text that is being typed", '{ "a": 1, "b": 2 }', '{ "a": 1, "b": ', ["b"]],
])("%s", (_name, before, after, keys) => {
  expect(changedKeys(before, after)).toEqual(keys);
  // Of texts that are parsed already, the same is told.
  const parsed = (text: string) => ({ text, root: parseTree(text, [], { allowTrailingComma: true }) ?? null });
  expect(changedKeysOf(writtenText(parsed(before)), parsed(after))).toEqual(keys);
});

it("a tree that was taken over by a later version does not change what was written", () => {
  const before = parseSpecText('{ "a": [1, 2], "b": 3 }');
  const began = writtenText({ text: '{ "a": [1, 2], "b": 3 }', root: before.root });
  const text = '{ "a": [1, 25], "b": 3 }';
  const { root } = parseSpecText(text, before);
  expect(root).toBe(before.root);
  expect(changedKeysOf(began, { text, root })).toEqual(["a"]);
});
