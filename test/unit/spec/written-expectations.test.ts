import { readFileSync } from "node:fs";
import { parseTree } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { writtenExpectations } from "../../../src/spec/written-expectations.ts";
import { loadWith, textWith } from "./loading.ts";

/** The expectations in a text, however much of it can be read. */
function writtenIn(text: string) {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (!root) throw new Error("there is no text");
  return writtenExpectations(root);
}

const labels = (text: string) => writtenIn(text).map(({ name, condition }) => `${name} ${condition}`);

it("are one for each key, named by their time, their number and what it must be", () => {
  const text = textWith({
    expect: [
      { after: { steps: 1 }, "layers.0.weights[0][0]": 0.2421875, loss: { below: 0.01 } },
      { accuracy: { above: 0.9 }, after: "end" },
      { after: { epochs: 10 }, "activations.0[0]": { near: 2, tolerance: 0.001 } },
    ],
  });
  expect(labels(text)).toEqual([
    "after 1 step: layers.0.weights[0][0] = 0.2421875",
    "after 1 step: loss < 0.01",
    "at the end: accuracy > 0.9",
    "after 10 epochs: activations.0[0] = 2 ± 0.001",
  ]);
  const [first] = writtenIn(text);
  const marked = ({ offset, length }: { offset: number; length: number }) => text.slice(offset, offset + length);
  expect(marked(first.key)).toBe('"layers.0.weights[0][0]"');
  expect(marked(first.range)).toBe('"layers.0.weights[0][0]":0.2421875');
});

it("are those of the spec that can run, in the same order", async () => {
  const text = readFileSync("examples/chain.nn.json", "utf8");
  const { expectRanges } = await loadWith(text);
  expect(expectRanges).toHaveLength(5);
  expect(writtenIn(text).map(({ key }) => key)).toEqual(expectRanges);
});

describe("are passed over", () => {
  it.each([
    ["without a time", { loss: 1 }],
    ["with a condition that nobody knows", { after: "end", loss: { less: 1 } }],
    ["of no number", { after: "end", "layers.0": 1 }],
    ["that are no object", 5],
  ])("%s", (_name, entry) => {
    expect(labels(textWith({ expect: [entry, { after: "end", accuracy: 1 }] }))).toEqual(["at the end: accuracy = 1"]);
  });

  it("where there is no list of them", () => {
    expect([labels("{}"), labels('{ "expect": 5 }'), labels("[]")]).toEqual([[], [], []]);
  });
});

it("are found in a text with mistakes elsewhere", () => {
  expect(labels('{ "layers": [{ "units": }], "expect": [{ "after": "end", "loss": 1 }, { "after": "en')).toEqual([
    "at the end: loss = 1",
  ]);
});
