import type { ParameterPlace } from "../quantity-path.ts";
import type { WorkedSample } from "../worked-step.ts";

/**
 * The symbols that a gradient's factors are written with. Layers count from 1; where a layer has several units, its
 * symbols name the unit too, and a weight's names unit and input: a₃,₂ is the second unit of layer 3, w₁,₂,₃ leads to
 * the second unit of layer 1 from its third input.
 */

/** The numbers that feed a layer: the activations of the layer before, or the sample's inputs. */
export function inputsOf({ inputs, layers }: WorkedSample, layer: number): WorkedSample["inputs"] {
  return layer === 0 ? inputs : layers[layer - 1].a;
}

/** A unit's z, a or δ: z₃ or z₃,₂ */
export function unitSymbol(letter: "z" | "a" | "δ", sample: WorkedSample, layer: number, unit: number): string {
  const isAlone = sample.layers[layer].z.length === 1;
  return letter + subscript(isAlone ? [layer] : [layer, unit]);
}

/** A weight or bias: w₁, w₁,₂,₃, b₁ or b₁,₂ */
export function parameterSymbol({ layer, unit, input }: ParameterPlace, sample: WorkedSample): string {
  const isAlone = sample.layers[layer].z.length === 1;
  if (input === null) return `b${subscript(isAlone ? [layer] : [layer, unit])}`;
  return `w${subscript(isAlone && inputsOf(sample, layer).length === 1 ? [layer] : [layer, unit, input])}`;
}

/** ∂of/∂by */
export function derivativeSymbol(of: string, by: string): string {
  return `∂${of}/∂${by}`;
}

const digits = "₀₁₂₃₄₅₆₇₈₉";

/** Indices that count from 0, written from 1: [2, 11] is ₃,₁₂. */
function subscript(indices: readonly number[]): string {
  return indices.map((index) => String(index + 1).replace(/\d/g, (digit) => digits[Number(digit)])).join(",");
}
