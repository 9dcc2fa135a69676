import { setTimeout as sleep } from "node:timers/promises";
import { chooseEngine } from "../../src/kernels/choose-engine.ts";
import { startThread } from "../../src/platform/node-thread.ts";
import { connect } from "../../src/run/channel.ts";
import { apply, newRun, progressOf, training } from "../../src/run/current-run.ts";
import type { Progress, RunCalls, WorkerCalls } from "../../src/run/protocol.ts";
import { startOf } from "../../test/support/run-starts.ts";
import type { Effort } from "./measure.ts";
import { median } from "./statistics.ts";
import { specOf, type Workload } from "./workload.ts";

/** What a run takes in the worker of the packaged extension; milliseconds unless said. */
export interface WorkerTimes {
  readonly workload: string;
  /** From the start of the thread to the first snapshot. */
  readonly startUp: number;
  /** Nanoseconds per sample while it trains and reports. */
  readonly perSample: number;
  /** To make the news of a step, and a copy as it is sent. */
  readonly snapshot: number;
  /** The steps of the run that was gone back in, and from the question for one of them to its news. */
  readonly steps: number;
  readonly seek: number;
}

/** A new report is sent at the earliest so many milliseconds after the last. */
const betweenReports = 60;

/** @param script the built worker */
export async function measureWorker(workload: Workload, script: string, effort: Effort): Promise<WorkerTimes> {
  const startUps: number[] = [];
  for (let k = 1; k < effort.repeats; k++) {
    const { run, startUp } = await startRun(workload, script);
    startUps.push(startUp);
    run.end();
  }
  const { run, startUp } = await startRun(workload, script);
  try {
    const perSample = (await train(run, effort)) / workload.batchSize;
    const { steps, seek } = await goBack(run, effort.repeats);
    const snapshot = measureSnapshot(workload, effort.repeats);
    return { workload: workload.name, startUp: median([...startUps, startUp]), perSample, snapshot, steps, seek };
  } finally {
    run.end();
  }
}

interface WorkerRun {
  readonly calls: ReturnType<typeof connect<RunCalls, WorkerCalls>>["remote"];
  /** The next news of which something holds. */
  readonly news: (isIt: (progress: Progress) => boolean) => Promise<Progress>;
  readonly end: () => void;
}

async function startRun(workload: Workload, script: string): Promise<{ run: WorkerRun; startUp: number }> {
  const spec = specOf(workload, "float64", true);
  const start = performance.now();
  const run = openWorker(script);
  const first = run.news(() => true);
  await run.calls.start(startOf(spec));
  await first;
  return { run, startUp: performance.now() - start };
}

function openWorker(script: string): WorkerRun {
  const worker = startThread(script);
  let waiting: {
    readonly isIt: (progress: Progress) => boolean;
    readonly resolve: (progress: Progress) => void;
  } | null = null;
  const { remote } = connect<RunCalls, WorkerCalls>(
    worker.port,
    {
      progress: (progress) => {
        if (!waiting?.isIt(progress)) return;
        waiting.resolve(progress);
        waiting = null;
      },
      gradientsChecked: () => undefined,
      expectationsChecked: () => undefined,
    },
    null,
  );
  return {
    calls: remote,
    news: (isIt) =>
      new Promise((resolve) => {
        waiting = { isIt, resolve };
      }),
    end: worker.end,
  };
}

/** Nanoseconds per step, from one report to another. */
async function train({ calls, news }: WorkerRun, { warmUp, repeat, repeats }: Effort): Promise<number> {
  await calls.train({ generation: 1, until: null });
  await sleep(warmUp);
  const first = await news(() => true);
  const from = performance.now();
  await sleep(repeat * repeats);
  const last = await news(({ snapshot }) => snapshot.step > first.snapshot.step);
  return ((performance.now() - from) * 1e6) / (last.snapshot.step - first.snapshot.step);
}

/** Pauses, and goes to steps all over the run, to later ones and earlier ones in turn. */
async function goBack({ calls, news }: WorkerRun, places: number): Promise<{ steps: number; seek: number }> {
  const paused = news(({ snapshot }) => snapshot.state === "paused");
  await calls.pause({ generation: 1 });
  const steps = (await paused).snapshot.step;
  const times: number[] = [];
  for (let k = 0; k < places; k++) {
    // Multiplying by 5 leads from one end to the other: 9 places are visited as 0, 5, 1, 6, 2, …
    const step = 1 + Math.floor((steps * (((5 * k) % 9) + 0.5)) / 9);
    await sleep(betweenReports);
    const there = news(({ snapshot }) => snapshot.step === step);
    const start = performance.now();
    await calls.seek({ generation: 1, step });
    await there;
    times.push(performance.now() - start);
  }
  return { steps, seek: median(times) };
}

/** Makes news of one step after the other as the worker does. */
function measureSnapshot(workload: Workload, repeats: number): number {
  const run = newRun(startOf(specOf(workload, "float64", true)), chooseEngine);
  apply(run, "train");
  const times: number[] = [];
  const warmUps = 20;
  for (let k = 0; k < warmUps + repeats; k++) {
    for (const _ of training(run, 1, 0));
    const start = performance.now();
    const { series } = structuredClone(progressOf(run));
    times.push(performance.now() - start);
    run.seen = series;
  }
  return median(times.slice(warmUps));
}
