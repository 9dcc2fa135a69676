import type { Range } from "./fit-range.ts";

/** How much wider than the way of a run the picture is. */
const margin = 1.3;

/**
 * The ranges of both coordinates: equally long, so that what is perpendicular on the surface is so in the picture.
 * They cover all points, the last of which is the current one, and change only now and then while the way grows.
 * @param least the least half of a range
 * @param zoom how often the range is halved (or, below 0, doubled)
 */
export function surfaceRanges(
  x: Float64Array,
  y: Float64Array,
  least: number,
  zoom: number,
): { readonly x: Range; readonly y: Range } {
  const boxes = [boxOf(x), boxOf(y)];
  const half = niceAbove(Math.max(least, ...boxes.map(({ half }) => half * margin)));
  // Closer, the current point is what one looks at.
  const point = [x[x.length - 1], y[y.length - 1]];
  const middles = boxes.map(({ middle }, d) => (zoom > 0 && Number.isFinite(point[d]) ? point[d] : middle));
  const shown = half / 2 ** zoom;
  const grid = zoom > 0 ? shown / 8 : half / 8;
  const [rangeOfX, rangeOfY] = middles.map((middle): Range => {
    const centre = Math.round(middle / grid) * grid;
    return [centre - shown, centre + shown];
  });
  return { x: rangeOfX, y: rangeOfY };
}

function boxOf(values: Float64Array): { readonly middle: number; readonly half: number } {
  const finite = values.filter(Number.isFinite);
  const low = finite.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return finite.length > 0 ? { middle: low / 2 + high / 2, half: high / 2 - low / 2 } : { middle: 0, half: 0 };
}

/** The next of …, 1, 1.5, 2, 3, 5, 7, 10, … */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const nice = [1, 1.5, 2, 3, 5, 7].find((step) => step * power >= value * (1 - 1e-9));
  return (nice ?? 10) * power;
}
