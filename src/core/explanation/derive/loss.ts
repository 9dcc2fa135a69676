import { exp, log } from "../../elementary/elementary.ts";
import { losses, lossOfZ, smallestLog } from "../../loss.ts";
import type { Derivation } from "../derivation.ts";
import type { Block, Sentence } from "../derivation-parts.ts";
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
  overAll,
  product,
  squared,
  sum,
} from "../notation/expression.ts";
import { sentences } from "../sentences.ts";
import { noTrace } from "../trace.ts";
import { aOf, type Given, line, lines, targetOf, zOf } from "./given.ts";
import { sumOf, termsOf } from "./terms.ts";

const at = { of: "loss" } as const;
const one = literal(1);
const half = fraction(one, literal(2));

/** ℓ: how far the outputs are from their targets. */
export function deriveLoss(given: Given): Derivation {
  const { symbols, sample, worked, outputs } = given;
  const { lossName } = worked;
  const { blocks, note } = outputs === 1 ? ofOneOutput(given) : ofOutputs(given);
  return {
    quantity: { of: "loss" },
    symbol: symbols.loss,
    value: sample.loss,
    at,
    lead: sentences.loss(lossName, outputs),
    blocks,
    remarks: [
      ...(note ? [note] : []),
      ...(worked.batchSize > 1 ? [sentences.batchLoss(worked.batchSize, worked.loss)] : []),
      ...(worked.penalty > 0 ? [sentences.penalty(worked.penalty)] : []),
    ],
    consequence: null,
    update: null,
    trace: noTrace,
  };
}

interface LossBlocks {
  readonly blocks: readonly Block[];
  readonly note: Sentence | null;
}

function ofOneOutput(given: Given): LossBlocks {
  const { symbols, sample } = given;
  const { forms, note } = outputForms(given, 0);
  return { blocks: [lines(line({ left: symbols.loss, forms, value: sample.loss, at, note }))], note: null };
}

/** The loss of one output by itself, as formulas. */
function outputForms(given: Given, k: number): { forms: readonly Expression[]; note: Sentence | null } {
  const { worked, last } = given;
  const a = aOf(given, last, k);
  const t = targetOf(given, k);
  const error = difference(a, t);
  switch (worked.lossName) {
    case "mse":
      return { forms: [squared(error)], note: null };
    case "halfSquaredError":
      return { forms: [product(half, squared(error))], note: null };
    case "mae":
      return { forms: [{ kind: "size", of: error }], note: null };
    case "huber": {
      const isSmall = Math.abs(a.value - t.value) <= 1;
      const forms = isSmall ? product(half, squared(error)) : difference({ kind: "size", of: error }, half);
      return { forms: [forms], note: sentences.huber(isSmall) };
    }
    case "binaryCrossEntropy":
      return binaryCrossEntropyForms(given, k, a, t);
    case "crossEntropy":
      return { forms: [negative(product(t, logarithm(a)))], note: null };
  }
}

/** From here on 1 − a has lost so many digits that its logarithm would show. */
const closeToOne = 0.999;

function binaryCrossEntropyForms(
  given: Given,
  k: number,
  a: Known,
  t: Known,
): { forms: readonly Expression[]; note: Sentence | null } {
  const { worked, last } = given;
  const rest = difference(one, a);
  const whole = negative(sum(product(t, logarithm(a)), product(difference(one, t), logarithm(rest))));
  const isJoint = lossOfZ(worked.lossName, worked.layers[last].activation) !== null;
  if (isJoint && (t.value !== 1 ? a.value > closeToOne : a.value === 0)) {
    const z = zOf(given, last, k);
    // Of ln(1 + e to the z) as z grows, z is what is left.
    const softplus = sum(z, call("ln", sum(one, exponential(negative(z)))));
    const plain = call("ln", sum(one, exponential(z)));
    return { forms: [whole, difference(z.value > 0 ? softplus : plain, product(t, z))], note: sentences.fromZ };
  }
  const isCut = !isJoint && (a.value === 0 || a.value === 1);
  const log = isCut ? cutLogarithm : logarithm;
  const [lnA, lnRest] = [log(a), log(rest)];
  const short = t.value === 1 ? negative(lnA) : negative(lnRest);
  const full = negative(sum(product(t, lnA), product(difference(one, t), lnRest)));
  const forms = t.value === 0 || t.value === 1 ? [whole, short] : [...(isCut ? [whole] : []), full];
  return { forms, note: isCut ? sentences.smallestLog : null };
}

function logarithm(of: Expression): Expression {
  return call("ln", of);
}

/** ln x, but no less than −100. */
function cutLogarithm(of: Expression): Expression {
  return call("max", call("ln", of), literal(smallestLog));
}

function ofOutputs(given: Given): LossBlocks {
  const { symbols, sample, worked, outputs, last } = given;
  const { lossName } = worked;
  const all = sample.targets;
  const [a, t] = [symbols.a(last, "k"), symbols.target("k")];
  const values = Array.from(all, (_, k) => lossOfOutput(given, k));
  const mean = fraction(one, literal(outputs));
  const error = difference(a, t);
  const shapes: Readonly<Record<typeof lossName, { factor: Expression | null; of: Expression; termName: string }>> = {
    mse: { factor: mean, of: squared(error), termName: "(a − t)²" },
    halfSquaredError: { factor: half, of: squared(error), termName: "(a − t)²" },
    mae: { factor: mean, of: { kind: "size", of: error }, termName: "|a − t|" },
    huber: { factor: mean, of: call("H", error), termName: "H(a − t)" },
    binaryCrossEntropy: {
      factor: negative(mean),
      of: sum(product(t, logarithm(a)), product(difference(one, t), logarithm(difference(one, a)))),
      termName: "t ln a + (1 − t) ln(1 − a)",
    },
    crossEntropy: { factor: negative(one), of: product(t, logarithm(a)), termName: "t ln a" },
  };
  const { factor, of, termName } = shapes[lossName];
  const total = sumOf(values);
  const sumSymbol = overAll("k", of);
  const summed = known(sumSymbol, total, at);
  const form = isMinusOne(factor) ? negative(summed) : product(...(factor ? [factor] : []), summed);
  const note = lossName === "huber" ? sentences.huberMeaning : null;
  const only = lossName === "crossEntropy" ? onlyClass(given) : null;
  if (only !== null) {
    const output = aOf(given, last, only);
    const forms = output.value === 0 ? [fromLogits(given, only)] : [negative(logarithm(output))];
    const symbolic = negative(overAll("k", of));
    return {
      blocks: [lines(line({ left: symbols.loss, forms: [symbolic, ...forms], value: sample.loss, at }))],
      note: output.value === 0 ? sentences.fromZ : null,
    };
  }
  return {
    blocks: [
      lines(line({ left: symbols.loss, forms: [form], value: sample.loss, at })),
      termsOf({
        counted: "output",
        index: letter("k"),
        columns: [a, t],
        isProduct: false,
        termName,
        values,
        termAt: (k) => ({
          numbers: [aOf(given, last, k), targetOf(given, k)],
          quantity: { of: "a", layer: last, unit: k },
        }),
        hasBadges: false,
        total,
        at,
      }),
    ],
    note,
  };
}

function isMinusOne(factor: Expression | null): boolean {
  return factor?.kind === "negative" && factor.of === one;
}

/** What an output adds to the sum within the loss's formula. */
function lossOfOutput(given: Given, k: number): number {
  const { sample, worked, last } = given;
  const { z, a } = sample.layers[last];
  const t = sample.targets;
  const own = losses[worked.lossName].value(a, t, k, 1);
  switch (worked.lossName) {
    case "halfSquaredError":
      return 2 * own;
    case "binaryCrossEntropy": {
      const joint = lossOfZ(worked.lossName, worked.layers[last].activation);
      return -(joint ? joint.value(z, t, k, 1) : own);
    }
    case "crossEntropy":
      return t[k] === 0 ? 0 : t[k] * (z[k] - logOfSum(given));
    default:
      return own;
  }
}

/** ln Σ e to the z */
function logOfSum({ sample, last }: Given): number {
  const { z } = sample.layers[last];
  const largest = Math.max(...z);
  return largest + log(sumOf(Array.from(z, (value) => exp(value - largest))));
}

/** The only output whose target is not 0, if that is 1: the sample's class. */
function onlyClass({ sample }: Given): number | null {
  const targets = Array.from(sample.targets);
  const class_ = targets.indexOf(1);
  return class_ >= 0 && targets.every((t, k) => t === 0 || k === class_) ? class_ : null;
}

/** ln Σ e to the z − z of the class: where its probability is too small for a number. */
function fromLogits(given: Given, k: number): Expression {
  const all = call("ln", overAll("k", exponential(given.symbols.z(given.last, "k"))));
  return difference(known(all, logOfSum(given), at), zOf(given, given.last, k));
}
