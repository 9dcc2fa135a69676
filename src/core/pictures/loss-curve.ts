import { bucketCount, type LossSeries } from "../series.ts";

/** The size of the curve in pixels: it stands beside a line of text, and a higher one would push a small text down. */
const width = 64;
const height = 12;
const margin = 1.5;

/** What lies in one of so many columns is told by its smallest, largest and last loss. */
const mostColumns = 62;

/** A stretch of steps. */
interface Column {
  readonly min: number;
  readonly max: number;
  readonly last: number;
}

/** The paths of the curve. */
export interface LossPaths {
  /** Through the last loss of each stretch of steps. */
  readonly line: string;
  /** From the smallest to the largest loss of each: no spike is lost. */
  readonly band: string;
}

/** The losses of all steps as a small curve, on the logarithmic scale of the view; null before there are two. */
export function lossPaths(series: LossSeries): LossPaths | null {
  const columns = columnsOf(series);
  if (columns.length < 2) return null;
  const y = heights(columns);
  const step = (width - 2 * margin) / (columns.length - 1);
  const points = (loss: (column: Column) => number) =>
    columns.map((column, k) => `${rounded(margin + k * step)} ${rounded(y(loss(column)))}`);
  const line = points(({ last }) => last);
  const edges = [...points(({ max }) => max), ...points(({ min }) => min).reverse()];
  return { line: `M${line.join("L")}`, band: `M${edges.join("L")}Z` };
}

/** The curve as an SVG in one colour; null before there are two steps. */
export function lossCurve(series: LossSeries, colour: string): string | null {
  const paths = lossPaths(series);
  return (
    paths &&
    [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none" stroke="${colour}">`,
      `<path d="${paths.band}" fill="${colour}" fill-opacity="0.35" stroke="none"/>`,
      `<path d="${paths.line}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`,
      "</svg>",
    ].join("")
  );
}

function columnsOf(series: LossSeries): Column[] {
  const buckets = bucketCount(series);
  const count = Math.min(buckets, mostColumns);
  return Array.from({ length: count }, (_, column) => {
    const first = Math.floor((column * buckets) / count);
    const end = Math.floor(((column + 1) * buckets) / count);
    const numbers = series.values.subarray(3 * first, 3 * end);
    return {
      min: numbers.reduce((least, loss, k) => (k % 3 === 0 ? Math.min(least, loss) : least), Number.POSITIVE_INFINITY),
      max: numbers.reduce((most, loss, k) => (k % 3 === 1 ? Math.max(most, loss) : most), Number.NEGATIVE_INFINITY),
      last: numbers[numbers.length - 1],
    };
  });
}

/** Where a loss lies in the picture, from its top; losses that are 0 lie at the bottom, as do all that are the same. */
function heights(columns: readonly Column[]): (loss: number) => number {
  const positive = columns.flatMap(({ min, max, last }) => [min, max, last]).filter((loss) => loss > 0);
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const range = Math.log(most / least);
  const bottom = height - margin;
  return (loss) => {
    if (!(loss > least) || !(range > 0)) return bottom;
    return bottom - ((bottom - margin) * Math.log(loss / least)) / range;
  };
}

function rounded(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
