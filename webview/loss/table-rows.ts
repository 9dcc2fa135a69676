import type { EvaluationSeries } from "../../src/core/evaluation-series.ts";
import { bucketCount, type LossSeries, lastStepOf } from "../../src/core/series.ts";

/** A step in the table. Where a bucket covers several steps, `lowest` and `highest` span those around it. */
export interface TableRow {
  readonly step: number;
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly training: number | null;
  readonly test: number | null;
  readonly accuracy: number | null;
}

/** No table is longer: nobody reads a thousand rows. */
export const mostRows = 100;

/** The steps at which the network was measured, or all where it was not, evenly thinned out, with the last. */
export function tableRows(series: Readonly<LossSeries>, evaluations: EvaluationSeries): TableRow[] {
  const isMeasured = [evaluations.loss, evaluations.testLoss, evaluations.accuracy].some(({ length }) => length > 0);
  const steps = isMeasured
    ? Array.from(evaluations.steps)
    : Array.from({ length: bucketCount(series) }, (_, bucket) => lastStepOf(series, bucket));
  const every = Math.max(1, Math.ceil(steps.length / mostRows));
  return steps
    .map((step, k) => ({ step, k }))
    .filter(({ k }) => (steps.length - 1 - k) % every === 0)
    .map(({ step, k }) => ({
      step,
      ...spanAt(series, step),
      training: isMeasured ? (evaluations.loss[k] ?? null) : null,
      test: isMeasured ? (evaluations.testLoss[k] ?? null) : null,
      accuracy: isMeasured ? (evaluations.accuracy[k] ?? null) : null,
    }));
}

/** The losses of the bucket that a step is in; none for the beginning. */
function spanAt(series: Readonly<LossSeries>, step: number): Pick<TableRow, "lowest" | "highest"> {
  if (step < 1 || step > series.steps) return { lowest: null, highest: null };
  const at = 3 * Math.floor((step - 1) / series.stride);
  return { lowest: series.values[at], highest: series.values[at + 1] };
}
