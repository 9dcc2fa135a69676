import { indexOf, type ParameterPlace } from "../../quantity-path.ts";
import type { Spec } from "../../spec.ts";
import type { WorkedSample, WorkedStep } from "../../worked-step.ts";
import type { Line, Lines } from "../derivation-parts.ts";
import { inputsOf } from "../gradient-symbols.ts";
import { derivative, derivativeCall, type Expression, type Known, knownQuantity } from "../notation/expression.ts";
import type { Quantity } from "../quantity.ts";
import { type Symbols, shapeOf, symbolsOf } from "../symbols.ts";

/** All that a derivation follows from. */
export interface Given {
  readonly worked: WorkedStep;
  readonly sample: WorkedSample;
  readonly spec: Spec;
  readonly symbols: Symbols;
  /** The last layer, counted from 0. */
  readonly last: number;
  /** Outputs, and with them targets. */
  readonly outputs: number;
}

/** What is given for one sample of a step. */
export function givenOf(worked: WorkedStep, sample: WorkedSample, spec: Spec): Given {
  const last = worked.layers.length - 1;
  return { worked, sample, spec, symbols: symbolsOf(shapeOf(sample)), last, outputs: sample.targets.length };
}

/** Whether the network has a quantity. */
export function hasQuantity({ worked, sample, outputs }: Given, quantity: Quantity): boolean {
  switch (quantity.of) {
    case "loss":
      return true;
    case "input":
      return sample.inputs[quantity.input] !== undefined;
    case "target":
      return quantity.unit in sample.targets && quantity.unit < outputs;
    case "parameter": {
      const { layer, kind, unit, input } = quantity.parameter;
      if (sample.layers[layer]?.z[unit] === undefined) return false;
      if (kind === "biases") return input === null && worked.layers[layer].before.biases[unit] !== undefined;
      return input !== null && inputsOf(sample, layer)[input] !== undefined;
    }
    default:
      return sample.layers[quantity.layer]?.z[quantity.unit] !== undefined;
  }
}

/** How many units a layer has. */
export function unitsOf({ sample }: Given, layer: number): number {
  return sample.layers[layer].z.length;
}

/** How many numbers feed each unit of a layer. */
export function fanInOf({ sample }: Given, layer: number): number {
  return inputsOf(sample, layer).length;
}

/** z of a unit. */
export function zOf({ symbols, sample }: Given, layer: number, unit: number): Known {
  return knownQuantity(symbols.z(layer, unit), sample.layers[layer].z[unit], { of: "z", layer, unit });
}

/** a of a unit; of layer −1, an input of the network. */
export function aOf({ symbols, sample }: Given, layer: number, unit: number): Known {
  const symbol = symbols.a(layer, unit);
  if (layer < 0) return knownQuantity(symbol, sample.inputs[unit], { of: "input", input: unit });
  return knownQuantity(symbol, sample.layers[layer].a[unit], { of: "a", layer, unit });
}

/** A target. */
export function targetOf({ symbols, sample }: Given, unit: number): Known {
  return knownQuantity(symbols.target(unit), sample.targets[unit], { of: "target", unit });
}

/** σ′(z) of a unit. */
export function slopeOf(given: Given, layer: number, unit: number): Known {
  const value = given.sample.layers[layer].aByZ[unit];
  return knownQuantity(slopeSymbol(given, layer, unit), value, { of: "slope", layer, unit });
}

/** tanh′(z₁); where that would not say all, ∂a₁/∂z₁. */
export function slopeSymbol({ worked, symbols }: Given, layer: number, unit: number): Expression {
  const { activation } = worked.layers[layer];
  const z = symbols.z(layer, unit);
  if (activation === "linear" || activation === "softmax") return derivative(symbols.a(layer, unit), z);
  return derivativeCall(functionNames[activation], z);
}

/** ∂ℓ/∂a of a unit. */
export function lossByAOf({ symbols, sample }: Given, layer: number, unit: number): Known {
  const value = sample.layers[layer].lossByA[unit];
  return knownQuantity(symbols.lossByA(layer, unit), value, { of: "lossByA", layer, unit });
}

/** δ of a unit. */
export function deltaOf({ symbols, sample }: Given, layer: number, unit: number): Known {
  const value = sample.layers[layer].lossByZ[unit];
  return knownQuantity(symbols.delta(layer, unit), value, { of: "delta", layer, unit });
}

/** A weight before the update. */
export function weightOf(given: Given, layer: number, unit: number, input: number): Known {
  return parameterOf(given, { layer, kind: "weights", unit, input });
}

/** A weight or bias before the update. */
export function parameterOf(given: Given, parameter: ParameterPlace): Known {
  const { layer, kind } = parameter;
  const value = given.worked.layers[layer].before[kind][indexOf(parameter, fanInOf(given, layer))];
  return knownQuantity(given.symbols.parameter(parameter), value, { of: "parameter", parameter });
}

/** Whether a layer has biases. */
export function hasBias({ worked }: Given, layer: number): boolean {
  return worked.layers[layer].before.biases.length > 0;
}

/** Whether one way alone leads from the loss back to each unit of a layer. */
export function hasOnlyWay({ sample }: Given, layer: number): boolean {
  return sample.layers.slice(layer + 1).every(({ z }) => z.length === 1);
}

/** The names of the activation functions in formulas. */
export const functionNames = {
  linear: "id",
  relu: "ReLU",
  leakyRelu: "LeakyReLU",
  elu: "ELU",
  gelu: "GELU",
  sigmoid: "sigmoid",
  tanh: "tanh",
  softplus: "softplus",
  swish: "Swish",
  softmax: "softmax",
} as const;

/** A line of a derivation; what is not said is as usual. */
export function line(
  parts: Pick<Line, "left" | "forms" | "value" | "at"> & Partial<Omit<Line, "left" | "forms" | "value" | "at">>,
): Line {
  return { changes: false, quantity: null, note: null, decimals: null, ...parts };
}

/** A block of lines. */
export function lines(...all: readonly Line[]): Lines {
  return { kind: "lines", lines: all };
}
