import { expect, it } from "vitest";
import { predict } from "../../../../src/core/inspection/prediction.ts";
import { createTrainingRun } from "../../../../src/core/training-run.ts";
import { handBuilt } from "../../../support/hand-built.ts";
import { answerOf, exampleSpec, runAfter } from "../../../support/inspect.ts";

/** y = 2·x₁ − x₂ + 1 of inputs normalized from 100 … 300 and 5 … 6 to 0 … 1. */
const spec = handBuilt({
  layers: [{ units: 1, weights: [[2, -1]], biases: [1] }],
  rows: [
    [0, 0, 1],
    [1, 0.5, 7],
  ],
  data: { normalization: { offset: [100, 5], scale: [200, 1] } },
});

it("takes inputs as a person has them", () => {
  const { outputs, inputs, step } = answerOf(predict(createTrainingRun(spec), { inputs: [150, 5.5] }));
  expect([...outputs]).toEqual([2 * 0.25 - 0.5 + 1]);
  expect([...inputs]).toEqual([150, 5.5]);
  expect(step).toBe(0);
});

it("takes those of a row of the data, as a person has them", () => {
  const { outputs, inputs } = answerOf(predict(createTrainingRun(spec), { row: 1 }));
  expect([...outputs]).toEqual([2.5]);
  expect([...inputs]).toEqual([300, 5.5]);
});

it("is of the parameters as they are now", () => {
  const [before, after] = [0, 5].map((steps) => answerOf(predict(runAfter(spec, steps), { inputs: [150, 5] })));
  expect(after.outputs[0]).not.toBe(before.outputs[0]);
  expect(after.step).toBe(5);
});

it("names the class, where there are classes", async () => {
  const run = runAfter(await exampleSpec("iris"), 600);
  expect(answerOf(predict(run, { inputs: [5.1, 3.5, 1.4, 0.2] })).class).toBe("setosa");
  expect(answerOf(predict(run, { inputs: [6.3, 3.3, 6, 2.5] })).class).toBe("virginica");
  expect(answerOf(predict(createTrainingRun(spec), { row: 0 })).class).toBeNull();
});
