import type { Spec } from "../core/spec.ts";
import type { Breakdown } from "../core/trainer.ts";

/** Why a step could not be taken, and what to try, in words for the person. */
export function failureOf({ step, batchLoss }: Breakdown, { optimizer }: Spec): string {
  const what = Number.isFinite(batchLoss) ? "A gradient" : `The loss`;
  const value = Number.isFinite(batchLoss) ? "no finite number" : Number.isNaN(batchLoss) ? "not a number" : "infinite";
  return `${what} of step ${step} is ${value}, so it was not taken. The learning rate ${optimizer.learningRate} is probably too large: try a smaller one, then Reset.`;
}
