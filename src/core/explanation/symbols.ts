import type { ParameterPlace } from "../quantity-path.ts";
import type { WorkedSample } from "../worked-step.ts";
import { derivative, type Expression, type Letter, letter } from "./notation/expression.ts";

/**
 * The symbols of a network's quantities. Layers, units and inputs count from 1 in them and from 0 here. Where a layer
 * has several units, its symbols name the unit too, and a weight's names unit and input. In a chain the index is the
 * layer: w₁, a₃, ∂ℓ/∂z₃. In any other network the layer stands apart: w⁽¹⁾₄₁, a⁽³⁾₂, δ⁽³⁾₂.
 */
export interface Symbols {
  /** Whether every layer has one unit, and there is one input. */
  readonly isChain: boolean;
  readonly loss: Letter;
  readonly input: (input: Index) => Letter;
  readonly target: (unit: Index) => Letter;
  readonly z: (layer: number, unit: Index) => Letter;
  /** The output of a unit; of layer −1, an input of the network. */
  readonly a: (layer: number, unit: Index) => Letter;
  readonly weight: (layer: number, unit: Index, input: Index) => Letter;
  readonly bias: (layer: number, unit: Index) => Letter;
  readonly parameter: (parameter: ParameterPlace) => Letter;
  /** ∂ℓ/∂a */
  readonly lossByA: (layer: number, unit: Index) => Expression;
  /** ∂ℓ/∂z, which in a network has a letter of its own: δ. */
  readonly delta: (layer: number, unit: Index) => Expression;
}

/** Which one of a row, counted from 0, or a letter that runs through all. */
export type Index = number | "i" | "k";

/** How wide a network is. */
export interface NetworkShape {
  readonly inputs: number;
  /** Of each layer; the last has as many as there are targets. */
  readonly units: readonly number[];
}

/** The shape of the network that a sample went through. */
export function shapeOf({ inputs, layers }: Pick<WorkedSample, "inputs" | "layers">): NetworkShape {
  return { inputs: inputs.length, units: layers.map(({ z }) => z.length) };
}

/** The symbols for a network of a shape. */
export function symbolsOf({ inputs, units: widths }: NetworkShape): Symbols {
  const isChain = inputs === 1 && widths.every((units) => units === 1);
  const fanIn = (layer: number) => (layer === 0 ? inputs : widths[layer - 1]);
  const ofLayer = (name: string, layer: number, ...indices: readonly Index[]): Letter => {
    const counted = indices.map(fromOne);
    if (isChain) return letter(name, layer + 1);
    return { kind: "letter", letter: name, layer: layer + 1, indices: counted, hat: false };
  };
  const ofUnit = (name: string, layer: number, unit: Index) =>
    ofLayer(name, layer, ...(widths[layer] === 1 ? [] : [unit]));
  const loss = letter("ℓ");
  const input = (i: Index) => letter("x", ...(inputs === 1 ? [] : [fromOne(i)]));
  const a = (layer: number, unit: Index) => (layer < 0 ? input(unit) : ofUnit("a", layer, unit));
  const z = (layer: number, unit: Index) => ofUnit("z", layer, unit);
  const bias = (layer: number, unit: Index) => ofUnit("b", layer, unit);
  const weight = (layer: number, unit: Index, from: Index) =>
    ofLayer("w", layer, ...(widths[layer] === 1 && fanIn(layer) === 1 ? [] : [unit, from]));
  return {
    isChain,
    loss,
    input,
    target: (unit) => letter("t", ...(widths[widths.length - 1] === 1 ? [] : [fromOne(unit)])),
    z,
    a,
    weight,
    bias,
    parameter: ({ layer, unit, input: from }) => (from === null ? bias(layer, unit) : weight(layer, unit, from)),
    lossByA: (layer, unit) => derivative(loss, a(layer, unit)),
    delta: (layer, unit) => (isChain ? derivative(loss, z(layer, unit)) : ofUnit("δ", layer, unit)),
  };
}

function fromOne(index: Index): number | string {
  return typeof index === "number" ? index + 1 : index;
}
