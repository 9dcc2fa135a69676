import type { Numbers } from "../numbers.ts";

/** What a list of numbers comes to. All but the first three are of its finite numbers, and NaN where there are none. */
export interface ValueSummary {
  readonly count: number;
  /** Numbers that are NaN or infinite. */
  readonly notFinite: number;
  /** Numbers that are exactly 0. */
  readonly zeros: number;
  readonly mean: number;
  /** The standard deviation: √ of the mean of (v − mean)². */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
  /** √Σv² */
  readonly norm: number;
}

/** How many numbers there are in each of equally wide bins. 0 is always an edge: no bin has both signs. */
export interface Histogram {
  /** The lower edge of the first bin, in widths. */
  readonly first: number;
  /** How wide a bin is: 1, 2 or 5 times a power of ten. */
  readonly width: number;
  /** A bin has its lower edge, and not its upper. */
  readonly counts: Float64Array;
}

/** What numbers and 0 span. */
export interface Range {
  readonly min: number;
  readonly max: number;
  /** Whether all numbers are below 0: then no bin is needed from there on. */
  readonly isNegative: boolean;
}

/** A histogram has at most so many bins. */
export const mostBins = 40;

/** So many numbers are looked at in one go: well below a millisecond. */
const piece = 2 ** 16;

/** Sums up a list of numbers. */
export function* summaryOf(numbers: Numbers): Generator<void, ValueSummary> {
  let [finite, zeros, sum, squares] = [0, 0, 0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let start = 0; start < numbers.length; start += piece) {
    const end = Math.min(start + piece, numbers.length);
    for (let k = start; k < end; k++) {
      const value = numbers[k];
      if (!Number.isFinite(value)) continue;
      finite++;
      if (value === 0) zeros++;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      squares += value * value;
    }
    yield;
  }
  const mean = sum / finite;
  let deviations = 0;
  for (let start = 0; start < numbers.length; start += piece) {
    const end = Math.min(start + piece, numbers.length);
    for (let k = start; k < end; k++) {
      if (Number.isFinite(numbers[k])) deviations += (numbers[k] - mean) ** 2;
    }
    yield;
  }
  const known = (value: number) => (finite > 0 ? value : Number.NaN);
  return {
    count: numbers.length,
    notFinite: numbers.length - finite,
    zeros,
    mean: known(mean),
    deviation: known(Math.sqrt(deviations / finite)),
    min: known(min),
    max: known(max),
    norm: known(Math.sqrt(squares)),
  };
}

/** What the finite numbers of a list span, and 0 with them; null where there are none. */
export function rangeOf({ min, max }: ValueSummary): Range | null {
  return Number.isNaN(min) ? null : { min: Math.min(min, 0), max: Math.max(max, 0), isNegative: max < 0 };
}

/** What two ranges span together. */
export function unite(a: Range | null, b: Range | null): Range | null {
  if (a === null || b === null) return a ?? b;
  return {
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    isNegative: a.isNegative && b.isNegative,
  };
}

/** Counts the finite numbers of a list into bins that span `range`, which must hold them all. */
export function* histogramOf(numbers: Numbers, range: Range): Generator<void, Histogram> {
  const width = binWidth(range);
  // The sum has no −0.
  const first = binOf(range.min, width) + 0;
  const last = range.isNegative ? -1 : binOf(range.max, width);
  const counts = new Float64Array(last - first + 1);
  for (let start = 0; start < numbers.length; start += piece) {
    const end = Math.min(start + piece, numbers.length);
    for (let k = start; k < end; k++) {
      if (Number.isFinite(numbers[k])) counts[binOf(numbers[k], width) - first]++;
    }
    yield;
  }
  return { first, width, counts };
}

/** In which bin a number lies, counted from the one that begins with 0. A quotient too small for a number has no sign. */
function binOf(value: number, width: number): number {
  const bin = Math.floor(value / width);
  return value < 0 ? Math.min(bin, -1) : bin;
}

/** The smallest round width that needs no more bins than allowed. */
function binWidth({ min, max }: Range): number {
  const span = Math.min(max - min || 1, Number.MAX_VALUE);
  const finest = span / (mostBins - 1);
  const power = 10 ** Math.floor(Math.log10(finest));
  const widths = [1, 2, 5, 10, 20].map((leading) => leading * power);
  const bins = (width: number) => binOf(max, width) - binOf(min, width) + 1;
  return widths.find((width) => width > 0 && bins(width) <= mostBins) ?? span;
}
