import { normalBelow } from "../../activation.ts";
import { exp, sigmoid } from "../../elementary/elementary.ts";
import type { ComputedAt } from "../computed-at.ts";
import type { Line, Sentence } from "../derivation-parts.ts";
import {
  call,
  difference,
  type Expression,
  exponential,
  fraction,
  type Known,
  known,
  letter,
  literal,
  negative,
  product,
  squared,
  sum,
} from "../notation/expression.ts";
import { sentences } from "../sentences.ts";
import { functionNames, line } from "./given.ts";

/** How an activation function, or its derivative, comes to its value for one unit. */
export interface ActivationFormula {
  /** The numbers are put into the last. */
  readonly forms: readonly Expression[];
  /** What the formula needs beside z, worked out. */
  readonly helpers: readonly Line[];
  readonly note: Sentence | null;
}

type Acting = Exclude<keyof typeof functionNames, "softmax">;

const one = literal(1);
const half = fraction(one, literal(2));

/** a = σ(z) */
export function valueFormula(activation: Acting, z: Known): ActivationFormula {
  const named = call(functionNames[activation], z.is);
  switch (activation) {
    case "linear":
      return formula([z]);
    case "relu":
      return formula([named, call("max", literal(0), z)]);
    case "leakyRelu":
      return formula([named, z.value > 0 ? z : product(literal(0.01), z)], sentences.branch(z));
    case "elu":
      return formula([named, z.value > 0 ? z : difference(exponential(z), one)], sentences.branch(z));
    case "gelu": {
      const below = normalShare(z);
      return formula([named, product(z, below)], null, normalShareLine(z, below));
    }
    case "sigmoid":
      return formula([named, logistic(z)]);
    case "tanh": {
      const [up, down] = [exponential(z.is), exponential(negative(z.is))];
      return formula([fraction(difference(up, down), sum(up, down)), call("tanh", z)]);
    }
    case "softplus": {
      const plain = call("ln", sum(one, exponential(z)));
      // For a large z the same is written so that e to the z cannot overflow.
      const safe = sum(z, call("ln", sum(one, exponential(negative(z)))));
      return formula([named, plain, ...(z.value > 20 ? [safe] : [])]);
    }
    case "swish":
      return formula([named, product(z.is, call("sigmoid", z.is)), fraction(z, sum(one, exponential(negative(z))))]);
  }
}

/** σ′(z), given the a that the forward pass has left */
export function slopeFormula(activation: Acting, z: Known, a: Known, at: ComputedAt): ActivationFormula {
  switch (activation) {
    case "linear":
      return formula([one]);
    case "relu":
      return formula([literal(z.value > 0 ? 1 : 0)], sentences.branch(z));
    case "leakyRelu":
      return formula([literal(z.value > 0 ? 1 : 0.01)], sentences.branch(z));
    case "elu":
      return formula(z.value > 0 ? [one] : [exponential(z.is), sum(a, one)], sentences.branch(z));
    case "gelu": {
      const below = normalShare(z);
      const densityOf = call("φ", z.is);
      const density = known(densityOf, exp((-z.value * z.value) / 2) / Math.sqrt(2 * Math.PI), z.at);
      const densityLine = line({
        left: densityOf,
        forms: [fraction(exponential(negative(fraction(squared(z), literal(2)))), rootOfTwoPi)],
        value: density.value,
        at: z.at,
      });
      return formula([sum(below, product(z, density))], null, normalShareLine(z, below), densityLine);
    }
    case "sigmoid":
      return formula([product(a, difference(one, a))]);
    case "tanh":
      return formula([difference(one, squared(a))]);
    case "softplus":
      return formula([call("sigmoid", z.is), logistic(z)]);
    case "swish": {
      const share = known(call("sigmoid", z.is), sigmoid(z.value), at);
      const shareLine = line({ left: share.is, forms: [logistic(z)], value: share.value, at });
      return formula([sum(share, product(a, difference(one, share)))], null, shareLine);
    }
  }
}

function formula(
  forms: readonly Expression[],
  note: Sentence | null = null,
  ...helpers: readonly Line[]
): ActivationFormula {
  return { forms, helpers, note };
}

/** 1/(1 + e⁻ᶻ) */
function logistic(z: Known): Expression {
  return fraction(one, sum(one, exponential(negative(z))));
}

/** Φ(z): the share of the standard normal distribution below z. */
function normalShare(z: Known): Known {
  return known(call("Φ", z.is), normalBelow(z.value), z.at);
}

function normalShareLine(z: Known, { is, value }: Known): Line {
  const root = fraction(z, { kind: "root", of: literal(2) });
  return line({ left: is, forms: [product(half, sum(one, call("erf", root)))], value, at: z.at });
}

const rootOfTwoPi: Expression = { kind: "root", of: product(literal(2), letter("π")) };
