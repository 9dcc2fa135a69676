import { expect, it } from "vitest";
import { nextState, type RunEvent, type RunState } from "../../../src/run/state.ts";

const events: readonly RunEvent[] = ["train", "pause", "step", "seek", "finish", "fail", "reset"];

it.each<[RunState, Partial<Record<RunEvent, RunState>>]>([
  ["idle", { train: "running", step: "paused", seek: "paused", fail: "failed", reset: "idle" }],
  ["running", { pause: "paused", seek: "paused", finish: "finished", fail: "failed", reset: "idle" }],
  ["paused", { train: "running", step: "paused", seek: "paused", finish: "finished", fail: "failed", reset: "idle" }],
  ["finished", { seek: "paused", fail: "failed", reset: "idle" }],
  ["failed", { seek: "paused", reset: "idle" }],
])("from %s", (state, expected) => {
  const led = Object.fromEntries(events.map((event) => [event, nextState(state, event)]));
  expect(led).toEqual({ ...Object.fromEntries(events.map((event) => [event, null])), ...expected });
});
