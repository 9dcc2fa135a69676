import { formatSignificant } from "../../format/number-format.ts";
import type { Evaluation } from "../evaluation.ts";
import type { Finding, FindingPlace } from "../findings/finding.ts";
import { layerText } from "../findings/finding-text.ts";
import { type Remedy, remedy, trying } from "../findings/remedy.ts";
import { backward, createBatch, createParameters, forward } from "../network.ts";
import type { Numbers } from "../numbers.ts";
import { loadSamples } from "../samples.ts";
import type { Spec } from "../spec.ts";
import { batchEnd, batchStart } from "../steps.ts";
import type { Trainer } from "../trainer.ts";

/** The first number in the order of computing that is not finite. */
interface Culprit {
  /** What it is, such as "z of unit 2 in layer 1". */
  readonly what: string;
  readonly value: number;
  readonly where: FindingPlace;
  /** The sample's row, counted from 1; 0 for what belongs to no sample. */
  readonly row: number;
}

/**
 * Why the trainer's next step could not be taken: the batch is computed once more, and the first number found that is
 * not finite. The trainer must stand before that step, and is only read.
 */
export function nonFiniteFinding(trainer: Trainer): Finding {
  const { spec, network } = trainer;
  const step = trainer.step + 1;
  const culprit = firstNonFinite(trainer);
  const largestParameter = largestOf(network.numbers);
  const sample = culprit.row > 0 ? ` for row ${formatSignificant(culprit.row)} of the data` : "";
  return {
    kind: "nonFinite",
    message: `In step ${formatSignificant(step)} ${culprit.what}${sample} is ${described(culprit.value)}${Number.isFinite(largestParameter) ? `: the largest parameter ${trainer.step === 0 ? "is" : "has grown to"} ${formatSignificant(largestParameter)}` : ""}.`,
    ...trying(...(trainer.step === 0 ? calmStart : shorterSteps(spec))),
    where: culprit.where,
    since: step,
    numbers: { row: culprit.row, ...(Number.isFinite(largestParameter) && { largestParameter }) },
  };
}

/** Why the trainer's next step could not be taken and what to try, in words for the person. */
export function breakdownText(trainer: Trainer): string {
  const { message, advice } = nonFiniteFinding(trainer);
  return `${message} ${advice}`;
}

/**
 * What to say where every step could be taken so far, but the loss over all samples is no finite number: those of the
 * next batches, or those held out, are too far off. Null where it is finite.
 */
export function nonFiniteLossFinding({ spec, step }: Trainer, { loss, testLoss }: Evaluation): Finding | null {
  const isTraining = !Number.isFinite(loss);
  if (!isTraining && (testLoss === null || Number.isFinite(testLoss))) return null;
  const which = isTraining ? "the training samples" : "the samples held out";
  return {
    kind: "nonFinite",
    message: `After step ${formatSignificant(step)} the mean loss over ${which} is ${described(isTraining ? loss : (testLoss ?? loss))}.`,
    ...trying(...shorterSteps(spec)),
    where: { of: "spec", key: "loss" },
    since: step,
    numbers: {},
  };
}

const calmStart = [
  remedy("start from smaller weights", "layers"),
  remedy("scale inputs and targets to about −1 … 1", "data"),
];

function shorterSteps({ optimizer }: Spec): readonly Remedy[] {
  const η = formatSignificant(optimizer.learningRate);
  return [
    remedy(`lower the learning rate, which is ${η}`, "optimizer", "learningRate"),
    remedy("start from smaller weights", "layers"),
    remedy('keep single steps short with "clipNorm"', "optimizer", "clipNorm"),
  ];
}

function described(value: number): string {
  return Number.isNaN(value) ? "NaN, not a number" : `${formatSignificant(value)}, too large for a number`;
}

function firstNonFinite(trainer: Trainer): Culprit {
  const { spec, network, order } = trainer;
  const batch = createBatch(network, trainer.batch.capacity);
  const { parameters: gradients } = createParameters(spec);
  const start = batchStart(spec, trainer.step + 1);
  const end = batchEnd(spec, trainer.step + 1);
  const of = (quantity: string, l: number, values: Numbers, next: number, samples: number): Culprit | null => {
    const { units } = network.layers[l];
    const k = indexOfNonFinite(values, samples * units);
    if (k < 0) return null;
    const unit = k % units;
    return {
      what: `${quantity} of unit ${unit + 1} in ${layerText(spec, l)}`,
      value: values[k],
      where: { of: "unit", layer: l, unit },
      row: order[next + Math.floor(k / units)] + 1,
    };
  };
  for (let next = start; next < end; next += batch.capacity) {
    const samples = loadSamples(spec.data, batch, order, next, end);
    forward(network, batch, samples);
    for (let l = 0; l < network.layers.length; l++) {
      const found =
        parameterOf(trainer, l) ??
        of("z", l, batch.layers[l].z, next, samples) ??
        of("a", l, batch.layers[l].a, next, samples);
      if (found) return found;
    }
    const s = indexOfNonFinite(batch.losses, samples);
    if (s >= 0) {
      return { what: "the loss", value: batch.losses[s], where: { of: "spec", key: "loss" }, row: order[next + s] + 1 };
    }
    backward(network, batch, samples, gradients);
    for (let l = network.layers.length - 1; l >= 0; l--) {
      const found =
        of("∂l/∂a", l, batch.layers[l].lossByA, next, samples) ??
        of("δ", l, batch.layers[l].lossByZ, next, samples) ??
        gradientOf(trainer, gradients[l].weights, l) ??
        gradientOf(trainer, gradients[l].biases, l);
      if (found) return found;
    }
  }
  // Each sample's numbers are finite, but their sum, or what regularization adds, is not.
  const { batchLoss } = trainer.breakdown ?? { batchLoss: Number.NaN };
  return { what: "the loss over the batch", value: batchLoss, where: { of: "spec", key: "loss" }, row: 0 };
}

/** A parameter that the step before has made infinite. */
function parameterOf({ spec, network }: Trainer, l: number): Culprit | null {
  const { weights, biases } = network.layers[l].parameters;
  const values = [weights, biases].find((values) => indexOfNonFinite(values, values.length) >= 0);
  if (!values) return null;
  const what = `a ${values === weights ? "weight" : "bias"} of ${layerText(spec, l)}`;
  return { what, value: values[indexOfNonFinite(values, values.length)], where: layerPlace(l), row: 0 };
}

function gradientOf({ spec }: Trainer, gradients: Numbers, l: number): Culprit | null {
  const k = indexOfNonFinite(gradients, gradients.length);
  if (k < 0) return null;
  return { what: `a gradient of ${layerText(spec, l)}`, value: gradients[k], where: layerPlace(l), row: 0 };
}

function layerPlace(layer: number): FindingPlace {
  return { of: "layer", layer, key: null };
}

function indexOfNonFinite(values: Numbers, count: number): number {
  for (let k = 0; k < count; k++) if (!Number.isFinite(values[k])) return k;
  return -1;
}

function largestOf(values: Numbers): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, Math.abs(values[k]));
  return largest;
}
