import { sightAt } from "../health/health.ts";
import type { LossChange } from "../health/observation.ts";
import type { TrainingRun } from "../training-run.ts";

/** What an observed step did to the loss of its own batch, and what the gradient had promised. */
export interface StepChange extends LossChange {
  /** Counted from 1. */
  readonly step: number;
}

/** The changes of the latest steps that were observed, up to where the run stands, at most `count` of them. */
export function* lossChanges(
  { health, trainer }: TrainingRun,
  { count }: { readonly count: number },
): Generator<void, readonly StepChange[]> {
  const { observations } = sightAt(health, trainer.step);
  return observations.flatMap(({ step, change }) => (change ? [{ step, ...change }] : [])).slice(-count);
}
