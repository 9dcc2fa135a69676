import { parseTree } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { completionsAt } from "../../../src/spec/completion/completions.ts";
import { columnsOf } from "../../../src/spec/csv.ts";
import { pathExamples } from "../../../src/spec/schema/expect.ts";
import { loadWith } from "./loading.ts";

const csv = "length,width,height,species\n1,2,3,a\n";

const files = {
  dataFiles: async () => ["iris.csv", "other.csv"],
  columns: async (file: string, separator: string) => (file === "iris.csv" ? columnsOf(csv, separator) : []),
};

/** What is offered where `|` stands in a text. */
async function offeredAt(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (!root) throw new Error("there is no text");
  const completions = await completionsAt(text, root, offset, files);
  const labels = completions.map(({ label }) => label);
  /** The text after one of them was chosen, with what it puts into its gaps. */
  const after = (label: string) => {
    const { range, snippet } = completions[labels.indexOf(label)];
    const inserted = snippet.replace(/\$\{\d+:([^}]*)\}/g, "$1").replace(/\$\d/g, "");
    return text.slice(0, range.offset) + inserted + text.slice(range.offset + range.length);
  };
  return { completions, labels, after };
}

const data = '"data": { "csv": "iris.csv", "target": "species" }';

describe("column names", () => {
  it("are offered as inputs, without the target and those that are there", async () => {
    const { labels, after } = await offeredAt(`{ "inputs": ["length", "|"], ${data} }`);
    expect(labels).toEqual(["width", "height"]);
    expect(after("width")).toBe(`{ "inputs": ["length", "width"], ${data} }`);
  });

  it("are offered without quotes, before others, and to take the place of one", async () => {
    expect((await offeredAt(`{ "inputs": [|"width"], ${data} }`)).after("length")).toContain('["length","width"]');
    expect((await offeredAt(`{ "inputs": [wi|], ${data} }`)).after("width")).toContain('["width"]');
    expect((await offeredAt(`{ "inputs": ["wid|th"], ${data} }`)).after("height")).toContain('["height"]');
  });

  it("are offered as the target and as targets", async () => {
    const target = await offeredAt('{ "inputs": ["length"], "data": { "csv": "iris.csv", "target": | } }');
    expect(target.labels).toEqual(["width", "height", "species"]);
    expect(target.after("species")).toContain('"target": "species" }');
    expect((await offeredAt(`{ "targets": ["|"], ${data} }`)).labels).toEqual(["length", "width", "height", "species"]);
  });

  it("are those of the separator that the spec names, and none of a file that is not there", async () => {
    const other = '"data": { "csv": "iris.csv", "separator": ";" }';
    expect((await offeredAt(`{ "inputs": ["|"], ${other} }`)).labels).toEqual(["length,width,height,species"]);
    expect((await offeredAt('{ "inputs": ["|"], "data": { "csv": "none.csv" } }')).labels).toEqual([]);
    expect((await offeredAt('{ "inputs": ["|"], "data": [] }')).labels).toEqual([]);
  });

  it("are written as JSON, whatever they hold", async () => {
    const beside = { ...files, columns: async () => ['a "b" $1}'] };
    const text = `{ "inputs": [""], ${data} }`;
    const root = parseTree(text);
    const [{ snippet }] = root ? await completionsAt(text, root, text.indexOf('""') + 1, beside) : [];
    expect(snippet).toBe('"a \\\\"b\\\\" \\$1\\}"');
  });
});

it("files beside the spec are offered as data", async () => {
  const { labels, after } = await offeredAt('{ "data": { "csv": "|" } }');
  expect(labels).toEqual(["iris.csv", "other.csv"]);
  expect(after("other.csv")).toBe('{ "data": { "csv": "other.csv" } }');
});

describe("paths", () => {
  const network = '"inputs": 2, "layers": [{ "units": 2 }, { "units": 1, "biases": false }]';
  const whole = [
    "activations.0[1]",
    "activations.1[0]",
    "gradients.0.weights[0][0]",
    "gradients.0.weights[0][1]",
    "gradients.0.weights[1][0]",
    "gradients.0.weights[1][1]",
    "gradients.0.biases[1]",
    "gradients.1.weights[0][0]",
    "gradients.1.weights[0][1]",
    "layers.0.weights[0][1]",
    "layers.0.weights[1][0]",
    "layers.0.weights[1][1]",
    "layers.0.biases[0]",
    "layers.0.biases[1]",
    "layers.1.weights[0][0]",
    "layers.1.weights[0][1]",
  ];

  it("are all of a small network's, but for those that the schema offers", async () => {
    const { labels } = await offeredAt(`{ ${network}, "expect": [{ "after": "end", "|" }] }`);
    expect(labels).toEqual(whole);
    expect(labels.filter((label) => (pathExamples as readonly string[]).includes(label))).toEqual([]);
  });

  it("are those that begin as what is typed, and are not there yet", async () => {
    const { labels, after } = await offeredAt(
      `{ ${network}, "expect": [{ "after": "end", "layers.1.weights[0][1]": 1, "layers.1|" }] }`,
    );
    expect(labels).toEqual(["layers.1.weights[0][0]"]);
    expect(after(labels[0])).toMatch(/, "layers\.1\.weights\[0\]\[0\]": {2}\}\] \}$/);
  });

  it("are only parameters before the first step", async () => {
    const { labels } = await offeredAt(`{ ${network}, "expect": [{ "after": { "steps": 0 }, "|" }] }`);
    expect(labels).toEqual(whole.filter((path) => path.startsWith("layers.")));
  });

  it("leave room for the value, unless there is one", async () => {
    const added = await offeredAt(`{ ${network}, "expect": [{ "|" "after": "end" }] }`);
    expect(added.after("activations.1[0]")).toContain('{ "activations.1[0]": , "after": "end" }');
    const changed = await offeredAt(`{ ${network}, "expect": [{ "after": "end", "act|": 5 }] }`);
    expect(changed.after("activations.1[0]")).toContain('"activations.1[0]": 5 }');
  });

  it("of a large network go on step by step", async () => {
    const large = '"inputs": 64, "layers": [{ "units": 52 }, { "units": 10 }]';
    const offered = async (typed: string) =>
      (await offeredAt(`{ ${large}, "expect": [{ "after": "end", "${typed}|" }] }`)).labels;
    expect(await offered("")).toEqual([
      "activations.0[…",
      "activations.1[…",
      "gradients.0.…",
      "gradients.1.…",
      "layers.0.…",
      "layers.1.…",
    ]);
    const rows = await offered("layers.0.weights[");
    expect([rows.length, rows[0], rows[51]]).toEqual([52, "layers.0.weights[0][…", "layers.0.weights[51][…"]);
    expect(await offered("layers.0.weights[3][6")).toEqual(
      [6, 60, 61, 62, 63].map((input) => `layers.0.weights[3][${input}]`),
    );
    const { completions } = await offeredAt(`{ ${large}, "expect": [{ "after": "end", "activations.1|" }] }`);
    expect(completions.map(({ goesOn }) => goesOn)).toEqual(Array.from({ length: 10 }, () => false));
    expect((await offeredAt(`{ ${large}, "expect": [{ "after": "end", "|" }] }`)).completions[0]).toMatchObject({
      goesOn: true,
      snippet: '"activations.0[$0"',
    });
  });

  it("are no more than anyone looks through", async () => {
    const layers = Array.from({ length: 1000 }, () => '{ "units": 1 }').join(",");
    const { labels } = await offeredAt(
      `{ "inputs": 1, "layers": [${layers}], "expect": [{ "after": "end", "layers.|" }] }`,
    );
    expect(labels).toHaveLength(60);
  });
});

describe("layers", () => {
  const rest = '"targets": 2, "data": { "rows": [[1, 2, 3, 0, 1]] }';

  it("have weights and biases of the shape that they need where they stand", async () => {
    const { labels, after } = await offeredAt(
      `{ "inputs": 3, "layers": [{ "units": 4, "activation": "tanh" }, |], ${rest} }`,
    );
    expect(labels).toEqual([1, 2, 3].map((n) => `layer of ${n} unit${n === 1 ? "" : "s"} with weights and biases`));
    const text = after(labels[1]);
    const { spec, diagnostics } = await loadWith(text);
    expect(diagnostics).toEqual([]);
    expect(spec?.layers[1]).toMatchObject({
      units: 2,
      activation: "relu",
      weights: [
        [0.1, 0.2, 0.3, 0.4],
        [0.5, 0.6, 0.7, 0.8],
      ],
      biases: [0, 0],
    });
  });

  it("are offered with as many units as there are targets", async () => {
    const { labels } = await offeredAt('{ "inputs": 1, "targets": ["a", "b", "c", "d", "e"], "layers": [|] }');
    expect(labels[3]).toBe("layer of 5 units with weights and biases");
  });

  it("are not offered where their shape is unknown or large", async () => {
    expect((await offeredAt('{ "layers": [|] }')).labels).toEqual([]);
    expect((await offeredAt('{ "inputs": 65, "layers": [|] }')).labels).toEqual([]);
    expect((await offeredAt('{ "inputs": 1, "layers": [{}, |] }')).labels).toEqual([]);
  });

  it("that have units get weights and biases that fit", async () => {
    const weights = await offeredAt('{ "inputs": ["a", "b"], "layers": [{ "units": 2, "weights": | }] }');
    expect(weights.labels).toEqual(["2 × 2 weights"]);
    expect(weights.after("2 × 2 weights")).toContain('"weights": [\n\t[0.1, 0.2],\n\t[0.3, 0.4]\n] }');
    const biases = await offeredAt('{ "inputs": 1, "layers": [{ "units": 2, "biases": | }] }');
    expect(biases.after("2 biases")).toContain('"biases": [0, 0] }');
  });
});

it.each(['{ "title": "|" }', '{ "loss": | }', "{ | }", '{ "layers": [{ "|" }] }', '{ "expect": [|] }'])(
  "nothing is offered where the schema says it all: %s",
  async (text) => {
    expect((await offeredAt(text)).labels).toEqual([]);
  },
);
