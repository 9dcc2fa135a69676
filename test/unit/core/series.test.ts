import { expect, it } from "vitest";
import {
  applyTail,
  bucketCount,
  createSeries,
  cutSeries,
  type LossSeries,
  lastStepOf,
  maxBuckets,
  pushLoss,
  type SeenSeries,
  tailSince,
} from "../../../src/core/series.ts";

const bucket = ({ values }: LossSeries, index: number) => [...values.subarray(3 * index, 3 * index + 3)];
const used = (series: LossSeries) => [...series.values.subarray(0, 3 * bucketCount(series))];

function seriesOf(losses: Iterable<number>): LossSeries {
  const series = createSeries();
  for (const loss of losses) pushLoss(series, loss);
  return series;
}

it("keeps every step while there is room", () => {
  const series = seriesOf([3, 2, 1]);
  expect(series.stride).toBe(1);
  expect(used(series)).toEqual([3, 3, 3, 2, 2, 2, 1, 1, 1]);
});

it("stays bounded and never loses a spike", () => {
  const n = 100_000;
  const series = seriesOf(Array.from({ length: n }, (_, k) => (k === 54_321 ? 1e6 : k === 7_777 ? -5 : 1)));
  expect(bucketCount(series)).toBeLessThanOrEqual(maxBuckets);
  const of = (step: number) => bucket(series, Math.floor((step - 1) / series.stride));
  expect(of(54_322)).toEqual([1, 1e6, 1]);
  expect(of(7_778)).toEqual([-5, 1, 1]);
  expect(lastStepOf(series, bucketCount(series) - 1)).toBe(n);
});

it("keeps the last loss of each bucket", () => {
  const series = seriesOf(Array.from({ length: 2 * maxBuckets + 1 }, (_, k) => k));
  expect(series.stride).toBe(4);
  expect(bucket(series, 0)).toEqual([0, 3, 3]);
  expect(bucket(series, 1)).toEqual([4, 7, 7]);
  expect(lastStepOf(series, 1)).toBe(8);
});

it("is followed exactly by a copy that gets only tails", () => {
  const series = createSeries();
  const copy = createSeries();
  let seen: SeenSeries | null = null;
  let sent = 0;
  for (let step = 0; step < 5000; step++) {
    pushLoss(series, Math.sin(step) * step);
    if (step % 37 !== 0) continue;
    const tail = tailSince(series, seen);
    sent += tail.values.length;
    applyTail(copy, structuredClone(tail));
    seen = tail;
    expect(used(copy)).toEqual(used(series));
  }
  expect(sent).toBeLessThan(5000 * 3 * 4);
});

it("is cut at the bucket that a step is in, and goes on from there", () => {
  const losses = Array.from({ length: 2 * maxBuckets + 7 }, (_, k) => Math.sin(k));
  const series = seriesOf(losses);
  const whole = structuredClone(series);
  cutSeries(series, 1503);
  expect([series.stride, series.steps]).toEqual([4, 1500]);
  for (const loss of losses.slice(1500)) pushLoss(series, loss);
  expect(used(series)).toEqual(used(whole));
  cutSeries(series, losses.length + 1);
  expect(series.steps).toBe(losses.length);
});

it("is as fine as a new one when nothing is left of it", () => {
  const series = seriesOf(Array.from({ length: 2 * maxBuckets + 7 }, (_, k) => k));
  cutSeries(series, 4);
  expect([series.stride, series.steps]).toEqual([1, 0]);
});

it("is given whole to whoever saw what was cut off, also when it is as long as before", () => {
  const series = seriesOf([5, 4, 3]);
  const copy = createSeries();
  const seen = tailSince(series, null);
  applyTail(copy, seen);
  cutSeries(series, 2);
  pushLoss(series, 9);
  pushLoss(series, 8);
  applyTail(copy, tailSince(series, seen));
  expect(used(copy)).toEqual(used(series));
  expect(tailSince(series, copy).from).toBe(3);
});
