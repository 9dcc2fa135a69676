import { formatCount, formatCounted, formatShare } from "../../src/format/number-format.ts";

/** The words of the parameters tab. Numbers are handed in as they are to be read, counts as they are. */
export const parametersStrings = {
  counting: "The parameters are being counted.",
  kind: "Which parameters",
  weights: "Weights",
  biases: "Biases",
  scale: "Scale of the layers",
  ownScale: "own scales",
  ownScaleTitle: "Each layer's pictures reach as far as its own numbers",
  sameScale: "same scale",
  sameScaleTitle: "All layers' pictures have the same axes, so that they can be compared",
  asTable: "Table",
  asTableTitle: "Show the numbers behind the pictures",
  asPictures: "Pictures",
  asPicturesTitle: "Show histograms and curves",
  pictures: "Pictures or table",

  shapeOf: (units: number, fanIn: number) => `${formatCount(units)} × ${formatCount(fanIn)}`,
  shapeTitle: (units: number, fanIn: number) =>
    `${formatCounted(units, "unit")}, ${formatCounted(fanIn, "input")} each`,
  moreLayers: (count: number) => `Show ${formatCounted(count, "more layer")}`,
  noBiases: "no biases",
  noneHasBiases: "No layer has biases.",

  valuesOf: { weights: (count: number) => formatCounted(count, "weight"), biases: biasCount },
  gradientsOf: { weights: (count: number) => `${formatCounted(count, "gradient")}`, biases: gradientCount },
  valuesTitle: (step: number) =>
    step === 0 ? "As the run began with them" : `After the update of step ${formatCount(step)}`,
  gradientsTitle: (step: number) =>
    `Of step ${formatCount(step)}: means over its batch, before its update and before clipping`,
  gradientsToCome: "gradients",
  gradientsToComeTitle: "Gradients come with the first step",

  mean: "mean",
  deviation: "deviation",
  deviationTitle: "standard deviation",
  min: "min",
  max: "max",
  zeros: "zeros",
  zerosTitle: "The share of numbers that are exactly 0",
  norm: "norm",
  normTitle: "The root of the sum of their squares",
  notFinite: (count: number) => `${formatCount(count)} not finite`,
  allNotFinite: "None of these numbers is finite.",
  share: (part: number, count: number) => formatShare(part / count),

  histogramOf: (what: string, layer: string) => `Histogram of ${what} of ${layer}`,
  histogramSummary: (what: string, layer: string, from: string, to: string, most: number, low: string, high: string) =>
    `Histogram of the ${what} of ${layer}, from ${from} to ${to}: most of them, ${formatCount(most)}, between ${low} and ${high}`,
  bin: (low: string, high: string, count: number) => `${low} to ${high}: ${formatCount(count)}`,

  normsOver: (isLog: boolean) => (isLog ? "over the steps, logarithmic" : "over the steps"),
  normAt: (step: number) => `at ${formatCount(step)}`,
  normWeightsTitle: "How the norm of all weights of the layer went",
  normGradientsTitle:
    "How the norm of their gradients went, of the mean loss over samples from all of the data, without regularization",
  normSummary: (symbol: string, points: number, first: string, from: number, last: string, to: number) =>
    points === 1
      ? `${symbol} is ${first} at step ${formatCount(from)}`
      : `${symbol} went from ${first} at step ${formatCount(from)} to ${last} at step ${formatCount(to)}, in ${formatCounted(points, "point")}`,
  normHover: (step: number, symbol: string, value: string) => `step ${formatCount(step)}: ${symbol} = ${value}`,
  noNorms: "Curves begin with the first step.",

  largest: "Largest",
  largestValues: "parameters",
  largestGradients: "gradients",
  largestValuesLabel: "The parameters furthest from 0",
  largestGradientsLabel: "The parameters with the largest gradients",
  whyTitle: (symbol: string, place: string) => `${symbol}, ${place}: ask why it is this number`,
  place: (layer: string, unit: number) => `${layer}, unit ${formatCount(unit)}`,
  noneYet: "None yet.",

  layer: "layer",
  count: "count",
  step: "step",
  tableOf: {
    weights: { values: "Weights", gradients: "Gradients of the weights" },
    biases: { values: "Biases", gradients: "Gradients of the biases" },
  },
  tableOfNorms: "Norms over the steps",
} as const;

function biasCount(count: number): string {
  return count === 1 ? "1 bias" : `${formatCount(count)} biases`;
}

function gradientCount(count: number): string {
  return `${formatCounted(count, "gradient")}`;
}
