import type { LayerValues } from "../core/network.ts";
import type { Parameters } from "../core/parameters.ts";
import { fanInOf, type Spec } from "../core/spec.ts";
import type { WorkedSample, WorkedStep } from "../core/worked-step.ts";
import { printable } from "./printable.ts";

/** The JSON forms that `--json` prints: an interface that scripts rely on. */

/** JSON in which a number that JSON cannot write stands as a word: "Infinity", "-Infinity" or "NaN". */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, (_key, part) =>
    typeof part === "number" && !Number.isFinite(part) ? String(part) : part,
  );
  // JSON lets the control characters from U+007F to U+009F stand in its words, where an escape means the same.
  return printable(text);
}

/** Weights as rows, `weights[j][i]` from input i to unit j, and biases; a layer without them has an empty list. */
export function parametersJson({ weights, biases }: Parameters, fanIn: number) {
  const rows = Array.from({ length: weights.length / fanIn }, (_, j) => [
    ...weights.subarray(j * fanIn, (j + 1) * fanIn),
  ]);
  return { weights: rows, biases: [...biases] };
}

/** The worked step with its typed arrays as lists. */
export function workedStepJson(worked: WorkedStep, spec: Spec) {
  const { step, epoch, learningRate, gradientScale, loss, penalty, batchSize, samples, layers } = worked;
  return {
    step,
    epoch,
    learningRate,
    gradientScale,
    loss,
    penalty,
    batchSize,
    samples: samples.map((sample) => sampleJson(sample, layers)),
    layers: layers.map(({ name, activation, before, gradients, after }, l) => ({
      name,
      activation,
      before: parametersJson(before, fanInOf(spec, l)),
      gradients: parametersJson(gradients, fanInOf(spec, l)),
      after: parametersJson(after, fanInOf(spec, l)),
    })),
  };
}

function sampleJson({ index, inputs, targets, loss, layers }: WorkedSample, named: WorkedStep["layers"]) {
  return {
    index,
    inputs: [...inputs],
    targets: [...targets],
    loss,
    layers: layers.map((values, l) => ({ name: named[l].name, ...valuesJson(values) })),
  };
}

function valuesJson({ z, a, aByZ, lossByA, lossByZ }: LayerValues) {
  return { z: [...z], a: [...a], aByZ: [...aByZ], lossByA: [...lossByA], lossByZ: [...lossByZ] };
}
