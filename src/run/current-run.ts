import { type Edit, findEdit, parameterAt } from "../core/edits.ts";
import type { CreateEngine } from "../core/engine.ts";
import { type Evaluation, evaluate, evaluating } from "../core/evaluation.ts";
import { createEvaluationRecord, type EvaluationRecord, evaluationSeries } from "../core/evaluation-series.ts";
import { type Derivation, derive } from "../core/explanation/derivation.ts";
import type { Quantity } from "../core/explanation/quantity.ts";
import type { Finding } from "../core/findings/finding.ts";
import { observationDue } from "../core/health/health.ts";
import { breakdownText } from "../core/health/non-finite.ts";
import { createNotedStep, type NotedStep, writeOut } from "../core/noted-step.ts";
import type { ParameterPlace } from "../core/quantity-path.ts";
import { type SeenSeries, tailSince } from "../core/series.ts";
import type { Spec } from "../core/spec.ts";
import { epochOf, stepsInAll } from "../core/steps.ts";
import { isDone } from "../core/trainer.ts";
import {
  advance,
  createTrainingRun,
  editBefore,
  findingsOf,
  rewindBefore,
  type TrainingRun,
} from "../core/training-run.ts";
import type { WorkedStep } from "../core/worked-step.ts";
import { messageOf } from "./channel.ts";
import type { Derived, Focus, Progress, RunStart, ShownStep, Speed } from "./protocol.ts";
import { shownLayers } from "./shown-layer.ts";
import type { Snapshot } from "./snapshot.ts";
import { nextState, type RunEvent, type RunState } from "./state.ts";

/** Measuring the network on all samples may cost this share of the time while training goes on. */
const evaluationShare = 0.1;

/** Where measuring takes more milliseconds than this, a step is shown before it, with what was measured last. */
const longMeasurement = 20;

/** In place of the step at which the network was measured: at none of those that are taken now. */
const unmeasured = -1;

/** One run from its start to its end or to the next `start`. */
export interface CurrentRun {
  readonly generation: number;
  readonly spec: Spec;
  /** What its steps are written out for. */
  focus: Focus;
  readonly training: TrainingRun;
  readonly evaluations: EvaluationRecord;
  /** The step that the views see. */
  readonly noted: NotedStep;
  state: RunState;
  failure: string | null;
  /** What was found when a step could not be taken; null while nothing of that kind has happened. */
  lastFindings: readonly Finding[] | null;
  /** When the network was last measured: at which step, how long that took, and what came out. */
  evaluated: {
    readonly step: number;
    readonly at: number;
    readonly took: number;
    readonly evaluation: Evaluation;
  } | null;
  /** How much of the series the host has. */
  seen: SeenSeries | null;
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
export function newRun({ spec, generation, focus, edits }: RunStart, createEngine?: CreateEngine): CurrentRun {
  const evaluations = createEvaluationRecord(spec);
  const training = createTrainingRun(spec, { edits, evaluations, createEngine });
  return {
    generation,
    spec,
    focus,
    training,
    evaluations,
    noted: createNotedStep(training.trainer),
    state: "idle",
    failure: null,
    lastFindings: null,
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

/** Trains for a slice of time, at most `due` steps. The last of them is noted for the views. */
export function trainSlice(run: CurrentRun, due: number, slice: number): void {
  const { trainer } = run.training;
  const stop = run.until ?? stepsInAll(run.spec);
  const first = trainer.step;
  takeSteps(run, Math.min(first + due, stop) - 1, slice);
  takeNextStep(run);
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

/** Takes one step and notes it for the views. */
export function takeNextStep(run: CurrentRun): void {
  const { training } = run;
  const taken = advance(training, run.noted);
  if (training.trainer.breakdown) {
    run.lastFindings = findingsOf(training, currentEvaluation(run));
    fail(run, breakdownText(training.trainer));
  } else if (isDone(training.trainer)) {
    apply(run, "finish");
  }
  if (!taken) returnToLastStep(run);
}

/** Where no step can follow, the views show the last one that could be taken: it is sought once more. */
function returnToLastStep(run: CurrentRun): void {
  const { step } = run.training.trainer;
  if (step === 0 || run.noted.step === step) return;
  rewindBefore(run.training, step);
  sendTo(run, step);
}

/** The state that a step follows from has been taken up: the step noted before is no longer where the run stands. */
function sendTo(run: CurrentRun, step: number): void {
  run.noted.step = 0;
  run.seeking = { step, afterwards: null };
}

/** Begins to go to a step taken before; `seekSlice` leads there. Returns whether there is such a step. */
export function beginSeek(run: CurrentRun, step: number): boolean {
  const furthest = Math.max(run.training.series.steps, run.seeking?.step ?? 0);
  if (!Number.isInteger(step) || step < 0 || step > furthest) return false;
  rewindBefore(run.training, step);
  goTo(run, step);
  return true;
}

/**
 * Sets a parameter by hand before the step that is shown, or with null takes that back, and begins to take that step
 * again. Where the step after it could not be taken because of an edit, that edit can be taken back, too.
 * @returns whether there was something to do
 */
export function beginEdit(run: CurrentRun, parameter: ParameterPlace, value: number | null): boolean {
  const { training, state } = run;
  const shown = run.seeking?.step ?? training.trainer.step;
  const step = Math.max(1, shown);
  const existing = findEdit(training.edits, step, parameter);
  const isOfFailure = state === "failed" && value === null && !existing;
  if (value !== null && Object.is(value, shownNumber(run, parameter))) return false;
  if (!editBefore(training, isOfFailure ? step + 1 : step, parameter, value)) return false;
  if (isOfFailure) rewindBefore(training, shown);
  goTo(run, shown);
  return true;
}

/** The number that a view shows of a parameter: that before the step shown. */
function shownNumber({ training, noted, seeking }: CurrentRun, parameter: ParameterPlace): number | undefined {
  const { trainer } = training;
  if (seeking) return undefined;
  return parameterAt(trainer.step > 0 && noted.step === trainer.step ? noted.network : trainer.network, parameter);
}

/** The way to a step whose state before it has been taken up. */
function goTo(run: CurrentRun, step: number): void {
  apply(run, step === 0 ? "reset" : "seek");
  run.failure = null;
  run.lastFindings = null;
  // An edit may have changed what was measured at the same step.
  if (run.evaluated) run.evaluated = { ...run.evaluated, step: unmeasured };
  sendTo(run, step);
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
  if (trainer.step < step) takeNextStep(run);
  afterwards?.();
}

/** How the run stands, and what is new since the host last heard. */
export function progressOf(run: CurrentRun): Progress {
  const { training, noted, focus, spec, seen } = run;
  const { trainer } = training;
  const worked = writeOut(noted, trainer, focus.sample);
  return {
    snapshot: snapshotOf(run),
    worked: worked && withoutLayers(worked),
    layers: shownLayers(trainer.network, worked, focus.quantity),
    derivation: worked && focus.quantity && derivationIn(worked, focus.quantity, spec),
    series: tailSince(training.series, seen),
    evaluations: evaluationSeries(run.evaluations),
  };
}

/** Why a quantity of the step that the views see is its number; null before the first step. */
export function deriveIn({ noted, training, focus, spec }: CurrentRun, quantity: Quantity): Derived | null {
  const worked = writeOut(noted, training.trainer, focus.sample);
  const derivation = worked && derivationIn(worked, quantity, spec);
  return derivation && { derivation, step: worked.step, sample: worked.samples[0].index };
}

/** What goes wrong in explaining is no reason to stop training. */
function derivationIn(worked: WorkedStep, quantity: Quantity, spec: Spec): Derivation | null {
  try {
    return derive(worked, worked.samples[0], quantity, spec);
  } catch {
    return null;
  }
}

function withoutLayers({ layers: _, ...step }: WorkedStep): ShownStep {
  return step;
}

function snapshotOf(run: CurrentRun): Snapshot {
  const { training, spec, generation, state, failure } = run;
  const evaluation = shownEvaluation(run);
  const { trainer } = training;
  return {
    generation,
    state,
    engine: trainer.engine.name,
    step: trainer.step,
    stepsInAll: stepsInAll(spec),
    epoch: epochOf(spec, trainer.step),
    epochsInAll: spec.training.epochs,
    ...evaluation,
    batchLoss: trainer.step === 0 ? null : trainer.batchLoss,
    stopped: trainer.stopped,
    findings: run.lastFindings ?? findingsOf(training, evaluation),
    edits: editsInForce(run),
    failure,
  };
}

/** At the beginning those of the first step are made already; where the run failed, those of the step that broke count. */
function editsInForce({ training, state }: CurrentRun): readonly Edit[] {
  const last = Math.max(1, training.trainer.step + (state === "failed" ? 1 : 0));
  return training.edits.filter(({ step }) => step <= last);
}

/** Measures the network, unless that takes long; while training, only as often as its share of the time allows. */
function shownEvaluation(run: CurrentRun): Evaluation {
  const { evaluated, state } = run;
  if (evaluated) {
    const isDue = (performance.now() - evaluated.at) * evaluationShare >= evaluated.took;
    const canWait = state === "running" ? !isDue : evaluated.took > longMeasurement;
    if (canWait) return evaluated.evaluation;
  }
  return currentEvaluation(run);
}

/** Measures the network, unless it has been measured at this step. */
function currentEvaluation(run: CurrentRun): Evaluation {
  const { trainer } = run.training;
  if (run.evaluated?.step === trainer.step) return run.evaluated.evaluation;
  const at = performance.now();
  const evaluation = evaluate(trainer);
  run.evaluated = { step: trainer.step, at, took: performance.now() - at, evaluation };
  return evaluation;
}

/**
 * An observation of the run's health that was put off so that a step is shown at once, as work in pieces; null if there
 * is none. Until it is made, the next step waits for it.
 */
export function observingDue({ training, state, seeking }: CurrentRun): Generator<void, void> | null {
  const { health, trainer } = training;
  return state === "running" || seeking || health.schedule.isCheap ? null : observationDue(health, trainer);
}

/** Whether a step is shown with what was measured at another, and `measuring` is to follow. */
export function needsMeasuring({ evaluated, training, state, seeking }: CurrentRun): boolean {
  return state !== "running" && !seeking && evaluated !== null && evaluated.step !== training.trainer.step;
}

/** Measures the network, a batch at a time. No step may be taken in between. */
export function* measuring(run: CurrentRun): Generator<void, void> {
  const { step } = run.training.trainer;
  const { took } = run.evaluated ?? { took: 0 };
  const evaluation = yield* evaluating(run.training.trainer);
  run.evaluated = { step, at: performance.now(), took, evaluation };
}
