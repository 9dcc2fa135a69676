import { type Node, parseTree } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { lossLine, type Meaning, parametersWithin, placeAt, rangeOfParameter } from "../../../src/spec/place.ts";

const text = `// two layers
{
  "title": "A network",
  "inputs": ["X", "Y"],
  "layers": [
    { "name": "hidden", "units": 2, "activation": "tanh", "weights": [[1.5, 2], [ 3, 40]], "biases": [7, 8] },
    { "units": 1, "weights": [[-0.25, 6]], "biases": false },
  ],
  "targets": ["t"],
  "loss": "mse",
  "optimizer": { "type": "adam", "learningRate": 0.1, "beta1": 0.9 },
  "data": [{ "X": 1, "Y": 2, "t": 3 }]
}`;

const root = treeOf(text);

function treeOf(of: string): Node {
  const tree = parseTree(of, [], { allowTrailingComma: true });
  if (!tree) throw new Error("the text has no tree");
  return tree;
}

/** What stands where `word` begins, or after so many characters of it. */
function meaningAt(word: string, after = 0): Meaning | null {
  const place = placeAt(root, text.indexOf(word) + after);
  if (!place) return null;
  const { range: _, ...meaning } = place;
  return meaning;
}

const weight = (layer: number, unit: number, input: number) => ({ layer, kind: "weights", unit, input }) as const;
const bias = (layer: number, unit: number) => ({ layer, kind: "biases", unit, input: null }) as const;

describe("what stands at an offset", () => {
  it.each<[string, string, Meaning | null]>([
    ["the name of an input", '"Y"', { of: "input", input: 1 }],
    ["the name of a target", '"t"]', { of: "target", unit: 0 }],
    ["a weight", "40]]", { of: "parameter", parameter: weight(0, 1, 1) }],
    ["a negative weight of a later layer", "-0.25", { of: "parameter", parameter: weight(1, 0, 0) }],
    ["a bias", "8]", { of: "parameter", parameter: bias(0, 1) }],
    ["space in a row of weights", " 3, 40", { of: "unit", layer: 0, unit: 1 }],
    ["the key of weights", '"weights": [[1.5', { of: "layer", layer: 0 }],
    ["biases that are none", "false", { of: "layer", layer: 1 }],
    ["a layer's number of units", '1, "weights": [[-', { of: "layer", layer: 1 }],
    ["the key of an activation", '"activation"', { of: "activation", layer: 0, name: "tanh" }],
    ["the name of an activation", '"tanh"', { of: "activation", layer: 0, name: "tanh" }],
    ["the key of the loss", '"loss"', { of: "loss" }],
    ["the name of the loss", '"mse"', { of: "loss" }],
    ["the key of the optimizer", '"optimizer"', { of: "optimizer", name: "adam" }],
    ["the name of the optimizer", '"adam"', { of: "optimizer", name: "adam" }],
    ["the learning rate", "0.1,", { of: "learningRate" }],
    ["another number of the optimizer", "0.9", null],
    ["space within the optimizer", ' "type"', null],
    ["the title", '"A network"', null],
    ["a number of the data", "3 }]", null],
    ["a comment", "two layers", null],
  ])("tells %s", (_name, word, expected) => {
    expect(meaningAt(word)).toEqual(expected);
  });

  it("counts what ends at the offset, and a key up to its value", () => {
    expect(meaningAt("1.5,", 3)).toEqual({ of: "parameter", parameter: weight(0, 0, 0) });
    expect(meaningAt('"loss": ', 7)).toEqual({ of: "loss" });
  });

  it("gives the range of the word or number that was pointed at", () => {
    const start = text.indexOf("-0.25");
    expect(placeAt(root, start + 2)?.range).toEqual({ offset: start, length: 5 });
    const key = text.indexOf('"activation"');
    expect(placeAt(root, key + 3)?.range).toEqual({ offset: key, length: 12 });
  });

  it("copes with what is being written", () => {
    const unfinished =
      '{ "layers": [{ "activation": , "weights": [["a"], 3], "biases": [[1]] }], "optimizer": "adam" }';
    const tree = treeOf(unfinished);
    const meaning = (word: string) => placeAt(tree, unfinished.indexOf(word));
    expect(meaning('"activation"')).toMatchObject({ of: "activation", name: null });
    expect(meaning('"a"')).toMatchObject({ of: "unit", unit: 0 });
    expect(meaning("3]")).toMatchObject({ of: "unit", unit: 1 });
    expect(meaning("1]")).toMatchObject({ of: "layer", layer: 0 });
    expect(meaning('"optimizer"')).toMatchObject({ of: "optimizer", name: null });
  });
});

describe("where a parameter stands", () => {
  const written = (parameter: Parameters<typeof rangeOfParameter>[1]) => {
    const range = rangeOfParameter(root, parameter);
    return range && text.slice(range.offset, range.offset + range.length);
  };

  it("is its number", () => {
    expect([weight(0, 1, 0), weight(1, 0, 0), bias(0, 1)].map(written)).toEqual(["3", "-0.25", "8"]);
  });

  it("is nowhere if the spec does not give it", () => {
    expect([weight(0, 2, 0), weight(2, 0, 0), bias(1, 0)].map(written)).toEqual([null, null, null]);
  });
});

describe("parameters within a stretch of the text", () => {
  const within = (offset: number, length: number) =>
    parametersWithin(root, { offset, length }).map(({ range }) =>
      text.slice(range.offset, range.offset + range.length),
    );

  it("are all of a text, each with its place", () => {
    expect(within(0, text.length)).toEqual(["1.5", "2", "3", "40", "7", "8", "-0.25", "6"]);
    for (const { parameter, range } of parametersWithin(root, { offset: 0, length: text.length })) {
      expect(rangeOfParameter(root, parameter)).toEqual(range);
    }
  });

  it("are those of a line, or of a part of it", () => {
    const start = text.indexOf('{ "units": 1');
    expect(within(start, 60)).toEqual(["-0.25", "6"]);
    expect(within(text.indexOf("3, 40"), 1)).toEqual(["3"]);
    expect(within(0, 20)).toEqual([]);
  });
});

describe("where the loss is told", () => {
  const told = (of: string) => {
    const line = lossLine(treeOf(of));
    return line && [of.slice(line.offset, line.offset + line.length), line.isNamed];
  };

  it("is its name; where there is none, where the layers begin", () => {
    expect(told(text)).toEqual(['"mse"', true]);
    expect(told('{ "layers": [{ "units": 1 }] }')).toEqual(["[", false]);
    expect(told('{ "inputs": 1 }')).toBeNull();
  });
});
