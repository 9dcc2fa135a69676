import type { Node } from "jsonc-parser";
import { isClassification } from "../core/classification.ts";
import type { Spec } from "../core/spec.ts";
import { testSamples } from "../core/split.ts";
import { formatCounted } from "../format/number-format.ts";
import { type Diagnostic, headOf, type Mending, nodeAt, specError, specWarning } from "./diagnostic.ts";
import { preferred } from "./fix.ts";

/** What only shows once the data is there: whether the settings go with it. */
export function runMistakes(spec: Spec, root: Node): Diagnostic[] {
  return [...stopMistakes(spec, root), ...emptyTestWarnings(spec, root)];
}

/** Why a spec has no accuracy. */
export const noClasses =
  'Accuracy needs targets that are classes: 0 or 1 for one output, a single 1 among zeros for more; use "loss" instead';

/** Why a spec has no test loss. */
export const noTestSamples = 'No samples are held out; add for example "testFraction": 0.2 to "training"';

/** Whether a run holds out any samples to test on. */
export function hasTestSamples({ training, data }: Spec): boolean {
  return testSamples(data.samples, training.testFraction) > 0;
}

/** A condition that could never be met. */
function stopMistakes(spec: Spec, root: Node): Diagnostic[] {
  const { stopWhen } = spec.training;
  const at = (key: keyof typeof stopWhen) => headOf(nodeAt(root, "training", "stopWhen", key));
  const mistakes: Diagnostic[] = [];
  if (stopWhen.testLoss !== null && !hasTestSamples(spec)) {
    mistakes.push(specError(at("testLoss"), noTestSamples, holdingOut(spec)));
  }
  if (stopWhen.accuracy !== null && !isClassification(spec)) {
    const fixes = [preferred('Remove "accuracy"', { remove: ["training", "stopWhen", "accuracy"] })];
    mistakes.push(specError(at("accuracy"), noClasses, { code: "noClasses", fixes }));
  }
  return mistakes;
}

/** Holds out a fifth of the samples, or of few of them as much as makes one. */
function holdingOut({ data: { samples } }: Spec): Mending {
  const fraction = [0.2, 0.25, 0.5].find((share) => testSamples(samples, share) > 0);
  const path = ["training", "testFraction"];
  const fixes =
    fraction === undefined ? [] : [preferred(`Set "testFraction" to ${fraction}`, { set: path, to: fraction })];
  return { code: "noTestSamples", fixes };
}

/** A share of few samples may come to none. */
function emptyTestWarnings(spec: Spec, root: Node): Diagnostic[] {
  const { testFraction } = spec.training;
  if (testFraction === 0 || hasTestSamples(spec)) return [];
  const message = `No sample is held out: ${testFraction} of ${formatCounted(spec.data.samples, "sample")} comes to none. Use a larger share, or more samples`;
  return [specWarning(nodeAt(root, "training", "testFraction"), message, holdingOut(spec))];
}
