import { describe, expect, it } from "vitest";
import { evaluate } from "../../../src/core/evaluation.ts";
import { outcomeOf } from "../../../src/core/gradual.ts";
import { advance } from "../../../src/core/training-run.ts";
import {
  apply,
  beginSeek,
  measuring,
  needsMeasuring,
  newRun,
  observingDue,
  progressOf,
  seeking,
  takingNextStep,
  training,
} from "../../../src/run/current-run.ts";
import { startOf } from "../../support/run-starts.ts";
import { chainFile, divergingFile, specOf, xorFile } from "../../support/specs.ts";

describe("the mean loss over all samples", () => {
  /** A run at step 5, and how it was measured before its first step. */
  async function measured(took: number) {
    const run = newRun(startOf(await specOf(xorFile(100))));
    const { loss } = progressOf(run).snapshot;
    for (let step = 0; step < 5; step++) outcomeOf(takingNextStep(run));
    if (run.evaluated) run.evaluated = { ...run.evaluated, at: performance.now(), took };
    return { run, loss, exact: evaluate(run.training.trainer).loss };
  }

  it("is exact where the run stands still", async () => {
    const { run, exact } = await measured(1);
    expect(progressOf(run).snapshot.loss).toBe(exact);
    expect(needsMeasuring(run)).toBe(false);
  });

  it("is that of an earlier step at first, if to measure it takes long", async () => {
    const { run, loss, exact } = await measured(1000);
    expect(progressOf(run).snapshot.loss).toBe(loss);
    expect(needsMeasuring(run)).toBe(true);
    for (const _ of measuring(run)) expect(progressOf(run).snapshot.loss).toBe(loss);
    expect(progressOf(run).snapshot.loss).toBe(exact);
    expect(needsMeasuring(run)).toBe(false);
  });

  it("may be that of an earlier step while it goes on, if to measure it takes long", async () => {
    const { run, loss, exact } = await measured(1000);
    apply(run, "train");
    expect(progressOf(run).snapshot.loss).toBe(loss);
    if (run.evaluated) run.evaluated = { ...run.evaluated, at: performance.now() - 10_001 };
    expect(progressOf(run).snapshot.loss).toBe(exact);
  });

  it("is not measured twice at the same step", async () => {
    const { run } = await measured(0);
    progressOf(run);
    const { evaluated } = run;
    progressOf(run);
    expect(run.evaluated).toBe(evaluated);
  });
});

describe("an observation of its health", () => {
  it("that takes more than a moment follows the step that is shown", async () => {
    const run = newRun(startOf(await specOf(divergingFile)));
    const found = () => progressOf(run).snapshot.findings.map(({ kind }) => kind);
    for (let step = 1; step <= 4; step++) outcomeOf(takingNextStep(run));
    expect(found()).toEqual([]);
    const pieces = observingDue(run);
    expect(pieces?.next().done).toBe(false);
    expect(found()).toEqual([]);
    while (!pieces?.next().done);
    expect(found()).toEqual(["divergence"]);
    expect(observingDue(run)).toBeNull();
  });

  it("is left to the steps while it trains, and on the way to another", async () => {
    const run = newRun(startOf(await specOf(divergingFile)));
    apply(run, "train");
    expect(observingDue(run)).toBeNull();
    apply(run, "pause");
    expect(observingDue(run)).not.toBeNull();
    outcomeOf(takingNextStep(run));
    beginSeek(run, 1);
    expect(observingDue(run)).toBeNull();
  });

  it("is there at once where it takes but a moment", async () => {
    const run = newRun(startOf(await specOf(xorFile(100))));
    expect(observingDue(run)).toBeNull();
    outcomeOf(takingNextStep(run));
    expect(run.training.health.observations.map(({ step }) => step)).toEqual([0, 1]);
    expect(observingDue(run)).toBeNull();
  });
});

it("forgets why it failed when it goes back", async () => {
  const layers = [{ units: 1, weights: [[1]], biases: [0] }];
  const run = newRun(startOf(await specOf({ ...chainFile, layers, optimizer: { learningRate: 100 } })));
  apply(run, "train");
  while (run.state === "running") outcomeOf(training(run, Number.POSITIVE_INFINITY, 10));
  const failed = progressOf(run).snapshot;
  expect(failed.state).toBe("failed");
  expect(failed.findings.map(({ kind }) => kind)).toContain("nonFinite");
  beginSeek(run, 1);
  while (run.seeking) outcomeOf(seeking(run, 10));
  expect(progressOf(run).snapshot).toMatchObject({ state: "paused", step: 1, failure: null, findings: [] });
});

it("has no step to show on the way to one, also where it comes past the one that was noted", async () => {
  const run = newRun(startOf(await specOf(xorFile(3000))));
  for (let step = 0; step < 5; step++) outcomeOf(takingNextStep(run));
  advance(run.training);
  beginSeek(run, 6);
  expect([run.training.trainer.step, progressOf(run).worked]).toEqual([5, null]);
  while (run.seeking) outcomeOf(seeking(run, 10));
  expect(progressOf(run).worked?.step).toBe(6);
});
