import { applyTail, createSeries, type LossSeries } from "../core/series.ts";
import type { Spec } from "../core/spec.ts";
import type { WorkedStep } from "../core/worked-step.ts";
import { type Channel, connect, messageOf } from "./channel.ts";
import { startInlineWorker } from "./inline-worker.ts";
import { outlineOf } from "./outline.ts";
import type { Progress, RunCalls, Speed, WorkerCalls } from "./protocol.ts";
import type { RunWorker, StartWorker } from "./run-worker.ts";
import type { Outline, Snapshot } from "./snapshot.ts";

/** A run as the host sees it: what is known of it, and what can be asked of it. */
export interface Run {
  /** Null until the worker has reported for the first time. */
  readonly outline: () => Outline | null;
  readonly snapshot: () => Snapshot | null;
  /** The last step written out; null before the first step. */
  readonly worked: () => WorkedStep | null;
  readonly series: LossSeries;
  readonly speed: () => Speed;
  /** Takes up a spec at step 0: a new generation. */
  readonly start: (spec: Spec) => Promise<void>;
  readonly train: () => Promise<void>;
  /** Trains until step `step` has been taken, and pauses there. */
  readonly trainTo: (step: number) => Promise<void>;
  readonly pause: () => Promise<void>;
  readonly step: () => Promise<void>;
  /** Goes to a step that was taken before. */
  readonly seek: (step: number) => Promise<void>;
  readonly setSpeed: (speed: Speed) => Promise<void>;
  /** Calls `listener` whenever any of the above has changed; returns how to stop that. */
  readonly onChange: (listener: () => void) => () => void;
  readonly end: () => void;
}

/** A message that a worker does not answer for this long means that it hangs, in milliseconds. */
const answerTimeout = 20_000;

interface Connection {
  readonly worker: RunWorker;
  readonly channel: Channel<WorkerCalls>;
}

/**
 * Makes a run without a spec. Its worker is started when it gets one, and again after it has died.
 * @param warn is told in a sentence when training has to do without a worker
 */
export function createRun(startWorker: StartWorker, warn: (message: string) => void): Run {
  const listeners = new Set<() => void>();
  let connection: Promise<Connection> | null = null;
  let generation = 0;
  let outline: Outline | null = null;
  /** The outline of a run that has not reported yet: until then the one before it stays to be seen. */
  let nextOutline: Outline | null = null;
  let snapshot: Snapshot | null = null;
  let worked: WorkedStep | null = null;
  let speed: Speed = null;
  const series = createSeries();

  const changed = () => {
    for (const listener of listeners) listener();
  };

  const handlers: RunCalls = {
    progress: (progress: Progress) => {
      if (progress.snapshot.generation !== generation) return;
      outline = nextOutline;
      snapshot = progress.snapshot;
      worked = progress.worked;
      applyTail(series, progress.series);
      changed();
    },
    gradientsChecked: () => undefined,
  };

  async function connectTo(worker: RunWorker): Promise<Connection> {
    const channel = connect<RunCalls, WorkerCalls>(worker.port, handlers, answerTimeout);
    worker.onDeath((reason) => {
      channel.close(reason);
      lose(channel, reason);
    });
    await channel.remote.hello();
    return { worker, channel };
  }

  async function openConnection(): Promise<Connection> {
    try {
      return await connectTo(await startWorker());
    } catch (error) {
      warn(`No worker could be started (${messageOf(error)}); training shares the extension's thread instead.`);
      return connectTo(startInlineWorker());
    }
  }

  /** The worker is gone. What it had reported stays to be seen; Reset starts a new one. */
  async function lose(channel: Channel<WorkerCalls>, reason: string): Promise<void> {
    const lost = await connection?.catch(() => null);
    if (lost?.channel !== channel) return;
    connection = null;
    if (snapshot) {
      const failure = `Training stopped: ${reason}. Reset starts it again from the beginning.`;
      snapshot = { ...snapshot, state: "failed", failure };
    }
    changed();
  }

  /** Asks the worker; if it does not answer, it is taken for dead. */
  async function ask(question: (calls: Channel<WorkerCalls>["remote"]) => Promise<void>): Promise<void> {
    connection ??= openConnection();
    const { worker, channel } = await connection;
    try {
      await question(channel.remote);
    } catch (error) {
      worker.end();
      channel.close(messageOf(error));
      await lose(channel, messageOf(error));
    }
  }

  return {
    outline: () => outline,
    snapshot: () => snapshot,
    worked: () => worked,
    series,
    speed: () => speed,
    start: async (spec) => {
      generation++;
      nextOutline = outlineOf(spec);
      const started = generation;
      await ask((worker) => worker.start({ spec, generation: started, speed }));
    },
    train: () => ask((worker) => worker.train({ generation, until: null })),
    trainTo: (step) => ask((worker) => worker.train({ generation, until: step })),
    pause: () => ask((worker) => worker.pause({ generation })),
    step: () => ask((worker) => worker.step({ generation })),
    seek: (step) => ask((worker) => worker.seek({ generation, step })),
    setSpeed: async (wanted) => {
      speed = wanted;
      changed();
      if (connection) await ask((worker) => worker.setSpeed({ speed: wanted }));
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end: () => {
      const ending = connection;
      connection = null;
      listeners.clear();
      void ending?.then(({ worker, channel }) => {
        channel.close("The run was ended");
        worker.end();
      });
    },
  };
}
