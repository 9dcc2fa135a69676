/** A run is idle until its first step; it ends finished (all epochs done) or failed. */
export type RunState = "idle" | "running" | "paused" | "finished" | "failed";

/** What can happen to a run. */
export type RunEvent = "train" | "pause" | "step" | "back" | "seek" | "edit" | "finish" | "fail" | "reset";

/** For each state, the events it allows and where they lead. */
const transitions: Readonly<Record<RunState, Partial<Record<RunEvent, RunState>>>> = {
  idle: { train: "running", step: "paused", seek: "paused", edit: "idle", fail: "failed", reset: "idle" },
  running: {
    pause: "paused",
    back: "paused",
    seek: "paused",
    edit: "paused",
    finish: "finished",
    fail: "failed",
    reset: "idle",
  },
  paused: {
    train: "running",
    step: "paused",
    back: "paused",
    seek: "paused",
    edit: "paused",
    finish: "finished",
    fail: "failed",
    reset: "idle",
  },
  finished: { back: "paused", seek: "paused", edit: "paused", fail: "failed", reset: "idle" },
  failed: { back: "paused", seek: "paused", edit: "paused", reset: "idle" },
};

/** The state that `event` leads to from `state`, or null where it is not allowed. */
export function nextState(state: RunState, event: RunEvent): RunState | null {
  return transitions[state][event] ?? null;
}

/** Whether `event` is allowed in `state`. */
export function allows(state: RunState, event: RunEvent): boolean {
  return nextState(state, event) !== null;
}
