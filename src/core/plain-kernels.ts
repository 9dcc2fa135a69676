import { activations, softmax, softmaxBackward } from "./activation.ts";
import { addGradients, lossByInputs, weightedSums } from "./dense.ts";
import type { Kernels } from "./engine.ts";
import { losses, lossOfZ } from "./loss.ts";
import type { Layer, LayerValues } from "./network.ts";
import type { Numbers } from "./numbers.ts";
import { optimizers } from "./optimizer.ts";

/** The kernels in plain TypeScript: the specification of all others, and what runs where there are no others. */
export const plainKernels: Kernels = {
  weightedSums,
  activate,
  lossForward: (loss, { activation, units }, { z, a }, targets, samples, sampleLosses) => {
    const joint = lossOfZ(loss, activation);
    for (let s = 0; s < samples; s++) {
      const start = s * units;
      sampleLosses[s] = joint ? joint.value(z, targets, start, units) : losses[loss].value(a, targets, start, units);
    }
  },
  lossBackward: (loss, { activation, units }, { a, lossByA, lossByZ }, targets, samples) => {
    const joint = lossOfZ(loss, activation);
    for (let s = 0; s < samples; s++) {
      losses[loss].derivative(a, targets, lossByA, s * units, units);
      joint?.derivative(a, targets, lossByZ, s * units, units);
    }
  },
  activateBackward,
  addGradients,
  lossByInputs,
  divide: (values, divisor) => {
    for (let k = 0; k < values.length; k++) values[k] /= divisor;
    return areFinite(values);
  },
  areFinite,
  update: (optimizer, { parameters, gradients, moments }, update) => {
    optimizers[optimizer].update(parameters, gradients, moments, update);
    return areFinite(parameters);
  },
};

function areFinite(values: Numbers): boolean {
  // 0 times a number is 0, unless it is NaN or infinite.
  let zero = 0;
  for (let k = 0; k < values.length; k++) zero += 0 * values[k];
  return zero === 0;
}

function activate({ activation, units }: Layer, { z, a }: LayerValues, samples: number): void {
  if (activation === "softmax") {
    for (let s = 0; s < samples; s++) softmax(z, a, s * units, units);
    return;
  }
  const { value } = activations[activation];
  for (let k = 0; k < samples * units; k++) a[k] = value(z[k]);
}

function activateBackward(layer: Layer, values: LayerValues, samples: number, isDeltaThere: boolean): void {
  const { activation, units } = layer;
  const { z, a, aByZ, lossByA, lossByZ } = values;
  // Softmax's ∂aⱼ/∂zⱼ is aⱼ·(1 − aⱼ), like the sigmoid's; how a unit moves the others is in softmaxBackward.
  const { derivative } = activations[activation === "softmax" ? "sigmoid" : activation];
  for (let k = 0; k < samples * units; k++) aByZ[k] = derivative(z[k], a[k]);
  if (isDeltaThere) return;
  if (activation === "softmax") {
    for (let s = 0; s < samples; s++) softmaxBackward(a, lossByA, lossByZ, s * units, units);
    return;
  }
  for (let k = 0; k < samples * units; k++) lossByZ[k] = lossByA[k] * aByZ[k];
}
