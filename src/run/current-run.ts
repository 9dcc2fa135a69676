import { type Evaluation, evaluate } from "../core/evaluation.ts";
import { createHistory, goBefore, type History, record } from "../core/history.ts";
import { copyParameters } from "../core/parameters.ts";
import { createSeries, type LossSeries, pushLoss, tailSince } from "../core/series.ts";
import type { Spec } from "../core/spec.ts";
import { epochOf, stepsInAll } from "../core/steps.ts";
import { createTrainer, isDone, type Trainer, takeStep } from "../core/trainer.ts";
import { type WorkedStep, workStep } from "../core/worked-step.ts";
import { messageOf } from "./channel.ts";
import { failureOf } from "./failure.ts";
import type { Progress, Speed } from "./protocol.ts";
import type { Snapshot } from "./snapshot.ts";
import { nextState, type RunEvent, type RunState } from "./state.ts";

/** Measuring the network on all samples may cost this share of the time while training goes on. */
const evaluationShare = 0.1;

/** One run from its start to its end or to the next `start`. */
export interface CurrentRun {
  readonly generation: number;
  readonly spec: Spec;
  readonly trainer: Trainer;
  readonly history: History;
  /** The losses of all steps taken, also of those after the one that was gone back to. */
  readonly series: LossSeries;
  state: RunState;
  failure: string | null;
  worked: WorkedStep | null;
  /** When the network was last measured: at which step, how long that took, and what came out. */
  evaluated: {
    readonly step: number;
    readonly at: number;
    readonly took: number;
    readonly evaluation: Evaluation;
  } | null;
  /** How much of the series the host has. */
  seen: { stride: number; steps: number } | null;
  /** The step after which training pauses by itself; null for the last of all. */
  until: number | null;
  /** How often training or seeking was started: a loop of an earlier time ends. */
  loops: number;
  /** The step that is being gone to, and what is to be done there; null while nothing is. */
  seeking: { readonly step: number; afterwards: (() => void) | null } | null;
  /** When training was last started or its speed changed, and the steps taken since. */
  paced: { since: number; steps: number };
}

/** A run at step 0. */
export function newRun(spec: Spec, generation: number): CurrentRun {
  const trainer = createTrainer(spec);
  return {
    generation,
    spec,
    trainer,
    history: createHistory(trainer),
    series: createSeries(),
    state: "idle",
    failure: null,
    worked: null,
    evaluated: null,
    seen: null,
    until: null,
    loops: 0,
    seeking: null,
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
  const { trainer } = run;
  const stop = run.until ?? stepsInAll(run.spec);
  const first = trainer.step;
  takeSteps(run, Math.min(first + due, stop) - 1, slice);
  workNextStep(run);
  if (trainer.step >= stop) apply(run, "pause");
  run.paced.steps += trainer.step - first;
}

/** Takes steps up to `last`, for a slice of time. */
function takeSteps(run: CurrentRun, last: number, slice: number): void {
  const end = performance.now() + slice;
  while (run.trainer.step < last && performance.now() < end) {
    if (!takeStep(run.trainer)) break;
    keep(run);
  }
}

/** Takes one step and keeps it, written out with one sample, for the views. */
export function workNextStep(run: CurrentRun): void {
  const { trainer } = run;
  const worked = workStep(trainer, isFirst);
  if (worked) {
    run.worked = worked;
    keep(run);
  } else {
    const { breakdown } = trainer;
    workLastStep(run);
    trainer.breakdown = breakdown;
  }
  if (isDone(trainer)) apply(run, "finish");
  else if (trainer.breakdown) fail(run, failureOf(trainer.breakdown, run.spec));
}

/** Where no step can follow, the views show the last one that could be taken: once more, to write it out. */
function workLastStep(run: CurrentRun): void {
  const { trainer, history } = run;
  const { step } = trainer;
  if (step === 0 || run.worked?.step === step) return;
  goBefore(history, trainer, step);
  takeSteps(run, step - 1, Number.POSITIVE_INFINITY);
  run.worked = workStep(trainer, isFirst);
}

const isFirst = (place: number) => place === 0;

/** Takes note of the step just taken; of one taken again, everything is known. */
function keep({ trainer, series, history }: CurrentRun): void {
  record(history, trainer);
  if (trainer.step > series.steps) pushLoss(series, trainer.batchLoss);
}

/** Begins to go to a step taken before; `seekSlice` leads there. Does nothing if there is no such step. */
export function beginSeek(run: CurrentRun, step: number): void {
  if (step < 0 || step > run.series.steps) return;
  apply(run, step === 0 ? "reset" : "seek");
  run.failure = null;
  run.worked = null;
  run.seeking = { step, afterwards: null };
  goBefore(run.history, run.trainer, step);
}

/** Goes on towards the step that is sought for a slice of time. Once there, it is written out. */
export function seekSlice(run: CurrentRun, slice: number): void {
  if (!run.seeking) return;
  const { step, afterwards } = run.seeking;
  takeSteps(run, step - 1, slice);
  if (run.trainer.step < step - 1) return;
  if (run.trainer.step < step) workNextStep(run);
  run.seeking = null;
  afterwards?.();
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
    ...currentEvaluation(run),
    batchLoss: trainer.step === 0 ? null : trainer.batchLoss,
    stopped: trainer.stopped,
    findings: [],
    parameters: trainer.network.layers.map(({ parameters }) => copyParameters(parameters)),
    failure,
  };
}

/** Measures the network; while training, only as often as its share of the time allows. */
function currentEvaluation(run: CurrentRun): Evaluation {
  const { evaluated, trainer, state } = run;
  const start = performance.now();
  if (evaluated?.step === trainer.step) return evaluated.evaluation;
  if (evaluated && state === "running" && (start - evaluated.at) * evaluationShare < evaluated.took) {
    return evaluated.evaluation;
  }
  const evaluation = evaluate(trainer);
  run.evaluated = { step: trainer.step, at: start, took: performance.now() - start, evaluation };
  return evaluation;
}
