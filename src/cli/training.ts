import { isDone, type Trainer, takeStep } from "../core/trainer.ts";
import { workWithProgress } from "./progress.ts";

/**
 * Trains up to step `last`, or until the run ends before, with a progress bar on a terminal.
 * @param advance takes the next step; returns whether it was taken
 */
export function trainTo(trainer: Trainer, last: number, advance: () => boolean = () => takeStep(trainer)): void {
  workWithProgress(
    "step",
    () => trainer.step >= last || isDone(trainer) || !advance(),
    () => ({
      done: trainer.step,
      total: last,
      note: `loss ${trainer.step > 0 ? trainer.batchLoss.toPrecision(4) : "–"}`,
    }),
  );
}
