import { type Node, parseTree } from "jsonc-parser";
import { expect, it } from "vitest";
import type { FindingPlace } from "../../../src/core/findings/finding.ts";
import { findingDiagnostic } from "../../../src/spec/finding-diagnostics.ts";
import { loadWith } from "./loading.ts";

const text = `{ "inputs": ["a", "b"], "layers": [{ "units": 1 }, { "units": 2, "activation": "relu", "weights": [[1], [2]] }], "data": [] }`;
const numbered = `{ "inputs": 2, "layers": [] }`;

function diagnosticAt(where: FindingPlace, of = text) {
  const finding = {
    kind: "deadUnits",
    message: "It is dead.",
    advice: "Wake it.",
    remedies: [],
    where,
    since: 0,
    numbers: {},
  } as const;
  return findingDiagnostic(finding, parseTree(of) as Node);
}

/** What is marked, with the text that follows. */
function marked(where: FindingPlace, of = text): string {
  const { offset, length } = diagnosticAt(where, of).range;
  return `${of.slice(offset, offset + length)} → ${of.slice(offset + length, offset + length + 12)}`;
}

it("a finding is a warning that says what to do", () => {
  expect(diagnosticAt({ of: "spec", key: "data" })).toMatchObject({
    kind: "spec",
    severity: "warning",
    message: "It is dead. Wake it.",
    source: null,
    finding: { kind: "deadUnits" },
  });
});

it.each<[string, FindingPlace, string]>([
  ["a layer's key", { of: "layer", layer: 1, key: "activation" }, '"activation" → : "relu", "w'],
  ["a layer without that key", { of: "layer", layer: 0, key: "activation" }, '{ →  "units": 1 '],
  ["a layer", { of: "layer", layer: 1, key: null }, '{ →  "units": 2,'],
  ["a unit's weights", { of: "unit", layer: 1, unit: 1 }, '[ → 2]] }], "dat'],
  ["a unit without weights", { of: "unit", layer: 0, unit: 0 }, '{ →  "units": 1 '],
  ["an input", { of: "input", input: 1 }, '"b" → ], "layers":'],
  ["a key of the spec", { of: "spec", key: "layers" }, '"layers" → : [{ "units"'],
  ["a key that is not there", { of: "spec", key: "optimizer" }, '{ →  "inputs": ['],
])("marks %s", (_name, where, expected) => {
  expect(marked(where)).toBe(expected);
});

it("marks the inputs where they have no names", () => {
  expect(marked({ of: "input", input: 1 }, numbered)).toBe('"inputs" → : 2, "layers');
});

it("what the core finds in a spec is told when it is loaded, and the spec runs", async () => {
  const spec = '{ "inputs": ["a"], "layers": [{ "units": 1, "activation": "softmax" }], "data": [{ "a": 1, "t": 1 }] }';
  const { spec: loaded, diagnostics } = await loadWith(spec);
  expect(loaded).not.toBeNull();
  expect(diagnostics.map(({ finding }) => finding?.kind)).toContain("softmaxSingle");
});
