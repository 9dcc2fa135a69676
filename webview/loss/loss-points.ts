import { bucketCount, type LossSeries, lastStepOf } from "../../src/core/series.ts";

/** A point of the chart: the step and its loss. */
export interface LossPoint {
  readonly x: number;
  readonly y: number;
}

/** One point per bucket of each: its smallest, its largest and its last loss. */
export interface LossPoints {
  readonly lowest: LossPoint[];
  readonly highest: LossPoint[];
  readonly last: LossPoint[];
}

/**
 * The points of a series. A loss that is not finite leaves a gap.
 * @param floor what to draw smaller losses as: on a logarithmic axis 0 has no place but the lower edge
 */
export function lossPoints(series: Readonly<LossSeries>, floor: number): LossPoints {
  const points: LossPoints = { lowest: [], highest: [], last: [] };
  const count = bucketCount(series);
  for (let bucket = 0; bucket < count; bucket++) {
    const x = lastStepOf(series, bucket);
    const at = 3 * bucket;
    points.lowest.push({ x, y: placeOf(series.values[at], floor) });
    points.highest.push({ x, y: placeOf(series.values[at + 1], floor) });
    points.last.push({ x, y: placeOf(series.values[at + 2], floor) });
  }
  return points;
}

/** Only the last of these of each bucket. */
export function lastPoints(series: Readonly<LossSeries>, floor: number): LossPoint[] {
  return Array.from({ length: bucketCount(series) }, (_, bucket) => ({
    x: lastStepOf(series, bucket),
    y: placeOf(series.values[3 * bucket + 2], floor),
  }));
}

/** The points of what was measured after some steps; none where there are no values. */
export function measuredPoints(steps: Float64Array, values: Float64Array, floor: number): LossPoint[] {
  return Array.from(values, (value, k) => ({ x: steps[k], y: placeOf(value, floor) }));
}

/** Where a loss is drawn; NaN where it leaves a gap. */
export function placeOf(loss: number, floor: number): number {
  return Number.isFinite(loss) ? Math.max(loss, floor) : Number.NaN;
}
