import { expect, it } from "vitest";
import { lossChanges } from "../../../../src/core/inspection/loss-changes.ts";
import { rewindBefore } from "../../../../src/core/training-run.ts";
import { answerOf, runAfter } from "../../../support/inspect.ts";
import { chainFile, specOf } from "../../../support/specs.ts";

it("tells what the latest observed steps did to the loss, and what their gradients had promised", async () => {
  const run = runAfter(await specOf(chainFile), 4);
  const [first] = answerOf(lossChanges(run, { count: 9 }));
  // All squared gradients of the first step, times the learning rate.
  const promised = -(33 ** 2 + 16.5 ** 2 + 13.75 ** 2 + 11 ** 2 + 7.5625 ** 2 + 5.5 ** 2) / 128;
  expect(first.step).toBe(1);
  expect(first.before).toBe(7.5625);
  expect(first.predicted).toBeCloseTo(promised, 10);
  expect(first.before + first.actual).toBeCloseTo(0.20819503900341318, 12);
  expect(answerOf(lossChanges(run, { count: 2 })).map(({ step }) => step)).toEqual([2, 4]);
});

it("tells nothing before the first step, and nothing of steps beyond where the run stands", async () => {
  const spec = await specOf(chainFile);
  expect(answerOf(lossChanges(runAfter(spec, 0), { count: 9 }))).toEqual([]);
  const run = runAfter(spec, 4);
  rewindBefore(run, 1);
  expect(answerOf(lossChanges(run, { count: 9 }))).toEqual([]);
});
