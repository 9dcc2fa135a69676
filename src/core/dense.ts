import type { Numbers } from "./numbers.ts";
import type { Parameters } from "./parameters.ts";

/**
 * The arithmetic of a dense layer for a few samples at a time: all that training asks of it, and what faster kernels
 * have to give. Everything is row-major, a row for each sample: inputs have fan-in numbers, z and δ one for each
 * unit. Sums run in the order of the indices, over samples last, but for Σᵢ wⱼᵢ · aᵢ: its even and its odd terms are
 * summed by themselves, as vectors of two numbers do, and then added.
 */

/** The size of a layer. */
export interface DenseShape {
  readonly fanIn: number;
  readonly units: number;
}

/** zⱼ = Σᵢ wⱼᵢ · aᵢ + bⱼ for each sample, where aᵢ are the outputs of the layer before. */
export function weightedSums(
  { fanIn, units }: DenseShape,
  { weights, biases }: Parameters,
  inputs: Numbers,
  samples: number,
  z: Numbers,
): void {
  const hasBiases = biases.length > 0;
  for (let s = 0; s < samples; s++) {
    for (let j = 0; j < units; j++) {
      const w = j * fanIn;
      const a = s * fanIn;
      let even = 0;
      let odd = 0;
      for (let i = 0; i + 1 < fanIn; i += 2) {
        even += weights[w + i] * inputs[a + i];
        odd += weights[w + i + 1] * inputs[a + i + 1];
      }
      if (fanIn % 2 === 1) even += weights[w + fanIn - 1] * inputs[a + fanIn - 1];
      const sum = even + odd;
      z[s * units + j] = hasBiases ? sum + biases[j] : sum;
    }
  }
}

/** Adds ∂l/∂wⱼᵢ = δⱼ · aᵢ and ∂l/∂bⱼ = δⱼ of each sample to the gradients, or to 0 where these are the first. */
export function addGradients(
  { fanIn, units }: DenseShape,
  inputs: Numbers,
  samples: number,
  lossByZ: Numbers,
  { weights, biases }: Parameters,
  areFirst: boolean,
): void {
  const hasBiases = biases.length > 0;
  if (areFirst) {
    weights.fill(0);
    biases.fill(0);
  }
  for (let s = 0; s < samples; s++) {
    for (let j = 0; j < units; j++) {
      const δ = lossByZ[s * units + j];
      for (let i = 0; i < fanIn; i++) weights[j * fanIn + i] += δ * inputs[s * fanIn + i];
      if (hasBiases) biases[j] += δ;
    }
  }
}

/** ∂l/∂aᵢ = Σⱼ δⱼ · wⱼᵢ: what each unit of the layer before contributed through all units it feeds. */
export function lossByInputs(
  { fanIn, units }: DenseShape,
  { weights }: Parameters,
  lossByZ: Numbers,
  samples: number,
  lossByA: Numbers,
): void {
  lossByA.fill(0, 0, samples * fanIn);
  for (let s = 0; s < samples; s++) {
    for (let j = 0; j < units; j++) {
      const δ = lossByZ[s * units + j];
      for (let i = 0; i < fanIn; i++) lossByA[s * fanIn + i] += δ * weights[j * fanIn + i];
    }
  }
}
