import { smallestVariance } from "../../loss.ts";
import type { Sentence } from "../derivation-parts.ts";
import {
  call,
  difference,
  type Expression,
  fraction,
  known,
  literal,
  negative,
  overAll,
  product,
} from "../notation/expression.ts";
import { sentences } from "../sentences.ts";
import { aOf, type Given, lossByAOf, targetOf } from "./given.ts";
import { sumOf } from "./terms.ts";

/** How the loss's derivative comes to its value for one output. */
export interface LossDerivative {
  readonly formula: Expression;
  readonly note: Sentence | null;
}

/** ∂ℓ/∂a of an output. */
export function lossByOutput(given: Given, unit: number): LossDerivative {
  const a = aOf(given, given.last, unit);
  const t = targetOf(given, unit);
  const error = difference(a, t);
  const { outputs } = given;
  const mean = (formula: Expression) => meanOf(outputs, formula);
  switch (given.worked.lossName) {
    case "mse":
      return plain(outputs === 1 ? product(literal(2), error) : product(fraction(literal(2), literal(outputs)), error));
    case "halfSquaredError":
      return plain(error);
    case "mae":
      return plain(mean(call("sign", error)));
    case "huber": {
      const isSmall = Math.abs(a.value - t.value) <= 1;
      return { formula: mean(isSmall ? error : call("sign", error)), note: sentences.huber(isSmall) };
    }
    case "binaryCrossEntropy": {
      const variance = product(a, difference(literal(1), a));
      const isTiny = a.value * (1 - a.value) < smallestVariance;
      const under = isTiny ? call("max", variance, literal(smallestVariance)) : variance;
      return { formula: mean(fraction(error, under)), note: isTiny ? sentences.smallestVariance : null };
    }
    case "crossEntropy":
      return t.value === 0 ? { formula: literal(0), note: sentences.notTheClass } : plain(negative(fraction(t, a)));
  }
}

/** δ of an output through which the way back does not lead over a: see `skipsActivation`. */
export function lossByOutputZ(given: Given, unit: number): LossDerivative {
  const { last, outputs, sample } = given;
  const { activation } = given.worked.layers[last];
  const a = aOf(given, last, unit);
  const t = targetOf(given, unit);
  if (activation === "sigmoid") return plain(meanOf(outputs, difference(a, t)));
  if (given.worked.lossName === "crossEntropy") {
    const total = sumOf(Array.from(sample.targets));
    // The targets of classes sum to 1.
    if (total === 1) return plain(difference(a, t));
    const totalOf = overAll("k", given.symbols.target("k"));
    return plain(difference(product(a, known(totalOf, total, null)), t));
  }
  const weighted = known(softmaxSum(given), softmaxSumValue(given), { of: "backward", layer: last });
  return plain(product(a, difference(lossByAOf(given, last, unit), weighted)));
}

/** Σ ∂ℓ/∂aₖ · aₖ over the outputs of a softmax. */
export function softmaxSum({ symbols, last }: Given): Expression {
  return overAll("k", product(symbols.lossByA(last, "k"), symbols.a(last, "k")));
}

/** The value of `softmaxSum`. */
export function softmaxSumValue({ sample, last }: Given): number {
  const { lossByA, a } = sample.layers[last];
  return sumOf(Array.from(lossByA, (derivative, k) => derivative * a[k]));
}

/** A share of the mean over n outputs. */
function meanOf(outputs: number, formula: Expression): Expression {
  return outputs === 1 ? formula : product(fraction(literal(1), literal(outputs)), formula);
}

function plain(formula: Expression): LossDerivative {
  return { formula, note: null };
}
