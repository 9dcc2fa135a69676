import type { EvaluationSeries } from "../../src/core/evaluation-series.ts";
import { bucketCount, type LossSeries } from "../../src/core/series.ts";

/** What the losses span; numbers that are not finite are left out. */
export interface LossRange {
  readonly lowest: number;
  readonly highest: number;
  /** Infinity where no loss is positive. */
  readonly lowestPositive: number;
  readonly last: number;
  readonly hasZero: boolean;
  /** Whether some losses are not finite. */
  readonly hasGaps: boolean;
}

/** The range of a series with at least one step, and of the losses measured beside it. */
export function lossRange(
  series: Readonly<LossSeries>,
  ...others: readonly Pick<EvaluationSeries, "loss" | "testLoss">[]
): LossRange {
  const { values } = series;
  const end = 3 * bucketCount(series);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let lowestPositive = Number.POSITIVE_INFINITY;
  let hasZero = false;
  let hasGaps = false;
  function take(losses: Float64Array, count: number): void {
    for (let at = 0; at < count; at++) {
      const loss = losses[at];
      if (!Number.isFinite(loss)) {
        hasGaps = true;
        continue;
      }
      lowest = Math.min(lowest, loss);
      highest = Math.max(highest, loss);
      if (loss > 0) lowestPositive = Math.min(lowestPositive, loss);
      if (loss === 0) hasZero = true;
    }
  }
  take(values, end);
  for (const { loss, testLoss } of others) {
    take(loss, loss.length);
    take(testLoss, testLoss.length);
  }
  return { lowest, highest, lowestPositive, last: values[end - 1], hasZero, hasGaps };
}

/** Whether a logarithmic scale can show the losses: none is negative, and not all are 0. */
export function allowsLog({ lowest, lowestPositive }: LossRange): boolean {
  return lowest >= 0 && lowestPositive < Number.POSITIVE_INFINITY;
}
