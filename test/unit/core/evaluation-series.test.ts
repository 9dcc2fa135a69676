import { describe, expect, it } from "vitest";
import { evaluate } from "../../../src/core/evaluation.ts";
import { createEvaluationRecord, evaluationSeries, mostPoints } from "../../../src/core/evaluation-series.ts";
import type { Spec } from "../../../src/core/spec.ts";
import { createTrainer, takeStep } from "../../../src/core/trainer.ts";
import { advance, createTrainingRun, editBefore, rewindBefore } from "../../../src/core/training-run.ts";
import { chainFile, specOf, xorFile } from "../../support/specs.ts";

function newRun(spec: Spec) {
  const evaluations = createEvaluationRecord(spec);
  return { ...createTrainingRun(spec, { evaluations }), evaluations };
}

function trained(spec: Spec, steps: number) {
  const run = newRun(spec);
  while (run.trainer.step < steps && advance(run));
  return run;
}

/** 60 rows, a third of them held out, in two classes. */
function heldOutFile(steps: number) {
  const rows = Array.from({ length: 60 }, (_, k) => [Math.sin(k), Math.cos(3 * k), k % 2]);
  return { ...xorFile(steps), training: { epochs: steps, batchSize: 5, testFraction: 1 / 3 }, data: { rows } };
}

describe("the points", () => {
  it("are what the network does after their steps", async () => {
    const spec = await specOf(heldOutFile(100));
    const { steps, loss, testLoss, accuracy } = evaluationSeries(trained(spec, 400).evaluations);
    const plain = createTrainer(spec);
    expect(steps.length).toBeGreaterThan(3);
    steps.forEach((step, k) => {
      while (plain.step < step) takeStep(plain);
      expect({ loss: loss[k], testLoss: testLoss[k], accuracy: accuracy[k] }).toEqual(evaluate(plain));
    });
  });

  it("have no loss of samples held out where there are none, and no accuracy where there are no classes", async () => {
    const { steps, loss, testLoss, accuracy } = evaluationSeries(trained(await specOf(chainFile), 200).evaluations);
    expect([steps.length, testLoss.length, accuracy.length]).toEqual([loss.length, 0, 0]);
  });

  it("are the first step, the multiples of an interval, and the last step", async () => {
    const { evaluations } = trained(await specOf(xorFile(1000)), 1000);
    const { interval, points } = evaluations;
    expect(points.map(({ step }) => step)).toEqual([
      1,
      ...Array.from({ length: Math.floor(1000 / interval) }, (_, k) => (k + 1) * interval).filter((s) => s < 1000),
      1000,
    ]);
  });

  it("end where the spec ends the run", async () => {
    const run = trained(await specOf(xorFile(3000, { stopWhen: { loss: 0.1 } })), 3000);
    expect(run.trainer.stopped).toBe("loss");
    expect(run.evaluations.points.at(-1)?.step).toBe(run.trainer.step);
  });

  it("stay bounded and evenly spaced, however long the run", async () => {
    const run = trained(await specOf(xorFile(1_000_000)), 60_000);
    const { interval, points } = run.evaluations;
    expect(points.length).toBeLessThanOrEqual(mostPoints);
    expect(points.length).toBeGreaterThan(mostPoints / 2);
    expect(points.slice(1).map(({ step }) => step)).toEqual(points.slice(1).map((_, k) => (k + 1) * interval));
    expect(points[0].step).toBe(1);
  });
});

it("is the same whatever was gone back to on the way", async () => {
  const spec = await specOf(heldOutFile(2000));
  const run = trained(spec, 3000);
  for (const step of [2999, 5, 1, 1500]) {
    rewindBefore(run, step);
    while (run.trainer.step < step + 30 && advance(run));
  }
  while (run.trainer.step < 6000) advance(run);
  expect(run.evaluations).toEqual(trained(spec, 6000).evaluations);
});

it("forgets what an edit makes unknown", async () => {
  const spec = await specOf(heldOutFile(2000));
  const run = trained(spec, 3000);
  const before = structuredClone(run.evaluations.points);
  rewindBefore(run, 2000);
  while (run.trainer.step < 2000) advance(run);
  editBefore(run, 2000, { layer: 1, kind: "biases", unit: 0, input: null }, 4);
  while (run.trainer.step < 3000) advance(run);
  const after = run.evaluations.points;
  expect(after.map(({ step }) => step)).toEqual(before.map(({ step }) => step));
  expect(after.filter(({ step }) => step < 2000)).toEqual(before.filter(({ step }) => step < 2000));
  for (const [k, point] of after.entries()) if (point.step >= 2000) expect(point.loss).not.toBe(before[k].loss);
});

/** Products of a number and a weight: those that measuring takes, as a share of those that training takes. */
function costOf({ spec, points, weights }: { spec: Spec; points: number; weights: number }) {
  const steps = spec.training.epochs * Math.ceil(spec.data.samples / (spec.training.batchSize as number));
  const training = steps * (spec.training.batchSize as number) * 3 * weights;
  return { share: (points * spec.data.samples * weights) / training, work: points * spec.data.samples * weights };
}

describe("measuring costs at most a twentieth of the training, or a tenth of a second in all", () => {
  it.each([
    [10, 4, 60],
    [500, 16, 20],
    [2000, 1, 3],
    [3000, 32, 200],
  ])("with %i samples in batches of %i for %i epochs", async (samples, batchSize, epochs) => {
    const rows = Array.from({ length: samples }, (_, k) => [k / samples, k % 3, k % 2]);
    const file = { ...xorFile(1), training: { epochs, batchSize }, data: { rows } };
    const spec = await specOf(file);
    const { interval } = createEvaluationRecord(spec);
    const steps = epochs * Math.ceil(samples / batchSize);
    const { share, work } = costOf({ spec, points: 2 + steps / interval, weights: 12 });
    expect(share < 0.06 || work < 1.1 * 2 ** 26).toBe(true);
    expect(Math.floor(steps / interval)).toBeGreaterThanOrEqual(Math.min(steps, 64));
  });

  it("where a measurement is long", async () => {
    const rows = Array.from({ length: 60_000 }, (_, k) => [k / 60_000, k % 2]);
    const layers = [{ units: 500 }, { units: 500 }, { units: 1, activation: "sigmoid" }];
    const file = { inputs: 1, layers, training: { epochs: 50, batchSize: 32 }, data: { rows } };
    const { interval } = createEvaluationRecord(await specOf(file));
    expect(interval).toBe(Math.ceil((20 * 60_000) / (3 * 32)));
  });
});
