/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How far the values lie apart: from the first quartile to the third, as a share of the median. */
export function spread(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  return (at(0.75) - at(0.25)) / median(values);
}

/** The slope of y over x where both axes are logarithmic: y grows as x to that power. */
export function logSlope([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): number {
  return Math.log(y1 / y0) / Math.log(x1 / x0);
}
