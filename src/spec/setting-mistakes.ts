import type { Node } from "jsonc-parser";
import { type Optimizer, type OptimizerName, optimizers } from "../core/optimizer.ts";
import { optimizerType } from "./defaults.ts";
import { type Diagnostic, headOf, nodeAt, specError } from "./diagnostic.ts";
import { hyperparameterNames } from "./schema/optimizer.ts";
import type { SpecFile } from "./schema.ts";

/** What no schema can say: whether the settings of a spec go together. */
export function settingMistakes(file: SpecFile, root: Node): Diagnostic[] {
  return [
    ...softmaxMistakes(file, root),
    ...initMistakes(file, root),
    ...lossMistakes(file, root),
    ...optimizerMistakes(file, root),
  ];
}

/** Softmax makes probabilities of the outputs; between layers it would be a bottleneck that nobody means. */
function softmaxMistakes({ layers }: SpecFile, root: Node): Diagnostic[] {
  return layers.slice(0, -1).flatMap(({ activation }, l) => {
    if (activation !== "softmax") return [];
    const message = `"softmax" can only stand on the last layer; use another activation here, such as "relu"`;
    return [specError(nodeAt(root, "layers", l, "activation"), message)];
  });
}

function initMistakes({ layers }: SpecFile, root: Node): Diagnostic[] {
  return layers.flatMap(({ init }, l) => {
    if (typeof init !== "object") return [];
    if ("uniform" in init) {
      const [low, high] = init.uniform;
      const message = `The lowest number comes first: write [${high}, ${low}]`;
      return low > high ? [specError(nodeAt(root, "layers", l, "init", "uniform"), message)] : [];
    }
    const deviation = init.normal[1];
    const message = `A standard deviation must be at least 0, not ${deviation}`;
    return deviation < 0 ? [specError(nodeAt(root, "layers", l, "init", "normal", 1), message)] : [];
  });
}

/** Both cross-entropies take the logarithm of the outputs. */
function lossMistakes({ loss, layers }: SpecFile, root: Node): Diagnostic[] {
  const { activation = "linear" } = layers[layers.length - 1];
  const place = nodeAt(root, "loss");
  if (loss === "crossEntropy" && activation !== "softmax") {
    const message = `"crossEntropy" needs outputs that are probabilities: give the last layer the activation "softmax", not "${activation}"`;
    return [specError(place, message)];
  }
  if (loss === "binaryCrossEntropy" && activation !== "sigmoid" && activation !== "softmax") {
    const message = `"binaryCrossEntropy" needs outputs between 0 and 1: give the last layer the activation "sigmoid", not "${activation}"`;
    return [specError(place, message)];
  }
  return [];
}

function optimizerMistakes({ optimizer }: SpecFile, root: Node): Diagnostic[] {
  const type = optimizerType(optimizer);
  const written = hyperparameterNames.filter((name) => optimizer?.[name] !== undefined);
  const mistakes = written
    .filter((name) => !(name in optimizers[type].defaults))
    .map((name) => {
      const message = `"${name}" has no meaning for "${type}"; it belongs to ${optimizersWith(name).join(", ")}`;
      return specError(headOf(nodeAt(root, "optimizer", name)), message);
    });
  if (type === "nesterov" && optimizer?.momentum === 0) {
    const message = '"nesterov" needs a momentum greater than 0; without one, use "sgd"';
    mistakes.push(specError(nodeAt(root, "optimizer", "momentum"), message));
  }
  return mistakes;
}

/** The optimizers that have a hyperparameter, in quotes. */
function optimizersWith(name: string): string[] {
  const all = Object.entries(optimizers) as [OptimizerName, Optimizer][];
  return all.filter(([, { defaults }]) => name in defaults).map(([type]) => `"${type}"`);
}
