import { describe, expect, it } from "vitest";
import { getLanguageService, type JSONSchema, TextDocument } from "vscode-json-languageservice";
import { editorSchema } from "../../../src/spec/editor-schema.ts";
import { specSchema } from "../../../src/spec/schema.ts";

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
  ])("completes %s", async (text, labels) => {
    expect(await completions(text)).toEqual(expect.arrayContaining(labels));
  });

  it("explains every key on hover", async () => {
    for (const [key, { description }] of Object.entries(
      specSchema.properties as Record<string, { description?: string }>,
    )) {
      expect(description, key).toMatch(/\.$/);
      expect(await hover(`{ "|${key}": 1 }`), key).toContain(description);
    }
  });

  it.each([
    ['{ "layers": [ { "un|its": 1 } ] }', "Neurons in the layer"],
    ['{ "layers": [ { "activation": "re|lu" } ] }', "nothing below zero passes"],
    ['{ "optimizer": { "learning|Rate": 1 } }', "how far each step goes"],
    ['{ "data": { "c|sv": "a.csv" } }', "header row"],
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
