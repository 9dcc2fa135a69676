/** The commands, as package.json names them. */
export const commandIds = {
  train: "unboxed.train",
  step: "unboxed.step",
  back: "unboxed.back",
  pause: "unboxed.pause",
  reset: "unboxed.reset",
  openView: "unboxed.openView",
  checkGradients: "unboxed.checkGradients",
  writeParameters: "unboxed.writeParameters",
  runExpectations: "unboxed.runExpectations",
  newNetwork: "unboxed.newNetwork",
} as const;

/** The name of a command. */
export type CommandId = (typeof commandIds)[keyof typeof commandIds];
