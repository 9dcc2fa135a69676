import type { ParameterPlace } from "../../quantity-path.ts";
import { penaltyGradient } from "../../regularization.ts";
import type { Derivation } from "../derivation.ts";
import type { Block, Paths, Sentence } from "../derivation-parts.ts";
import { gradientPaths, sizeOfAllPaths } from "../gradient-paths.ts";
import { derivative, known, product } from "../notation/expression.ts";
import { sentences } from "../sentences.ts";
import { mostTerms, traceOfFactors, traceOfTerms } from "../trace.ts";
import { closedUnit } from "./closed-unit.ts";
import {
  aOf,
  deltaOf,
  type Given,
  hasOnlyWay,
  line,
  lines,
  lossByAOf,
  parameterOf,
  slopeOf,
  unitsOf,
} from "./given.ts";
import { sharesOf, sumOf } from "./terms.ts";
import { leadOfSeveralWays, messages, messageTerms } from "./unit-gradient.ts";
import { gradientsOf, updateOf } from "./update.ts";
import { factorsBackTo, lastFactor, onlyWay, slopesOnWay } from "./way-back.ts";

/** ∂ℓ/∂w or ∂ℓ/∂b of the sample, and what the step makes of the parameter. */
export function deriveParameter(given: Given, parameter: ParameterPlace): Derivation {
  const { layer, unit, input } = parameter;
  const { symbols, sample } = given;
  const own = parameterOf(given, parameter);
  // z = Σ w·a + b, so ∂z/∂w is the a that the weight weighs, and ∂z/∂b is 1.
  const weighed = input === null ? null : aOf(given, layer - 1, input);
  const value = sample.layers[layer].lossByZ[unit] * (weighed ? weighed.value : 1);
  const symbol = derivative(symbols.loss, own.is);
  const at = { of: "backward", layer } as const;
  const about = {
    quantity: { of: "parameter", parameter } as const,
    symbol,
    value,
    at,
    remarks: [sentences.nudge(own.is, value), ...batchRemarks(given, parameter, value)],
    consequence: closedUnit(given, layer, unit) ?? consequenceOfInput(weighed?.value ?? 1, own.is),
    update: updateOf(given, parameter, value),
  };
  if (hasOnlyWay(given, layer)) {
    const before = factorsBackTo(given, layer, unit);
    const end = {
      symbol: own.is,
      input: weighed,
      place: input === null ? ({ of: "unit", layer, unit } as const) : ({ of: "edge", layer, unit, input } as const),
      soFar: { symbol, value, at, quantity: null },
    };
    const factors = [...before, lastFactor(given, layer, unit, end, before.length + 1)];
    return {
      ...about,
      lead: sentences.onlyWay(factors.length, own.is, slopesOnWay(given, layer, unit)),
      blocks: [{ kind: "product", left: symbol, factors, value, at }],
      trace: traceOfFactors(factors, onlyWay(given, layer, unit)),
    };
  }
  const terms = messageTerms(given, layer, unit);
  return {
    ...about,
    lead: leadOfSeveralWays(given, layer, unit),
    blocks: [
      ...recursion(given, parameter, value),
      terms,
      ...pathsBlock(given, layer, unit, weighed?.value ?? 1, value),
    ],
    trace: traceOfTerms(given.worked, given.sample, layer, unit, terms),
  };
}

/** ∂ℓ/∂w = δ·a, and δ = σ′(z)·Σ w·δ of the next layer. */
function recursion(given: Given, { layer, unit, input }: ParameterPlace, value: number): Block[] {
  const { symbols, worked } = given;
  const delta = deltaOf(given, layer, unit);
  const arrives = { ...lossByAOf(given, layer, unit), is: messages(given, layer, unit) };
  const isLinear = worked.layers[layer].activation === "linear";
  const weighed = input === null ? [] : [aOf(given, layer - 1, input)];
  const own = input === null ? symbols.bias(layer, unit) : symbols.weight(layer, unit, input);
  return [
    lines(
      line({ left: derivative(symbols.loss, own), forms: [product(delta, ...weighed)], value, at: delta.at }),
      line({
        left: delta.is,
        forms: [product(...(isLinear ? [] : [slopeOf(given, layer, unit)]), arrives)],
        value: delta.value,
        at: delta.at,
        quantity: delta.quantity,
      }),
    ),
  ];
}

/** The largest ways through the whole network, where the next layer is not the last yet. */
function pathsBlock(given: Given, layer: number, unit: number, zByParameter: number, total: number): Paths[] {
  const { worked, sample, last } = given;
  if (last - layer < 2) return [];
  const { paths, total: count } = gradientPaths(worked, sample, layer, unit, zByParameter, mostTerms);
  // With one output, each unit of the next layer has one path, which the table of its terms shows already.
  if (count <= unitsOf(given, layer + 1)) return [];
  const products = paths.map(({ product }) => product);
  const rest = total - sumOf(products);
  const sizes = products.map(Math.abs);
  const restSize = sizeOfAllPaths(worked, sample, layer, unit) * Math.abs(zByParameter) - sumOf(sizes);
  const hasRest = count > paths.length;
  const shares = sharesOf([...sizes, ...(hasRest ? [Math.max(0, restSize)] : [])]);
  return [
    {
      kind: "paths",
      rows: paths.map(({ units, product }, k) => ({
        units: units.map((index) => index + 1),
        value: product,
        share: shares?.[k] ?? null,
      })),
      rest: hasRest ? { count: count - paths.length, value: rest, share: shares?.[shares.length - 1] ?? null } : null,
      total,
      count,
      at: { of: "backward", layer },
    },
  ];
}

/** How the sample's gradient relates to the one that moves the parameter. */
function batchRemarks(given: Given, parameter: ParameterPlace, gradient: number): Sentence[] {
  const { worked, symbols, spec } = given;
  const isInBatch = given.sample.place !== null;
  if (worked.batchSize === 1 && isInBatch) return [];
  const { value, mean } = gradientsOf(given, parameter);
  const own = parameterOf(given, parameter);
  const penalty = parameter.kind === "weights" ? penaltyGradient(spec.regularization, own.value) : 0;
  const meanSymbol = derivative(symbols.loss, own.is);
  const at = { of: "backward", layer: parameter.layer } as const;
  return [
    sentences.batch(
      worked.batchSize,
      isInBatch,
      known(meanSymbol, gradient, at),
      known(meanSymbol, mean, at),
      penalty === 0 ? null : known(meanSymbol, value, at),
    ),
  ];
}

function consequenceOfInput(weighed: number, symbol: Parameters<typeof sentences.inputIsZero>[0]): Sentence | null {
  return weighed === 0 ? sentences.inputIsZero(symbol) : null;
}
