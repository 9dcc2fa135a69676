import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { LayerSpec, Spec } from "../core/spec.ts";
import { defaultTargets, type ReadData } from "./columns.ts";
import { loadData } from "./data.ts";
import { countOf, type Diagnostic, headOf, specError } from "./diagnostic.ts";
import { parseSpecText } from "./parse.ts";
import type { SpecFile } from "./schema.ts";
import { validate } from "./validate.ts";

/** The most weights and biases that a network may have: what memory and patience allow. */
export const maxParameters = 2_000_000;

/** A spec that can run, or null and the reasons why not. */
export interface LoadedSpec {
  readonly spec: Spec | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the text of a `.nn.json` file: parses and validates it, fills in defaults and loads its data.
 * @param name the file's name, the title of a spec that gives itself none
 */
export async function loadSpec(text: string, name: string, read: ReadData): Promise<LoadedSpec> {
  const { root, mistakes } = parseSpecText(text);
  if (!root) return { spec: null, diagnostics: mistakes };
  const checked = validate(root);
  // After a syntax error the tree is a guess: mistakes found in it would only mislead.
  if (mistakes.length > 0) return { spec: null, diagnostics: mistakes };
  if ("mistakes" in checked) return { spec: null, diagnostics: checked.mistakes };

  const { file } = checked;
  const unfit = shapeMistakes(file, root);
  if (unfit.length > 0) return { spec: null, diagnostics: unfit };

  const inputs = inputNames(file);
  const outputs = file.layers[file.layers.length - 1].units;
  const loaded = await loadData(file, root, { inputs, targets: targetNames(file), outputs }, read);
  if ("mistakes" in loaded) return { spec: null, diagnostics: loaded.mistakes };
  return { spec: withDefaults(file, name, inputs, loaded), diagnostics: [] };
}

/** Fills in every default that the format defines. */
function withDefaults(
  file: SpecFile,
  name: string,
  inputs: readonly string[],
  { data, targets }: Pick<Spec, "data" | "targets">,
): Spec {
  const { title = name, loss = "mse", seed = 0, optimizer, training } = file;
  return {
    title,
    inputs,
    layers: file.layers.map(layerWithDefaults),
    targets,
    loss,
    optimizer: { type: optimizer?.type ?? "sgd", learningRate: optimizer?.learningRate ?? 0.01 },
    training: {
      epochs: training?.epochs ?? 100,
      batchSize: training?.batchSize ?? 1,
      shuffle: training?.shuffle ?? true,
    },
    seed,
    data,
  };
}

function layerWithDefaults(layer: SpecFile["layers"][number], index: number): LayerSpec {
  return {
    name: layer.name ?? `L${index + 1}`,
    units: layer.units,
    activation: layer.activation ?? "linear",
    weights: layer.weights ?? null,
    biases: layer.biases ?? null,
    init: layer.init ?? "torchDefault",
  };
}

/** x1…xn where only their number is given. */
function inputNames({ inputs }: SpecFile): readonly string[] {
  return Array.isArray(inputs) ? inputs : numbered("x", inputs);
}

/** Null where the spec leaves them open. */
function targetNames({ targets }: SpecFile): readonly string[] | null {
  return typeof targets === "number" ? defaultTargets(targets) : (targets ?? null);
}

function numbered(letter: string, n: number): string[] {
  return Array.from({ length: n }, (_, index) => `${letter}${index + 1}`);
}

/** What no schema can say: whether the sizes fit each other. */
function shapeMistakes(file: SpecFile, root: Node): Diagnostic[] {
  const widths = [widthOf(file.inputs), ...file.layers.map(({ units }) => units)];
  const parameters = file.layers.reduce((sum, { units }, l) => sum + units * (widths[l] + 1), 0);
  const tooLarge = parameters > maxParameters || widths.some((width) => width > maxParameters);
  if (tooLarge) return [tooManyParameters(parameters, widths, root)];
  return [
    ...file.layers.flatMap((layer, l) => layerMistakes(layer, widths[l], nodeAt(root, "layers", l))),
    ...nameMistakes(file, root),
    ...targetMistakes(file, root),
  ];
}

function widthOf(names: SpecFile["inputs"]): number {
  return Array.isArray(names) ? names.length : names;
}

/** Marks the layer that brings the most weights. */
function tooManyParameters(parameters: number, widths: readonly number[], root: Node): Diagnostic {
  const sizes = widths.slice(1).map((units, l) => units * widths[l]);
  const largest = sizes.indexOf(Math.max(...sizes));
  const limit = maxParameters.toLocaleString("en");
  const message = `This network has ${parameters.toLocaleString("en")} weights and biases; at most ${limit} can be trained. Use fewer units`;
  return specError(nodeAt(root, "layers", largest, "units"), message);
}

function layerMistakes(
  { units, weights, biases }: SpecFile["layers"][number],
  fanIn: number,
  node: Node,
): Diagnostic[] {
  const mistakes: Diagnostic[] = [];
  if (weights && weights.length !== units) {
    const message = `weights has ${countOf(weights.length, "row")}; it needs ${units}, one for each unit`;
    mistakes.push(specError(headOf(nodeAt(node, "weights")), message));
  }
  weights?.forEach((row, j) => {
    if (row.length === fanIn) return;
    const message = `This row has ${countOf(row.length, "weight")}; it needs ${fanIn}, one for each number that feeds the layer`;
    mistakes.push(specError(nodeAt(node, "weights", j), message));
  });
  if (biases && biases.length !== units) {
    const message = `biases has ${countOf(biases.length, "number")}; it needs ${units}, one for each unit`;
    mistakes.push(specError(headOf(nodeAt(node, "biases")), message));
  }
  return mistakes;
}

/** A column is found by its name, so names must differ. */
function nameMistakes({ inputs, targets }: SpecFile, root: Node): Diagnostic[] {
  const seen = new Set<string>();
  return (["inputs", "targets"] as const).flatMap((key) => {
    const names = { inputs, targets }[key];
    if (!Array.isArray(names)) return [];
    return names.flatMap((name, index) => {
      const isNew = seen.size < seen.add(name).size;
      return isNew
        ? []
        : [specError(nodeAt(root, key, index), `The name "${name}" is already taken; give each its own`)];
    });
  });
}

function targetMistakes({ targets, layers }: SpecFile, root: Node): Diagnostic[] {
  const outputs = layers[layers.length - 1].units;
  if (targets === undefined || widthOf(targets) === outputs) return [];
  const message = `There must be as many targets as the last layer has units: ${outputs}, not ${widthOf(targets)}`;
  return [specError(headOf(nodeAt(root, "targets")), message)];
}

/** The node at a path that the schema has shown to exist. */
function nodeAt(node: Node, ...path: (string | number)[]): Node {
  return findNodeAtLocation(node, path) ?? node;
}
