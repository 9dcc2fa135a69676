import type { Derivation } from "../derivation.ts";
import { difference, literal, product } from "../notation/expression.ts";
import { sentences } from "../sentences.ts";
import { noTrace } from "../trace.ts";
import { slopeFormula } from "./activation-formulas.ts";
import { closedUnit } from "./closed-unit.ts";
import { aOf, type Given, line, lines, slopeOf, zOf } from "./given.ts";

/** σ′(z): how much a changes with z. */
export function deriveSlope(given: Given, layer: number, unit: number): Derivation {
  const { activation } = given.worked.layers[layer];
  const { is: symbol, value, at } = slopeOf(given, layer, unit);
  const z = zOf(given, layer, unit);
  const a = aOf(given, layer, unit);
  const isSoftmax = activation === "softmax";
  const { forms, helpers, note } = isSoftmax
    ? { forms: [product(a, difference(literal(1), a))], helpers: [], note: null }
    : slopeFormula(activation, z, a, at);
  return {
    quantity: { of: "slope", layer, unit },
    symbol,
    value,
    at,
    lead: sentences.slope(activation, z, value),
    blocks: [lines(line({ left: symbol, forms, value, at, note }), ...helpers)],
    remarks: isSoftmax ? [sentences.softmaxTogether] : [],
    consequence: closedUnit(given, layer, unit),
    update: null,
    trace: noTrace,
  };
}
