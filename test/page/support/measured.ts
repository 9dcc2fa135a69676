import { evaluate } from "../../../src/core/evaluation.ts";
import type { EvaluationSeries } from "../../../src/core/evaluation-series.ts";
import type { ViewUpdate } from "../../../src/run/protocol.ts";
import type { RunState } from "../../../src/run/state.ts";
import { type TestRun, takeSteps, updateOf } from "./run.ts";

/** Takes steps, and measures the network at the beginning and after every so many of them. */
export function takeMeasuredSteps(run: TestRun, steps: number, every: number): EvaluationSeries {
  const taken: number[] = [];
  const measured: ReturnType<typeof evaluate>[] = [];
  for (let step = 0; step <= steps; step += every) {
    if (step > 0) takeSteps(run, every);
    taken.push(run.trainer.step);
    measured.push(evaluate(run.trainer));
  }
  const numbers = (key: "testLoss" | "accuracy") =>
    Float64Array.from(measured.flatMap((evaluation) => evaluation[key] ?? []));
  return {
    steps: Float64Array.from(taken),
    loss: Float64Array.from(measured, ({ loss }) => loss),
    testLoss: numbers("testLoss"),
    accuracy: numbers("accuracy"),
  };
}

/** What a view is told of a run that was measured so. */
export function measuredUpdate(
  run: TestRun,
  steps: number,
  every: number,
  state: RunState = "paused",
  changes: Partial<ViewUpdate> = {},
): ViewUpdate {
  const evaluations = takeMeasuredSteps(run, steps, every);
  return updateOf(run, state, { evaluations, ...changes });
}
