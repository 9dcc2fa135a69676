import { expect, it } from "vitest";
import { placeOfPath } from "../../../src/spec/path-place.ts";

const text = `// a comment
{
  "layers": [
    { "units": 2, "weights": [[1, 2], [3, 40]] }, // the first
    { "units": 1 },
  ],
}`;

it.each<[string, (string | number)[], string]>([
  ["a key's value", ["layers", 0, "units"], "2,"],
  ["a number in a matrix", ["layers", 0, "weights", 1, 1], "40]]"],
  ["the layer, where it does not say what is meant", ["layers", 1, "activation"], "{ "],
  ["the row, where it is too short", ["layers", 0, "weights", 1, 7], "[3, 40]"],
  ["the list, where an index is beyond its end", ["layers", 9, "units"], "[\n"],
  ["the spec, where nothing on the way is there", ["optimizer", "type"], "{\n"],
  ["the spec, by no path", [], "{\n"],
])("finds %s", (_name, path, expected) => {
  expect(text.slice(placeOfPath(text, path)).startsWith(expected)).toBe(true);
});

it("is the start of a text that holds nothing", () => {
  expect(placeOfPath("  // nothing", ["layers"])).toBe(0);
});
