import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { networkNaming } from "../naming.ts";
import { letter, type MathSymbol, ofLayer } from "../symbols.tsx";

/** The symbols of a network with the layer in brackets above: w₄₁⁽¹⁾, δ₄⁽¹⁾. Layers, units and inputs count from 0. */

/** A unit's z, a, b or δ. */
export function unitSymbol(name: string, layer: number, unit: number): MathSymbol {
  return ofLayer(name, layer + 1, ...networkNaming.unit(layer, unit));
}

/** An input. */
export function inputSymbol(input: number): MathSymbol {
  return letter("x", ...networkNaming.input(input));
}

/** A weight or a bias. */
export function parameterSymbol({ layer, unit, input }: ParameterPlace): MathSymbol {
  return input === null
    ? unitSymbol("b", layer, unit)
    : ofLayer("w", layer + 1, ...networkNaming.weight(layer, unit, input));
}
