import { formatCount, formatCounted } from "../../src/format/number-format.ts";

/** The words of a walk through one step. Symbols and numbers are handed in as they are to be read. */
export const stageStrings = {
  stages: "Stages of the step",
  sampleName: "Sample",
  forward: "Forward",
  lossName: "Loss",
  backward: "Backward",
  updateName: "Update",
  nextStage: "Next stage",
  nextStep: "Next step",
  nextStageTitle: "Go on to the next stage of this step (Shift+↓)",
  nextStepTitle: "Take the next step and walk through it (Shift+↓)",
  previousStage: "Previous stage",
  previousStageTitle: "Go back to the stage before (Shift+↑)",
  stageTitle: (phase: string, layer: string | null) => (layer === null ? phase : `${phase}, ${layer}`),
  isDone: "done",
  isNow: "now",
  isToCome: "to come",

  justComputed: "just computed",
  done: "done",
  forwardDone: "forward done",
  waitingFor: "waiting for",

  next: (what: string | null) => (what === null ? "" : `Next: ${what}.`),
  theLoss: "the loss",
  theWayBack: (layer: string) => `the way back, beginning at ${layer}`,
  theUpdate: "the update",
  step: (step: number) => `step ${formatCount(step)}`,
  sample: (sample: number, samples: number) =>
    samples === 1 ? "The sample goes in:" : `Sample ${formatCount(sample)} goes in:`,
  oneInput: (x: string, t: string) => `x = ${x}, with the target t = ${t}`,
  inputs: (inputs: number, targets: number) =>
    `${formatCounted(inputs, "input")}, with ${formatCounted(targets, "target")}`,
  oneOfBatch: (batch: number) => `It is one of ${formatCount(batch)} in the batch.`,
  letsThrough: (activation: string, result: string) => `and ${activation} lets it through: ${result}`,
  stops: (activation: string, result: string) => `and ${activation} stops it: ${result}`,
  linear: (result: string) => `and the layer is linear: ${result}`,
  makes: (activation: string, result: string) => `and ${activation} makes it ${result}`,
  forUnit: (unit: number, z: string, a: string) => `for unit ${formatCount(unit)}, z = ${z} and a = ${a}`,
  layerForward: (layer: string, units: number, sum: string, activation: string, a: string, example: string) =>
    units === 1
      ? `In ${layer}, ${sum}, and ${activation} makes it ${a}: ${example.replace(/^for unit 1, /, "")}.`
      : `In each of the ${formatCount(units)} units of ${layer}, ${sum}, and ${activation} makes it ${a}: ${example}.`,
  loss: (a: string, t: string, formula: string, loss: string) =>
    `With ${a} and t = ${t}, the loss is ${formula} = ${loss}.`,
  lossOfOutputs: (loss: string) => `The outputs are held against the targets: the loss of this sample is ${loss}.`,
  startsBack: "The error signal starts back from the loss",
  passed: (from: string, to: string) => `The error signal has just passed from ${from} into ${to}`,
  deltaOfUnit: (delta: string, value: string) => ` (unit 1: ${delta} = ${value})`,
  so: ", so ",
  known: (layer: string, next: string) => `the gradients of ${layer} are known and ${next} is next`,
  allKnown: "all gradients are known",
  update: "Every parameter moves against its gradient",
  goesFromTo: (symbol: string, before: string, after: string) =>
    before === after ? `${symbol} stays at ${before}` : `${symbol} goes from ${before} to ${after}`,
  firstWeight: (layer: string) => `the first weight of ${layer}`,
  stepDone: (step: number) => `Step ${formatCount(step)} is done.`,
} as const;
