import { exp } from "../../elementary/elementary.ts";
import type { Derivation } from "../derivation.ts";
import type { Block } from "../derivation-parts.ts";
import {
  difference,
  exponential,
  fraction,
  known,
  letter,
  literal,
  overAll,
  product,
  sum,
} from "../notation/expression.ts";
import { sentences } from "../sentences.ts";
import { noTrace } from "../trace.ts";
import { valueFormula } from "./activation-formulas.ts";
import { aOf, fanInOf, type Given, hasBias, line, lines, parameterOf, unitsOf, weightOf, zOf } from "./given.ts";
import { sumOf, termsOf } from "./terms.ts";

/** Sums of no more terms than this are written out in their line. */
export const mostWrittenOut = 2;

/** z = Σ w·a + b */
export function derivePreActivation(given: Given, layer: number, unit: number): Derivation {
  const { symbols } = given;
  const { is: symbol, value, at } = zOf(given, layer, unit);
  const fanIn = fanInOf(given, layer);
  const inputs = Array.from({ length: fanIn }, (_, i) => aOf(given, layer - 1, i));
  const weights = inputs.map((_, i) => weightOf(given, layer, unit, i));
  const bias = hasBias(given, layer) ? [parameterOf(given, { layer, kind: "biases", unit, input: null })] : [];
  const isShort = fanIn <= mostWrittenOut;
  const products = weights.map((w, i) => w.value * inputs[i].value);
  const weighted = overAll("i", product(symbols.weight(layer, unit, "i"), symbols.a(layer - 1, "i")));
  const weightedSum = sumOf(products);
  const written = isShort ? weights.map((w, i) => product(w, inputs[i])) : [known(weighted, weightedSum, at)];
  const terms = termsOf({
    counted: layer === 0 ? "input" : "unit",
    index: letter("i"),
    columns: [symbols.weight(layer, unit, "i"), symbols.a(layer - 1, "i")],
    isProduct: true,
    termName: sentences.product,
    values: products,
    termAt: (i) => ({ numbers: [weights[i], inputs[i]], quantity: inputs[i].quantity ?? { of: "loss" } }),
    hasBadges: false,
    total: weightedSum,
    at,
  });
  return {
    quantity: { of: "z", layer, unit },
    symbol,
    value,
    at,
    lead: sentences.z(layer, fanIn, bias.length > 0),
    blocks: [lines(line({ left: symbol, forms: [sum(...written, ...bias)], value, at })), ...(isShort ? [] : [terms])],
    remarks: [],
    consequence: null,
    update: null,
    trace: noTrace,
  };
}

/** a = σ(z) */
export function deriveActivation(given: Given, layer: number, unit: number): Derivation {
  const { activation } = given.worked.layers[layer];
  const { is: symbol, value, at } = aOf(given, layer, unit);
  const z = zOf(given, layer, unit);
  const about = {
    quantity: { of: "a", layer, unit } as const,
    symbol,
    value,
    at,
    lead: sentences.activation(activation, z),
    remarks: [],
    consequence: null,
    update: null,
    trace: noTrace,
  };
  if (activation === "softmax") return { ...about, ...deriveSoftmax(given, layer, unit) };
  const { forms, helpers, note } = valueFormula(activation, z);
  return { ...about, blocks: [lines(line({ left: symbol, forms, value, at, note }), ...helpers)] };
}

/** Beyond this size of z, e to the z comes close to what numbers can hold. */
const largestExponent = 300;

/** a = e to the z as a share of those of all units of the layer. */
function deriveSoftmax(given: Given, layer: number, unit: number): Pick<Derivation, "blocks" | "remarks"> {
  const { symbols } = given;
  const { is: symbol, value, at } = aOf(given, layer, unit);
  const all = Array.from({ length: unitsOf(given, layer) }, (_, k) => zOf(given, layer, k));
  const largest = Math.max(...all.map((z) => z.value));
  // The largest z is taken off all of them where they are large: that changes no share.
  const isShifted = all.some((z) => Math.abs(z.value) > largestExponent);
  const powerOf = (k: number | "k") => {
    const z = k === "k" ? symbols.z(layer, "k") : all[k];
    return exponential(isShifted ? difference(z, literal(largest)) : z);
  };
  const powers = all.map((z) => exp(isShifted ? z.value - largest : z.value));
  const total = sumOf(powers);
  const sumOfPowers = overAll("k", powerOf("k"));
  const blocks: Block[] = [
    lines(line({ left: symbol, forms: [fraction(powerOf(unit), known(sumOfPowers, total, at))], value, at })),
    termsOf({
      counted: layer === given.last ? "output" : "unit",
      index: letter("k"),
      columns: [symbols.z(layer, "k")],
      isProduct: false,
      termName: isShifted ? "e^(z − max)" : "eᶻ",
      values: powers,
      termAt: (k) => ({ numbers: [all[k]], quantity: { of: "a", layer, unit: k } }),
      hasBadges: false,
      total,
      at,
    }),
  ];
  return { blocks, remarks: isShifted ? [sentences.shifted] : [] };
}
