import type { Spec } from "../core/spec.ts";
import type { Breakdown, Trainer } from "../core/trainer.ts";
import { isDone, takeStep } from "../core/trainer.ts";
import { workWithProgress } from "./progress.ts";

/** Who watches a run's steps. */
export interface StepObserver {
  readonly before: () => void;
  readonly after: () => void;
}

/** Trains up to step `last`, or until the run ends before, with a progress bar on a terminal. */
export function trainTo(trainer: Trainer, last: number, observer?: StepObserver): void {
  workWithProgress(
    "step",
    () => {
      if (trainer.step >= last || isDone(trainer)) return true;
      observer?.before();
      if (!takeStep(trainer)) return true;
      observer?.after();
      return false;
    },
    () => ({
      done: trainer.step,
      total: last,
      note: `loss ${trainer.step > 0 ? trainer.batchLoss.toPrecision(4) : "–"}`,
    }),
  );
}

/** Why a step could not be taken, and what to try. */
export function breakdownText({ step, batchLoss }: Breakdown, { optimizer }: Spec): string {
  const what = Number.isFinite(batchLoss) ? "A gradient" : "The loss";
  return (
    `${what} of step ${step} is not a finite number, so training stopped after step ${step - 1}. ` +
    `The learning rate ${optimizer.learningRate} is probably too large; try a smaller one`
  );
}
