import { power as powerOf } from "../../elementary/elementary.ts";
import type { OptimizerSpec } from "../../optimizer.ts";
import type { ComputedAt } from "../computed-at.ts";
import type { Line } from "../derivation-parts.ts";
import {
  difference,
  type Expression,
  fraction,
  type Known,
  known,
  letter,
  literal,
  power,
  product,
  squared,
  sum,
} from "../notation/expression.ts";
import { sentences } from "../sentences.ts";
import { line } from "./given.ts";

/** What an optimizer's rule takes for one parameter. */
export interface RuleInput {
  readonly optimizer: OptimizerSpec;
  readonly learningRate: Known;
  /** Counted from 1. */
  readonly step: number;
  /** The parameter before the update. */
  readonly parameter: Known;
  /** g, after clipping and decay. */
  readonly gradient: Known;
  /** The running numbers around the update; none where they are not known. */
  readonly moments: readonly { readonly name: string; readonly before: number; readonly after: number }[];
  readonly after: number;
}

const at: ComputedAt = { of: "update" };
const one = literal(1);

/** An optimizer's rule line by line, as in optimizer.ts, with its numbers. */
export function rulesOf(input: RuleInput): Line[] {
  const { optimizer, parameter, learningRate: η, gradient: g } = input;
  const to = { parameter, after: input.after };
  const moment = momentsOf(input);
  const { momentum, alpha, beta1, beta2, epsilon, weightDecay } = optimizer;
  const µ = constant(letter("µ"), momentum);
  const ε = constant(letter("ε"), epsilon);
  switch (optimizer.type) {
    case "sgd":
      return [move(to, product(η, g))];
    case "momentum": {
      const v = moment("v");
      return [v.line(sum(product(µ, v.before), g)), move(to, product(η, v.after))];
    }
    case "nesterov": {
      const v = moment("v");
      return [v.line(sum(product(µ, v.before), g)), move(to, product(η, sum(g, product(µ, v.after))))];
    }
    case "rmsprop": {
      const [s, v] = [moment("s"), moment("v")];
      const α = constant(letter("α"), alpha);
      const scaled = fraction(g, sum({ kind: "root", of: s.after }, ε));
      return [
        s.line(sum(product(α, s.before), product(difference(one, α), squared(g)))),
        v.line(sum(product(µ, v.before), scaled)),
        move(to, product(η, v.after)),
      ];
    }
    case "adagrad": {
      const s = moment("s");
      return [
        s.line(sum(s.before, squared(g))),
        move(to, product(η, fraction(g, sum({ kind: "root", of: s.after }, ε)))),
      ];
    }
    case "adam":
    case "adamw": {
      const [m, s] = [moment("m"), moment("s")];
      const β1 = constant(letter("β", 1), beta1);
      const β2 = constant(letter("β", 2), beta2);
      const mean = corrected(m.after, β1, input.step);
      const square = corrected(s.after, β2, input.step);
      const decayed = optimizer.type === "adamw" && weightDecay !== 0 ? decay(parameter, η, weightDecay) : null;
      const from = decayed ? { parameter: decayed.parameter, after: input.after } : to;
      return [
        ...(decayed ? [decayed.line] : []),
        m.line(sum(product(β1, m.before), product(difference(one, β1), g))),
        s.line(sum(product(β2, s.before), product(difference(one, β2), squared(g)))),
        mean.line,
        square.line,
        move(from, product(η, fraction(mean.value, sum({ kind: "root", of: square.value }, ε)))),
      ];
    }
  }
}

/** A running number of the optimizer: what it was, what it becomes, and the line that says how. */
interface RunningNumber {
  readonly before: Expression;
  readonly after: Expression;
  readonly line: (formula: Expression) => Line;
}

/** The running numbers by their names. Where they are not known, the lines show the rule alone. */
function momentsOf({ moments }: RuleInput): (name: string) => RunningNumber {
  return (name) => {
    const symbol = letter(name);
    const found = moments.find((moment) => moment.name === name);
    return {
      before: found ? known(symbol, found.before, null) : symbol,
      after: found ? known(symbol, found.after, at) : symbol,
      line: (formula) => line({ left: symbol, changes: true, forms: [formula], value: found ? found.after : null, at }),
    };
  };
}

/** m̂ = m/(1 − βᵗ): a running mean that began at zero, corrected for it. */
function corrected(mean: Expression, β: Known, step: number): { value: Expression; line: Line } {
  const name = mean.kind === "known" ? mean.is : mean;
  const symbol = name.kind === "letter" ? { ...name, hat: true } : name;
  const correction = difference(one, power(β, known(letter("t"), step, null)));
  const value = mean.kind === "known" ? mean.value / (1 - powerOf(β.value, step)) : null;
  return {
    value: value === null ? symbol : known(symbol, value, at),
    line: line({ left: symbol, forms: [fraction(mean, correction)], value, at }),
  };
}

/** θ ← θ − η·λ·θ: the decay of AdamW, which does not go through the gradient. */
function decay(parameter: Known, η: Known, weightDecay: number): { parameter: Known; line: Line } {
  const λ = constant(letter("λ"), weightDecay);
  const value = parameter.value * (1 - η.value * weightDecay);
  return {
    parameter: known(parameter.is, value, at),
    line: line({
      left: parameter.is,
      changes: true,
      forms: [difference(parameter, product(η, λ, parameter))],
      value,
      at,
      note: sentences.weightDecay,
      decimals: decimalsFor(parameter.value, value),
    }),
  };
}

/** θ ← θ − change */
function move({ parameter, after }: { parameter: Known; after: number }, change: Expression): Line {
  return line({
    left: parameter.is,
    changes: true,
    forms: [difference(parameter, change)],
    value: isComplete(change) ? after : null,
    at,
    decimals: decimalsFor(parameter.value, after),
  });
}

/** Whether all numbers of a formula are known. */
function isComplete(of: Expression): boolean {
  switch (of.kind) {
    case "letter":
      return false;
    case "product":
      return of.factors.every(isComplete);
    case "sum":
      return of.terms.every(isComplete);
    case "fraction":
      return isComplete(of.over) && isComplete(of.under);
    case "power":
      return isComplete(of.base) && isComplete(of.exponent);
    case "root":
    case "negative":
      return isComplete(of.of);
    default:
      return true;
  }
}

/** Decimals that show a change to some digits; null where the usual ones do. */
function decimalsFor(before: number, after: number): number | null {
  const change = Math.abs(after - before);
  if (!(change > 0 && Number.isFinite(change))) return null;
  const decimals = Math.ceil(-Math.log10(change)) + 2;
  return decimals > 4 ? Math.min(decimals, 14) : null;
}

function constant(symbol: Expression, value: number): Known {
  return known(symbol, value, null);
}
