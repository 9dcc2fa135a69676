import { parseTree } from "jsonc-parser";
import { expect, it } from "vitest";
import { changedKeys, differingKeys, valuesByKey, valuesByKeyIn } from "../../../src/spec/changes.ts";

it.each([
  ["comments and layout", '{ "a": 1, /* x */ "b": [1, 2] }', '{"a":1,"b":[1,2],}', []],
  ["a changed value", '{ "a": 1, "b": [1, 2] }', '{ "a": 1, "b": [1, 3] }', ["b"]],
  ["an added and a removed key", '{ "a": 1 }', '{ "b": 1 }', ["a", "b"]],
  ["a text that is being typed", '{ "a": 1, "b": 2 }', '{ "a": 1, "b": ', ["b"]],
])("%s", (_name, before, after, keys) => {
  expect(changedKeys(before, after)).toEqual(keys);
  // A text that is parsed already says the same.
  const root = parseTree(after, [], { allowTrailingComma: true }) ?? null;
  expect(differingKeys(valuesByKey(before), valuesByKeyIn(root))).toEqual(keys);
});
