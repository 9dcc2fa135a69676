import { createSeries, type LossSeries, pushLoss, tailSince } from "../core/series.ts";
import type { Spec } from "../core/spec.ts";
import { createTrainer, epochOf, meanLoss, stepsInAll, type Trainer, takeStep } from "../core/trainer.ts";
import { type WorkedStep, workStep } from "../core/worked-step.ts";
import { messageOf } from "./channel.ts";
import type { Progress, Speed } from "./protocol.ts";
import type { Snapshot } from "./snapshot.ts";
import { nextState, type RunEvent, type RunState } from "./state.ts";

/** The mean loss over all samples may cost this share of the time while training goes on. */
const evaluationShare = 0.1;

/** One run from its start to its end or to the next `start`. */
export interface CurrentRun {
  readonly generation: number;
  readonly spec: Spec;
  readonly trainer: Trainer;
  readonly series: LossSeries;
  state: RunState;
  failure: string | null;
  worked: WorkedStep | null;
  /** The mean loss when it was last measured: its value, when and at which step, and how long that took. */
  evaluation: { loss: number; step: number; at: number; took: number } | null;
  /** How much of the series the host has. */
  seen: { stride: number; steps: number } | null;
  /** The step after which training pauses by itself; null for the last of all. */
  until: number | null;
  /** How often training was started: a loop of an earlier time ends. */
  trainings: number;
  /** When training was last started or its speed changed, and the steps taken since. */
  paced: { since: number; steps: number };
}

/** A run at step 0. */
export function newRun(spec: Spec, generation: number): CurrentRun {
  return {
    generation,
    spec,
    trainer: createTrainer(spec),
    series: createSeries(),
    state: "idle",
    failure: null,
    worked: null,
    evaluation: null,
    seen: null,
    until: null,
    trainings: 0,
    paced: { since: 0, steps: 0 },
  };
}

/** Changes the state as an allowed event does. */
export function apply(run: CurrentRun, event: RunEvent): void {
  run.state = nextState(run.state, event) ?? run.state;
}

function fail(run: CurrentRun, failure: string): void {
  apply(run, "fail");
  run.failure = failure;
}

/** Whatever goes wrong in training ends the run, not the worker. */
export function guarded(run: CurrentRun, work: () => void): void {
  try {
    work();
  } catch (error) {
    fail(run, `Training stopped with an error: ${messageOf(error)}`);
  }
}

/** Steps that the speed asks for by now; at full speed as many as a slice holds. */
export function stepsDue({ paced }: CurrentRun, speed: Speed): number {
  if (speed === null) return Number.POSITIVE_INFINITY;
  return Math.floor(((performance.now() - paced.since) / 1000) * speed) + 1 - paced.steps;
}

/** Trains for a slice of time, at most `due` steps. The last of them is written out. */
export function trainSlice(run: CurrentRun, due: number, slice: number): void {
  const { trainer, series } = run;
  const end = performance.now() + slice;
  const stop = run.until ?? stepsInAll(run.spec);
  const lastStep = Math.min(trainer.step + due, stop);
  const first = trainer.step;
  while (trainer.step < lastStep - 1 && performance.now() < end) {
    if (!takeStep(trainer)) break;
    pushLoss(series, trainer.batchLoss);
  }
  workNextStep(run);
  if (trainer.step >= stop) apply(run, "pause");
  run.paced.steps += trainer.step - first;
}

/** Takes one step and keeps it, written out with one sample, for the views. */
export function workNextStep(run: CurrentRun): void {
  const worked = workStep(run.trainer, 1);
  if (!worked) {
    failForLoss(run);
    return;
  }
  run.worked = worked;
  pushLoss(run.series, worked.loss);
  if (run.trainer.step >= stepsInAll(run.spec)) apply(run, "finish");
}

/** The run ends at the last step that could be taken, and that step is what the views show. */
function failForLoss(run: CurrentRun): void {
  const { step, brokenLoss } = run.trainer;
  const { learningRate } = run.spec.optimizer;
  const value = Number.isNaN(brokenLoss) ? "not a number" : "infinite";
  if (run.worked?.step !== step) run.worked = replayStep(run.spec, step);
  fail(
    run,
    `The loss of step ${step + 1} is ${value}, so it was not taken. The learning rate ${learningRate} is probably too large: try a smaller one, then Reset.`,
  );
}

/** A step taken before, written out with one sample: the same spec gives the same run. */
function replayStep(spec: Spec, step: number): WorkedStep | null {
  const trainer = createTrainer(spec);
  while (trainer.step < step - 1) takeStep(trainer);
  return step === 0 ? null : workStep(trainer, 1);
}

/** How the run stands, and what is new since the host last heard. */
export function progressOf(run: CurrentRun): Progress {
  return { snapshot: snapshotOf(run), worked: run.worked, series: tailSince(run.series, run.seen) };
}

function snapshotOf(run: CurrentRun): Snapshot {
  const { trainer, spec, generation, state, failure } = run;
  return {
    generation,
    state,
    step: trainer.step,
    stepsInAll: stepsInAll(spec),
    epoch: epochOf(spec, trainer.step),
    epochsInAll: spec.training.epochs,
    loss: currentLoss(run),
    batchLoss: trainer.step === 0 ? null : trainer.batchLoss,
    parameters: trainer.network.layers.map(({ parameters }) => parameters),
    failure,
  };
}

/** Measures the mean loss; while training, only as often as its share of the time allows. */
function currentLoss(run: CurrentRun): number {
  const { evaluation, trainer, state } = run;
  const start = performance.now();
  if (evaluation?.step === trainer.step) return evaluation.loss;
  if (evaluation && state === "running" && (start - evaluation.at) * evaluationShare < evaluation.took) {
    return evaluation.loss;
  }
  const loss = meanLoss(trainer);
  run.evaluation = { loss, step: trainer.step, at: start, took: performance.now() - start };
  return loss;
}
