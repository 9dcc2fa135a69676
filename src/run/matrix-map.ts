/**
 * A matrix as a picture: in blocks, each of which is told by its number of largest size, so that no strong weight is
 * lost among weak ones, however small the picture.
 */
export interface MatrixMap {
  readonly rows: number;
  readonly columns: number;
  /** The largest size of a number that is finite. */
  readonly bound: number;
  /** The number of each block as a share of `bound`, from −1 to 1; row-major. Seven digits of it are more than is seen. */
  readonly shares: Float32Array;
}

/** The shape of a matrix. */
export interface MatrixShape {
  readonly rows: number;
  readonly columns: number;
}

/**
 * A matrix in at most so many blocks.
 * @param values row-major
 * @param bound what the numbers are shares of, where that is not the largest of them
 */
export function mapOf(
  values: ArrayLike<number>,
  { rows, columns }: MatrixShape,
  most: MatrixShape,
  bound: number | null = null,
): MatrixMap {
  const map = { rows: Math.min(rows, most.rows), columns: Math.min(columns, most.columns) };
  const largest = new Float64Array(map.rows * map.columns);
  for (let row = 0; row < rows; row++) {
    let block = blockOf(row, rows, map.rows) * map.columns;
    let column = 0;
    for (let k = 1; k <= map.columns; k++, block++) {
      const end = Math.ceil((k * columns) / map.columns);
      let value = largest[block];
      for (; column < end; column++) {
        const other = values[row * columns + column];
        // What is no number is shown, too.
        if (!(Math.abs(other) <= Math.abs(value))) value = other;
      }
      largest[block] = value;
    }
  }
  // What is no number may hide the largest of those that are.
  const unit = bound ?? largestSize(largest.every(Number.isFinite) ? largest : values);
  return { ...map, bound: unit, shares: Float32Array.from(largest, (value) => (unit > 0 ? value / unit : value)) };
}

/** The number that stands for the block with a place of the matrix. */
export function blockAt(
  { rows, columns, bound, shares }: MatrixMap,
  shape: MatrixShape,
  row: number,
  column: number,
): number {
  return bound * shares[blockOf(row, shape.rows, rows) * columns + blockOf(column, shape.columns, columns)];
}

/** In which of so many blocks one of so many rows or columns lies. */
function blockOf(index: number, count: number, blocks: number): number {
  return Math.floor((index * blocks) / count);
}

/** The largest size of the numbers that are finite; 0 if there are none. */
function largestSize(values: ArrayLike<number>): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) {
    const size = Math.abs(values[k]);
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
  }
  return largest;
}
