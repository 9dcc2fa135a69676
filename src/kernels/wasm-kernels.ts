import type { ActivationName } from "../core/activation.ts";
import type { Kernels } from "../core/engine.ts";
import type { LossName } from "../core/loss.ts";
import type { Numbers } from "../core/numbers.ts";
import type { OptimizerName, Update, UpdateTarget } from "../core/optimizer.ts";
import { plainKernels } from "../core/plain-kernels.ts";
import type { Flag, WasmKernels } from "./wasm-module.ts";

/** The activations that the kernels have, by their numbers in assembly/activation.ts; others are computed plainly. */
export const activationCodes: Partial<Record<ActivationName, number>> = {
  linear: 0,
  relu: 1,
  leakyRelu: 2,
  sigmoid: 3,
  tanh: 4,
  softmax: 5,
};

/** Lists begin at a multiple of this, as vectors do. */
export const alignment = 16;

/** The kernels in WebAssembly, as the core calls them: lists of numbers become their addresses. */
export function wasmKernels(wasm: WasmKernels): Kernels {
  return {
    weightedSums: ({ fanIn, units }, { weights, biases }, inputs, samples, z) =>
      wasm.weightedSums(fanIn, units, weights.byteOffset, addressOf(biases), inputs.byteOffset, samples, z.byteOffset),
    activate: (layer, values, samples) => {
      const { activation, units } = layer;
      const code = activationCodes[activation];
      const { z, a } = values;
      if (activation === "softmax") wasm.softmax(units, samples, z.byteOffset, a.byteOffset);
      else if (code !== undefined) wasm.activate(code, samples * units, z.byteOffset, a.byteOffset);
      else plainKernels.activate(layer, values, samples);
    },
    lossForward: (loss, layer, values, targets, samples, losses) => {
      if (isSoftmaxCrossEntropy(loss, layer.activation)) {
        wasm.softmaxCrossEntropy(layer.units, samples, values.z.byteOffset, targets.byteOffset, losses.byteOffset);
      } else {
        plainKernels.lossForward(loss, layer, values, targets, samples, losses);
      }
    },
    lossBackward: (loss, layer, values, targets, samples) => {
      if (isSoftmaxCrossEntropy(loss, layer.activation)) {
        const { a, lossByA, lossByZ } = values;
        wasm.softmaxCrossEntropyBackward(
          layer.units,
          samples,
          a.byteOffset,
          targets.byteOffset,
          lossByA.byteOffset,
          lossByZ.byteOffset,
        );
      } else {
        plainKernels.lossBackward(loss, layer, values, targets, samples);
      }
    },
    activateBackward: (layer, values, samples, isDeltaThere) => {
      const { activation, units } = layer;
      const code = activationCodes[activation];
      if (code === undefined || (activation === "softmax" && !isDeltaThere)) {
        plainKernels.activateBackward(layer, values, samples, isDeltaThere);
        return;
      }
      const { z, a, aByZ, lossByA, lossByZ } = values;
      wasm.activateBackward(
        code,
        samples * units,
        z.byteOffset,
        a.byteOffset,
        aByZ.byteOffset,
        lossByA.byteOffset,
        lossByZ.byteOffset,
        isDeltaThere ? 1 : 0,
      );
    },
    addGradients: ({ fanIn, units }, inputs, samples, lossByZ, { weights, biases }, areFirst) =>
      wasm.addGradients(
        fanIn,
        units,
        inputs.byteOffset,
        samples,
        lossByZ.byteOffset,
        weights.byteOffset,
        addressOf(biases),
        areFirst ? 1 : 0,
      ),
    lossByInputs: ({ fanIn, units }, { weights }, lossByZ, samples, lossByA) =>
      wasm.lossByInputs(fanIn, units, weights.byteOffset, lossByZ.byteOffset, samples, lossByA.byteOffset),
    divide: (values, divisor) => wasm.divide(values.length, values.byteOffset, divisor) !== 0,
    areFinite: (values) => wasm.areFinite(values.length, values.byteOffset) !== 0,
    update: (optimizer, target, update) => updateKernels[optimizer](wasm, target, update) !== 0,
  };
}

/** The address of a list; 0, where no list lies, of an empty one. */
export function addressOf(values: Numbers): number {
  return values.length > 0 ? values.byteOffset : 0;
}

/** Whether loss and activation are those that the kernels take as one. */
export function isSoftmaxCrossEntropy(loss: LossName, activation: ActivationName): boolean {
  return loss === "crossEntropy" && activation === "softmax";
}

type CallUpdate = (wasm: WasmKernels, target: UpdateTarget, update: Update) => Flag;

const updateKernels: Readonly<Record<OptimizerName, CallUpdate>> = {
  sgd: (wasm, { parameters, gradients }, { learningRate: η, gradientScale, hyperparameters }) =>
    wasm.sgd(
      parameters.length,
      parameters.byteOffset,
      gradients.byteOffset,
      η,
      gradientScale,
      hyperparameters.weightDecay,
    ),
  momentum: (wasm, target, update) => withVelocity(wasm.momentum, target, update),
  nesterov: (wasm, target, update) => withVelocity(wasm.nesterov, target, update),
  rmsprop: (wasm, { parameters, gradients, moments: [s, v] }, { learningRate: η, gradientScale, hyperparameters }) => {
    const { weightDecay: λ, momentum: µ, alpha: α, epsilon: ε } = hyperparameters;
    return wasm.rmsprop(
      parameters.length,
      parameters.byteOffset,
      gradients.byteOffset,
      s.byteOffset,
      v.byteOffset,
      η,
      gradientScale,
      λ,
      µ,
      α,
      1 - α,
      ε,
    );
  },
  adagrad: (wasm, { parameters, gradients, moments: [s] }, { learningRate: η, gradientScale, hyperparameters }) => {
    const { weightDecay: λ, epsilon: ε } = hyperparameters;
    return wasm.adagrad(
      parameters.length,
      parameters.byteOffset,
      gradients.byteOffset,
      s.byteOffset,
      η,
      gradientScale,
      λ,
      ε,
    );
  },
  adam: (wasm, target, update) => adam(wasm, target, 1, update.hyperparameters.weightDecay, update),
  adamw: (wasm, target, update) =>
    adam(wasm, target, 1 - update.learningRate * update.hyperparameters.weightDecay, 0, update),
};

function withVelocity(
  kernel: WasmKernels["momentum"],
  { parameters, gradients, moments: [v] }: UpdateTarget,
  { learningRate: η, gradientScale, hyperparameters }: Update,
): Flag {
  return kernel(
    parameters.length,
    parameters.byteOffset,
    gradients.byteOffset,
    v.byteOffset,
    η,
    gradientScale,
    hyperparameters.weightDecay,
    hyperparameters.momentum,
  );
}

function adam(
  wasm: WasmKernels,
  { parameters, gradients, moments: [m, s] }: UpdateTarget,
  decay: number,
  λ: number,
  { learningRate: η, gradientScale, correction1, correction2, hyperparameters }: Update,
): Flag {
  const { beta1: β1, beta2: β2, epsilon: ε } = hyperparameters;
  return wasm.adam(
    parameters.length,
    parameters.byteOffset,
    gradients.byteOffset,
    m.byteOffset,
    s.byteOffset,
    decay,
    η / correction1,
    gradientScale,
    λ,
    β1,
    1 - β1,
    β2,
    1 - β2,
    ε,
    Math.sqrt(correction2),
  );
}
