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
} as const;

/** The command behind links: it takes a spec's address and a quantity, and is in no menu. */
export const selectCommand = "unboxed.select";

/** The name of a command. */
export type CommandId = (typeof commandIds)[keyof typeof commandIds];
