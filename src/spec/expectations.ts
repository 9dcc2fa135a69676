import type { Node } from "jsonc-parser";
import { isClassification } from "../core/classification.ts";
import type { Expectation, ExpectationTime, ExpectedQuantity } from "../core/expectation/expectation.ts";
import type { QuantityPath } from "../core/quantity-path.ts";
import { fanInOf, type Spec } from "../core/spec.ts";
import { stepsInAll } from "../core/steps.ts";
import { formatCounted } from "../format/number-format.ts";
import { type Diagnostic, headOf, nodeAt, specError, type TextRange } from "./diagnostic.ts";
import { hasTestSamples, noClasses, noTestSamples } from "./run-mistakes.ts";
import { pathExamples, type WrittenCondition } from "./schema/expect.ts";
import type { SpecFile } from "./schema.ts";
import { conditionMeant, expectedKeys, expectedQuantity } from "./written-expectations.ts";

/** What a spec expects, and for each expectation the range of its key in the text. */
export interface ReadExpectations {
  readonly expectations: readonly Expectation[];
  readonly ranges: readonly TextRange[];
  readonly mistakes: readonly Diagnostic[];
}

/** Reads the expectations of a spec and holds them against the rest of it. */
export function readExpectations({ expect = [] }: SpecFile, root: Node, spec: Spec): ReadExpectations {
  const expectations: Expectation[] = [];
  const ranges: TextRange[] = [];
  const mistakes: Diagnostic[] = [];
  expect.forEach((entry, index) => {
    const node = nodeAt(root, "expect", index);
    const keys = expectedKeys(node);
    if (keys.length === 0) {
      mistakes.push(specError(headOf(node), 'Nothing is expected here; add for example "loss": { "below": 0.01 }'));
    }
    mistakes.push(...timeMistakes(entry.after, nodeAt(node, "after"), spec));
    for (const key of keys) {
      const quantity = expectedQuantity(key.value);
      const mistake = quantity ? quantityMistake(quantity, entry.after, spec) : notAPath(key.value);
      if (mistake) mistakes.push(specError(key, mistake));
      if (mistake || !quantity) continue;
      expectations.push({
        after: entry.after,
        quantity,
        condition: conditionMeant(entry[key.value] as WrittenCondition),
      });
      ranges.push({ offset: key.offset, length: key.length });
    }
  });
  return { expectations, ranges, mistakes };
}

function notAPath(key: string): string {
  return `"${key}" is no number of the network; write a path such as ${pathExamples.map((path) => `"${path}"`).join(", ")}, counting from 0`;
}

/** A time that the run does not reach. */
function timeMistakes(after: ExpectationTime, node: Node, spec: Spec): Diagnostic[] {
  if (after === "end") return [];
  if ("epochs" in after) {
    const { epochs } = spec.training;
    const message = `This run ends after ${formatCounted(epochs, "epoch")}; expect this earlier, or set more "epochs"`;
    return after.epochs > epochs ? [specError(nodeAt(node, "epochs"), message)] : [];
  }
  const steps = stepsInAll(spec);
  const message = `This run ends after ${formatCounted(steps, "step")}; expect this earlier, or set more "epochs"`;
  return after.steps > steps ? [specError(nodeAt(node, "steps"), message)] : [];
}

/** What is wrong with a quantity in this network, or null. */
function quantityMistake(quantity: ExpectedQuantity, after: ExpectationTime, spec: Spec): string | null {
  if (quantity === "loss") return null;
  if (quantity === "testLoss") {
    return hasTestSamples(spec) ? null : noTestSamples;
  }
  if (quantity === "accuracy") return isClassification(spec) ? null : noClasses;
  return beforeTraining(quantity, after) ?? pathMistake(quantity, spec);
}

/** Gradients and activations are those of a step. */
function beforeTraining({ of }: QuantityPath, after: ExpectationTime): string | null {
  if (of === "layers" || after === "end" || !("steps" in after) || after.steps > 0) return null;
  return `There are no ${of} before the first step; expect them after 1 step or more`;
}

/** An index that the network does not have. */
function pathMistake(path: QuantityPath, spec: Spec): string | null {
  const { layer, unit } = path.of === "activations" ? path : path.parameter;
  const { layers } = spec;
  if (layer >= layers.length) return outOfRange("The network", layers.length, "layer");
  const { name, units, biases } = layers[layer];
  const whole = `Layer ${layer} ("${name}")`;
  const parameter = path.of === "activations" ? null : path.parameter;
  if (parameter?.kind === "biases" && biases === false) return `${whole} has no biases; expect something else`;
  if (unit >= units) return outOfRange(whole, units, "unit");
  const fanIn = fanInOf(spec, layer);
  const input = parameter?.input ?? 0;
  return input >= fanIn ? outOfRange(whole, fanIn, "input") : null;
}

function outOfRange(whole: string, size: number, part: string): string {
  return `${whole} has ${formatCounted(size, part)}, counted from 0: the last is ${size - 1}`;
}
