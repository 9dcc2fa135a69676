import type { EvaluationSeries } from "../../src/core/evaluation-series.ts";

/** How far the plot stays from the edges of its picture: the same at all times, whatever is written along its axes. */
export interface PlotInsets {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room for the numbers of the loss axis, so that the picture stays where it is while they change. */
const lossAxisWidth = 52;
/** Room for "100 %". */
const accuracyAxisWidth = 46;
/** Room for half a mark. */
const edge = 8;

/** Where the plot is, with an axis for the accuracy where there is one. */
export function plotInsets({ accuracy }: Pick<EvaluationSeries, "accuracy">): PlotInsets {
  return { left: lossAxisWidth, right: accuracy.length > 0 ? accuracyAxisWidth : edge, top: 16, bottom: edge };
}
