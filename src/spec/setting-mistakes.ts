import type { Node } from "jsonc-parser";
import type { ActivationName } from "../core/activation.ts";
import { type Optimizer, type OptimizerName, optimizers } from "../core/optimizer.ts";
import { optimizerType } from "./defaults.ts";
import { type Diagnostic, headOf, nodeAt, specError } from "./diagnostic.ts";
import { possible, preferred } from "./fix.ts";
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
    const path = ["layers", l, "activation"];
    const fixes = (["relu", "tanh"] as const).map((name, k) =>
      (k === 0 ? preferred : possible)(`Change to "${name}"`, { set: path, to: name }),
    );
    return [specError(nodeAt(root, ...path), message, { code: "softmaxInside", fixes })];
  });
}

function initMistakes({ layers }: SpecFile, root: Node): Diagnostic[] {
  return layers.flatMap(({ init }, l) => {
    if (typeof init !== "object") return [];
    if ("uniform" in init) {
      const [low, high] = init.uniform;
      const message = `The lowest number comes first: write [${high}, ${low}]`;
      const path = ["layers", l, "init", "uniform"];
      const fixes = [preferred(`Change to [${high}, ${low}]`, { set: path, to: [high, low] })];
      return low > high ? [specError(nodeAt(root, ...path), message, { code: "unfitInit", fixes })] : [];
    }
    const deviation = init.normal[1];
    const message = `A standard deviation must be at least 0, not ${deviation}`;
    const path = ["layers", l, "init", "normal", 1];
    const fixes = [preferred(`Change to ${-deviation}`, { set: path, to: -deviation })];
    return deviation < 0 ? [specError(nodeAt(root, ...path), message, { code: "unfitInit", fixes })] : [];
  });
}

/** Both cross-entropies take the logarithm of the outputs. */
function lossMistakes({ loss, layers }: SpecFile, root: Node): Diagnostic[] {
  const last = layers.length - 1;
  const { activation = "linear", units } = layers[last];
  const place = nodeAt(root, "loss");
  const outputs = (name: ActivationName) => ({ set: ["layers", last, "activation"], to: name });
  const other = possible('Use the loss "mse"', { set: ["loss"], to: "mse" });
  if (loss === "crossEntropy" && activation !== "softmax") {
    const message = `"crossEntropy" needs outputs that are probabilities: give the last layer the activation "softmax", not "${activation}"`;
    // Softmax of a single unit would always be 1.
    const fix =
      units === 1
        ? preferred('Use "binaryCrossEntropy" with "sigmoid"', outputs("sigmoid"), {
            set: ["loss"],
            to: "binaryCrossEntropy",
          })
        : preferred('Give the last layer the activation "softmax"', outputs("softmax"));
    return [specError(place, message, { code: "unfitLoss", fixes: [fix, other] })];
  }
  if (loss === "binaryCrossEntropy" && activation !== "sigmoid" && activation !== "softmax") {
    const message = `"binaryCrossEntropy" needs outputs between 0 and 1: give the last layer the activation "sigmoid", not "${activation}"`;
    const fix = preferred('Give the last layer the activation "sigmoid"', outputs("sigmoid"));
    return [specError(place, message, { code: "unfitLoss", fixes: [fix, other] })];
  }
  return [];
}

function optimizerMistakes({ optimizer }: SpecFile, root: Node): Diagnostic[] {
  const type = optimizerType(optimizer);
  const written = hyperparameterNames.filter((name) => optimizer?.[name] !== undefined);
  const mistakes = written
    .filter((name) => !(name in optimizers[type].defaults))
    .map((name) => {
      const message = `"${name}" has no meaning for "${type}"; it belongs to ${optimizersWith(name)
        .map((other) => `"${other}"`)
        .join(", ")}`;
      const path = ["optimizer", name];
      const fixes = [
        preferred(`Remove "${name}"`, { remove: path }),
        ...optimizersWith(name).map((other) => possible(`Use "${other}"`, { set: ["optimizer", "type"], to: other })),
      ];
      return specError(headOf(nodeAt(root, ...path)), message, { code: "foreignHyperparameter", fixes });
    });
  if (type === "nesterov" && optimizer?.momentum === 0) {
    const message = '"nesterov" needs a momentum greater than 0; without one, use "sgd"';
    const path = ["optimizer", "momentum"];
    const fixes = [
      preferred('Use "sgd"', { remove: path }, { set: ["optimizer", "type"], to: "sgd" }),
      possible("Change to 0.9", { set: path, to: 0.9 }),
    ];
    mistakes.push(specError(nodeAt(root, ...path), message, { code: "noMomentum", fixes }));
  }
  return mistakes;
}

/** The optimizers that have a hyperparameter. */
function optimizersWith(name: string): OptimizerName[] {
  const all = Object.entries(optimizers) as [OptimizerName, Optimizer][];
  return all.filter(([, { defaults }]) => name in defaults).map(([type]) => type);
}
