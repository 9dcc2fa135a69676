import { formatCount } from "../../src/format/number-format.ts";

/** The words of the picture of a network and of what stands around it. */
export const diagramStrings = {
  badge: (number: number) => `Factor ${number}`,
  badgeTitle: (number: number) => `Factor ${number} of the derivation: select it`,
  isNumber: (symbol: string, number: string) => `${symbol} = ${number}`,
  setByHand: "set by hand",
  setByHandTitle: (symbol: string) => `${symbol} was set by hand before this step`,
  editHint: "F2 or a double click changes it",
  chainRule: "chain rule of the selection",
  largestPaths: "largest paths of the selection, width = share",

  selectSomething: "Select any weight, bias or value to see why it is what it is",
  step: (step: number) => `Step ${formatCount(step)}`,
  asTable: "Table",
  asTableTitle: "Show all numbers in a table instead of the picture",
  asPictureTitle: "Show the picture instead of the table",

  sample: "Sample",
  ofSamples: (samples: number) => `of ${formatCount(samples)}`,
  sampleTitle: "The sample whose numbers are shown: type the number of its row",
  previousSample: "Previous sample",
  nextSample: "Next sample",
  followBatch: "Show the first of each batch again",
  notInBatch: "not in this step's batch",
  notInBatchTitle: "The step did not use this sample: its numbers are computed with the parameters before the update",
} as const;
