import type { ActivationName } from "../src/core/activation.ts";
import type { LossName } from "../src/core/loss.ts";
import type { StopReason } from "../src/core/stopping.ts";
import { formatCount } from "../src/format/number-format.ts";
import type { Speed } from "../src/run/protocol.ts";
import type { Snapshot } from "../src/run/snapshot.ts";
import type { RunState } from "../src/run/state.ts";

/** Every sentence and word of the page. Numbers are handed in as they are to be read. */
export const strings = {
  train: "Train",
  pause: "Pause",
  trainAgain: "Train again",
  step: "Step",
  reset: "Reset",
  trainTitle: "Train until all epochs are done",
  pauseTitle: "Pause training",
  trainAgainTitle: "Start again from the spec's initial parameters and train",
  stepTitle: "Take one step: one update of all parameters",
  resetTitle: "Go back to the spec's initial parameters",
  controls: "Run",
  speed: "Speed",
  speedOf: (speed: Speed) => (speed === null ? "max" : `${formatCount(speed)} ${speed === 1 ? "step" : "steps"}/s`),
  speedSpoken: (speed: Speed) =>
    speed === null ? "as fast as possible" : `${formatCount(speed)} ${speed === 1 ? "step" : "steps"} per second`,
  progress: "Progress of the run",

  stepRead: "step",
  of: (count: string) => `of ${count}`,
  progressTitle: (step: string, steps: string) => `step ${step} of ${steps}`,
  epochTitle: (epoch: string, epochs: string) => `epoch ${epoch} of ${epochs}`,
  epochRead: "epoch",
  lossRead: "loss",
  lossNow: "loss now",
  lossTitle: (value: string) => `Mean loss over all training samples at the current parameters: ${value}`,
  testRead: "test",
  testTitle: (heldOut: number, value: string) =>
    `Mean loss over the ${heldOutSamples(heldOut)}, at the current parameters: ${value}`,
  accuracyRead: "accuracy",
  accuracyTitle: (heldOut: number, value: string) =>
    `Share of the ${heldOut > 0 ? heldOutSamples(heldOut) : "training samples"} put into the right class: ${value}`,

  specChanged: (keys: readonly string[]) => `Spec changed (${keys.join(", ")}). What you see is still the old network.`,
  resetToApply: "Reset to apply",
  specHasErrors: (count: number) =>
    `The spec has ${count === 1 ? "1 error" : `${formatCount(count)} errors`}. What you see is the network from before.`,
  showError: (count: number) => (count === 1 ? "Show the error" : "Show the first error"),
  failed: "The run failed.",
  reading: (file: string) => `Reading ${file}…`,
  cannotRun: (file: string) => `${file} can't be trained yet`,
  toCorrect: (count: number) => (count === 1 ? "One thing to correct:" : `${formatCount(count)} things to correct:`),

  chain: "Chain",
  network: "Network",
  parameterCount: (count: number) => (count === 1 ? "1 parameter" : `${formatCount(count)} parameters`),
  sampleCount: (count: number) => (count === 1 ? "1 sample" : `${formatCount(count)} samples`),
  heldOutCount: (count: number) => `${formatCount(count)} held out`,
  workedStep: (step: number, sample: number, samples: number) =>
    `Step ${formatCount(step)}, sample ${formatCount(sample)} of ${formatCount(samples)}`,
  workedStepTitle: "The numbers of this step, before its update",
  workedBatchTitle: (batch: number) =>
    `The numbers of this step, before its update. z, a and δ belong to this sample; the gradients of weights and biases are means over the batch of ${formatCount(batch)}`,
  noStepYet: "No step yet",
  noStepYetTitle: "Weights and biases are the initial ones; everything else comes with the first step",
  notYetComputed: "not yet computed",

  diagramHint:
    "The arrow keys walk its numbers, and Enter asks why one is what it is. Table shows all of them as a table.",

  input: "Input",
  loss: "Loss",
  noBias: "no bias",
  huberMeaning: "H(e) = ½e² up to |e| = 1, |e| − ½ beyond",
  softmaxTitle:
    "Softmax takes all units of the layer together: a change of z changes every a, so ∂ℓ/∂z is more than ∂ℓ/∂a times this",
  target: "target",
  positive: "positive",
  negative: "negative",
  widerIsLarger: "wider is larger",
  forward: "forward ↓",
  backward: "backward ↑",
  moreUnits: (count: number) => `… ${formatCount(count)} more ${count === 1 ? "unit" : "units"}`,
  moreInputs: (count: number) => `… ${formatCount(count)} more ${count === 1 ? "input" : "inputs"}`,
  more: (count: number) => `… ${formatCount(count)} more`,
  unitTitle: (layer: string, unit: number) => `${layer}, unit ${formatCount(unit)}: show its numbers below`,
  unitSpoken: (unit: number, quantities: readonly string[]) => `Unit ${formatCount(unit)}: ${quantities.join(", ")}`,
  quantitySpoken: (symbol: string, value: string) => `${symbol} ${value}`,
  restTitle: (layer: string) => `${layer}: show the numbers of the other units below`,
  inputsTitle: "Show the other inputs below",

  values: "Values",
  valuesOf: (step: number) => `Step ${formatCount(step)} · before → after`,
  valuesAtStart: "Initial parameters",
  unitCount: (count: number) => (count === 1 ? "1 unit" : `${formatCount(count)} units`),
  targets: "targets",
  lossOfSample: "loss of this sample",
  inputCount: (count: number) => (count === 1 ? "1 value" : `${formatCount(count)} values`),
  lossOf: (sample: string) => `Loss, sample ${sample}`,
  ofSample: (sample: string) => `of sample ${sample}`,
  valuesOfSample: (sample: string) => `All numbers are of sample ${sample}`,
  valuesOfBatch: (sample: string, batch: string) =>
    `z, a and δ are of sample ${sample}; gradients are means over the batch of ${batch}`,
  meanOf: (batch: string) => `mean of ${batch}`,
  unit: (unit: number) => `Unit ${formatCount(unit)}`,
  parameter: "parameter",
  before: "before",
  gradientTitle: "gradient: how the loss changes with this parameter",
  withPenalty: (penalty: string) => `with what regularization adds (its part of the loss is ${penalty})`,
  beforeClipping: (scale: string) => `before clipping, which leaves ${scale} times of it for the update`,
  meanGradientTitle: "gradient: how the batch's mean loss changes with this parameter",
  after: "after",
  weightsElsewhere: (weights: number) =>
    `The ${formatCount(weights)} weights of this unit are shown once it is selected.`,
  selectUnit: "Select it",
  weightFrom: (source: string) => `weight from ${source}`,
  bias: "bias",
  unitOf: (layer: string, unit: number) => `${layer}, unit ${formatCount(unit)}`,
} as const;

/** What the run is doing, in a word. */
export const stateWords: Readonly<Record<RunState, string>> = {
  idle: "Ready",
  running: "Training",
  paused: "Paused",
  finished: "Finished",
  failed: "Failed",
};

/** What the run is doing, in a sentence where a word does not say it all. */
export function stateSentence({ state, epoch, epochsInAll, stopped, testLoss }: Snapshot): string {
  switch (state) {
    case "idle":
      return "Ready. Press Step for one update, or Train";
    case "finished":
      if (stopped) return `Finished after ${epochCount(epoch)}: ${stopReasons(testLoss !== null)[stopped]}`;
      return epochsInAll === 1
        ? "Finished: the one epoch is done"
        : `Finished: all ${formatCount(epochsInAll)} epochs done`;
    default:
      return stateWords[state];
  }
}

/** Why a run ended early; patience watches the test loss where there is one. */
function stopReasons(hasTestLoss: boolean): Readonly<Record<StopReason, string>> {
  return {
    loss: "the loss has reached its limit",
    testLoss: "the test loss has reached its limit",
    accuracy: "the accuracy has reached its limit",
    patience: `the ${hasTestLoss ? "test loss" : "loss"} has reached no new low for as long as the patience allows`,
  };
}

function epochCount(count: number): string {
  return count === 1 ? "1 epoch" : `${formatCount(count)} epochs`;
}

function heldOutSamples(count: number): string {
  return count === 1 ? "one sample held out" : `${formatCount(count)} samples held out`;
}

/** The names of the activation functions, as people write them. */
export const activationNames: Readonly<Record<ActivationName, string>> = {
  linear: "linear",
  relu: "ReLU",
  leakyRelu: "Leaky ReLU",
  elu: "ELU",
  gelu: "GELU",
  sigmoid: "sigmoid",
  tanh: "tanh",
  softplus: "softplus",
  swish: "Swish",
  softmax: "softmax",
};

/** The names of the losses, where space is short. */
export const lossNames: Readonly<Record<LossName, string>> = {
  mse: "squared",
  halfSquaredError: "half squared",
  mae: "absolute",
  huber: "Huber",
  binaryCrossEntropy: "cross-entropy",
  crossEntropy: "cross-entropy",
};

/** The names of the losses in full. */
export const fullLossNames: Readonly<Record<LossName, string>> = {
  mse: "mean squared error",
  halfSquaredError: "half the squared error",
  mae: "mean absolute error",
  huber: "Huber loss",
  binaryCrossEntropy: "binary cross-entropy",
  crossEntropy: "cross-entropy",
};
