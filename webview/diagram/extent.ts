import type { MatrixMap } from "../../src/run/matrix-map.ts";

/** The smallest and the largest of numbers, and the largest size; of those that are finite. */
export interface Extent {
  readonly low: number;
  readonly high: number;
  readonly bound: number;
}

/** How far numbers reach; all 0 if there are none. */
export function extentOf(values: ArrayLike<number>): Extent {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) continue;
    if (values[k] < low) low = values[k];
    if (values[k] > high) high = values[k];
  }
  if (low > high) return { low: 0, high: 0, bound: 0 };
  return { low, high, bound: Math.max(Math.abs(low), Math.abs(high)) };
}

/** How far the numbers of a map reach. */
export function extentOfMap({ shares, bound }: MatrixMap): Extent {
  const { low, high } = extentOf(shares);
  return { low: low * bound, high: high * bound, bound };
}
