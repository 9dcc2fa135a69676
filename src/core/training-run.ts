import { applyEdits, type Edit, editFor, editsWithout, findEdit } from "./edits.ts";
import type { CreateEngine } from "./engine.ts";
import type { Evaluation } from "./evaluation.ts";
import { type EvaluationRecord, forgetEvaluations, recordEvaluation } from "./evaluation-series.ts";
import type { Finding } from "./findings/finding.ts";
import { staticFindings } from "./findings/static-findings.ts";
import {
  afterStep,
  beforeStep,
  createHealth,
  dropObservation,
  finishObserving,
  forgetObservations,
  type Health,
  healthFindings,
  judgeEdits,
} from "./health/health.ts";
import { createHistory, forgetCheckpoints, goBefore, type History, record } from "./history.ts";
import { type NotedStep, noteNextStep } from "./noted-step.ts";
import type { ParameterPlace } from "./quantity-path.ts";
import { createSeries, cutSeries, type LossSeries, pushLoss } from "./series.ts";
import type { Spec } from "./spec.ts";
import { batchSizeOf } from "./steps.ts";
import { createTrainer, isDone, type Trainer, takeStep } from "./trainer.ts";

/** A trainer, and what is kept of the steps it takes. */
export interface TrainingRun {
  readonly trainer: Trainer;
  /** The way back to any step taken. */
  readonly history: History;
  /** What the run has shown of how well it learns. */
  readonly health: Health;
  /** What could be told of its spec before the first step. */
  readonly staticFindings: readonly Finding[];
  /** The losses of all steps taken, also of those after one that was gone back to. */
  readonly series: LossSeries;
  /** How well the network did over time; null where nobody wants to know. */
  readonly evaluations: EvaluationRecord | null;
  /** The parameters set by hand, in the order of their steps, also those of steps after one that was gone back to. */
  edits: readonly Edit[];
}

/** What a run has beside its spec. */
interface Beside {
  /** Parameters to be set by hand on the way; those that the network has not are left out. */
  readonly edits?: readonly Edit[];
  readonly evaluations?: EvaluationRecord | null;
  /** What is to carry out its arithmetic; plain unless given. */
  readonly createEngine?: CreateEngine | undefined;
}

/** A run of `spec` at step 0. */
export function createTrainingRun(
  spec: Spec,
  { edits = [], evaluations = null, createEngine }: Beside = {},
): TrainingRun {
  const trainer = createTrainer(spec, createEngine);
  const run: TrainingRun = {
    trainer,
    history: createHistory(trainer),
    health: createHealth(trainer),
    staticFindings: staticFindings(spec),
    series: createSeries(),
    evaluations,
    edits: edits.flatMap((edit) => editFor(trainer.network, edit) ?? []).sort((a, b) => a.step - b.step),
  };
  judgeEdits(run.health, run.edits.length > 0);
  applyEdits(run.edits, trainer.network, 1);
  return run;
}

/**
 * Takes the next step, as `takeStep` does, and keeps what is to be kept of it.
 * @param noted where to note the step, so that it can be written out
 */
export function advance(run: TrainingRun, noted?: NotedStep): boolean {
  const { trainer, health, edits } = run;
  if (isDone(trainer) || trainer.breakdown) return false;
  finishObserving(health, trainer);
  if (edits.length > 0) applyEdits(edits, trainer.network, trainer.step + 1);
  beforeStep(health, trainer);
  if (noted) noteNextStep(noted, trainer);
  const taken = takeStep(trainer);
  // A step that is shown is not to wait for its observation; what ends a run is to be told with its end.
  if (taken) keep(run, noted !== undefined && !trainer.breakdown);
  return taken;
}

/** Of a step that is taken again after going back, everything is known. */
function keep({ trainer, history, health, series, evaluations }: TrainingRun, mayPutOff: boolean): void {
  record(history, trainer);
  afterStep(health, trainer, mayPutOff);
  if (trainer.step > series.steps) pushLoss(series, trainer.batchLoss);
  if (evaluations) recordEvaluation(evaluations, trainer);
}

/** Puts the run back to a state before `step`, from which only the steps up to it have to be taken again. */
export function rewindBefore({ history, health, trainer, series, edits }: TrainingRun, step: number): void {
  dropObservation(health);
  // Losses that were cut off with a bucket come again with the steps from there on.
  goBefore(history, trainer, Math.min(step, series.steps + 1));
  if (trainer.step === 0) applyEdits(edits, trainer.network, 1);
}

/**
 * Sets a parameter by hand before step `step` is taken, or with null takes that back. Of that step and those after it
 * nothing is known any more, and edits of later steps are gone. The run then stands before that step, at a state from
 * which it has to be taken there again.
 * @returns whether there was something to do: not if there is no such parameter or edit, or the value is not finite
 */
export function editBefore(run: TrainingRun, step: number, parameter: ParameterPlace, value: number | null): boolean {
  const edit = value === null ? null : editFor(run.trainer.network, { step, parameter, value });
  if (!edit && (value !== null || !findEdit(run.edits, step, parameter))) return false;
  const others = editsWithout(run.edits, step, parameter);
  run.edits = edit ? [...others, edit] : others;
  forgetFrom(run, isSoonRetaken(run, step) ? 1 : step);
  judgeEdits(run.health, run.edits.length > 0);
  rewindBefore(run, step);
  return true;
}

function forgetFrom({ history, health, series, evaluations }: TrainingRun, step: number): void {
  forgetCheckpoints(history, step);
  forgetObservations(health, step);
  cutSeries(series, step);
  if (evaluations) forgetEvaluations(evaluations, step);
}

/** About a tenth of a second, where a step takes at least as long as a thousand products. */
const littleWork = 2 ** 25;
const leastWork = 1000;

/** Whether all steps before one can be taken again in a moment: then all that is kept of them is as fine as it can be. */
function isSoonRetaken({ trainer, series }: TrainingRun, step: number): boolean {
  const { spec, network } = trainer;
  const workOfStep = Math.max(leastWork, batchSizeOf(spec) * network.numbers.length);
  return series.stride > 1 && (step - 1) * workOfStep <= littleWork;
}

/** What keeps the network from learning: what its spec tells, and what the run up to where it stands has shown. */
export function findingsOf(run: TrainingRun, evaluation: Evaluation): readonly Finding[] {
  return [...run.staticFindings, ...healthFindings(run.health, run.trainer, evaluation)];
}
