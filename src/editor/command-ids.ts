/** The commands that do something with the run of a spec, as package.json names them. */
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
  showStepCode: "unboxed.showStepCode",
} as const;

/** The command behind links: it takes a spec's address and a quantity, and is in no menu. */
export const selectCommand = "unboxed.select";

/** The commands that need no spec to begin with. */
export const freeCommandIds = {
  newNetwork: "unboxed.newNetwork",
  openExample: "unboxed.openExample",
} as const;

/** The name of a command that does something with a run. */
export type CommandId = (typeof commandIds)[keyof typeof commandIds];
