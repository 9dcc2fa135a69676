import type { Evaluation } from "./evaluation.ts";
import type { Finding } from "./findings/finding.ts";
import { afterStep, beforeStep, createHealth, type Health, healthFindings } from "./health/health.ts";
import { createHistory, goBefore, type History, record } from "./history.ts";
import { createSeries, type LossSeries, pushLoss } from "./series.ts";
import type { Spec } from "./spec.ts";
import { createTrainer, type Trainer, takeStep } from "./trainer.ts";
import { type Wanted, type WorkedStep, workStep } from "./worked-step.ts";

/** A trainer, and what is kept of the steps it takes. */
export interface TrainingRun {
  readonly trainer: Trainer;
  /** The way back to any step taken. */
  readonly history: History;
  /** What the run has shown of how well it learns. */
  readonly health: Health;
  /** The losses of all steps taken, also of those after one that was gone back to. */
  readonly series: LossSeries;
}

/** A run of `spec` at step 0. */
export function createTrainingRun(spec: Spec): TrainingRun {
  const trainer = createTrainer(spec);
  return { trainer, history: createHistory(trainer), health: createHealth(trainer), series: createSeries() };
}

/** Takes the next step, as `takeStep` does, and keeps what is to be kept of it. */
export function advance(run: TrainingRun): boolean {
  beforeStep(run.health, run.trainer);
  const taken = takeStep(run.trainer);
  if (taken) keep(run);
  return taken;
}

/** Takes the next step written out, as `workStep` does, and keeps what is to be kept of it. */
export function advanceWorked(run: TrainingRun, wanted: Wanted): WorkedStep | null {
  beforeStep(run.health, run.trainer);
  const worked = workStep(run.trainer, wanted);
  if (worked) keep(run);
  return worked;
}

/** Of a step that is taken again after going back, everything is known. */
function keep({ trainer, history, health, series }: TrainingRun): void {
  record(history, trainer);
  afterStep(health, trainer);
  if (trainer.step > series.steps) pushLoss(series, trainer.batchLoss);
}

/** Puts the run back to a state before `step`, from which only the steps up to it have to be taken again. */
export function rewindBefore({ history, trainer }: TrainingRun, step: number): void {
  goBefore(history, trainer, step);
}

/** What keeps the network from learning, as far as the run up to where it stands has shown it. */
export function findingsOf({ health, trainer }: TrainingRun, evaluation: Evaluation): readonly Finding[] {
  return healthFindings(health, trainer, evaluation);
}
