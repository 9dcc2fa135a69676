import type { MatrixMap } from "../../src/run/shown-layer.ts";

/**
 * A matrix in at most so many blocks, each told by its number of largest size: no strong weight is lost among weak
 * ones, however small the picture.
 */
export function mapOf(
  values: ArrayLike<number>,
  rows: number,
  columns: number,
  mostRows: number,
  mostColumns: number,
): MatrixMap {
  const [mapRows, mapColumns] = [Math.min(rows, mostRows), Math.min(columns, mostColumns)];
  const map = new Float64Array(mapRows * mapColumns);
  const columnOf = Uint32Array.from({ length: columns }, (_, column) => Math.floor((column * mapColumns) / columns));
  for (let row = 0; row < rows; row++) {
    const start = Math.floor((row * mapRows) / rows) * mapColumns;
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column];
      const block = start + columnOf[column];
      if (!(Math.abs(value) <= Math.abs(map[block]))) map[block] = value;
    }
  }
  return { rows: mapRows, columns: mapColumns, values: map };
}

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
