import type { NetworkShape } from "../explanation/symbols.ts";

/**
 * The names that the code of a step gives to a network's numbers: as in its symbols (`explanation/symbols.ts`), but of
 * characters that JavaScript takes. Layers, units and inputs count from 1 in them and from 0 here. In a chain w₁ is w1;
 * elsewhere w⁽²⁾₄₁ is w2_4_1. dw, db and da stand for ∂ℓ/∂w, ∂ℓ/∂b and ∂ℓ/∂a, and δ for ∂ℓ/∂z. No name of a spec gets
 * into them.
 */
export interface StepNames {
  readonly input: (input: number) => string;
  readonly target: (unit: number) => string;
  /** a − t of an output */
  readonly error: (unit: number) => string;
  readonly weight: (layer: number, unit: number, input: number) => string;
  readonly bias: (layer: number, unit: number) => string;
  readonly z: (layer: number, unit: number) => string;
  /** The output of a unit; of layer −1, an input of the network. */
  readonly a: (layer: number, unit: number) => string;
  /** Of softmax: the largest z, e^(z − largest), their sum, and Σ ∂ℓ/∂a · a. */
  readonly largest: (layer: number) => string;
  readonly exp: (layer: number, unit: number) => string;
  readonly sumOfExp: (layer: number) => string;
  readonly meanOfLossByA: (layer: number) => string;
  readonly lossByA: (layer: number, unit: number) => string;
  readonly delta: (layer: number, unit: number) => string;
}

/** The names for a network of a shape. */
export function stepNames({ inputs, units: widths }: NetworkShape): StepNames {
  const fanIn = (layer: number) => (layer === 0 ? inputs : widths[layer - 1]);
  const ofUnit = (letter: string, layer: number, unit: number) =>
    widths[layer] === 1 ? `${letter}${layer + 1}` : `${letter}${layer + 1}_${unit + 1}`;
  const one = (letter: string, count: number, index: number) => (count === 1 ? letter : `${letter}${index + 1}`);
  const input = (i: number) => one("x", inputs, i);
  const outputs = widths[widths.length - 1];
  return {
    input,
    target: (unit) => one("t", outputs, unit),
    error: (unit) => one("e", outputs, unit),
    weight: (layer, unit, i) =>
      widths[layer] === 1 && fanIn(layer) === 1 ? `w${layer + 1}` : `w${layer + 1}_${unit + 1}_${i + 1}`,
    bias: (layer, unit) => ofUnit("b", layer, unit),
    z: (layer, unit) => ofUnit("z", layer, unit),
    a: (layer, unit) => (layer < 0 ? input(unit) : ofUnit("a", layer, unit)),
    largest: (layer) => `largest${layer + 1}`,
    exp: (layer, unit) => ofUnit("exp", layer, unit),
    sumOfExp: (layer) => `sumOfExp${layer + 1}`,
    meanOfLossByA: (layer) => `mean${layer + 1}`,
    lossByA: (layer, unit) => ofUnit("da", layer, unit),
    delta: (layer, unit) => ofUnit("δ", layer, unit),
  };
}

/** The name of ∂ℓ/∂θ for the parameter θ of a name. */
export function gradientName(parameter: string): string {
  return `d${parameter}`;
}
