import { createSeries, type LossSeries, pushLoss, tailSince } from "../core/series.ts";
import type { Spec } from "../core/spec.ts";
import { createTrainer, epochOf, meanLoss, stepsInAll, type Trainer, takeStep } from "../core/trainer.ts";
import { type WorkedStep, workStep } from "../core/worked-step.ts";
import { type Handlers, messageOf } from "./channel.ts";
import type { Progress, Speed, WorkerCalls } from "./protocol.ts";
import type { Snapshot } from "./snapshot.ts";
import { allows, nextState, type RunEvent, type RunState } from "./state.ts";

/** How a session shares its thread. */
export interface Pace {
  /** Milliseconds of training between two looks at what else is to be done. */
  readonly slice: number;
  /** Lets everything else that waits for the thread have its turn. */
  readonly rest: () => Promise<void>;
}

/** At most 20 snapshots a second: the milliseconds from one to the next. */
const progressInterval = 50;

/** The mean loss over all samples may cost this share of the time while training goes on. */
const evaluationShare = 0.1;

/** One run from its start to its end or to the next `start`. */
interface CurrentRun {
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
  /** How often training was started: a loop of an earlier time ends. */
  trainings: number;
  /** When training was last started or its speed changed, and the steps taken since. */
  paced: { since: number; steps: number };
}

/**
 * The worker's side of a run: takes the host's calls, trains in slices between them, and reports.
 * @param report sends news to the host; the next are sent only after it has resolved
 */
export function createSession(report: (progress: Progress) => Promise<void>, pace: Pace): Handlers<WorkerCalls> {
  let run: CurrentRun | null = null;
  let speed: Speed = null;
  let hasNews = false;
  let isReporting = false;
  let lastReport = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Brings the news to the host as soon as the pace of reports allows. */
  function news(): void {
    hasNews = true;
    if (isReporting || timer !== undefined) return;
    const wait = lastReport + progressInterval - performance.now();
    if (wait <= 0) void send();
    else timer = setTimeout(send, wait);
  }

  async function send(): Promise<void> {
    timer = undefined;
    if (!run) return;
    hasNews = false;
    isReporting = true;
    const current = run;
    const progress = progressOf(current);
    lastReport = performance.now();
    try {
      await report(progress);
      current.seen = { stride: progress.series.stride, steps: progress.series.steps };
    } catch {
      // Nobody is there to train for any more.
      run = null;
    } finally {
      isReporting = false;
      if (hasNews) news();
    }
  }

  /** The run that a call means, unless another has been started since. */
  function currentRun(generation: number): CurrentRun | null {
    return run?.generation === generation ? run : null;
  }

  async function trainLoop(current: CurrentRun): Promise<void> {
    const training = ++current.trainings;
    while (current === run && current.state === "running" && current.trainings === training) {
      const due = stepsDue(current, speed);
      if (due >= 1) {
        guarded(current, () => trainSlice(current, due, pace.slice));
        news();
      }
      if (due < 2 && speed !== null) await sleep(Math.min(progressInterval, 1000 / speed));
      else await pace.rest();
    }
  }

  return {
    hello: () => undefined,
    start: ({ spec, generation, speed: wanted }) => {
      speed = wanted;
      run = newRun(spec, generation);
      news();
    },
    train: ({ generation }) => {
      const current = currentRun(generation);
      if (!current || !allows(current.state, "train")) return;
      apply(current, "train");
      current.paced = { since: performance.now(), steps: 0 };
      news();
      void trainLoop(current);
    },
    pause: ({ generation }) => {
      const current = currentRun(generation);
      if (!current || !allows(current.state, "pause")) return;
      apply(current, "pause");
      news();
    },
    step: ({ generation }) => {
      const current = currentRun(generation);
      if (!current || !allows(current.state, "step")) return;
      apply(current, "step");
      guarded(current, () => workNextStep(current));
      news();
    },
    setSpeed: ({ speed: wanted }) => {
      speed = wanted;
      if (run) run.paced = { since: performance.now(), steps: 0 };
    },
  };
}

function newRun(spec: Spec, generation: number): CurrentRun {
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
    trainings: 0,
    paced: { since: 0, steps: 0 },
  };
}

function apply(run: CurrentRun, event: RunEvent): void {
  run.state = nextState(run.state, event) ?? run.state;
}

function fail(run: CurrentRun, failure: string): void {
  apply(run, "fail");
  run.failure = failure;
}

/** Whatever goes wrong in training ends the run, not the worker. */
function guarded(run: CurrentRun, work: () => void): void {
  try {
    work();
  } catch (error) {
    fail(run, `Training stopped with an error: ${messageOf(error)}`);
  }
}

/** Steps that the speed asks for by now; at full speed as many as a slice holds. */
function stepsDue({ paced }: CurrentRun, speed: Speed): number {
  if (speed === null) return Number.POSITIVE_INFINITY;
  return Math.floor(((performance.now() - paced.since) / 1000) * speed) + 1 - paced.steps;
}

/** Trains for a slice of time, at most `due` steps. The last of them is written out. */
function trainSlice(run: CurrentRun, due: number, slice: number): void {
  const { trainer, series } = run;
  const end = performance.now() + slice;
  const lastStep = Math.min(trainer.step + due, stepsInAll(run.spec));
  const first = trainer.step;
  while (trainer.step < lastStep - 1 && performance.now() < end) {
    if (!takeStep(trainer)) break;
    pushLoss(series, trainer.batchLoss);
  }
  workNextStep(run);
  run.paced.steps += trainer.step - first;
}

/** Takes one step and keeps it, written out with one sample, for the views. */
function workNextStep(run: CurrentRun): void {
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

function progressOf(run: CurrentRun): Progress {
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

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
