import type { Kernels, Pass } from "../core/engine.ts";
import { lossOfZ } from "../core/loss.ts";
import type { Batch, Network } from "../core/network.ts";
import type { CreateNumbers } from "../core/numbers.ts";
import type { Parameters } from "../core/parameters.ts";
import { activationCodes, addressOf, alignment, isSoftmaxCrossEntropy } from "./wasm-kernels.ts";
import type { WasmKernels } from "./wasm-module.ts";

/** The numbers of a layer in assembly/pass.ts, each of 32 bits. */
const numbersOfLayer = 14;

/** The bytes that `createWasmPass` asks room for. */
export function passRoomFor(layers: number): number {
  return layers * numbersOfLayer * Int32Array.BYTES_PER_ELEMENT + alignment;
}

/** All layers in one call forward and one back; null where a layer's activation is not the kernels'. */
export function createWasmPass(
  wasm: WasmKernels,
  kernels: Kernels,
  createNumbers: CreateNumbers,
  network: Network,
  batch: Batch,
  gradients: readonly Parameters[],
): Pass | null {
  const { loss, layers } = network;
  const count = layers.length;
  const last = layers[count - 1];
  const lastValues = batch.layers[count - 1];
  const isTakenAsOne = lossOfZ(loss, last.activation) !== null;
  const areLossesGiven = isSoftmaxCrossEntropy(loss, last.activation);
  const areKnown = layers.every(
    (layer) =>
      activationCodes[layer.activation] !== undefined &&
      (layer.activation !== "softmax" || (layer === last && areLossesGiven)),
  );
  if (!areKnown) return null;
  const room = createNumbers("float32", count * numbersOfLayer);
  const { byteOffset: address } = room;
  new Int32Array(room.buffer, address, room.length).set(
    layers.flatMap(({ fanIn, units, activation, parameters }, l) => {
      const { z, a, aByZ, lossByA, lossByZ } = batch.layers[l];
      return [
        fanIn,
        units,
        activationCodes[activation] ?? 0,
        parameters.weights.byteOffset,
        addressOf(parameters.biases),
        gradients[l].weights.byteOffset,
        addressOf(gradients[l].biases),
        l === 0 ? batch.inputs.byteOffset : batch.layers[l - 1].a.byteOffset,
        l === 0 ? 0 : batch.layers[l - 1].lossByA.byteOffset,
        z.byteOffset,
        a.byteOffset,
        aByZ.byteOffset,
        lossByA.byteOffset,
        lossByZ.byteOffset,
      ];
    }),
  );
  return {
    forward: (samples) => {
      wasm.forward(address, count, samples, batch.targets.byteOffset, batch.losses.byteOffset);
      if (!areLossesGiven) kernels.lossForward(loss, last, lastValues, batch.targets, samples, batch.losses);
    },
    backward: (samples, areFirst) => {
      kernels.lossBackward(loss, last, lastValues, batch.targets, samples);
      wasm.backward(address, count, samples, isTakenAsOne ? 1 : 0, areFirst ? 1 : 0);
    },
  };
}
