import type { EvaluationSeries } from "../../src/core/evaluation-series.ts";
import { type LossSeries, lastStepOf } from "../../src/core/series.ts";
import { formatCount, formatShare } from "../../src/format/number-format.ts";
import { formatNumber } from "../numbers.ts";
import { evaluationUpTo } from "./evaluations.ts";
import { lossStrings } from "./strings.ts";

/** What a point of the chart says: which steps it stands for, and under it names and numbers. */
export interface HoverText {
  readonly title: string;
  readonly losses: readonly NamedNumber[];
  /** What was measured after that step or, where none was then, after the last one before it. */
  readonly measured: { readonly title: string; readonly numbers: readonly NamedNumber[] } | null;
}

/** A number as it is to be read, with its name. */
export interface NamedNumber {
  readonly name: string;
  readonly text: string;
}

/** What the chart says where it is pointed at. */
export function hoverText(series: Readonly<LossSeries>, evaluations: EvaluationSeries, step: number): HoverText {
  return { ...stepText(series, step), measured: measuredText(evaluations, step) };
}

function stepText(series: Readonly<LossSeries>, step: number): Pick<HoverText, "title" | "losses"> {
  if (step < 1) return { title: lossStrings.hoverStep("0"), losses: [] };
  const bucket = Math.floor((step - 1) / series.stride);
  const from = bucket * series.stride + 1;
  const to = lastStepOf(series, bucket);
  const [low, high, last] = series.values.subarray(3 * bucket, 3 * bucket + 3);
  if (from === to) {
    const losses = [{ name: lossStrings.hoverLoss, text: formatNumber(last) }];
    return { title: lossStrings.hoverStep(formatCount(to)), losses };
  }
  return {
    title: lossStrings.hoverSteps(formatCount(from), formatCount(to)),
    losses: [
      { name: lossStrings.hoverLast, text: formatNumber(last) },
      { name: lossStrings.hoverBetween, text: lossStrings.hoverRange(formatNumber(low), formatNumber(high)) },
    ],
  };
}

function measuredText(evaluations: EvaluationSeries, step: number): HoverText["measured"] {
  const at = evaluationUpTo(evaluations, step);
  const { steps, loss, testLoss, accuracy } = evaluations;
  const numbers: NamedNumber[] = [];
  if (at < loss.length) numbers.push({ name: lossStrings.training, text: formatNumber(loss[at]) });
  if (at < testLoss.length) numbers.push({ name: lossStrings.test, text: formatNumber(testLoss[at]) });
  if (at < accuracy.length) numbers.push({ name: lossStrings.accuracy, text: formatShare(accuracy[at]) });
  if (at < 0 || numbers.length === 0) return null;
  return { title: lossStrings.hoverAfter(formatCount(steps[at])), numbers };
}
