import { createGradientCheck, type GradientReport } from "../core/gradient-check/gradient-check.ts";
import type { Spec } from "../core/spec.ts";
import type { Pace } from "./pace.ts";
import type { GradientProgress } from "./protocol.ts";

/** Milliseconds between two messages on how far the check is. */
const progressInterval = 100;

/** Checks the gradients of a spec in slices of time, and tells how far it is. */
export async function checkInSlices(
  spec: Spec,
  pace: Pace,
  tell: (progress: GradientProgress) => Promise<void>,
): Promise<GradientReport> {
  const check = createGradientCheck(spec);
  let nextTold = 0;
  let isDone = false;
  while (!isDone) {
    const end = performance.now() + pace.slice;
    while (!isDone && performance.now() < end) isDone = check.advance(1);
    if (performance.now() > nextTold) {
      await tell({ checked: check.checked, parameters: check.parameters });
      nextTold = performance.now() + progressInterval;
    }
    await pace.rest();
  }
  return check.report();
}
