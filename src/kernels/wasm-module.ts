import { float32, float64, fusedFloat32 } from "unboxed:kernels";
import type { Precision } from "../core/numbers.ts";

/**
 * What the kernels in `assembly/` are called with: addresses and counts, and factors in the run's precision. Addresses
 * are those of lists of numbers in the memory that a module was instantiated with.
 */
export interface WasmKernels {
  readonly forward: (layers: number, count: number, samples: number, targets: number, losses: number) => void;
  readonly backward: (layers: number, count: number, samples: number, isDeltaThere: Flag, areFirst: Flag) => void;
  readonly weightedSums: (
    fanIn: number,
    units: number,
    weights: number,
    biases: number,
    inputs: number,
    samples: number,
    z: number,
  ) => void;
  readonly addGradients: (
    fanIn: number,
    units: number,
    inputs: number,
    samples: number,
    lossByZ: number,
    weights: number,
    biases: number,
    areFirst: Flag,
  ) => void;
  readonly lossByInputs: (
    fanIn: number,
    units: number,
    weights: number,
    lossByZ: number,
    samples: number,
    lossByA: number,
  ) => void;
  readonly toStrips: (fanIn: number, units: number, weights: number, strips: number) => void;
  readonly fromStrips: (fanIn: number, units: number, strips: number, weights: number) => void;
  readonly findTerms: (fanIn: number, inputs: number, samples: number, terms: number) => void;
  readonly sparseWeightedSums: (
    fanIn: number,
    units: number,
    strips: number,
    biases: number,
    terms: number,
    samples: number,
    z: number,
  ) => void;
  readonly addSparseGradients: (
    fanIn: number,
    units: number,
    terms: number,
    samples: number,
    lossByZ: number,
    strips: number,
  ) => void;
  readonly addRows: (columns: number, rows: number, from: number, to: number, areFirst: Flag) => void;
  readonly activate: (activation: number, count: number, z: number, a: number) => void;
  readonly activateBackward: (
    activation: number,
    count: number,
    z: number,
    a: number,
    aByZ: number,
    lossByA: number,
    lossByZ: number,
    isDeltaThere: Flag,
  ) => void;
  readonly softmax: (units: number, samples: number, z: number, a: number) => void;
  readonly softmaxCrossEntropy: (units: number, samples: number, z: number, targets: number, losses: number) => void;
  readonly softmaxCrossEntropyBackward: (
    units: number,
    samples: number,
    a: number,
    targets: number,
    lossByA: number,
    lossByZ: number,
  ) => void;
  readonly divide: (count: number, values: number, divisor: number) => Flag;
  readonly areFinite: (count: number, values: number) => Flag;
  readonly sgd: UpdateKernel<[η: number, gradientScale: number, λ: number]>;
  readonly momentum: MomentKernel<[η: number, gradientScale: number, λ: number, µ: number]>;
  readonly nesterov: MomentKernel<[η: number, gradientScale: number, λ: number, µ: number]>;
  readonly rmsprop: TwoMomentsKernel<
    [η: number, gradientScale: number, λ: number, µ: number, α: number, oneLessα: number, ε: number]
  >;
  readonly adagrad: MomentKernel<[η: number, gradientScale: number, λ: number, ε: number]>;
  readonly adam: TwoMomentsKernel<
    [
      decay: number,
      η: number,
      gradientScale: number,
      λ: number,
      β1: number,
      oneLessβ1: number,
      β2: number,
      oneLessβ2: number,
      ε: number,
      rootOfCorrection2: number,
    ]
  >;
}

/** WebAssembly knows only numbers, and to make one of a boolean takes as long as a small kernel. */
export type Flag = 0 | 1;

type UpdateKernel<Factors extends number[]> = (
  count: number,
  parameters: number,
  gradients: number,
  ...factors: Factors
) => Flag;

type MomentKernel<Factors extends number[]> = UpdateKernel<[moment: number, ...Factors]>;

type TwoMomentsKernel<Factors extends number[]> = UpdateKernel<[first: number, second: number, ...Factors]>;

/** For each precision the binaries from the fastest on. Only in float32 may the last digits be an engine's own. */
const binaries: Readonly<Record<Precision, readonly string[]>> = {
  float64: [float64],
  float32: [fusedFloat32, float32],
};

const modules = new Map<Precision, WebAssembly.Module | null>();

/**
 * The kernels' module, compiled when it is first asked for; null where WebAssembly or its vectors are missing, or a
 * security policy forbids them.
 */
export function moduleFor(precision: Precision): WebAssembly.Module | null {
  const known = modules.get(precision);
  if (known !== undefined) return known;
  let module: WebAssembly.Module | null = null;
  for (const binary of binaries[precision]) module ??= compiled(binary);
  modules.set(precision, module);
  return module;
}

/** A binary as a module; null where the engine does not take it. */
function compiled(binary: string): WebAssembly.Module | null {
  const bytes = Uint8Array.from(atob(binary), (character) => character.charCodeAt(0));
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return null;
  }
}

/** The kernels of a module, at work on a memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): WasmKernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as WasmKernels;
}
