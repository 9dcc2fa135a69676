import { formatCount, formatCounted } from "../../src/format/number-format.ts";

/** The words of the tab that shows how the network's function fits the data. */
export const fitStrings = {
  title: "What the network answers, and the data",
  mapSummary: (x: string, y: string, samples: number, right: number | null) =>
    `Map of the network’s answer for ${x} and ${y}, with ${formatCounted(samples, "sample")}${
      right === null ? "" : `, of which ${formatCount(right)} are on the right side`
    }.`,
  curveSummary: (x: string, from: string, to: string, samples: number) =>
    `The network’s answer for ${x}: it goes from ${from} on the left to ${to} on the right, with ${formatCounted(samples, "sample")}.`,
  scatterSummary: (samples: number) =>
    `Prediction against target of ${formatCounted(samples, "sample")}; on the diagonal both are equal.`,
  waiting: "The fit appears here.",
  samples: "Samples",
  walk: "Arrow keys walk through the samples, Enter shows one in the network.",
  pointAtSample:
    "Point at a sample, or walk through them with the arrow keys; a click or Enter shows it in the network.",
  pointAtCurve: "Point at the curve or a sample; a click or Enter shows a sample in the network.",
  pointAtMap: "Point at the map or a sample; a click or Enter shows a sample in the network.",
  correct: "Correct",
  correctHeldOut: "of those held out",
  meanLoss: "Mean loss",
  meanLossHeldOut: "held out",
  output: "Output",
  theClass: "Class that wins",
  networkOutput: "network output",
  function: "network’s function",
  data: "data",
  heldOut: "held out",
  trainedOn: "trained on",
  sampleShown: (row: number) => `sample ${formatCount(row + 1)}`,
  noSampleShown: "no sample shown",
  border: "decision border",
  perfect: "prediction = target",
  target: (value: string) => `target ${value}`,
  line: "All layers are linear: together they are one line.",
  lineOfOne: "One linear layer is a line, wherever it is trained to.",
  chosen: (points: number, of: number) => `${formatCount(points)} of ${formatCount(of)} samples, evenly chosen.`,
  asTable: "Table",
  asPicture: "Picture",
  firstSamples: (count: number, of: number) =>
    count < of ? `The first ${formatCount(count)} of ${formatCounted(of, "sample")}` : formatCounted(of, "sample"),
  sample: "Sample",
  prediction: "Prediction",
  targetColumn: "Target",
  loss: "Loss",
  winner: (name: string) => `Class that wins: ${name}.`,
  training: "Training",
  test: "Held out",
  whichSamples: "Samples counted",
  confusion: "How often the network names which class for samples of which",
  trueClass: "true",
  namedClass: "named",
  all: "all",
  noneInCell: "No sample is there now.",
  chooseCell: "Choose a cell to see its samples, the worst first.",
  cellName: (truth: string, named: string) => ` of ${truth}, named ${named}`,
  cellTitle: (truth: string, named: string, count: number, share: string) =>
    `${formatCounted(count, "sample")} of ${truth} named ${named}, ${share} of that class`,
  cellSamples: (truth: string, named: string) =>
    truth === named
      ? `${truth}, rightly named: largest loss first`
      : `${truth}, taken for ${named}: largest loss first`,
  scatterX: "target",
  scatterY: "prediction",
} as const;
