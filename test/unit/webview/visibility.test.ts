import { expect, it } from "vitest";
import type { ComputedAt } from "../../../src/core/explanation/computed-at.ts";
import { runViewOf } from "../../../webview/run-view.ts";
import { stagesOf } from "../../../webview/stage.ts";
import { isThere } from "../../../webview/why/visibility.ts";
import { createRun, takeSteps, updateOf } from "../../page/support/run.ts";
import { articleChain } from "../../page/support/specs.ts";

const points: ComputedAt[] = [
  null,
  { of: "forward", layer: 0 },
  { of: "forward", layer: 2 },
  { of: "loss" },
  { of: "backward", layer: 2 },
  { of: "backward", layer: 0 },
  { of: "update" },
];

/** Which of the points' numbers are there at a stage of the chain's step. */
function thereAt(stage: number | null): boolean[] {
  const run = runViewOf(updateOf(takeSteps(createRun(articleChain()), 1), "paused"), stage);
  if (!run) throw new Error("there is a run");
  return points.map((at) => isThere(run, at));
}

it("shows of a step what its stage has computed, and nothing that is to come", () => {
  expect(stagesOf(3)).toHaveLength(9);
  const counts = stagesOf(3).map((_, stage) => thereAt(stage).filter(Boolean).length);
  expect(counts).toEqual([1, 2, 2, 3, 4, 5, 5, 6, 7]);
  expect(thereAt(null)).toEqual(points.map(() => true));
});
