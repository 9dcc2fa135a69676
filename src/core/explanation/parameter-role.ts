import { formatCount } from "../../format/number-format.ts";
import type { ParameterPlace } from "../quantity-path.ts";
import { mostWrittenOut } from "./derive/forward.ts";
import { derivative, type Expression, overAll, product, sum } from "./notation/expression.ts";
import { type NetworkShape, symbolsOf } from "./symbols.ts";

/** What a weight or bias is for in its network, whatever its number: it can be told before any step. */
export interface ParameterRole {
  readonly symbol: Expression;
  /** "weighs x in unit 2 of hidden" */
  readonly words: string;
  /** The sum that it is a part of: z = Σ w·a + b. */
  readonly z: Expression;
  readonly formula: Expression;
  /** Its gradient: ∂ℓ/∂w = δ·a or ∂ℓ/∂b = δ. */
  readonly gradient: Expression;
  readonly gradientFormula: Expression;
}

/** What people call the parts of a network. */
export interface NetworkNames {
  readonly inputs: readonly string[];
  readonly layers: readonly { readonly name: string; readonly hasBiases: boolean }[];
}

/** What a parameter is for; null if the network has no such parameter. */
export function parameterRole(
  shape: NetworkShape,
  names: NetworkNames,
  parameter: ParameterPlace,
): ParameterRole | null {
  const { layer, unit, input } = parameter;
  const fanIn = layer === 0 ? shape.inputs : shape.units[layer - 1];
  const { name, hasBiases } = names.layers[layer] ?? {};
  if (name === undefined || unit >= shape.units[layer] || (input === null ? !hasBiases : input >= fanIn)) return null;

  const symbols = symbolsOf(shape);
  const symbol = symbols.parameter(parameter);
  const termOf = (i: number | "i") => product(symbols.weight(layer, unit, i), symbols.a(layer - 1, i));
  const weighted =
    fanIn <= mostWrittenOut ? Array.from({ length: fanIn }, (_, i) => termOf(i)) : [overAll("i", termOf("i"))];
  const delta = symbols.delta(layer, unit);
  const where = placeName(name, unit, shape.units[layer]);
  return {
    symbol,
    words: input === null ? `is added in ${where}` : `weighs ${cameFrom(names, shape, layer, input)} in ${where}`,
    z: symbols.z(layer, unit),
    formula: sum(...weighted, ...(hasBiases ? [symbols.bias(layer, unit)] : [])),
    gradient: derivative(symbols.loss, symbol),
    gradientFormula: input === null ? delta : product(delta, symbols.a(layer - 1, input)),
  };
}

function cameFrom({ inputs, layers }: NetworkNames, shape: NetworkShape, layer: number, input: number): string {
  if (layer === 0) return inputs[input];
  return `the output of ${placeName(layers[layer - 1].name, input, shape.units[layer - 1])}`;
}

function placeName(layer: string, unit: number, units: number): string {
  return units === 1 ? layer : `unit ${formatCount(unit + 1)} of ${layer}`;
}
