import type { LayerValues } from "../core/network.ts";
import type { Parameters } from "../core/parameters.ts";
import type { WorkedSample, WorkedStep } from "../core/worked-step.ts";

/** The JSON forms that `--json` prints: an interface that scripts rely on. */

/** Weights as rows, `weights[j][i]` from input i to unit j, and biases. */
export function parametersJson({ weights, biases }: Parameters) {
  const fanIn = weights.length / biases.length;
  const rows = Array.from(biases, (_, j) => [...weights.subarray(j * fanIn, (j + 1) * fanIn)]);
  return { weights: rows, biases: [...biases] };
}

/** The worked step with its typed arrays as lists. */
export function workedStepJson({ step, epoch, learningRate, loss, samples, layers }: WorkedStep) {
  return {
    step,
    epoch,
    learningRate,
    loss,
    samples: samples.map((sample) => sampleJson(sample, layers)),
    layers: layers.map(({ name, activation, before, gradients, after }) => ({
      name,
      activation,
      before: parametersJson(before),
      gradients: parametersJson(gradients),
      after: parametersJson(after),
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
