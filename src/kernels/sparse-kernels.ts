import type { DenseShape } from "../core/dense.ts";
import type { Kernels } from "../core/engine.ts";
import { type CreateNumbers, type Numbers, numberBytes } from "../core/numbers.ts";
import type { Spec } from "../core/spec.ts";
import { capacityFor } from "../core/trainer.ts";
import { addressOf, alignment } from "./wasm-kernels.ts";
import type { WasmKernels } from "./wasm-module.ts";

/** A first layer whose inputs are mostly 0, and the room that its kernels need: see assembly/sparse.ts. */
interface SparseLayer extends DenseShape {
  /** For each sample of a batch its inputs that are not 0. */
  readonly terms: Numbers;
  /** The weights in strips, and their gradients. */
  readonly weights: Numbers;
  readonly gradients: Numbers;
}

/** Looking for zeros pays where at least this share of the inputs are, and a layer has so many products for each sample. */
const sparsity = 0.6;
const fewestWeights = 4096;

/** To copy the weights into strips costs about as much as so many samples gain. */
const fewestSamples = 16;

/** Whether it pays to look for zeros in the inputs of a spec's first layer. */
export function isSparse({ inputs, layers, data }: Spec): boolean {
  if (inputs.length * layers[0].units < fewestWeights) return false;
  let zeros = 0;
  for (let k = 0; k < data.inputs.length; k++) if (data.inputs[k] === 0) zeros++;
  return zeros >= sparsity * data.inputs.length;
}

/** The bytes that an input's units take in a strip, and the numbers of a term. */
const bytesOfStrip = 64;
const numbersOfTerm = 2;

/** The numbers that a sparse first layer needs room for, in lists of their own: terms, weights and gradients. */
function sizesFor(spec: Spec): { readonly terms: number; readonly weights: number } {
  const { inputs, layers, precision } = spec;
  const unitsOfStrip = bytesOfStrip / numberBytes(precision);
  return {
    terms: capacityFor(spec) * (numbersOfTerm * (inputs.length + 3) + 2),
    weights: inputs.length * unitsOfStrip * Math.ceil(layers[0].units / unitsOfStrip),
  };
}

/** The bytes that `sparseKernels` asks room for, with what may be left free between lists. */
export function sparseRoomFor(spec: Spec): number {
  const { terms, weights } = sizesFor(spec);
  return (terms + 2 * weights) * numberBytes(spec.precision) + 3 * alignment;
}

/** The kernels of a run whose first layer is sparse: for it they skip what is 0, which leaves every bit as it is. */
export function sparseKernels(spec: Spec, wasm: WasmKernels, kernels: Kernels, createNumbers: CreateNumbers): Kernels {
  const sizes = sizesFor(spec);
  const layer: SparseLayer = {
    fanIn: spec.inputs.length,
    units: spec.layers[0].units,
    terms: createNumbers(spec.precision, sizes.terms),
    weights: createNumbers(spec.precision, sizes.weights),
    gradients: createNumbers(spec.precision, sizes.weights),
  };
  const { fanIn, units } = layer;
  const terms = layer.terms.byteOffset;
  const isFor = (shape: DenseShape, samples: number) =>
    shape.fanIn === fanIn && shape.units === units && samples >= fewestSamples;
  /** Whose terms are there. */
  let found: Numbers | null = null;
  const findTerms = (inputs: Numbers, samples: number) => {
    wasm.findTerms(fanIn, inputs.byteOffset, samples, terms);
    found = inputs;
  };
  return {
    ...kernels,
    weightedSums: (shape, parameters, inputs, samples, z) => {
      if (!isFor(shape, samples)) {
        kernels.weightedSums(shape, parameters, inputs, samples, z);
        return;
      }
      findTerms(inputs, samples);
      wasm.toStrips(fanIn, units, parameters.weights.byteOffset, layer.weights.byteOffset);
      wasm.sparseWeightedSums(
        fanIn,
        units,
        layer.weights.byteOffset,
        addressOf(parameters.biases),
        terms,
        samples,
        z.byteOffset,
      );
    },
    addGradients: (shape, inputs, samples, lossByZ, gradients, areFirst) => {
      // 0 times an infinite δ is NaN, which may not be skipped.
      if (!isFor(shape, samples) || wasm.areFinite(samples * units, lossByZ.byteOffset) === 0) {
        kernels.addGradients(shape, inputs, samples, lossByZ, gradients, areFirst);
        return;
      }
      const strips = layer.gradients.byteOffset;
      if (areFirst) layer.gradients.fill(0);
      else wasm.toStrips(fanIn, units, gradients.weights.byteOffset, strips);
      if (found !== inputs) findTerms(inputs, samples);
      wasm.addSparseGradients(fanIn, units, terms, samples, lossByZ.byteOffset, strips);
      wasm.fromStrips(fanIn, units, strips, gradients.weights.byteOffset);
      const { biases } = gradients;
      if (biases.length > 0) wasm.addRows(units, samples, lossByZ.byteOffset, biases.byteOffset, areFirst ? 1 : 0);
    },
  };
}
