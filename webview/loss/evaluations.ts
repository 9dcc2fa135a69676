import { useRef } from "preact/hooks";
import { type EvaluationSeries, emptyEvaluations } from "../../src/core/evaluation-series.ts";
import type { Outline } from "../../src/run/snapshot.ts";

const none = emptyEvaluations();
const noNumbers = new Float64Array(0);

/**
 * What is to be seen of how well the run did: the same object as long as it is the same, though each update
 * brings a copy of its own. Where a step takes all training samples, their loss is the step's own already.
 */
export function useShownEvaluations(
  evaluations: EvaluationSeries | null,
  { batchSize, trainingSamples }: Pick<Outline, "batchSize" | "trainingSamples">,
): EvaluationSeries {
  const shown = useRef(none);
  const now = evaluations ?? none;
  const loss = batchSize < trainingSamples ? now.loss : noNumbers;
  const next = { ...now, loss };
  if (!isSame(shown.current, next)) shown.current = next;
  return shown.current;
}

function isSame(left: EvaluationSeries, right: EvaluationSeries): boolean {
  return (["steps", "loss", "testLoss", "accuracy"] as const).every((key) => areEqual(left[key], right[key]));
}

function areEqual(left: Float64Array, right: Float64Array): boolean {
  return left.length === right.length && left.every((value, k) => Object.is(value, right[k]));
}

/** The index of the last evaluation at or before a step; −1 where there is none. */
export function evaluationUpTo({ steps }: Pick<EvaluationSeries, "steps">, step: number): number {
  let from = 0;
  let to = steps.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (steps[middle] <= step) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
