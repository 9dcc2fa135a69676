/** The commands, as package.json names them. */
export const commandIds = {
  train: "unboxed.train",
  step: "unboxed.step",
  pause: "unboxed.pause",
  reset: "unboxed.reset",
  openView: "unboxed.openView",
  checkGradients: "unboxed.checkGradients",
} as const;

/** The name of a command. */
export type CommandId = (typeof commandIds)[keyof typeof commandIds];
