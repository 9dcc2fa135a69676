import { type LossSeries, lastStepOf } from "../../src/core/series.ts";
import { formatCount, formatNumber } from "../../src/format/number-format.ts";
import { strings } from "../strings.ts";

/** What a bucket of the series says when pointed at. */
export function hoverText(series: Readonly<LossSeries>, bucket: number): string {
  const from = bucket * series.stride + 1;
  const to = lastStepOf(series, bucket);
  const [low, high, last] = series.values.subarray(3 * bucket, 3 * bucket + 3);
  if (from === to) return strings.hoverStep(formatCount(to), formatNumber(last));
  return strings.hoverSteps(
    formatCount(from),
    formatCount(to),
    formatNumber(last),
    formatNumber(low),
    formatNumber(high),
  );
}
