import { expect, it } from "vitest";
import { nextState, type RunEvent, type RunState } from "../../../src/run/state.ts";

const events: readonly RunEvent[] = ["train", "pause", "step", "back", "seek", "edit", "finish", "fail", "reset"];

it.each<[RunState, Partial<Record<RunEvent, RunState>>]>([
  ["idle", { train: "running", step: "paused", seek: "paused", edit: "idle", fail: "failed", reset: "idle" }],
  [
    "running",
    {
      pause: "paused",
      back: "paused",
      seek: "paused",
      edit: "paused",
      finish: "finished",
      fail: "failed",
      reset: "idle",
    },
  ],
  [
    "paused",
    {
      train: "running",
      step: "paused",
      back: "paused",
      seek: "paused",
      edit: "paused",
      finish: "finished",
      fail: "failed",
      reset: "idle",
    },
  ],
  ["finished", { back: "paused", seek: "paused", edit: "paused", fail: "failed", reset: "idle" }],
  ["failed", { back: "paused", seek: "paused", edit: "paused", reset: "idle" }],
])("from %s", (state, expected) => {
  const led = Object.fromEntries(events.map((event) => [event, nextState(state, event)]));
  expect(led).toEqual({ ...Object.fromEntries(events.map((event) => [event, null])), ...expected });
});
