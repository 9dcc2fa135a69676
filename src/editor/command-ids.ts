/** The commands, as package.json names them. */
export const commandIds = {
  train: "unboxed.train",
  step: "unboxed.step",
  pause: "unboxed.pause",
  reset: "unboxed.reset",
  openView: "unboxed.openView",
} as const;

/** The name of a command. */
export type CommandId = (typeof commandIds)[keyof typeof commandIds];
