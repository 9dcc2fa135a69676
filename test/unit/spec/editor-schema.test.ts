import { describe, expect, it } from "vitest";
import { getLanguageService, type JSONSchema, TextDocument } from "vscode-json-languageservice";
import { editorSchema } from "../../../src/spec/editor-schema.ts";
import { specSchema } from "../../../src/spec/schema.ts";
import { keysOf } from "./schema-keys.ts";

/** The JSON service that VS Code itself runs. */
const service = getLanguageService({});
service.configure({ schemas: [{ uri: "unboxed", fileMatch: ["*"], schema: editorSchema as JSONSchema }] });

function open(text: string) {
  const offset = text.indexOf("|");
  const document = TextDocument.create("test:a.nn.json", "nn-json", 1, text.replace("|", ""));
  return { document, position: document.positionAt(Math.max(0, offset)), json: service.parseJSONDocument(document) };
}

async function completions(text: string): Promise<string[]> {
  const { document, position, json } = open(text);
  const list = await service.doComplete(document, position, json);
  return (list?.items ?? []).map(({ label }) => label);
}

async function hover(text: string): Promise<string> {
  const { document, position, json } = open(text);
  const contents = (await service.doHover(document, position, json))?.contents ?? [];
  // The service escapes punctuation for Markdown.
  return [contents].flat().join("\n").replaceAll("\\", "");
}

describe("the editor's schema", () => {
  it.each([
    ["{ | }", ["title", "inputs", "layers", "targets", "loss", "optimizer", "training", "seed", "data"]],
    ['{ "layers": [ { | } ] }', ["name", "units", "activation", "weights", "biases", "init"]],
    ['{ "optimizer": { | } }', ["type", "learningRate"]],
    ['{ "training": { | } }', ["epochs", "batchSize", "shuffle"]],
    ['{ "data": { | } }', ["rows", "csv", "target", "separator"]],
    ['{ "layers": [ { "activation": | } ] }', ['"linear"', '"relu"', '"sigmoid"', '"tanh"']],
    ['{ "layers": [ { "activation": "|" } ] }', ['"linear"', '"relu"', '"sigmoid"', '"tanh"']],
    ['{ "loss": | }', ['"mse"', '"halfSquaredError"']],
    ['{ "training": { "shuffle": | } }', ["true", "false"]],
    ['{ "training": { "batchSize": | } }', ['"all"']],
    ['{ "expect": [ { | } ] }', ["after", "loss", "layers.0.weights[0][0]", "activations.0[0]"]],
    ['{ "expect": [ { "after": | } ] }', ['"end"']],
    ['{ "expect": [ { "gradients.1.biases[0]": { | } } ] }', ["near", "tolerance", "below", "above"]],
    ['{ "layers": [ { "init": | } ] }', ['"heUniform"', '"zeros"']],
    ['{ "layers": [ { "trainable": | } ] }', ["true", "false", '"weights"', '"biases"']],
  ])("completes %s", async (text, labels) => {
    expect(await completions(text)).toEqual(expect.arrayContaining(labels));
  });

  const keys = keysOf(specSchema).filter(({ path }) => !path.includes("*"));

  it.each(keys)("offers and explains $path", async ({ key, schema, before, after }) => {
    expect(await completions(`${before}{ | }${after}`)).toContain(key);
    expect(await hover(`${before}{ "|${key}": 1 }${after}`)).toContain(schema.description);
  });

  it.each(keys.filter(({ schema }) => schema.enum || schema.default !== undefined || schema.examples))(
    "offers values for $path",
    async ({ key, schema, before, after }) => {
      const offered = await completions(`${before}{ "${key}": | }${after}`);
      const scalars = [...(schema.enum ?? []), ...(schema.examples ?? []), schema.default].filter((value) =>
        ["string", "number", "boolean"].includes(typeof value),
      );
      expect(offered.length).toBeGreaterThan(0);
      expect(offered).toEqual(expect.arrayContaining(scalars.map((value) => JSON.stringify(value))));
    },
  );

  it.each([
    ['{ "layers": [ { "un|its": 1 } ] }', "Neurons in the layer"],
    ['{ "layers": [ { "activation": "re|lu" } ] }', "nothing below zero passes"],
    ['{ "optimizer": { "learning|Rate": 1 } }', "how far each step goes"],
    ['{ "data": { "c|sv": "a.csv" } }', "header row"],
    ['{ "expect": [ { "layers.1.|weights[2][3]": 1 } ] }', "What this number of the network must be."],
    ['{ "layers": [ { "init": "he|Normal" } ] }', "for ReLU"],
    ['{ "data": { "generate": "sp|iral" } }', "Two spirals"],
  ])("explains %s", async (text, words) => {
    expect(await hover(text)).toContain(words);
  });

  it("leaves mistakes to our own validator, which knows what to do about them", async () => {
    const wrong =
      '{ "inputs": 1.5, "layers": [ { "units": "x", "activation": "rel", "unit": 1 } ], "data": {}, "seed": [] }';
    const { document, json } = open(wrong);
    expect(await service.doValidation(document, json)).toEqual([]);
  });
});
