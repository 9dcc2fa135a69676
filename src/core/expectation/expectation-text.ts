import { formatCounted } from "../../format/number-format.ts";
import { quantityPathText } from "../quantity-path.ts";
import type { Spec } from "../spec.ts";
import { stepsPerEpoch } from "../steps.ts";
import type { Condition, Expectation, ExpectationTime } from "./expectation.ts";
import type { ExpectationResult } from "./expectation-check.ts";

/**
 * Expectations and what became of them, in words. Numbers are written with all their digits: two that differ only in
 * the last of them would look the same.
 */

/** What was expected, and what is the case instead. */
export function failureText(result: ExpectationResult, spec: Spec): string {
  const { expectation } = result;
  const expected = `expected ${momentText(expectation)} to be ${conditionText(expectation.condition)}`;
  return `${expected}, but ${insteadText(result, spec)}`;
}

/**
 * Where to look, told beside a number that differs: at this one, or at the first one in the order of the computation.
 * Empty where it is the only one.
 * @param count how many numbers differ
 */
export function orderText(result: ExpectationResult, first: ExpectationResult, count: number): string {
  if (count === 1) return "";
  if (result !== first) return `Look at ${momentText(first.expectation)} first.`;
  return `Begin here: of ${count} numbers that differ this one is computed first.`;
}

/** `layers.0.weights[0][0] after 1 step` */
export function momentText(expectation: Pick<Expectation, "quantity" | "after">): string {
  return `${quantityText(expectation)} ${timeText(expectation.after)}`;
}

/** As a spec writes it. */
export function quantityText({ quantity }: Pick<Expectation, "quantity">): string {
  return typeof quantity === "string" ? quantity : quantityPathText(quantity);
}

/** `after 1 step`, `after 10 epochs` or `at the end` */
export function timeText(after: ExpectationTime): string {
  if (after === "end") return "at the end";
  return `after ${"steps" in after ? formatCounted(after.steps, "step") : formatCounted(after.epochs, "epoch")}`;
}

/** `below 0.01`, `above 0.9` or `near 33 (within 0.000033)` */
export function conditionText(condition: Condition): string {
  if ("below" in condition) return `below ${condition.below}`;
  if ("above" in condition) return `above ${condition.above}`;
  // The tolerance of a bare number is a product: its last digits are rounding errors.
  return `near ${condition.near} (within ${Number(condition.tolerance.toPrecision(12))})`;
}

function insteadText({ expectation: { after }, actual, step, breakdown }: ExpectationResult, spec: Spec): string {
  if (actual !== null) return `it is ${actual}`;
  if (breakdown !== null) return `the run broke down after step ${step}: ${breakdown}`;
  const wanted = after === "end" ? step : "steps" in after ? after.steps : after.epochs * stepsPerEpoch(spec);
  return step < wanted ? `the run ended after step ${step}` : "there is no such number then";
}
