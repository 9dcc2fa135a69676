import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SpecRun } from "../../../src/editor/spec-runs.ts";
import { steadily } from "../../../src/editor/steady.ts";
import type { RunState } from "../../../src/run/state.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A text about a run that says its generation, state and step. */
function told() {
  const standing: { generation: number; state: RunState; step: number } = { generation: 1, state: "idle", step: 0 };
  const specRun = { run: { snapshot: () => ({ ...standing }) } } as unknown as SpecRun;
  const say = steadily(({ run }: SpecRun) => {
    const { generation, state, step } = run.snapshot() ?? standing;
    return `${generation} ${state} ${step}`;
  });
  return (now: Partial<typeof standing>) => {
    Object.assign(standing, now);
    return say(specRun);
  };
}

it("what is said of a run that trains stays for half a second", () => {
  const say = told();
  expect(say({ state: "running", step: 1 })).toBe("1 running 1");
  vi.advanceTimersByTime(499);
  expect(say({ step: 2 })).toBe("1 running 1");
  vi.advanceTimersByTime(1);
  expect(say({ step: 3 })).toBe("1 running 3");
});

it("another state and another run are said at once, and every step where a run stands still", () => {
  const say = told();
  expect(say({})).toBe("1 idle 0");
  expect(say({ state: "running" })).toBe("1 running 0");
  expect(say({ state: "paused", step: 5 })).toBe("1 paused 5");
  expect(say({ step: 6 })).toBe("1 paused 6");
  say({ state: "running" });
  expect(say({ generation: 2, step: 1 })).toBe("2 running 1");
});
