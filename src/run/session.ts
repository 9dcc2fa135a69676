import type { CreateEngine } from "../core/engine.ts";
import { copyParameters } from "../core/parameters.ts";
import type { Handlers } from "./channel.ts";
import {
  apply,
  beginEdit,
  beginSeek,
  type CurrentRun,
  deriveIn,
  guarded,
  measuring,
  needsMeasuring,
  newRun,
  observingDue,
  progressOf,
  seekSlice,
  stepsDue,
  takeNextStep,
  trainSlice,
} from "./current-run.ts";
import { type InspectionName, inspections } from "./inspections.ts";
import type { Pace } from "./pace.ts";
import type { Progress, Speed, TrainingCalls } from "./protocol.ts";
import { allows } from "./state.ts";

/** At most 20 snapshots a second: the milliseconds from one to the next. */
const progressInterval = 50;

/** Measuring begins so many milliseconds after a step that was shown without: the next may be on its way. */
const quietBeforeMeasuring = 200;

/**
 * The worker's side of a run: takes the host's calls, trains in slices between them, and reports.
 * @param report sends news to the host; the next are sent only after it has resolved
 * @param createEngine makes what carries out the arithmetic of runs; the plain engine unless given
 */
export function createSession(
  report: (progress: Progress) => Promise<void>,
  pace: Pace,
  createEngine?: CreateEngine,
): Handlers<TrainingCalls> {
  let run: CurrentRun | null = null;
  let speed: Speed = null;
  /** The last question of each kind: an earlier one of the same kind is left unanswered. */
  const lastAsked = new Map<InspectionName, object>();
  let hasNews = false;
  let isReporting = false;
  let isResting = false;
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
    // On the way to another step there is nothing to show; arriving there is news.
    if (!run || run.seeking) return;
    hasNews = false;
    isReporting = true;
    const current = run;
    const progress = progressOf(current);
    lastReport = performance.now();
    try {
      await report(progress);
      const { stride, steps, cuts } = progress.series;
      current.seen = { stride, steps, cuts };
    } catch {
      // Nobody is there to train for any more.
      if (run === current) run = null;
    } finally {
      isReporting = false;
      if (hasNews) news();
    }
    void restLoop();
  }

  /**
   * Does after a step was shown what it was shown without, in slices: whatever is asked for meanwhile goes first. What
   * the next step would have to wait for is done at once, the rest when no step follows.
   */
  async function restLoop(): Promise<void> {
    if (isResting) return;
    isResting = true;
    for (let current = run; current && isLeft(current); current = run) {
      const { loops, training } = current;
      const { step } = training.trainer;
      const isThere = () => current === run && current.loops === loops && training.trainer.step === step;
      const observing = observingDue(current);
      if (observing && (await inSlices(observing, isThere)) && !needsMeasuring(current)) news();
      if (!isThere() || !needsMeasuring(current)) continue;
      await sleep(quietBeforeMeasuring);
      const isWanted = () => isThere() && needsMeasuring(current);
      if (await inSlices(measuring(current), isWanted)) news();
    }
    isResting = false;
  }

  /** Whether a step was shown without something that is still to be done. */
  function isLeft(current: CurrentRun): boolean {
    return observingDue(current) !== null || needsMeasuring(current);
  }

  /** Does work in slices, while it is wanted; returns its outcome, or null if it was given up. */
  async function inSlices<T>(work: Generator<void, T>, isWanted: () => boolean): Promise<{ readonly value: T } | null> {
    while (isWanted()) {
      const done = workFor(pace.slice, work);
      if (done) return done;
      await pace.rest();
    }
    return null;
  }

  /** The run that a call means, unless another has been started since. */
  function currentRun(generation: number): CurrentRun | null {
    return run?.generation === generation ? run : null;
  }

  async function trainLoop(current: CurrentRun): Promise<void> {
    const loop = ++current.loops;
    while (current === run && current.state === "running" && current.loops === loop) {
      const due = stepsDue(current, speed);
      if (due >= 1) {
        guarded(current, () => trainSlice(current, due, pace.slice));
        news();
      }
      if (due < 2 && speed !== null) await sleep(Math.min(progressInterval, 1000 / speed));
      else await pace.rest();
    }
    if (current.seeking && current.loops === loop) void seekLoop(current);
  }

  async function seekLoop(current: CurrentRun): Promise<void> {
    const loop = ++current.loops;
    while (current === run && current.seeking && current.loops === loop) {
      guarded(current, () => seekSlice(current, pace.slice));
      if (current.seeking) await pace.rest();
    }
    news();
  }

  /** Does what was asked of a run, or leaves it until the step that is being gone to is reached. */
  function whenThere(current: CurrentRun, action: () => void): void {
    if (current.seeking) current.seeking.afterwards = action;
    else action();
  }

  function train(current: CurrentRun, until: number | null): void {
    if (!allows(current.state, "train") || (until !== null && current.training.trainer.step >= until)) return;
    apply(current, "train");
    current.until = until;
    current.paced = { since: performance.now(), steps: 0 };
    news();
    void trainLoop(current);
  }

  function step(current: CurrentRun): void {
    if (!allows(current.state, "step")) return;
    apply(current, "step");
    guarded(current, () => takeNextStep(current));
    if (current.seeking) void seekLoop(current);
    else news();
  }

  return {
    start: (start) => {
      speed = start.speed;
      run = newRun(start, createEngine);
      news();
    },
    train: ({ generation, until }) => {
      const current = currentRun(generation);
      if (current) whenThere(current, () => train(current, until));
    },
    pause: ({ generation }) => {
      const current = currentRun(generation);
      if (current?.seeking) current.seeking.afterwards = null;
      if (!current || !allows(current.state, "pause")) return;
      apply(current, "pause");
      news();
    },
    step: ({ generation }) => {
      const current = currentRun(generation);
      if (current) whenThere(current, () => step(current));
    },
    seek: ({ generation, step: wanted }) => {
      const current = currentRun(generation);
      if (!current) return;
      if (beginSeek(current, wanted)) void seekLoop(current);
    },
    focus: ({ focus }) => {
      if (!run) return;
      run.focus = focus;
      news();
    },
    edit: ({ generation, parameter, value }) => {
      const current = currentRun(generation);
      if (!current) return;
      if (beginEdit(current, parameter, value)) void seekLoop(current);
    },
    parameters: ({ generation }) =>
      currentRun(generation)?.training.trainer.network.layers.map(({ parameters }) => copyParameters(parameters)) ??
      null,
    derive: async ({ generation, quantity }) => {
      const current = currentRun(generation);
      while (current?.seeking && current === run) await pace.rest();
      return current && current === run ? deriveIn(current, quantity) : null;
    },
    inspect: async ({ generation, name, request }) => {
      const current = currentRun(generation);
      if (!current) return null;
      const asked = {};
      lastAsked.set(name, asked);
      const isStale = () => current !== run || lastAsked.get(name) !== asked;
      while (current.seeking && !isStale()) await pace.rest();
      if (isStale()) return null;
      if (!Object.hasOwn(inspections, name)) throw new Error(`Nobody answers the question "${name}"`);
      const work = inspections[name](current.training, request as never);
      const answer = await inSlices<unknown>(work, () => !isStale());
      return answer?.value ?? null;
    },
    setSpeed: ({ speed: wanted }) => {
      speed = wanted;
      if (run) run.paced = { since: performance.now(), steps: 0 };
    },
  };
}

/** Goes on with work for a slice of time; returns its outcome if it is done. */
function workFor<T>(slice: number, work: Generator<void, T>): { readonly value: T } | null {
  const end = performance.now() + slice;
  do {
    const next = work.next();
    if (next.done) return { value: next.value };
  } while (performance.now() < end);
  return null;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
