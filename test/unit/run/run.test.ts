import { resolve } from "node:path";
import type { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { emptyEvaluations } from "../../../src/core/evaluation-series.ts";
import { bucketCount } from "../../../src/core/series.ts";
import { createTrainer, takeStep } from "../../../src/core/trainer.ts";
import { startThread } from "../../../src/platform/node-thread.ts";
import { connect } from "../../../src/run/channel.ts";
import { startInlineWorker } from "../../../src/run/inline-worker.ts";
import { portPair } from "../../../src/run/ports.ts";
import type { Progress, RunCalls, WorkerCalls } from "../../../src/run/protocol.ts";
import { createRun, type Run } from "../../../src/run/run.ts";
import type { RunWorker, StartWorker } from "../../../src/run/run-worker.ts";
import type { RunState } from "../../../src/run/state.ts";
import { chainFile, specOf, xorFile } from "../../support/specs.ts";

const workerFile = resolve("dist/worker.node.js");
const runs: Run[] = [];
afterEach(() => {
  for (const run of runs.splice(0)) run.end();
});

function newRun(startWorker: StartWorker = async () => startThread(workerFile), warnings: string[] = []): Run {
  const run = createRun(startWorker, (message) => warnings.push(message));
  runs.push(run);
  return run;
}

/** Waits until what a run shows fulfils a condition. */
function until(run: Run, condition: () => boolean): Promise<void> {
  return new Promise((done) => {
    const stop = run.onChange(() => check());
    const check = () => {
      if (!condition()) return;
      stop();
      done();
    };
    check();
  });
}

const inState = (run: Run, state: RunState) => until(run, () => run.snapshot()?.state === state);

/** The parameters after `steps` steps taken directly. */
async function parametersAfter(file: object, steps: number) {
  const trainer = createTrainer(await specOf(file));
  while (trainer.step < steps) takeStep(trainer);
  return trainer.network.layers.map(({ parameters }) => parameters);
}

/** A worker that does nothing it is asked. */
const idle: WorkerCalls = {
  hello: () => undefined,
  checkGradients: () => Promise.reject(new Error("nobody asks for it")) as never,
  checkExpectations: () => Promise.reject(new Error("nobody asks for it")) as never,
  start: () => undefined,
  train: () => undefined,
  pause: () => undefined,
  step: () => undefined,
  seek: () => undefined,
  setSpeed: () => undefined,
  focus: () => undefined,
  edit: () => undefined,
  parameters: () => null,
  derive: () => null,
  inspect: () => null,
};

const endless = xorFile(1_000_000_000);

describe.each<[string, StartWorker]>([
  ["in a worker thread", async () => startThread(workerFile)],
  ["without a worker", async () => startInlineWorker()],
])("a run %s", (_name, startWorker) => {
  it("is idle at step 0, with the network and its initial parameters", async () => {
    const run = newRun(startWorker);
    await run.start(await specOf(chainFile));
    await inState(run, "idle");
    expect(run.outline()?.layers.map(({ name }) => name)).toEqual(["L1", "L2", "L3"]);
    expect(run.snapshot()).toMatchObject({
      step: 0,
      epoch: 0,
      stepsInAll: 200,
      loss: 7.5625,
      batchLoss: null,
      failure: null,
    });
    expect((await run.parameters())?.map(({ weights }) => weights[0])).toEqual([0.5, 1.5, 2]);
    expect(run.layers()?.map(({ before, after }) => [before.weights[0], after])).toEqual([
      [0.5, null],
      [1.5, null],
      [2, null],
    ]);
    expect(run.worked()).toBeNull();
  });

  it("takes one step, written out", async () => {
    const run = newRun(startWorker);
    await run.start(await specOf(chainFile));
    await run.step();
    await inState(run, "paused");
    expect(run.snapshot()).toMatchObject({ step: 1, epoch: 1, batchLoss: 7.5625, loss: 0.20819503900341318 });
    expect(run.worked()).toMatchObject({ step: 1, loss: 7.5625 });
    expect(run.layers()?.map(({ gradients }) => gradients?.weights[0])).toEqual([33, 13.75, 7.5625]);
    expect([...run.series.values.subarray(0, 3)]).toEqual([7.5625, 7.5625, 7.5625]);
  });

  it("trains to the end of its epochs, exactly as the trainer does, and shows its last step", async () => {
    const run = newRun(startWorker);
    await run.start(await specOf(xorFile(3000)));
    await run.train();
    await inState(run, "finished");
    expect(run.snapshot()).toMatchObject({ step: 3000, epoch: 3000 });
    expect(await run.parameters()).toEqual(await parametersAfter(xorFile(3000), 3000));
    expect(run.worked()?.step).toBe(3000);
    expect(run.series.steps).toBe(3000);
  });

  it("gives the same parameters whatever pauses and steps there were", async () => {
    const run = newRun(startWorker);
    const file = xorFile(1_000_000, { batchSize: 1 });
    await run.start(await specOf(file));
    for (let round = 0; round < 3; round++) {
      await run.train();
      await until(run, () => run.snapshot()?.state === "running" && (run.snapshot()?.step ?? 0) > 1000 * (round + 1));
      await run.pause();
      await inState(run, "paused");
      const paused = run.snapshot()?.step ?? 0;
      await run.step();
      await until(run, () => run.snapshot()?.step === paused + 1);
    }
    expect(await run.parameters()).toEqual(await parametersAfter(file, run.snapshot()?.step ?? 0));
  });

  it("trains to a step, pauses there, and goes on to the end", async () => {
    const run = newRun(startWorker);
    await run.start(await specOf(xorFile(3000)));
    await run.trainTo(1234);
    await inState(run, "paused");
    expect([run.snapshot()?.step, run.worked()?.step]).toEqual([1234, 1234]);
    await run.trainTo(1234);
    await run.train();
    await inState(run, "finished");
    expect(await run.parameters()).toEqual(await parametersAfter(xorFile(3000), 3000));
  });

  it("goes back to any step it has taken, written out, and trains on from there as the same run", async () => {
    const run = newRun(startWorker);
    const file = xorFile(3000, { batchSize: 1 });
    await run.start(await specOf(file));
    await run.trainTo(5000);
    await inState(run, "paused");
    for (const step of [4999, 17, 1, 5000]) {
      await run.seek(step);
      await until(run, () => run.snapshot()?.step === step);
      expect(run.snapshot()).toMatchObject({ state: "paused", step, batchLoss: run.worked()?.loss });
      expect(await run.parameters()).toEqual(await parametersAfter(file, step));
      expect(run.worked()?.step).toBe(step);
      expect(run.layers()?.map(({ after }) => after)).toEqual(await run.parameters());
      expect(run.series.steps).toBe(5000);
    }
    await run.seek(0);
    await inState(run, "idle");
    expect(run.worked()).toBeNull();
    expect(await run.parameters()).toEqual(await parametersAfter(file, 0));
    const losses = run.series.values.slice();
    await run.seek(123);
    await run.trainTo(5000);
    await until(run, () => run.snapshot()?.state === "paused" && run.snapshot()?.step === 5000);
    expect(run.series.values).toEqual(losses);
    await run.train();
    await inState(run, "finished");
    expect(await run.parameters()).toEqual(await parametersAfter(file, 12_000));
    expect(run.series.steps).toBe(12_000);
  });

  it("goes nowhere when asked for a step that it has not taken", async () => {
    const run = newRun(startWorker);
    await run.start(await specOf(chainFile));
    await run.step();
    await inState(run, "paused");
    await run.seek(2);
    await run.seek(-1);
    await run.step();
    await until(run, () => run.snapshot()?.step === 2);
    expect(run.snapshot()?.state).toBe("paused");
  });

  it("can be gone back into after its end, and ends there again", async () => {
    const run = newRun(startWorker);
    await run.start(await specOf(xorFile(50)));
    await run.train();
    await inState(run, "finished");
    await run.seek(49);
    await until(run, () => run.snapshot()?.step === 49);
    expect(run.snapshot()?.state).toBe("paused");
    await run.step();
    await inState(run, "finished");
    await run.seek(0);
    await inState(run, "idle");
    await run.seek(50);
    await inState(run, "finished");
    expect(run.worked()?.step).toBe(50);
  });

  it("ends before its last epoch where the spec says so, and shows its last step", async () => {
    const run = newRun(startWorker);
    await run.start(await specOf(xorFile(3000, { stopWhen: { loss: 0.1 } })));
    await run.train();
    await inState(run, "finished");
    const { stopped, step, loss } = run.snapshot() ?? {};
    expect(stopped).toBe("loss");
    expect(loss).toBeLessThanOrEqual(0.1);
    expect(step).toBeLessThan(3000);
    expect(run.worked()?.step).toBe(step);
    expect(run.layers()?.map(({ after }) => after)).toEqual(await run.parameters());
  });

  it("starts again at step 0, as a new generation", async () => {
    const run = newRun(startWorker);
    await run.start(await specOf(endless));
    await run.train();
    await until(run, () => (run.snapshot()?.step ?? 0) > 100);
    await run.start(await specOf(chainFile));
    await inState(run, "idle");
    expect(run.snapshot()).toMatchObject({ generation: 2, step: 0 });
    expect(bucketCount(run.series)).toBe(0);
    expect(run.outline()?.layers).toHaveLength(3);
  });

  it("fails with a reason when the loss is no longer finite, and keeps what it had", async () => {
    const run = newRun(startWorker);
    await run.start(
      await specOf({
        ...chainFile,
        layers: [{ units: 1, weights: [[1]], biases: [0] }],
        optimizer: { learningRate: 100 },
      }),
    );
    await run.train();
    await inState(run, "failed");
    const { failure, findings, step = 0 } = run.snapshot() ?? {};
    expect(failure).toMatch(/^In step \d+ the loss .* is ∞.* Lower the learning rate/);
    expect(findings?.map(({ kind }) => kind)).toContain("nonFinite");
    expect(findings?.[0].since).toBe(step + 1);
    expect(step).toBeGreaterThan(10);
    expect(run.worked()?.step).toBe(step);
    expect(run.layers()?.map(({ after }) => after)).toEqual(await run.parameters());
    expect(run.snapshot()?.batchLoss).toBe(run.worked()?.loss);
    await run.start(await specOf(chainFile));
    await inState(run, "idle");
  });

  it("keeps to a speed, and lets it be changed", async () => {
    const run = newRun(startWorker);
    await run.setSpeed(20);
    await run.start(await specOf(endless));
    const begun = performance.now();
    await run.train();
    await until(run, () => (run.snapshot()?.step ?? 0) >= 10);
    const steps = run.snapshot()?.step ?? 0;
    const due = ((performance.now() - begun) / 1000) * 20;
    expect(steps).toBeLessThanOrEqual(due + 2);
    await run.setSpeed(null);
    await until(run, () => (run.snapshot()?.step ?? 0) >= 1000);
  });
});

it("reports at most 20 times a second, one at a time", async () => {
  const run = newRun();
  await run.start(await specOf(endless));
  await run.train();
  const times: number[] = [];
  run.onChange(() => times.push(performance.now()));
  await until(run, () => times.length >= 10);
  const gaps = times.slice(1).map((time, k) => time - times[k]);
  // Timers are no metronomes: what counts is the mean.
  expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeGreaterThan(45);
});

describe("when the worker dies", () => {
  async function killed(warnings: string[] = []) {
    const workers: RunWorker[] = [];
    const died: ((reason: string) => void)[] = [];
    const run = newRun(async () => {
      const worker = startThread(workerFile);
      workers.push(worker);
      return { ...worker, onDeath: (listener) => died.push(listener) };
    }, warnings);
    await run.start(await specOf(endless));
    await run.train();
    await until(run, () => (run.snapshot()?.step ?? 0) > 100);
    workers[0].end();
    died[0]("its worker ended unexpectedly (exit code 7)");
    await inState(run, "failed");
    return run;
  }

  it("the run has failed, says what happened, and keeps what was reported", async () => {
    const warnings: string[] = [];
    const run = await killed(warnings);
    expect(run.snapshot()?.failure).toBe(
      "Training stopped: its worker ended unexpectedly (exit code 7). Reset starts it again from the beginning.",
    );
    expect(warnings).toEqual(["A run was cut off: its worker ended unexpectedly (exit code 7)."]);
    expect(run.snapshot()?.step).toBeGreaterThan(100);
    expect(run.worked()).not.toBeNull();
  });

  it("a new start works, with a new worker", async () => {
    const run = await killed();
    await run.start(await specOf(chainFile));
    await run.step();
    await inState(run, "paused");
    expect(run.snapshot()?.step).toBe(1);
  });
});

it.each([
  ["trains", true],
  ["rests", false],
])("a thread that %s comes to its end by itself, since Node may abort where one is terminated", async (_, trains) => {
  const exit = new Promise((done) => process.once("worker", (thread: Worker) => thread.once("exit", done)));
  const run = newRun();
  await run.start(await specOf(endless));
  if (trains) await run.train();
  await inState(run, trains ? "running" : "idle");
  run.end();
  expect(await exit).toBe(0);
});

it("a real thread that ends by itself reports its death", async () => {
  const workers: RunWorker[] = [];
  const run = newRun(async () => {
    workers.push(startThread(workerFile));
    return workers[0];
  });
  await run.start(await specOf(endless));
  await run.train();
  await inState(run, "running");
  // The channel never sends null, and trips over it.
  workers[0].port.post(null);
  await inState(run, "failed");
  expect(run.snapshot()?.failure).toContain("Training stopped:");
});

it("trains on this thread where no worker can be started, and says so", async () => {
  const warnings: string[] = [];
  const run = newRun(async () => {
    throw new Error("workers are forbidden");
  }, warnings);
  await run.start(await specOf(chainFile));
  await run.step();
  await inState(run, "paused");
  expect(warnings).toEqual([
    "No worker could be started (workers are forbidden); training shares the extension's thread instead.",
  ]);
});

describe("a question to the run", () => {
  const predict = { name: "predict" as const, request: { inputs: [2] } };

  it("has no answer before there is a worker", async () => {
    expect(await newRun().inspect({ ...predict, generation: 0 })).toBeNull();
  });

  it("is answered by the worker", async () => {
    const run = newRun();
    await run.start(await specOf(chainFile));
    expect(await run.inspect({ ...predict, generation: 1 })).toMatchObject({ step: 0, outputs: Float64Array.of(3.75) });
  });

  it("may be why a quantity is its number", async () => {
    const run = newRun();
    expect(await run.derive({ of: "loss" })).toBeNull();
    await run.start(await specOf(chainFile));
    await run.step();
    expect(await run.derive({ of: "loss" })).toMatchObject({ step: 1, sample: 0, derivation: { value: 7.5625 } });
  });

  it("that fails rejects, and the worker goes on", async () => {
    const run = newRun();
    await run.start(await specOf(chainFile));
    await expect(run.inspect({ ...predict, request: null, generation: 1 })).rejects.toThrow();
    await run.step();
    await inState(run, "paused");
    expect(run.snapshot()).toMatchObject({ step: 1, failure: null });
  });

  it("may take longer than any other call, and has no answer when the worker dies meanwhile", async () => {
    let isAsked = (_: true) => {};
    const asked = new Promise<true>((resolve) => {
      isAsked = resolve;
    });
    let die = (_reason: string) => {};
    const [ours, theirs] = portPair();
    connect<WorkerCalls, RunCalls>(
      theirs,
      {
        ...idle,
        inspect: () => {
          isAsked(true);
          return new Promise(() => {});
        },
      },
      null,
    );
    const run = newRun(async () => ({
      port: ours,
      onDeath: (listener) => {
        die = listener;
      },
      end: () => undefined,
    }));
    await run.start(await specOf(chainFile));
    const answer = run.inspect({ ...predict, generation: 1 });
    await asked;
    die("it was killed");
    expect(await answer).toBeNull();
  });
});

it("keeps what a view looks at in runs to come, also with a new worker", async () => {
  const died: ((reason: string) => void)[] = [];
  const run = newRun(async () => ({ ...startThread(workerFile), onDeath: (listener) => died.push(listener) }));
  await run.focus({ sample: 2, quantity: null });
  const shownIn = async (generation: number) => {
    await run.start(await specOf(xorFile(100)));
    await run.step();
    await until(run, () => run.snapshot()?.generation === generation && run.snapshot()?.step === 1);
    return run.worked()?.samples[0].index;
  };
  expect(await shownIn(1)).toBe(2);
  await run.focus({ sample: 3, quantity: null });
  expect(await shownIn(2)).toBe(3);
  died[0]("it was killed");
  await inState(run, "failed");
  expect(await shownIn(3)).toBe(3);
});

it("begins with the edits that it is given, and shows the whole series after an edit", async () => {
  const run = newRun();
  const parameter = { layer: 0, kind: "weights" as const, unit: 0, input: 0 };
  await run.start(await specOf(chainFile), [{ step: 2, parameter, value: 0.3 }]);
  await run.trainTo(3);
  await until(run, () => run.snapshot()?.step === 3);
  expect(run.snapshot()?.edits).toEqual([{ step: 2, parameter, value: 0.3 }]);
  const before = run.series.values.slice(0, 9);
  await run.edit(parameter, 0.7);
  await until(run, () => run.snapshot()?.edits.length === 2);
  expect(run.series.values.slice(0, 6)).toEqual(before.slice(0, 6));
  expect(run.series.values[6]).toBe(run.worked()?.loss);
  expect(run.series.values[6]).not.toBe(before[6]);
  expect([...run.evaluations().steps]).toEqual([1, 2]);
});

it("drops news of an older generation", async () => {
  const [ours, theirs] = portPair();
  const host = connect<WorkerCalls, RunCalls>(theirs, idle, null);
  const run = newRun(async () => ({ port: ours, onDeath: () => undefined, end: () => undefined }));
  const newsOf = (generation: number): Progress => ({
    snapshot: {
      generation,
      state: "paused",
      engine: "plain",
      step: generation,
      stepsInAll: 200,
      epoch: 1,
      epochsInAll: 200,
      loss: 0,
      testLoss: null,
      accuracy: null,
      batchLoss: 0,
      stopped: null,
      findings: [],
      edits: [],
      failure: null,
    },
    worked: null,
    layers: [],
    derivation: null,
    evaluations: emptyEvaluations(),
    series: { stride: 1, steps: 0, cuts: 0, from: 0, values: new Float64Array() },
  });
  await run.start(await specOf(chainFile));
  await run.start(await specOf(chainFile));
  await host.remote.progress(newsOf(2));
  await host.remote.progress(newsOf(1));
  expect(run.snapshot()?.step).toBe(2);
});
