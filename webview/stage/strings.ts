/** The words of a walk through one step. */
export const stageStrings = {
  justComputed: "just computed",
  done: "done",
  forwardDone: "forward done",
  waitingFor: "waiting for",
} as const;
