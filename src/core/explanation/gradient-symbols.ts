import type { ParameterPlace } from "../quantity-path.ts";
import type { WorkedSample } from "../worked-step.ts";
import { plainText } from "./notation/plain.ts";
import { shapeOf, symbolsOf } from "./symbols.ts";

/** The symbols that a gradient's factors are written with in plain letters: a₃,₂ is the second unit of layer 3. */

/** The numbers that feed a layer: the activations of the layer before, or the sample's inputs. */
export function inputsOf({ inputs, layers }: WorkedSample, layer: number): WorkedSample["inputs"] {
  return layer === 0 ? inputs : layers[layer - 1].a;
}

/** A unit's z, a or δ: z₃ or z₃,₂ */
export function unitSymbol(name: "z" | "a" | "δ", sample: WorkedSample, layer: number, unit: number): string {
  const symbols = symbolsOf(shapeOf(sample));
  // A chain writes its δ as a derivative; here it has its letter in every network.
  const symbol = name === "δ" ? { ...symbols.z(layer, unit), letter: "δ" } : symbols[name](layer, unit);
  return plainText(symbol);
}

/** A weight or bias: w₁, w₁,₂,₃, b₁ or b₁,₂ */
export function parameterSymbol(parameter: ParameterPlace, sample: WorkedSample): string {
  return plainText(symbolsOf(shapeOf(sample)).parameter(parameter));
}

/** ∂of/∂by */
export function derivativeSymbol(of: string, by: string): string {
  return `∂${of}/∂${by}`;
}
