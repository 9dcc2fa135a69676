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
  /** How often steps were taken away from its end: whoever saw it before has to get all of it. */
  cuts: number;
  /** Per bucket, three numbers: minimum, maximum, last. */
  readonly values: Float64Array;
}

/** The end of a series, from bucket `from` on: what someone who has the buckets before it needs. */
export interface SeriesTail {
  readonly stride: number;
  readonly steps: number;
  readonly cuts: number;
  readonly from: number;
  /** Per bucket, three numbers: minimum, maximum, last. */
  readonly values: Float64Array;
}

/** The most buckets a series holds. */
export const maxBuckets = 1024;

const numbersPerBucket = 3;

/** A series without any step. */
export function createSeries(): LossSeries {
  return { stride: 1, steps: 0, cuts: 0, values: new Float64Array(maxBuckets * numbersPerBucket) };
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
  const bucket = Math.floor(series.steps / series.stride);
  const at = bucket * numbersPerBucket;
  const isNew = bucket * series.stride === series.steps;
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
 * Takes the steps from `step` on away from the end, and with them the rest of the bucket they begin in: a bucket
 * cannot be divided, but its first steps can be taken again.
 */
export function cutSeries(series: LossSeries, step: number): void {
  const { stride } = series;
  if (step > series.steps) return;
  series.steps = Math.floor((step - 1) / stride) * stride;
  series.cuts++;
  if (series.steps === 0) series.stride = 1;
}

/** What somebody has seen of a series. */
export type SeenSeries = Pick<LossSeries, "stride" | "steps" | "cuts">;

/**
 * What has changed since somebody saw `seen` of this series.
 * @param seen what it was when they last looked, or null if they never did
 */
export function tailSince(series: LossSeries, seen: SeenSeries | null): SeriesTail {
  const { stride, steps, cuts } = series;
  const knows = seen !== null && seen.stride === stride && seen.steps <= steps && seen.cuts === cuts;
  const from = knows ? Math.floor(seen.steps / stride) : 0;
  const end = bucketCount(series) * numbersPerBucket;
  return { stride, steps, cuts, from, values: series.values.slice(from * numbersPerBucket, end) };
}

/** Brings a copy of a series up to date with a tail of the original. */
export function applyTail(series: LossSeries, tail: SeriesTail): void {
  series.stride = tail.stride;
  series.steps = tail.steps;
  series.cuts = tail.cuts;
  series.values.set(tail.values, tail.from * numbersPerBucket);
}
