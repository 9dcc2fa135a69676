import type { Engine } from "../core/engine.ts";
import { type CreateNumbers, numberBytes } from "../core/numbers.ts";
import { optimizers } from "../core/optimizer.ts";
import { parameterCount, type Spec } from "../core/spec.ts";
import { capacityFor } from "../core/trainer.ts";
import { isSparse, sparseKernels, sparseRoomFor } from "./sparse-kernels.ts";
import { alignment, wasmKernels } from "./wasm-kernels.ts";
import { instantiate, moduleFor } from "./wasm-module.ts";
import { createWasmPass, passRoomFor } from "./wasm-pass.ts";

/** Memory comes in pages. The first is left free, so that no list has the address 0. */
const bytesOfPage = 2 ** 16;

/** The engine of a run on kernels in WebAssembly; null where there is none, or its vectors are missing. */
export function createWasmEngine(spec: Spec): Engine | null {
  const module = moduleFor(spec.precision);
  if (!module) return null;
  const isFirstSparse = isSparse(spec);
  const bytes = roomFor(spec) + (isFirstSparse ? sparseRoomFor(spec) : 0);
  const memory = new WebAssembly.Memory({ initial: 1 + Math.ceil(bytes / bytesOfPage) });
  const createNumbers = roomIn(memory);
  const wasm = instantiate(module, memory);
  const kernels = wasmKernels(wasm);
  return {
    name: "wasm",
    createNumbers,
    kernels: isFirstSparse ? sparseKernels(spec, wasm, kernels, createNumbers) : kernels,
    // A sparse layer has kernels of its own, and is so large that calls do not count.
    createPass: isFirstSparse
      ? null
      : (network, batch, gradients) => createWasmPass(wasm, kernels, createNumbers, network, batch, gradients),
    createWholeStep: null,
  };
}

/** Room for lists one after the other. None is ever given back: a run makes all it needs when it begins. */
function roomIn({ buffer }: WebAssembly.Memory): CreateNumbers {
  let next = bytesOfPage;
  return (precision, count) => {
    const start = next;
    next += Math.ceil((count * numberBytes(precision)) / alignment) * alignment;
    return precision === "float64" ? new Float64Array(buffer, start, count) : new Float32Array(buffer, start, count);
  };
}

/**
 * The bytes that a run's lists may take: memory cannot grow under lists that are in use, and what is not used of it
 * takes no room. A trainer has parameters, gradients, the optimizer's running numbers and a batch, and what observes
 * its health has gradients and a batch of its own.
 */
function roomFor(spec: Spec): number {
  const { inputs, layers, targets, optimizer, precision } = spec;
  const lists = 3 + optimizers[optimizer.type].moments.length;
  const units = layers.reduce((sum, layer) => sum + layer.units, 0);
  const quantitiesOfUnits = 5;
  const perSample = inputs.length + targets.length + 1 + quantitiesOfUnits * units;
  const numbers = lists * parameterCount(spec) + 2 * capacityFor(spec) * perSample;
  const listsInAll = lists + 2 * (3 + quantitiesOfUnits * layers.length);
  return numbers * numberBytes(precision) + listsInAll * alignment + passRoomFor(layers.length);
}
