import { type Evaluation, evaluate } from "../core/evaluation.ts";
import { emptyEvaluations } from "../core/evaluation-series.ts";
import { derive } from "../core/explanation/derivation.ts";
import type { Finding } from "../core/findings/finding.ts";
import { breakdownText } from "../core/health/non-finite.ts";
import { tailSince } from "../core/series.ts";
import type { Spec } from "../core/spec.ts";
import { epochOf, stepsInAll } from "../core/steps.ts";
import { isDone } from "../core/trainer.ts";
import {
  advance,
  advanceWorked,
  createTrainingRun,
  findingsOf,
  rewindBefore,
  type TrainingRun,
} from "../core/training-run.ts";
import type { WorkedStep } from "../core/worked-step.ts";
import { messageOf } from "./channel.ts";
import type { Focus, Progress, RunStart, ShownStep, Speed } from "./protocol.ts";
import { shownLayers } from "./shown-layer.ts";
import type { Snapshot } from "./snapshot.ts";
import { nextState, type RunEvent, type RunState } from "./state.ts";

/** Measuring the network on all samples may cost this share of the time while training goes on. */
const evaluationShare = 0.1;

/** One run from its start to its end or to the next `start`. */
export interface CurrentRun {
  readonly generation: number;
  readonly spec: Spec;
  /** What its steps are written out for. */
  focus: Focus;
  readonly training: TrainingRun;
  state: RunState;
  failure: string | null;
  /** What was found when a step could not be taken; null while nothing of that kind has happened. */
  lastFindings: readonly Finding[] | null;
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
export function newRun({ spec, generation, focus }: RunStart): CurrentRun {
  return {
    generation,
    spec,
    focus,
    training: createTrainingRun(spec),
    state: "idle",
    failure: null,
    lastFindings: null,
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
    run.seeking = null;
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
  const { trainer } = run.training;
  const stop = run.until ?? stepsInAll(run.spec);
  const first = trainer.step;
  takeSteps(run, Math.min(first + due, stop) - 1, slice);
  workNextStep(run);
  if (trainer.step >= stop) apply(run, "pause");
  run.paced.steps += trainer.step - first;
}

/** Takes steps up to `last`, for a slice of time, but at least one if there is one to take. */
function takeSteps({ training }: CurrentRun, last: number, slice: number): void {
  const end = performance.now() + slice;
  while (training.trainer.step < last && advance(training)) {
    if (performance.now() >= end) break;
  }
}

/** Takes one step and keeps it, written out with one sample, for the views. */
export function workNextStep(run: CurrentRun): void {
  const { training } = run;
  const worked = advanceWorked(training, firstSample);
  if (worked) run.worked = worked;
  if (training.trainer.breakdown) {
    run.lastFindings = findingsOf(training, currentEvaluation(run));
    fail(run, breakdownText(training.trainer));
  } else if (isDone(training.trainer)) {
    apply(run, "finish");
  }
  if (!worked) returnToLastStep(run);
}

/** Where no step can follow, the views show the last one that could be taken: it is sought once more. */
function returnToLastStep(run: CurrentRun): void {
  const { step } = run.training.trainer;
  if (step === 0 || run.worked?.step === step) return;
  run.seeking = { step, afterwards: null };
  rewindBefore(run.training, step);
}

const firstSample = { isSampleWanted: (place: number) => place === 0 };

/** Begins to go to a step taken before; `seekSlice` leads there. Returns whether there is such a step. */
export function beginSeek(run: CurrentRun, step: number): boolean {
  if (!Number.isInteger(step) || step < 0 || step > run.training.series.steps) return false;
  apply(run, step === 0 ? "reset" : "seek");
  run.failure = null;
  run.lastFindings = null;
  run.worked = null;
  run.evaluated = null;
  run.seeking = { step, afterwards: null };
  rewindBefore(run.training, step);
  return true;
}

/** Goes on towards the step that is sought for a slice of time. Once there, it is written out. */
export function seekSlice(run: CurrentRun, slice: number): void {
  if (!run.seeking) return;
  const { step, afterwards } = run.seeking;
  const { trainer } = run.training;
  const before = trainer.step;
  takeSteps(run, step - 1, slice);
  if (trainer.step < step - 1) {
    if (trainer.step === before) throw new Error(`step ${before + 1} cannot be taken again`);
    return;
  }
  run.seeking = null;
  if (trainer.step < step) workNextStep(run);
  afterwards?.();
}

/** How the run stands, and what is new since the host last heard. */
export function progressOf(run: CurrentRun): Progress {
  const { training, worked, focus, spec, seen } = run;
  const [sample] = worked?.samples ?? [];
  return {
    snapshot: snapshotOf(run),
    worked: worked && withoutLayers(worked),
    layers: shownLayers(training.trainer.network, worked),
    derivation: worked && sample && focus.quantity ? derive(worked, sample, focus.quantity, spec) : null,
    series: tailSince(training.series, seen),
    evaluations: emptyEvaluations(),
  };
}

function withoutLayers({ layers: _, ...step }: WorkedStep): ShownStep {
  return step;
}

function snapshotOf(run: CurrentRun): Snapshot {
  const { training, spec, generation, state, failure } = run;
  const evaluation = currentEvaluation(run);
  const { trainer } = training;
  return {
    generation,
    state,
    step: trainer.step,
    stepsInAll: stepsInAll(spec),
    epoch: epochOf(spec, trainer.step),
    epochsInAll: spec.training.epochs,
    ...evaluation,
    batchLoss: trainer.step === 0 ? null : trainer.batchLoss,
    stopped: trainer.stopped,
    findings: run.lastFindings ?? findingsOf(training, evaluation),
    edits: [],
    failure,
  };
}

/** Measures the network; while training, only as often as its share of the time allows. */
function currentEvaluation(run: CurrentRun): Evaluation {
  const { evaluated, state } = run;
  const { trainer } = run.training;
  const start = performance.now();
  if (evaluated?.step === trainer.step) return evaluated.evaluation;
  if (evaluated && state === "running" && (start - evaluated.at) * evaluationShare < evaluated.took) {
    return evaluated.evaluation;
  }
  const evaluation = evaluate(trainer);
  run.evaluated = { step: trainer.step, at: start, took: performance.now() - start, evaluation };
  return evaluation;
}
