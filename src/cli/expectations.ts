import type { Condition, Expectation, ExpectationTime } from "../core/expectation/expectation.ts";
import { createExpectationCheck, type ExpectationResult } from "../core/expectation/expectation-check.ts";
import { quantityPathText } from "../core/quantity-path.ts";
import type { Spec } from "../core/spec.ts";
import { stepsPerEpoch } from "../core/steps.ts";
import { formatCounted } from "../format/number-format.ts";
import { placeOf } from "../spec/diagnostic.ts";
import { workWithProgress } from "./progress.ts";
import type { Remark, SpecOnDisk } from "./spec-file.ts";

/** Makes the run that a spec's expectations are about, and looks at each of them. */
export function checkExpectations(spec: Spec): ExpectationResult[] {
  const { advance, progress, results } = createExpectationCheck(spec);
  workWithProgress(
    "step",
    () => advance(1),
    () => ({ done: progress().step, total: progress().steps, note: "looking at what is expected" }),
  );
  return results();
}

/** An expectation's result as `--json` prints it. */
export function expectationJson(read: SpecOnDisk, result: ExpectationResult, index: number) {
  const { expectation, holds, actual, step } = result;
  return {
    ...placeOf(read.text, read.expectRanges[index].offset),
    after: expectation.after,
    quantity: quantityText(expectation),
    condition: expectation.condition,
    holds,
    actual,
    step,
  };
}

/** What was expected at a place in the spec, and what is the case instead. */
export function failedExpectation(read: SpecOnDisk, spec: Spec, result: ExpectationResult, index: number): Remark {
  const { after, condition } = result.expectation;
  const expected = `expected ${quantityText(result.expectation)} ${timeText(after)} to be ${conditionText(condition)}`;
  return {
    file: read.file,
    ...placeOf(read.text, read.expectRanges[index].offset),
    severity: "error",
    message: `${expected}, but ${insteadText(result, spec)}`,
  };
}

function quantityText({ quantity }: Expectation): string {
  return typeof quantity === "string" ? quantity : quantityPathText(quantity);
}

function timeText(after: ExpectationTime): string {
  if (after === "end") return "at the end";
  return `after ${"steps" in after ? formatCounted(after.steps, "step") : formatCounted(after.epochs, "epoch")}`;
}

function conditionText(condition: Condition): string {
  if ("below" in condition) return `below ${condition.below}`;
  if ("above" in condition) return `above ${condition.above}`;
  return `near ${condition.near} (within ${condition.tolerance})`;
}

function insteadText({ expectation: { after }, actual, step, breakdown }: ExpectationResult, spec: Spec): string {
  if (actual !== null) return `it is ${actual}`;
  if (breakdown !== null) return `the run broke down after step ${step}: ${breakdown}`;
  const wanted = after === "end" ? step : "steps" in after ? after.steps : after.epochs * stepsPerEpoch(spec);
  return step < wanted ? `the run ended after step ${step}` : "there is no such number then";
}
