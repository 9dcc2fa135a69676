import type { RowFilter } from "../../src/core/inspection/rows.ts";
import { formatCount, formatCounted } from "../../src/format/number-format.ts";

/** The words of the data and of predictions. */
export const dataStrings = {
  predict: "Predict",
  fromSample: (sample: number) => `inputs of sample ${formatCount(sample)}`,
  fromYours: "your own inputs",
  asShown: "As shown sample",
  asShownTitle: "Predict from the inputs of the sample that is shown again",
  inputsOf: "Inputs to predict from",
  fieldTitle: (name: string) => `${name}: arrow keys change it, with Shift tenfold`,
  notANumber: (text: string) => (text.trim() === "" ? "a number is needed" : `“${text.trim()}” is no number`),
  predicted: "Prediction",
  outputTitle: (name: string) => `output for ${name}`,
  noClass: "no class",

  rows: "Rows",
  filter: "Which rows",
  filters: { all: "All", training: "Training", heldOut: "Held out" } satisfies Record<RowFilter, string>,
  wrongOnly: "Wrong only",
  sortAgain: "Sort again",
  sortAgainTitle: "The numbers have moved on since these rows were sorted",
  shownOf: (from: number, to: number, total: number) =>
    total === 0 ? "no rows" : `${formatCount(from)}–${formatCount(to)} of ${formatCounted(total, "row")}`,
  previous: "Previous rows",
  next: "Next rows",
  tableCaption: (total: number, order: string) => `${formatCounted(total, "row")}, sorted by ${order}`,
  sortedBy: (name: string, isDescending: boolean) => `${name}, ${isDescending ? "largest" : "smallest"} first`,
  sortTitle: (name: string) => `Sort by ${name}`,

  row: "row",
  set: "set",
  test: "test",
  testTitle: "held out: the network is not trained on it",
  target: "target",
  prediction: "prediction",
  predictedOf: (target: string) => `predicted ${target}`,
  loss: "loss",
  more: (count: number) => `+ ${formatCount(count)}`,
  moreTitle: (count: number, noun: string) => `${formatCounted(count, `more ${noun}`)} that the table has no room for`,
  right: "right",
  wrong: "wrong",
  none: "–",
  nothingWrong: "No sample is put into the wrong class.",
} as const;
