import type { Chart } from "chart.js";
import { bucketCount, lastStepOf } from "../../src/core/series.ts";
import type { ChartLook } from "../theme.ts";
import { placeOf } from "./loss-points.ts";
import { floorOf, type ShownLosses } from "./shown-losses.ts";

/**
 * The band from the smallest to the largest loss of each bucket. It is drawn here and not as two lines of the
 * chart with a filling between them: nothing of it is pointed at, and it is drawn faster so.
 */
export function drawBand(chart: Chart<"line">, shown: ShownLosses, { colours }: ChartLook): void {
  const { series } = shown;
  if (series.stride === 1) return;
  const { ctx, scales } = chart;
  const floor = floorOf(shown);
  const count = bucketCount(series);
  const placeAt = (bucket: number, which: 0 | 1) =>
    scales.y.getPixelForValue(placeOf(series.values[3 * bucket + which], floor));
  const isGap = (bucket: number) => !Number.isFinite(series.values[3 * bucket] + series.values[3 * bucket + 1]);
  ctx.save();
  ctx.fillStyle = colours.band;
  ctx.beginPath();
  for (let from = 0; from < count; from++) {
    if (isGap(from)) continue;
    let end = from;
    ctx.moveTo(scales.x.getPixelForValue(lastStepOf(series, from)), placeAt(from, 1));
    while (++end < count && !isGap(end)) {
      ctx.lineTo(scales.x.getPixelForValue(lastStepOf(series, end)), placeAt(end, 1));
    }
    for (let bucket = end - 1; bucket >= from; bucket--) {
      ctx.lineTo(scales.x.getPixelForValue(lastStepOf(series, bucket)), placeAt(bucket, 0));
    }
    ctx.closePath();
    from = end;
  }
  ctx.fill();
  ctx.restore();
}
