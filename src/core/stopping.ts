import type { Evaluation } from "./evaluation.ts";
import type { StopWhen } from "./spec.ts";

/** Which of the spec's limits ended a run. */
export type StopReason = keyof StopWhen;

/** What a run remembers from epoch to epoch in order to know when it gets no better. */
export interface Stopping {
  /** The lowest loss at an epoch's end. */
  lowest: number;
  /** Epochs since then. */
  epochsSince: number;
}

/** Before the first epoch. */
export function createStopping(): Stopping {
  return { lowest: Number.POSITIVE_INFINITY, epochsSince: 0 };
}

/** Takes in how an epoch ended. Returns the limit that ends the run, or null if it is to go on. */
export function stopsAfterEpoch(
  stopping: Stopping,
  limits: StopWhen,
  { loss, testLoss, accuracy }: Evaluation,
): StopReason | null {
  const judged = testLoss ?? loss;
  if (judged < stopping.lowest) {
    stopping.lowest = judged;
    stopping.epochsSince = 0;
  } else {
    stopping.epochsSince++;
  }
  if (limits.loss !== null && loss <= limits.loss) return "loss";
  if (limits.testLoss !== null && testLoss !== null && testLoss <= limits.testLoss) return "testLoss";
  if (limits.accuracy !== null && accuracy !== null && accuracy >= limits.accuracy) return "accuracy";
  if (limits.patience !== null && stopping.epochsSince >= limits.patience) return "patience";
  return null;
}
