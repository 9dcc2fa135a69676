import { lossOfZ } from "../loss.ts";
import type { WorkedSample, WorkedStep } from "../worked-step.ts";
import { derivativeSymbol, unitSymbol } from "./gradient-symbols.ts";

/** One factor of a product of derivatives. */
export interface Factor {
  /** ∂z₃/∂a₂, say */
  readonly symbol: string;
  readonly value: number;
}

/** Where a unit's δ = ∂l/∂z of one sample comes from. */
export interface OpenedDelta {
  /** Counted from 0, as is the unit. */
  readonly layer: number;
  readonly unit: number;
  /** δ₂,₁ */
  readonly symbol: string;
  readonly value: number;
  /** δ = ∂l/∂a · ∂a/∂z; the one factor ∂l/∂z in an output where loss and activation are taken together. */
  readonly factors: readonly Factor[];
  /** ∂l/∂a = Σ ∂z/∂a · δ over the units of the next layer, in their order; empty in the last layer. */
  readonly terms: readonly DeltaTerm[];
}

/** What one unit of the next layer hands back. */
export interface DeltaTerm {
  /** The unit of the next layer, counted from 0. */
  readonly unit: number;
  /** ∂z/∂a of that unit by this one: the weight between them. */
  readonly weight: Factor;
  /** δ of that unit. */
  readonly delta: Factor;
  /** weight · delta */
  readonly product: number;
}

/**
 * Opens one unit's δ of one sample, as backward propagation made it: δ = ∂l/∂a · σ′(z), where ∂l/∂a is the sum of
 * what the units of the next layer hand back through their weights.
 * @param layer counted from 0, as is `unit`
 * @throws RangeError if there is no such unit
 */
export function openDelta(worked: WorkedStep, sample: WorkedSample, layer: number, unit: number): OpenedDelta {
  const values = sample.layers[layer];
  if (values?.z[unit] === undefined) throw new RangeError(`There is no unit ${unit} in layer ${layer}`);
  return {
    layer,
    unit,
    symbol: unitSymbol("δ", sample, layer, unit),
    value: values.lossByZ[unit],
    factors: factorsOfDelta(worked, sample, layer, unit),
    terms: termsOfLossByA(worked, sample, layer, unit),
  };
}

/**
 * ∂l/∂a and ∂a/∂z, whose product is a unit's δ; or δ itself in an output whose a alone does not tell the way back:
 * softmax ties all outputs together, and where loss and activation are taken as one there is no way through a.
 */
export function factorsOfDelta(worked: WorkedStep, sample: WorkedSample, layer: number, unit: number): Factor[] {
  const { aByZ, lossByA, lossByZ } = sample.layers[layer];
  const a = unitSymbol("a", sample, layer, unit);
  const z = unitSymbol("z", sample, layer, unit);
  if (skipsActivation(worked, layer)) {
    return [{ symbol: derivativeSymbol("l", z), value: lossByZ[unit] }];
  }
  return [
    { symbol: derivativeSymbol("l", a), value: lossByA[unit] },
    { symbol: derivativeSymbol(a, z), value: aByZ[unit] },
  ];
}

/**
 * Whether a is no station on the way back through a layer: softmax ties all outputs together, and where loss and
 * activation are taken as one the way leads from the loss straight to z.
 */
export function skipsActivation({ layers, lossName }: WorkedStep, layer: number): boolean {
  const { activation } = layers[layer];
  return layer === layers.length - 1 && (activation === "softmax" || lossOfZ(lossName, activation) !== null);
}

/** ∂zₖ/∂aⱼ = wₖⱼ: the weight from unit `unit` of layer `layer` to unit `next` of the layer after. */
export function weightToNext(
  worked: WorkedStep,
  sample: WorkedSample,
  layer: number,
  unit: number,
  next: number,
): Factor {
  const z = unitSymbol("z", sample, layer + 1, next);
  const a = unitSymbol("a", sample, layer, unit);
  const fanIn = sample.layers[layer].a.length;
  return { symbol: derivativeSymbol(z, a), value: worked.layers[layer + 1].before.weights[next * fanIn + unit] };
}

function termsOfLossByA(worked: WorkedStep, sample: WorkedSample, layer: number, unit: number): DeltaTerm[] {
  if (layer === worked.layers.length - 1) return [];
  return Array.from(sample.layers[layer + 1].lossByZ, (δ, next) => {
    const weight = weightToNext(worked, sample, layer, unit, next);
    const delta = { symbol: unitSymbol("δ", sample, layer + 1, next), value: δ };
    return { unit: next, weight, delta, product: weight.value * δ };
  });
}
