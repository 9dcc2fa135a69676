import type { ParameterPlace } from "../../quantity-path.ts";
import { indexOf } from "../../quantity-path.ts";
import { penaltyGradient } from "../../regularization.ts";
import type { ComputedAt } from "../computed-at.ts";
import type { Line, Sentence, UpdatePart } from "../derivation-parts.ts";
import {
  call,
  derivative,
  type Expression,
  fraction,
  type Known,
  known,
  letter,
  literal,
  overAll,
  product,
  sum,
} from "../notation/expression.ts";
import { sentences } from "../sentences.ts";
import { fanInOf, type Given, line, parameterOf } from "./given.ts";
import { rulesOf } from "./update-rules.ts";

const at: ComputedAt = { of: "update" };

/** The gradients of a parameter that its update begins with. */
export interface Gradients {
  /** What moves it: the mean over the batch, with what regularization adds. */
  readonly value: number;
  /** The mean by itself. */
  readonly mean: number;
}

/** See `Gradients`. */
export function gradientsOf(given: Given, parameter: ParameterPlace): Gradients {
  const { layer, kind } = parameter;
  const value = given.worked.layers[layer].gradients[kind][indexOf(parameter, fanInOf(given, layer))];
  return { value, mean: value - penaltyOf(given, parameter) };
}

/** What regularization adds to a parameter's gradient. */
function penaltyOf(given: Given, parameter: ParameterPlace): number {
  if (parameter.kind === "biases") return 0;
  return penaltyGradient(given.spec.regularization, parameterOf(given, parameter).value);
}

/**
 * What the step made of a parameter, by the optimizer's rule.
 * @param gradient the sample's own
 */
export function updateOf(given: Given, parameter: ParameterPlace, gradient: number): UpdatePart {
  const { worked, spec } = given;
  const { layer, kind } = parameter;
  const place = indexOf(parameter, fanInOf(given, layer));
  const own = parameterOf(given, parameter);
  const after = worked.layers[layer].after[kind][place];
  const isTrainable = spec.layers[layer].trainable[kind];
  const part = {
    name: sentences.optimizers[spec.optimizer.type],
    learningRate: worked.learningRate,
    before: own.value,
    after,
  };
  if (!isTrainable) return { ...part, lines: [], notes: [sentences.stays(own.is, after)] };
  const begun = gradientLines(given, parameter, gradient);
  const moments = worked.layers[layer].moments.map(({ name, before, after }) => ({
    name,
    before: before[kind][place],
    after: after[kind][place],
  }));
  const rule = rulesOf({
    optimizer: spec.optimizer,
    learningRate: known(letter("η"), worked.learningRate, null),
    step: worked.step,
    parameter: { ...own, quantity: null },
    gradient: begun.gradient,
    moments,
    after,
  });
  return { ...part, lines: [...begun.lines, ...rule], notes: notesOf(given) };
}

/** How g, the gradient that the rule takes, comes from the sample's. */
function gradientLines(given: Given, parameter: ParameterPlace, gradient: number): { lines: Line[]; gradient: Known } {
  const { worked, symbols, spec } = given;
  const { regularization, optimizer } = spec;
  const own = parameterOf(given, parameter);
  const ofSample = derivative(symbols.loss, own.is);
  const backward: ComputedAt = { of: "backward", layer: parameter.layer };
  const { value, mean } = gradientsOf(given, parameter);
  const { batchSize, gradientScale } = worked;
  const isPenalized = parameter.kind === "weights" && (regularization.l1 !== 0 || regularization.l2 !== 0);
  const decays = optimizer.weightDecay !== 0 && optimizer.type !== "adamw";
  const isSampleAll = batchSize === 1 && given.sample.place !== null;
  if (isSampleAll && !isPenalized && gradientScale === 1 && !decays) {
    return { lines: [], gradient: known(ofSample, gradient, backward) };
  }

  const g = letter("g");
  const meanOf = product(fraction(literal(1), literal(batchSize)), overAll("s", ofSample));
  const first = isSampleAll ? known(ofSample, mean, backward) : known(meanOf, mean, backward);
  const all: Line[] = [
    line({
      left: g,
      forms: [sum(first, ...(isPenalized ? penaltyTerms(given, own) : []))],
      value,
      at: backward,
      note: isPenalized ? sentences.regularization : null,
    }),
  ];
  let now = value;
  if (gradientScale !== 1) {
    const scaled = gradientScale * now;
    const scale = known(letter("c"), gradientScale, at);
    all.push(
      line({
        left: g,
        changes: true,
        forms: [product(scale, known(g, now, backward))],
        value: scaled,
        at,
        note: sentences.clipping(optimizer.clipNorm ?? 0),
      }),
    );
    now = scaled;
  }
  if (decays) {
    const decayed = now + optimizer.weightDecay * own.value;
    const λ = known(letter("λ"), optimizer.weightDecay, null);
    all.push(
      line({
        left: g,
        changes: true,
        forms: [sum(known(g, now, backward), product(λ, own))],
        value: decayed,
        at,
        note: sentences.weightDecay,
      }),
    );
    now = decayed;
  }
  return { lines: all, gradient: known(g, now, backward) };
}

/** λ₁·sign(w) + λ₂·w */
function penaltyTerms({ spec }: Given, own: Known): Expression[] {
  const { l1, l2 } = spec.regularization;
  return [
    ...(l1 === 0 ? [] : [product(known(letter("λ", 1), l1, null), call("sign", own))]),
    ...(l2 === 0 ? [] : [product(known(letter("λ", 2), l2, null), own)]),
  ];
}

function notesOf({ worked, spec }: Given): Sentence[] {
  const { schedule, learningRate } = spec.optimizer;
  if (schedule.kind === "constant" || worked.learningRate === learningRate) return [];
  return [sentences.schedule(learningRate, worked.learningRate, worked.epoch)];
}
