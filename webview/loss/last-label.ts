import type { Chart } from "chart.js";
import { bucketCount, type LossSeries } from "../../src/core/series.ts";
import { formatNumber } from "../../src/format/number-format.ts";
import type { ChartLook } from "../theme.ts";
import { isSparse, lastLine } from "./chart-lines.ts";

/** How far the label stands from its point. */
const distance = 14;
const halfHeight = 7;

/** Writes the last loss at its point, while the points are few. */
export function labelLast(chart: Chart<"line">, series: Readonly<LossSeries>, { colours, font }: ChartLook): void {
  const { ctx, chartArea } = chart;
  const count = bucketCount(series);
  const points = chart.getDatasetMeta(lastLine).data;
  if (!isSparse(count) || !Number.isFinite(points.at(-1)?.y)) return;
  ctx.save();
  ctx.font = `11px ${font}`;
  ctx.fillStyle = colours.text;
  ctx.textBaseline = "middle";
  // A first point stands at the left edge, all others' last one at the right.
  ctx.textAlign = count === 1 ? "left" : "right";
  ctx.fillText(formatNumber(series.values[3 * count - 1]), ...placeFor(points, chartArea.bottom));
  ctx.restore();
}

/** Beside a single point, otherwise below the last; near the lower edge, on the side away from the line. */
function placeFor(points: readonly { readonly x: number; readonly y: number }[], bottom: number): [number, number] {
  const [before, last] = points.slice(-2);
  if (!last) return [before.x + distance, before.y];
  const lowest = bottom - halfHeight;
  if (last.y + distance <= lowest) return [last.x, last.y + distance];
  const isFalling = before.y < last.y - halfHeight;
  return isFalling ? [last.x - distance, Math.min(last.y + distance, lowest)] : [last.x, last.y - distance];
}
