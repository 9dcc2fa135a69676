import { formatCount, formatCounted } from "../../src/format/number-format.ts";

/** The words of the tab that shows the loss over two of the parameters. */
export const surfaceStrings = {
  waiting: "Computing the loss over these parameters…",
  numbers: "Numbers of the surface",
  computing: "Computing…",
  over: "Loss over",
  parameters: "two parameters",
  directions: "two directions",
  first: "across",
  second: "up",
  firstParameter: "Parameter across",
  secondParameter: "Parameter up",
  layer: "Layer",
  unit: "unit",
  input: "from input (0: bias)",
  none: "none (a curve)",
  weights: "weights",
  biases: "biases",
  zoom: "Zoom",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  zoomFit: "Show the whole way",
  asTable: "Table",
  direction: (k: number) => `direction ${k}`,
  lossHere: "Loss here",
  lowest: "Lowest shown",
  highest: "Highest shown",
  loss: "loss",
  logarithmic: "loss, logarithmic",
  overAll: (samples: number) =>
    samples === 1
      ? "Loss and gradient are those of the only training sample."
      : `Loss and gradient are means over all ${formatCount(samples)} training samples.`,
  overSome: (samples: number, of: number) =>
    `Loss and gradient are means over ${formatCount(samples)} of ${formatCounted(of, "training sample")}, evenly chosen.`,
  atStep: (step: number) => `Drawn at step ${formatCount(step)}.`,
  explanation: (parameters: number) =>
    `The loss is a function of all ${formatCount(parameters)} parameters. It is difficult to imagine this multivariate function graphically, so here only two of them change; all others stay as they are now.`,
  explanationOfDirections: (parameters: number) =>
    `The loss is a function of all ${formatCount(parameters)} parameters. It is difficult to imagine this multivariate function graphically, so here they all change together, along two random directions. In each, what leads into a unit is as long as it is in the network (Li et al. 2018).`,
  explanationOfCurve:
    "The loss is a function of its parameters. Here only one of them changes; all others stay as they are now.",
  way: "The line is the way of the run, from its beginning (square) to now (ring). The arrow leads downhill, against the gradient.",
  wayOfNone: "The ring is where the run stands. The arrow leads downhill, against the gradient.",
  curveNote: "The ring is where the run stands, with the slope there; the marks below are where it has been.",
  flat: "The gradient is 0 here: no direction leads downhill.",
  place: (names: readonly string[], values: readonly string[], loss: string) =>
    `${names.map((name, k) => `${name} ${values[k]}`).join(", ")} · loss ${loss}`,
  picture: "The loss as a map with contour lines",
  curve: "The loss as a curve",
  summary: (names: readonly string[], lowest: string, highest: string) =>
    `Loss over ${names.join(" and ")}: lowest ${lowest}, highest ${highest}.`,
  summaryOfPoint: (point: string, loss: string, downhill: string) =>
    `The run stands at ${point}, where the loss is ${loss}. ${downhill}`,
  downhill: (moves: string) => `Downhill is: ${moves}.`,
  larger: (name: string) => `${name} larger`,
  smaller: (name: string) => `${name} smaller`,
  unknownFinite: "Hatched: the loss is no finite number there.",
  tableCaption: (x: string, y: string) => `Loss; columns: ${x}, rows: ${y}`,
} as const;
