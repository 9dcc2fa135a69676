/**
 * The losses of all steps so far in a bounded number of buckets. A bucket keeps the smallest, the
 * largest and the last loss of the steps it covers, so that a spike is never lost, however long the
 * run. When the buckets are full, neighbours merge and each covers twice as many steps.
 */
export interface LossSeries {
  /** Steps per bucket: a power of two. */
  stride: number;
  /** Steps recorded. */
  steps: number;
  /** Per bucket, three numbers: minimum, maximum, last. */
  readonly values: Float64Array;
}

/** The end of a series, from bucket `from` on: what someone who has the buckets before it needs. */
export interface SeriesTail {
  readonly stride: number;
  readonly steps: number;
  readonly from: number;
  /** Per bucket, three numbers: minimum, maximum, last. */
  readonly values: Float64Array;
}

/** The most buckets a series holds. */
export const maxBuckets = 1024;

const numbersPerBucket = 3;

/** A series without any step. */
export function createSeries(): LossSeries {
  return { stride: 1, steps: 0, values: new Float64Array(maxBuckets * numbersPerBucket) };
}

/** How many buckets are in use. */
export function bucketCount({ steps, stride }: Pick<LossSeries, "steps" | "stride">): number {
  return Math.ceil(steps / stride);
}

/** The last step that bucket `index` covers so far, counted from 1. */
export function lastStepOf({ steps, stride }: Pick<LossSeries, "steps" | "stride">, index: number): number {
  return Math.min((index + 1) * stride, steps);
}

/** Adds the loss of the next step. */
export function pushLoss(series: LossSeries, loss: number): void {
  if (series.steps === maxBuckets * series.stride) mergeNeighbours(series);
  const { values } = series;
  const at = Math.floor(series.steps / series.stride) * numbersPerBucket;
  const isNew = series.steps % series.stride === 0;
  values[at] = isNew ? loss : Math.min(values[at], loss);
  values[at + 1] = isNew ? loss : Math.max(values[at + 1], loss);
  values[at + 2] = loss;
  series.steps++;
}

function mergeNeighbours(series: LossSeries): void {
  const { values } = series;
  for (let bucket = 0; bucket < maxBuckets / 2; bucket++) {
    const left = 2 * bucket * numbersPerBucket;
    const right = left + numbersPerBucket;
    const at = bucket * numbersPerBucket;
    values[at] = Math.min(values[left], values[right]);
    values[at + 1] = Math.max(values[left + 1], values[right + 1]);
    values[at + 2] = values[right + 2];
  }
  series.stride *= 2;
}

/**
 * What has changed since somebody saw `seen` of this series.
 * @param seen stride and steps when they last looked, or null if they never did
 */
export function tailSince(series: LossSeries, seen: { stride: number; steps: number } | null): SeriesTail {
  const { stride, steps } = series;
  const knows = seen !== null && seen.stride === stride && seen.steps <= steps;
  const from = knows ? Math.floor(seen.steps / stride) : 0;
  const end = bucketCount(series) * numbersPerBucket;
  return { stride, steps, from, values: series.values.slice(from * numbersPerBucket, end) };
}

/** Brings a copy of a series up to date with a tail of the original. */
export function applyTail(series: LossSeries, tail: SeriesTail): void {
  series.stride = tail.stride;
  series.steps = tail.steps;
  series.values.set(tail.values, tail.from * numbersPerBucket);
}
