import type { TermNoun } from "../../src/core/explanation/derivation-parts.ts";
import { formatCount, formatCounted } from "../../src/format/number-format.ts";
import { formatSignificant } from "../numbers.ts";

/** The words of the derivation, beside the sentences that core says of each number. */
export const whyStrings = {
  why: "Why",
  numbersFrom: (step: string, sample: string) => `Numbers from step ${step}, sample ${sample}`,
  fromStep: (step: string, sample: string) => `step ${step}, sample ${sample}`,

  invitation: "Every number of the network has a reason.",
  selectSomething:
    "Select any weight, bias or value in the picture, and it is worked out here: the formula, the numbers put in, and every factor back to where it comes from.",
  whatItIs: "what it is?",
  firstSpoken: (symbol: string) => `Show why ${symbol} is what it is`,
  noStepYet: "comes with the first step",
  noStepSentence:
    "A step sends a sample forward, measures the loss and goes back along the same ways. Then every number here has its reason.",
  takeStep: "Take the first step",
  gone: "This network has no such number.",

  question: "Why is",
  waiting: "This number is yet to come in this step.",
  isAnswer: "equals",
  backTo: "Back to",
  backTitle: "Back to the number asked about before (Alt+Left)",
  forwardTitle: "On again (Alt+Right)",
  forwardTo: "On to",
  trail: "Numbers asked about",

  slopes: (end: string) => `slopes, loss to ${end}`,
  factor: "factor",

  productSoFar: "product so far",
  factorSpoken: (badge: number | null, symbol: string, value: string) =>
    `${badge === null ? "Factor" : `Factor ${badge}`}: ${symbol}, ${value}. Show why`,
  ends: { parameter: "weight", bias: "bias", unit: "unit" },
  follow: (symbol: string) => `Show why ${symbol} is what it is`,

  nouns: { unit: "unit", output: "output", input: "input" } satisfies Record<TermNoun, string>,
  otherTerms: (count: number, noun: TermNoun) => formatCounted(count, `other ${noun}`),
  sumOverAll: (count: number) =>
    count === 1 ? "sum" : count === 2 ? "sum of both" : `sum over all ${formatCount(count)}`,
  termSpoken: (noun: string, number: number) => `Show why: ${noun} ${formatCount(number)}`,
  terms: "Terms of the sum",
  percent: (percent: number) => `${formatCount(percent)} %`,

  paths: "Largest ways through the whole network",
  pathUnits: (layers: string) => `units of layers ${layers}`,
  pathProduct: "product",
  pathShare: "share of all paths",
  otherPaths: (count: number) =>
    `${count >= 1e7 ? formatSignificant(count) : formatCount(count)} other ${count === 1 ? "way" : "ways"}`,
  allPaths: "gradient",

  whatFollows: "What follows",
  update: "Update",
  numberLine: (from: string, to: string) => `The update moves it from ${from} to ${to}.`,
  noNumbers: "Its running numbers are not at hand for this step.",

  valueNow: "before this step",
  initialValue: "initial value",
  edit: "Edit",
  editSpoken: (symbol: string) => `Set ${symbol} by hand`,
  editTitle: "Set it by hand and take the step again (F2)",
  editTitleAtStart: "Set it by hand before the first step (F2)",
  editField: (symbol: string) => `New value of ${symbol}`,
  editHint: "Enter sets it, Escape leaves it",
  edited: "set by hand",
  takeBack: "Take back",
  takeBackTitle: "Undo the value set by hand",
  noNumber: (text: string) => (text.trim() === "" ? "Type a number." : `“${text.trim()}” is no number.`),
  notFinite: "It must be a finite number.",
  notSet: "The run did not take this value.",
  writeParameters: "Write parameters to spec",
  writeParametersTitle: "Put the run's current parameters into the spec's text; it can be undone there",

  copyMarkdown: "Copy as Markdown",
  copyLatex: "Copy as LaTeX",
  copied: { markdown: "Copied as Markdown", latex: "Copied as LaTeX" },
  notCopied: "It could not be copied",
} as const;
