import type { Handlers } from "./channel.ts";
import {
  apply,
  type CurrentRun,
  guarded,
  newRun,
  progressOf,
  stepsDue,
  trainSlice,
  workNextStep,
} from "./current-run.ts";
import type { Progress, Speed, WorkerCalls } from "./protocol.ts";
import { allows } from "./state.ts";

/** How a session shares its thread. */
export interface Pace {
  /** Milliseconds of training between two looks at what else is to be done. */
  readonly slice: number;
  /** Lets everything else that waits for the thread have its turn. */
  readonly rest: () => Promise<void>;
}

/** At most 20 snapshots a second: the milliseconds from one to the next. */
const progressInterval = 50;

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
    train: ({ generation, until }) => {
      const current = currentRun(generation);
      if (!current || !allows(current.state, "train")) return;
      if (until !== null && current.trainer.step >= until) return;
      apply(current, "train");
      current.until = until;
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

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
