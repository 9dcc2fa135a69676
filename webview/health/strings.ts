import type { BreakdownStage } from "../../src/core/inspection/evidence-breakdown.ts";
import { formatCount, formatCounted } from "../../src/format/number-format.ts";

/** The words of the findings and of what stands behind them. Numbers are handed in as they are to be read. */
export const healthStrings = {
  newFindings: (sentences: readonly string[]) => `Found: ${sentences.join(" ")}`,
  since: (step: number) => (step === 0 ? "From the start" : `Since step ${formatCount(step)}`),
  loss: "Loss",
  showInPicture: (name: string) => `Show ${name} in the picture, and why its number is what it is`,
  showInSpec: "Show in spec",
  try: "Try",
  editSpec: "Edit spec",
  editSpecFor: (remedy: string) => `Edit spec: ${remedy}`,

  noneFound: "Nothing found that keeps this network from learning well.",
  noneBefore: "Nothing in the spec or its data keeps this network from learning well.",
  watched:
    "Watched while it trains: units that never fire or stay where they are flat, gradients that get lost or grow on their way back, steps that are too long, and a loss that rises or is no number any more.",
  watchedThen:
    "From the first step on it is watched for units that never fire or stay where they are flat, gradients that get lost or grow on their way back, steps that are too long, and a loss that rises or is no number any more.",
  observedAt: (step: number, samples: number) =>
    `As seen ${step === 0 ? "before the first step" : `after step ${formatCount(step)}`}, over ${formatCounted(samples, "sample")}`,
  layer: "Layer",
  idle: "Idle units",
  idleTitle:
    "Units that let no gradient back: ReLUs that are 0 on every sample, sigmoids and tanhs that are flat on nearly all",
  idleOf: (idle: number, units: number) => `${formatCount(idle)} of ${formatCount(units)}`,
  cannotIdle: "–",
  cannotIdleTitle: "This activation always lets some gradient back",

  rmsDelta: "RMS of δ",
  rmsDeltaTitle: "Root mean square of δ = ∂ℓ/∂z over samples and units: what comes back to the layer",
  byLayer: (power: string) => `RMS of δ, log scale from ${power}`,
  byLayerAt: (step: number, power: string) =>
    `RMS of δ ${step === 0 ? "before step 1" : `after step ${formatCount(step)}`}, log scale from ${power}`,

  overSamples: (samples: number) => `over ${formatCounted(samples, "sample")}`,
  ofUnits: (units: number, layer: string) => `of ${formatCounted(units, "unit")} of ${layer}`,
  targetsOf: (targets: number) => formatCounted(targets, "target"),
  fires: "fires",
  learns: "learns",
  withinReach: "within reach",
  between: (smallest: string, largest: string) =>
    smallest === largest ? `all ${smallest}` : `from ${smallest} to ${largest}`,
  insideFires: (inside: number, values: number) =>
    inside === 0 ? "Never above 0: the ReLU stays closed." : `Above 0 on ${shareOf(inside, values)}.`,
  insideLearns: (inside: number, values: number) =>
    inside === 0 ? "Never where the curve has a slope." : `On ${shareOf(inside, values)} where the curve has a slope.`,
  insideReach: (inside: number, values: number) =>
    `${formatCount(values - inside)} of ${formatCount(values)} can never be reached.`,
  noFinite: "None of them is a finite number.",

  lossOverSteps: "Mean loss at the steps observed",
  normOverSteps: "Length of the gradient at the steps observed",
  constantAnswer: "a constant answer",
  trendSpoken: (what: string, steps: string, first: string, last: string, highest: string) =>
    `${what}, ${steps}: first ${first}, last ${last}, highest ${highest}`,
  steps: (from: number, to: number) => `steps ${formatCount(from)} to ${formatCount(to)}`,

  changes: "Change of the batch’s own loss, each row to its scale",
  step: "Step",
  promised: "promised",
  came: "came",

  weightsNow: "Weights now",
  unit: (unit: number) => `unit ${formatCount(unit)}`,
  bias: "b",
  moreUnits: (count: number) => `… ${formatCounted(count, "more unit")}`,
  moreInputs: (count: number) => `… ${formatCounted(count, "more input")}`,

  ranges: "Range of each input in the training samples",
  input: "Input",
  range: "Range",
  deviation: "σ",
  deviationTitle: "Standard deviation",
  rangeText: (smallest: string, largest: string) => (smallest === largest ? smallest : `${smallest} … ${largest}`),
  others: (count: number) => `… ${formatCounted(count, "other input")}`,

  breakdown: (step: number) => `Largest magnitudes on the way of step ${formatCount(step)}, log scale`,
  largest: "Largest",
  stage: "Computed",
  brokenHere: "here it ends",
  brokenLosses: (broken: number, samples: number) =>
    `${formatCount(broken)} of ${formatCounted(samples, "sample")} ${broken === 1 ? "has" : "have"} a loss that is no finite number.`,
  firstBroken: (row: number) => `The first is row ${formatCount(row)} of the data.`,

  numbers: "Numbers behind it",
} as const;

function shareOf(inside: number, values: number): string {
  return `${formatCount(inside)} of ${formatCount(values)}`;
}

/** What is computed at a stage of a step. */
export const stageNames: Readonly<Record<BreakdownStage["what"], string>> = {
  parameters: "parameters",
  z: "z",
  a: "a",
  loss: "ℓ",
  delta: "δ",
  gradient: "∂ℓ/∂w",
};

/** The names of a finding's numbers, where they stand by themselves. */
export const numberNames: Readonly<Record<string, string>> = {
  m: "slope m",
  c: "intercept c",
  row: "row of the data",
  smallest: "smallest target of that row",
  sum: "sum of its targets",
  count: "such rows",
  units: "units",
  layers: "layers",
};
