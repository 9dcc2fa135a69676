import { describe, expect, it } from "vitest";
import type { Edit } from "../../../src/core/edits.ts";
import { evaluate } from "../../../src/core/evaluation.ts";
import { observationDue } from "../../../src/core/health/health.ts";
import { createNotedStep } from "../../../src/core/noted-step.ts";
import {
  advance,
  createTrainingRun,
  findingsOf,
  rewindBefore,
  type TrainingRun,
} from "../../../src/core/training-run.ts";
import { specOf, xorFile } from "../../support/specs.ts";

const file = xorFile(40, { batchSize: 3 });

it("keeps the same of a step whether it is noted or not", async () => {
  const [plain, written] = await Promise.all([0, 0].map(async () => createTrainingRun(await specOf(file))));
  const noted = createNotedStep(written.trainer);
  while (plain.trainer.step < 60) {
    advance(plain);
    advance(written, noted);
    expect(noted.step).toBe(plain.trainer.step);
  }
  expect(plain.history.checkpoints.map(({ step }) => step)).toEqual(Array.from({ length: 60 }, (_, k) => k + 1));
  expect(written.history).toEqual(plain.history);
  expect(written.series).toEqual(plain.series);
  expect(plain.series.steps).toBe(60);
  expect(plain.health.observations.slice(0, 5).map(({ step }) => step)).toEqual([0, 1, 2, 4, 8]);
  expect(plain.health.observations.slice(1).every(({ change }) => change !== null)).toBe(true);
  expect(written.health.observations).toEqual(plain.health.observations);
});

it("keeps nothing twice of steps that are taken again", async () => {
  const run = createTrainingRun(await specOf(file));
  while (run.trainer.step < 60) advance(run);
  const kept = structuredClone([run.history.checkpoints, run.series, run.health.observations]);
  const findings = findingsOf(run, evaluate(run.trainer));
  rewindBefore(run, 11);
  expect(run.trainer.step).toBe(10);
  while (run.trainer.step < 60) advance(run);
  expect([run.history.checkpoints, run.series, run.health.observations]).toEqual(kept);
  expect(findingsOf(run, evaluate(run.trainer))).toEqual(findings);
});

describe("an observation that takes more than a moment", () => {
  /** Observed at the beginning and after steps 1, 8 and 16; a weight is set by hand right after two of these. */
  const slow = {
    inputs: 2,
    layers: [{ units: 20, activation: "tanh" }, { units: 20, activation: "tanh" }, { units: 1 }],
    loss: "mse",
    training: { epochs: 100, batchSize: 50 },
    data: { generate: "spiral", samples: 400 },
  };
  const edits: Edit[] = [2, 9].map((step) => ({
    step,
    parameter: { layer: 0, unit: 0, kind: "weights", input: 0 },
    value: step,
  }));

  async function slowRuns() {
    const [plain, shown] = await Promise.all([0, 0].map(async () => createTrainingRun(await specOf(slow), { edits })));
    const noted = createNotedStep(shown.trainer);
    return { plain, shown, showStep: () => advance(shown, noted) };
  }
  const seen = ({ health }: TrainingRun) => health.observations.map(({ step }) => step);

  it("is put off until the step after one that is shown, and sees the same", async () => {
    const { plain, shown, showStep } = await slowRuns();
    for (let step = 1; step <= 17; step++) {
      advance(plain);
      showStep();
      if (step === 8)
        expect([seen(plain), seen(shown)]).toEqual([
          [0, 1, 8],
          [0, 1],
        ]);
    }
    expect(seen(shown)).toEqual([0, 1, 8, 16]);
    expect(shown.health.observations).toEqual(plain.health.observations);
    expect(shown.health.observations[2].change).not.toBeNull();
  });

  it("can be made in pieces before, and is not made twice", async () => {
    const { plain, shown, showStep } = await slowRuns();
    for (let step = 1; step <= 8; step++) {
      advance(plain);
      showStep();
    }
    const pieces = observationDue(shown.health, shown.trainer);
    expect(pieces?.next().done).toBe(false);
    expect(seen(shown)).toEqual([0, 1]);
    expect(observationDue(shown.health, shown.trainer)).toBe(pieces);
    while (!pieces?.next().done);
    expect(seen(shown)).toEqual([0, 1, 8]);
    expect(observationDue(shown.health, shown.trainer)).toBeNull();
    advance(plain);
    showStep();
    expect(shown.health.observations).toEqual(plain.health.observations);
  });

  it("comes with taking its step again where the run has gone back", async () => {
    const { plain, shown, showStep } = await slowRuns();
    for (let step = 1; step <= 8; step++) showStep();
    rewindBefore(shown, 4);
    expect(observationDue(shown.health, shown.trainer)).toBeNull();
    while (shown.trainer.step < 9) showStep();
    while (plain.trainer.step < 9) advance(plain);
    expect(shown.health.observations).toEqual(plain.health.observations);
  });
});
