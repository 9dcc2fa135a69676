import type { ActivationName } from "../../activation.ts";
import { skipsActivation } from "../delta.ts";
import type { Factor, SoFar } from "../derivation-parts.ts";
import { derivative, type Expression, type Known, product } from "../notation/expression.ts";
import type { Quantity } from "../quantity.ts";
import type { BadgePlace } from "../trace.ts";
import { deltaOf, type Given, lossByAOf, slopeOf, weightOf } from "./given.ts";
import { lossByOutput, lossByOutputZ } from "./loss-derivative.ts";

/**
 * The factors on the only way from the loss back to ∂ℓ/∂a of a unit (or, in an output where a is no station on it, to
 * its δ): the loss's derivative, then one factor for each layer: ∂ℓ/∂a₃ · ∂a₃/∂a₂ · ∂a₂/∂a₁.
 */
export function factorsBackTo(given: Given, layer: number, unit: number): Factor[] {
  const { symbols, last } = given;
  const unitIn = (m: number) => (m === layer ? unit : 0);
  const factors = [firstFactor(given, unitIn(last))];
  for (let m = last; m > layer; m--) {
    const [to, from] = [unitIn(m), unitIn(m - 1)];
    const skips = skipsActivation(given.worked, m);
    const weight = weightOf(given, m, to, from);
    const slopes = skips ? [] : slopesOf(given, m, to);
    const [above, below] = [skips ? symbols.z(m, to) : symbols.a(m, to), symbols.a(m - 1, from)];
    factors.push({
      badge: factors.length + 1,
      place: { of: "edge", layer: m, unit: to, input: from },
      symbol: derivative(above, below),
      formula: product(weight, ...slopes),
      value: slopes.reduce((value, slope) => value * slope.value, weight.value),
      at: slopes[0]?.at ?? null,
      quantity: slopes[0]?.quantity ?? quantityOf(weight),
      soFar: soFarOf(lossByAOf(given, m - 1, from)),
    });
  }
  return factors;
}

/** ∂ℓ/∂a of the output, or ∂ℓ/∂z where a is no station. */
function firstFactor(given: Given, unit: number): Factor {
  const { last } = given;
  const skips = skipsActivation(given.worked, last);
  const gradient = skips ? deltaOf(given, last, unit) : lossByAOf(given, last, unit);
  const { formula } = skips ? lossByOutputZ(given, unit) : lossByOutput(given, unit);
  return {
    badge: 1,
    place: { of: "loss" },
    symbol: skips ? derivative(given.symbols.loss, given.symbols.z(last, unit)) : gradient.is,
    formula,
    value: gradient.value,
    at: gradient.at,
    quantity: quantityOf(gradient),
    soFar: soFarOf(gradient),
  };
}

/** The last factor of a way back: from a unit's ∂ℓ/∂a on to its z, a weight or its bias. */
export function lastFactor(
  given: Given,
  layer: number,
  unit: number,
  end: { readonly symbol: Expression; readonly input: Known | null; readonly place: BadgePlace; readonly soFar: SoFar },
  badge: number,
): Factor {
  const { symbols } = given;
  const skips = skipsActivation(given.worked, layer);
  const parts = [...(end.input ? [end.input] : []), ...(skips ? [] : slopesOf(given, layer, unit))];
  const slope = slopeOf(given, layer, unit);
  return {
    badge,
    place: end.place,
    symbol: derivative(skips ? symbols.z(layer, unit) : symbols.a(layer, unit), end.symbol),
    formula: product(...parts),
    value: parts.reduce((value, part) => value * part.value, 1),
    at: skips ? (end.input?.at ?? null) : slope.at,
    quantity: skips && end.input ? quantityOf(end.input) : quantityOf(slope),
    soFar: end.soFar,
  };
}

/** σ′(z) as a factor; a linear unit's is left out. */
function slopesOf(given: Given, layer: number, unit: number): Known[] {
  return given.worked.layers[layer].activation === "linear" ? [] : [slopeOf(given, layer, unit)];
}

/** The slopes that the only way back to a unit's z meets, from the last layer on: those that are factors on it. */
export function slopesOnWay(given: Given, layer: number, unit: number): SlopeOnWay[] {
  return onlyWay(given, layer, unit).flatMap((j, k) => {
    const m = given.last - k;
    if (skipsActivation(given.worked, m)) return [];
    const { activation } = given.worked.layers[m];
    return [{ layer: m, activation, value: given.sample.layers[m].aByZ[j] }];
  });
}

/** A slope on a way back. */
export interface SlopeOnWay {
  readonly layer: number;
  readonly activation: ActivationName;
  readonly value: number;
}

/** The factors of a product that the derivation itself is about: what they make in the end needs no link to itself. */
export function withoutLastLink(factors: readonly Factor[]): Factor[] {
  return factors.map((factor, k) =>
    k === factors.length - 1 && factor.soFar ? { ...factor, soFar: { ...factor.soFar, quantity: null } } : factor,
  );
}

/** Where a product of the first factors stands: a gradient of the picture. */
export function soFarOf({ is, value, at, quantity }: Known): SoFar {
  return { symbol: is, value, at, quantity };
}

/** The units that the only way back leads through, from the last layer to a unit. */
export function onlyWay({ last }: Given, layer: number, unit: number): number[] {
  return Array.from({ length: last - layer + 1 }, (_, k) => (k === last - layer ? unit : 0));
}

function quantityOf({ quantity }: Known): Quantity {
  if (!quantity) throw new Error("what is known here is a quantity");
  return quantity;
}
