import type { Edit } from "../core/edits.ts";
import { type EvaluationSeries, emptyEvaluations } from "../core/evaluation-series.ts";
import type { Derivation } from "../core/explanation/derivation.ts";
import type { Quantity } from "../core/explanation/quantity.ts";
import type { Parameters } from "../core/parameters.ts";
import type { ParameterPlace } from "../core/quantity-path.ts";
import { applyTail, createSeries, type LossSeries } from "../core/series.ts";
import type { Spec } from "../core/spec.ts";
import { type Channel, connect, messageOf } from "./channel.ts";
import { startInlineWorker } from "./inline-worker.ts";
import type { InspectionCall } from "./inspections.ts";
import { outlineOf } from "./outline.ts";
import type { Derived, Focus, Progress, RunCalls, ShownStep, Speed, WorkerCalls } from "./protocol.ts";
import type { RunWorker, StartWorker } from "./run-worker.ts";
import type { ShownLayer } from "./shown-layer.ts";
import type { Outline, Snapshot } from "./snapshot.ts";

/** A run as the host sees it: what is known of it, and what can be asked of it. */
export interface Run {
  /** Null until the worker has reported for the first time. */
  readonly outline: () => Outline | null;
  readonly snapshot: () => Snapshot | null;
  /** The last step written out; null before the first step. */
  readonly worked: () => ShownStep | null;
  /** The network's layers around the last step, or at the beginning; null until the worker has reported. */
  readonly layers: () => readonly ShownLayer[] | null;
  /** Why the quantity in focus is its number. */
  readonly derivation: () => Derivation | null;
  readonly series: LossSeries;
  readonly evaluations: () => EvaluationSeries;
  readonly speed: () => Speed;
  /**
   * Takes up a spec at step 0: a new generation.
   * @param edits parameters to be set by hand on the way
   */
  readonly start: (spec: Spec, edits?: readonly Edit[]) => Promise<void>;
  readonly train: () => Promise<void>;
  /** Trains until step `step` has been taken, and pauses there. */
  readonly trainTo: (step: number) => Promise<void>;
  readonly pause: () => Promise<void>;
  readonly step: () => Promise<void>;
  /** Goes to a step that was taken before. */
  readonly seek: (step: number) => Promise<void>;
  readonly setSpeed: (speed: Speed) => Promise<void>;
  /** Chooses what steps are written out for, also in runs to come. */
  readonly focus: (focus: Focus) => Promise<void>;
  /** Sets a parameter by hand, as `TrainingCalls` tells. */
  readonly edit: (parameter: ParameterPlace, value: number | null) => Promise<void>;
  /** All current parameters; null if they can't be had. */
  readonly parameters: () => Promise<readonly Parameters[] | null>;
  /** Why a quantity of the step shown is its number; null where that can't be told. Rejects if it fails. */
  readonly derive: (quantity: Quantity) => Promise<Derived | null>;
  /** Answers a question about where the run stands; null where it can't be answered any more. Rejects if it fails. */
  readonly inspect: (call: InspectionCall & { readonly generation: number }) => Promise<unknown>;
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
 * @param warn is told in a sentence when the worker is lost, and when training has to do without one
 */
export function createRun(startWorker: StartWorker, warn: (message: string) => void): Run {
  const listeners = new Set<() => void>();
  let connection: Promise<Connection> | null = null;
  let generation = 0;
  let outline: Outline | null = null;
  /** The outline of a run that has not reported yet: until then the one before it stays to be seen. */
  let nextOutline: Outline | null = null;
  let snapshot: Snapshot | null = null;
  let worked: ShownStep | null = null;
  let layers: readonly ShownLayer[] | null = null;
  let derivation: Derivation | null = null;
  let evaluations = emptyEvaluations();
  let focus: Focus = { sample: null, quantity: null };
  let speed: Speed = null;
  const series = createSeries();

  const changed = () => {
    for (const listener of listeners) listener();
  };

  const handlers: RunCalls = {
    progress: (progress: Progress) => {
      if (progress.snapshot.generation !== generation) return;
      outline = nextOutline;
      ({ snapshot, worked, layers, derivation, evaluations } = progress);
      applyTail(series, progress.series);
      changed();
    },
    gradientsChecked: () => undefined,
    expectationsChecked: () => undefined,
  };

  async function connectTo(worker: RunWorker): Promise<Connection> {
    const channel = connect<RunCalls, WorkerCalls>(worker.port, handlers, answerTimeout, ["derive", "inspect"]);
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
    warn(`A run was cut off: ${reason}.`);
    if (snapshot) {
      const failure = `Training stopped: ${reason}. Reset starts it again from the beginning.`;
      snapshot = { ...snapshot, state: "failed", failure };
    }
    changed();
  }

  /** Asks the worker; if it does not answer, it is taken for dead. */
  async function ask<Answer>(
    question: (calls: Channel<WorkerCalls>["remote"]) => Promise<Answer>,
  ): Promise<Answer | null> {
    connection ??= openConnection();
    const { worker, channel } = await connection;
    try {
      return await question(channel.remote);
    } catch (error) {
      worker.end();
      channel.close(messageOf(error));
      await lose(channel, messageOf(error));
      return null;
    }
  }

  /** Tells the worker something, which needs no answer. */
  async function tell(message: (calls: Channel<WorkerCalls>["remote"]) => Promise<void>): Promise<void> {
    await ask(message);
  }

  /** Asks about where the run stands. That may take long, and fail, while the worker is well. */
  async function askAbout<Answer>(
    question: (calls: Channel<WorkerCalls>["remote"]) => Promise<Answer>,
  ): Promise<Answer | null> {
    const asked = await connection?.catch(() => null);
    try {
      return asked ? await question(asked.channel.remote) : null;
    } catch (error) {
      if (asked?.channel.isOpen()) throw error;
      return null;
    }
  }

  return {
    outline: () => outline,
    snapshot: () => snapshot,
    worked: () => worked,
    layers: () => layers,
    derivation: () => derivation,
    series,
    evaluations: () => evaluations,
    speed: () => speed,
    start: async (spec, edits = []) => {
      generation++;
      nextOutline = outlineOf(spec);
      const started = generation;
      await tell((worker) => worker.start({ spec, generation: started, speed, focus, edits }));
    },
    train: () => tell((worker) => worker.train({ generation, until: null })),
    trainTo: (step) => tell((worker) => worker.train({ generation, until: step })),
    pause: () => tell((worker) => worker.pause({ generation })),
    step: () => tell((worker) => worker.step({ generation })),
    seek: (step) => tell((worker) => worker.seek({ generation, step })),
    setSpeed: async (wanted) => {
      speed = wanted;
      changed();
      if (connection) await tell((worker) => worker.setSpeed({ speed: wanted }));
    },
    focus: async (wanted) => {
      focus = wanted;
      if (connection) await tell((worker) => worker.focus({ focus: wanted }));
    },
    edit: (parameter, value) => tell((worker) => worker.edit({ generation, parameter, value })),
    parameters: () => ask((worker) => worker.parameters({ generation })),
    derive: (quantity) => askAbout((worker) => worker.derive({ generation, quantity })),
    inspect: (call) => askAbout((worker) => worker.inspect(call)),
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
