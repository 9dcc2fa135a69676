import { firstDifference } from "../core/expectation/computing-order.ts";
import { createExpectationCheck, type ExpectationResult } from "../core/expectation/expectation-check.ts";
import { failureText, momentText, quantityText } from "../core/expectation/expectation-text.ts";
import type { Spec } from "../core/spec.ts";
import { chooseEngine } from "../kernels/choose-engine.ts";
import { placeOf } from "../spec/diagnostic.ts";
import { workWithProgress } from "./progress.ts";
import type { Remark, SpecOnDisk } from "./spec-file.ts";

/** Makes the run that a spec's expectations are about, and looks at each of them. */
export function checkExpectations(spec: Spec): ExpectationResult[] {
  const { advance, progress, results } = createExpectationCheck(spec, chooseEngine);
  workWithProgress(
    "step",
    () => advance(1),
    () => ({ done: progress().step, total: progress().steps, note: "looking at what is expected" }),
  );
  return results();
}

/** The expectations' results as `--json` prints them. */
export function expectationsJson(read: SpecOnDisk, results: readonly ExpectationResult[]) {
  const first = firstDifference(results);
  return results.map((result, index) => ({
    ...placeOf(read.text, read.expectRanges[index].offset),
    after: result.expectation.after,
    quantity: quantityText(result.expectation),
    condition: result.expectation.condition,
    holds: result.holds,
    actual: result.actual,
    step: result.step,
    differsFirst: result === first,
  }));
}

/** What was expected at a place in the spec, and what is the case instead. */
export function failedExpectation(read: SpecOnDisk, spec: Spec, result: ExpectationResult, index: number): Remark {
  return {
    file: read.file,
    ...placeOf(read.text, read.expectRanges[index].offset),
    severity: "error",
    message: failureText(result, spec),
  };
}

/** Which of several numbers that differ is computed first; null where no more than one does. */
export function firstDifferenceText(results: readonly ExpectationResult[]): string | null {
  const first = results.filter(({ holds }) => !holds).length > 1 ? firstDifference(results) : null;
  return first && `the first number that differs, as a run computes them, is ${momentText(first.expectation)}`;
}
