import type { CreateEngine } from "../core/engine.ts";
import { createExpectationCheck, type ExpectationResult } from "../core/expectation/expectation-check.ts";
import { createGradientCheck, type GradientReport } from "../core/gradient-check/gradient-check.ts";
import type { Spec } from "../core/spec.ts";
import type { Pace } from "./pace.ts";
import type { ExpectationProgress, GradientProgress } from "./protocol.ts";

/** Milliseconds between two messages on how far a check is. */
const progressInterval = 100;

/** Checks the gradients of a spec in slices of time, and tells how far it is. */
export async function checkGradientsInSlices(
  spec: Spec,
  pace: Pace,
  tell: (progress: GradientProgress) => Promise<void>,
): Promise<GradientReport> {
  const check = createGradientCheck(spec);
  await inSlices(
    () => check.advance(1),
    () => tell({ checked: check.checked, parameters: check.parameters }),
    pace,
  );
  return check.report();
}

/** Makes the run that a spec's expectations are about in slices of time, and tells how far it is. */
export async function checkExpectationsInSlices(
  spec: Spec,
  pace: Pace,
  createEngine: CreateEngine | undefined,
  tell: (progress: ExpectationProgress) => Promise<void>,
): Promise<ExpectationResult[]> {
  const check = createExpectationCheck(spec, createEngine);
  await inSlices(
    () => check.advance(1),
    () => tell(check.progress()),
    pace,
  );
  return check.results();
}

/** @param advance goes on a little, and returns whether everything is done */
async function inSlices(advance: () => boolean, tell: () => Promise<void>, pace: Pace): Promise<void> {
  let nextTold = 0;
  let isDone = false;
  while (!isDone) {
    const end = performance.now() + pace.slice;
    while (!isDone && performance.now() < end) isDone = advance();
    if (performance.now() > nextTold) {
      await tell();
      nextTold = performance.now() + progressInterval;
    }
    await pace.rest();
  }
}
