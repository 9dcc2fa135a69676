import { skipsActivation } from "../delta.ts";
import type { Derivation } from "../derivation.ts";
import type { Factor, Terms } from "../derivation-parts.ts";
import { derivativeCall, type Expression, letter, overAll, product } from "../notation/expression.ts";
import { sentences } from "../sentences.ts";
import { traceOfFactors, traceOfTerms } from "../trace.ts";
import { closedUnit, isClosed } from "./closed-unit.ts";
import {
  aOf,
  deltaOf,
  functionNames,
  type Given,
  hasOnlyWay,
  line,
  lines,
  lossByAOf,
  slopeOf,
  unitsOf,
  weightOf,
  zOf,
} from "./given.ts";
import { lossByOutput, lossByOutputZ, softmaxSum, softmaxSumValue } from "./loss-derivative.ts";
import { termsOf } from "./terms.ts";
import { factorsBackTo, lastFactor, onlyWay, slopesOnWay, withoutLastLink } from "./way-back.ts";

/** ∂ℓ/∂a: the loss's derivative in an output, and elsewhere what the units of the next layer hand back. */
export function deriveLossByA(given: Given, layer: number, unit: number): Derivation {
  const { is: symbol, value, at } = lossByAOf(given, layer, unit);
  const about = { quantity: { of: "lossByA", layer, unit } as const, symbol, value, at, ...nothingElse };
  if (layer === given.last) {
    const { formula, note } = lossByOutput(given, unit);
    return {
      ...about,
      lead: sentences.lossByOutput(given.outputs),
      blocks: [lines(line({ left: symbol, forms: [formula], value, at, note }))],
      remarks: skipsActivation(given.worked, layer)
        ? [sentences.takenTogether(given.worked.layers[layer].activation)]
        : [],
      trace: traceOfFactors([], [unit]),
    };
  }
  if (hasOnlyWay(given, layer)) {
    const factors = factorsBackTo(given, layer, unit);
    return {
      ...about,
      lead: sentences.onlyWay(factors.length, symbol, slopesOnWay(given, layer + 1, 0)),
      blocks: [{ kind: "product", left: symbol, factors: withoutLastLink(factors), value, at }],
      trace: traceOfFactors(factors, onlyWay(given, layer, unit)),
    };
  }
  const terms = messageTerms(given, layer, unit);
  return {
    ...about,
    lead: sentences.severalWays(layer, unit, unitsOf(given, layer), unitsOf(given, layer + 1)),
    blocks: [
      lines(
        line({
          left: symbol,
          forms: [{ ...lossByAOf(given, layer, unit), is: messages(given, layer, unit) }],
          value,
          at,
        }),
      ),
      terms,
    ],
    trace: traceOfTerms(given.worked, given.sample, layer, unit, terms),
  };
}

/** δ = ∂ℓ/∂z: what arrives at a, times σ′(z). */
export function deriveDelta(given: Given, layer: number, unit: number): Derivation {
  const { is: symbol, value, at } = deltaOf(given, layer, unit);
  const about = { quantity: { of: "delta", layer, unit } as const, symbol, value, at, ...nothingElse };
  const consequence = closedUnit(given, layer, unit);
  if (skipsActivation(given.worked, layer)) return { ...about, ...deriveJointDelta(given, unit) };
  if (hasOnlyWay(given, layer)) {
    const before = factorsBackTo(given, layer, unit);
    const end = {
      symbol: given.symbols.z(layer, unit),
      input: null,
      place: { of: "unit", layer, unit } as const,
      soFar: { symbol, value, at, quantity: null },
    };
    const factors = [...before, lastFactor(given, layer, unit, end, before.length + 1)];
    return {
      ...about,
      lead: sentences.onlyWay(factors.length, symbol, slopesOnWay(given, layer, unit)),
      blocks: [{ kind: "product", left: symbol, factors, value, at }],
      consequence,
      trace: traceOfFactors(factors, onlyWay(given, layer, unit)),
    };
  }
  const terms = messageTerms(given, layer, unit);
  return {
    ...about,
    lead: leadOfSeveralWays(given, layer, unit),
    blocks: [{ kind: "product", left: symbol, factors: deltaFactors(given, layer, unit), value, at }, terms],
    consequence,
    trace: traceOfTerms(given.worked, given.sample, layer, unit, terms),
  };
}

/** How the error comes to a unit that several ways lead to, and whether the unit lets it in. */
export function leadOfSeveralWays(given: Given, layer: number, unit: number) {
  const arrives = lossByAOf(given, layer, unit).value;
  if (isClosed(given, layer, unit)) return sentences.closedToSignal(layer + 2, arrives !== 0);
  return sentences.severalWays(layer, unit, unitsOf(given, layer), unitsOf(given, layer + 1));
}

/** Σ wₖ · δₖ as a formula: what the units of the next layer hand back to a unit. */
export function messages({ symbols }: Given, layer: number, unit: number): Expression {
  return overAll("k", product(symbols.weight(layer + 1, "k", unit), symbols.delta(layer + 1, "k")));
}

/** The same, term by term. */
export function messageTerms(given: Given, layer: number, unit: number): Terms {
  const { symbols, last, sample } = given;
  const next = layer + 1;
  const deltas = sample.layers[next].lossByZ;
  const weights = Array.from(deltas, (_, k) => weightOf(given, next, k, unit));
  const { value: total, at } = lossByAOf(given, layer, unit);
  return termsOf({
    counted: next === last ? "output" : "unit",
    index: letter("k"),
    columns: [symbols.weight(next, "k", unit), symbols.delta(next, "k")],
    isProduct: true,
    termName: sentences.product,
    shareName: sentences.shareOfAllPaths,
    values: weights.map((w, k) => w.value * deltas[k]),
    termAt: (k) => ({
      numbers: [weights[k], deltaOf(given, next, k)],
      quantity: { of: "delta", layer: next, unit: k },
    }),
    hasBadges: true,
    total,
    at,
  });
}

/** δ of an output where a is no station on the way back. */
function deriveJointDelta(given: Given, unit: number): Pick<Derivation, "lead" | "blocks" | "remarks" | "trace"> {
  const { last, symbols, sample } = given;
  const { is: left, value, at } = deltaOf(given, last, unit);
  const { activation } = given.worked.layers[last];
  const { formula, note } = lossByOutputZ(given, unit);
  const block = lines(line({ left, forms: [formula], value, at, note }));
  const isMixed = activation === "softmax" && given.worked.lossName !== "crossEntropy";
  const { lossByA, a } = sample.layers[last];
  const terms = termsOf({
    counted: "output",
    index: letter("k"),
    columns: [symbols.lossByA(last, "k"), symbols.a(last, "k")],
    isProduct: true,
    termName: sentences.product,
    values: Array.from(lossByA, (derivative, k) => derivative * a[k]),
    termAt: (k) => ({
      numbers: [lossByAOf(given, last, k), aOf(given, last, k)],
      quantity: { of: "lossByA", layer: last, unit: k },
    }),
    hasBadges: false,
    total: softmaxSumValue(given),
    at,
  });
  return {
    lead: isMixed ? sentences.mixedDelta(softmaxSum(given)) : sentences.jointDelta(activation),
    blocks: isMixed ? [block, terms] : [block],
    remarks: [],
    trace: traceOfFactors([], [unit]),
  };
}

/** What arrives, and what of it the activation lets through. */
function deltaFactors(given: Given, layer: number, unit: number): Factor[] {
  const arrives = lossByAOf(given, layer, unit);
  const slope = slopeOf(given, layer, unit);
  const { activation } = given.worked.layers[layer];
  const z = zOf(given, layer, unit);
  const hasName = activation !== "linear" && activation !== "softmax";
  return [
    {
      badge: null,
      place: null,
      symbol: null,
      formula: { ...arrives, is: messages(given, layer, unit) },
      value: arrives.value,
      at: arrives.at,
      quantity: { of: "lossByA", layer, unit },
      soFar: null,
    },
    {
      badge: null,
      place: null,
      symbol: null,
      formula: hasName ? derivativeCall(functionNames[activation], z) : slope,
      value: slope.value,
      at: slope.at,
      quantity: { of: "slope", layer, unit },
      soFar: null,
    },
  ];
}

const nothingElse = { remarks: [], consequence: null, update: null } satisfies Partial<Derivation>;
