import { describe, expect, test } from "vitest";
import { createSeries, pushLoss } from "../../src/core/series.ts";
import { hoverText } from "../../webview/loss/hover-text.ts";
import { lossAxis, stepAxis } from "../../webview/loss/loss-axis.ts";
import { lossPoints } from "../../webview/loss/loss-points.ts";
import { allowsLog, lossRange } from "../../webview/loss/loss-range.ts";

function seriesOf(...losses: number[]) {
  const series = createSeries();
  for (const loss of losses) pushLoss(series, loss);
  return series;
}

describe("the logarithmic axis", () => {
  test("reaches beyond the losses on both sides, with ticks at powers of ten", () => {
    const { min, max, ticks } = lossAxis(lossRange(seriesOf(7.5625, 0.2, 8.57e-8)), "log");
    expect(min).toBeCloseTo(2e-8, 12);
    expect(max).toBe(10);
    expect(ticks.map(Math.log10).map(Math.round)).toEqual([-7, -5, -3, -1, 1]);
  });

  test("has finer ticks where the losses lie close together", () => {
    const { min, max, ticks } = lossAxis(lossRange(seriesOf(0.26, 0.24)), "log");
    expect([min, max]).toEqual([0.1, 0.5]);
    expect(ticks.map((tick) => Number(tick.toPrecision(3)))).toEqual([0.1, 0.2, 0.5]);
  });

  test("has room below the smallest positive loss for those of 0", () => {
    const range = lossRange(seriesOf(1, 0));
    expect(allowsLog(range)).toBe(true);
    expect(lossAxis(range, "log").min).toBeCloseTo(0.05, 12);
  });

  test("is impossible with negative losses, or without any positive one", () => {
    expect(allowsLog(lossRange(seriesOf(1, -1)))).toBe(false);
    expect(allowsLog(lossRange(seriesOf(0)))).toBe(false);
    expect(allowsLog(lossRange(seriesOf(Number.NaN)))).toBe(false);
  });

  test("copes with the smallest and the largest losses", () => {
    const { min, max, ticks } = lossAxis(lossRange(seriesOf(1e-300, 1e300)), "log");
    expect(min).toBeGreaterThan(0);
    expect(max).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(ticks.length).toBeLessThan(8);
  });
});

describe("the linear axis", () => {
  test("starts at 0", () => {
    expect(lossAxis(lossRange(seriesOf(7.5625, 0.2)), "linear")).toEqual({ min: 0, max: 8, ticks: [0, 2, 4, 6, 8] });
  });

  test("reaches below 0 for negative losses", () => {
    const { min, max } = lossAxis(lossRange(seriesOf(3, -1)), "linear");
    expect([min, max]).toEqual([-1, 3]);
  });

  test("is there even if all losses are 0", () => {
    const { min, max } = lossAxis(lossRange(seriesOf(0, 0)), "linear");
    expect(max).toBeGreaterThan(min);
  });
});

test.each([
  [1, [1, 2]],
  [9, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [200, [1, 50, 100, 150, 200]],
  [5000, [1, 1000, 2000, 3000, 4000, 5000]],
])("%d steps have whole ticks %j", (steps, ticks) => {
  expect(stepAxis(steps, steps < 10 ? 9 : 5).ticks).toEqual(ticks);
});

describe("the points", () => {
  test("stand at whole steps; 0 lies on the floor, and what is not finite leaves a gap", () => {
    const { last } = lossPoints(seriesOf(2, 0, Number.NaN, Number.POSITIVE_INFINITY), 0.01);
    expect(last).toEqual([
      { x: 1, y: 2 },
      { x: 2, y: 0.01 },
      { x: 3, y: Number.NaN },
      { x: 4, y: Number.NaN },
    ]);
  });

  test("show the smallest and the largest loss of the steps they cover", () => {
    const series = createSeries();
    for (let k = 0; k < 2048; k++) pushLoss(series, k % 2 === 0 ? 1 : 3);
    const { lowest, highest, last } = lossPoints(series, 0);
    expect([lowest[5], highest[5], last[5]]).toEqual([
      { x: 12, y: 1 },
      { x: 12, y: 3 },
      { x: 12, y: 3 },
    ]);
  });
});

describe("pointing at the chart", () => {
  test("names the step and its loss", () => {
    expect(hoverText(seriesOf(7.5625, 0.0132), 1)).toBe("step 2, loss 0.0132");
  });

  test("names the steps that one point covers", () => {
    const series = createSeries();
    for (let k = 0; k < 2048; k++) pushLoss(series, k % 2 === 0 ? 0.5 : 0.25);
    expect(hoverText(series, 1)).toBe("steps 3–4, last loss 0.25, between 0.25 and 0.5");
  });
});
