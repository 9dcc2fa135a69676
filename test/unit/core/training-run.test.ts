import { expect, it } from "vitest";
import { evaluate } from "../../../src/core/evaluation.ts";
import { createNotedStep } from "../../../src/core/noted-step.ts";
import { advance, createTrainingRun, findingsOf, rewindBefore } from "../../../src/core/training-run.ts";
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
