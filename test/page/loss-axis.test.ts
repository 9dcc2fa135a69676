import { describe, expect, test } from "vitest";
import { emptyEvaluations } from "../../src/core/evaluation-series.ts";
import { createSeries, pushLoss } from "../../src/core/series.ts";
import { evaluationUpTo } from "../../webview/loss/evaluations.ts";
import { seriesCsv } from "../../webview/loss/export.ts";
import { foundMarks } from "../../webview/loss/found-marks.tsx";
import { hoverText } from "../../webview/loss/hover-text.ts";
import { lossAxis, stepAxis } from "../../webview/loss/loss-axis.ts";
import { lossPoints, measuredPoints } from "../../webview/loss/loss-points.ts";
import { allowsLog, lossRange } from "../../webview/loss/loss-range.ts";
import { plotInsets } from "../../webview/loss/plot.ts";
import { axisLabels } from "../../webview/loss/scrubber.tsx";
import { mostRows, tableRows } from "../../webview/loss/table-rows.ts";
import { deadUnits, inputScales } from "./support/findings.ts";

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
  [0, [0, 1]],
  [1, [0, 1]],
  [9, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [200, [0, 50, 100, 150, 200]],
  [5000, [0, 1000, 2000, 3000, 4000, 5000]],
])("%d steps have whole ticks %j", (steps, ticks) => {
  expect(stepAxis(steps, steps < 10 ? 9 : 5)).toEqual({ min: 0, max: Math.max(1, steps), ticks });
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

describe("the losses measured beside those of the steps", () => {
  const measured = {
    steps: Float64Array.of(0, 3, 6),
    loss: Float64Array.of(20, 2, 1),
    testLoss: Float64Array.of(30, 3, 0.5),
    accuracy: Float64Array.of(0.25, 0.5, 1),
  };

  test("count for the range, so that no line leaves the plot", () => {
    expect(lossRange(seriesOf(8, 4), measured)).toMatchObject({ lowest: 0.5, highest: 30, last: 4, hasGaps: false });
    const withGap = { ...measured, testLoss: Float64Array.of(Number.NaN, 3, 0) };
    expect(lossRange(seriesOf(8, 4), withGap)).toMatchObject({ lowest: 0, lowestPositive: 1, hasGaps: true });
  });

  test("stand at the steps after which they were measured; what is not finite leaves a gap", () => {
    expect(measuredPoints(measured.steps, Float64Array.of(1, Number.NaN, 0), 0.01)).toEqual([
      { x: 0, y: 1 },
      { x: 3, y: Number.NaN },
      { x: 6, y: 0.01 },
    ]);
    expect(measuredPoints(measured.steps, new Float64Array(0), 0)).toEqual([]);
  });

  test("are found for any step: the last at or before it", () => {
    expect([0, 2, 3, 5, 6, 99].map((step) => evaluationUpTo(measured, step))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(evaluationUpTo({ steps: Float64Array.of(4) }, 3)).toBe(-1);
  });

  test("make room at the right for the accuracy, and only for it", () => {
    const none = new Float64Array(0);
    expect(plotInsets(measured).right).toBeGreaterThan(plotInsets({ accuracy: none }).right);
    expect(plotInsets(measured).left).toBe(plotInsets({ accuracy: none }).left);
  });
});

describe("pointing at the chart", () => {
  const nothing = emptyEvaluations();

  test("names the step and its loss", () => {
    expect(hoverText(seriesOf(7.5625, 0.0132), nothing, 2)).toEqual({
      title: "step 2",
      losses: [{ name: "loss", text: "0.0132" }],
      measured: null,
    });
  });

  test("names the steps that one point covers", () => {
    const series = createSeries();
    for (let k = 0; k < 2048; k++) pushLoss(series, k % 2 === 0 ? 0.5 : 0.25);
    expect(hoverText(series, nothing, 3)).toEqual({
      title: "steps 3–4",
      losses: [
        { name: "last loss", text: "0.25" },
        { name: "between", text: "0.25 and 0.5" },
      ],
      measured: null,
    });
    expect(hoverText(series, nothing, 2).title).toBe("steps 1–2");
  });

  test("tells what was measured last, and after which step", () => {
    const measured = {
      steps: Float64Array.of(0, 2),
      loss: Float64Array.of(2, 1.5),
      testLoss: Float64Array.of(3, 2.5),
      accuracy: Float64Array.of(0.5, 0.75),
    };
    expect(hoverText(seriesOf(4, 3, 2), measured, 3).measured).toEqual({
      title: "after step 2",
      numbers: [
        { name: "training", text: "1.5" },
        { name: "test", text: "2.5" },
        { name: "accuracy", text: "75.0 %" },
      ],
    });
    expect(hoverText(seriesOf(4, 3, 2), measured, 0)).toMatchObject({ title: "step 0", losses: [] });
    expect(hoverText(seriesOf(4), { ...nothing, steps: Float64Array.of(0) }, 1).measured).toBeNull();
  });
});

describe("the numbers along the scrubber", () => {
  const width = 400;
  const right = ({ at, left }: { at: number; left: number }) => left + at.toLocaleString("en-US").length * 6.7;

  test.each([
    [0, 9],
    [9, 9],
    [37, 137],
    [99_999, 100_000],
    [1_000_000, 1_000_000],
    [0, 0],
  ])("at step %d of %d: the current one is there, none touches another or leaves the picture", (step, steps) => {
    const labels = axisLabels(step, steps, width).sort((one, other) => one.left - other.left);
    expect(labels.filter(({ isCurrent }) => isCurrent).map(({ at }) => at)).toEqual([step]);
    for (const [k, label] of labels.entries()) {
      expect(right(label)).toBeLessThanOrEqual(Math.min(width + 10, labels[k + 1]?.left ?? Infinity) + 1e-9);
    }
    expect(labels.length).toBeGreaterThan(1);
  });
});

describe("the table of the chart", () => {
  test("has every step while they are few", () => {
    const rows = tableRows(seriesOf(4, 2, 1), emptyEvaluations());
    expect(rows.map(({ step, highest }) => [step, highest])).toEqual([
      [1, 4],
      [2, 2],
      [3, 1],
    ]);
    expect(rows[0]).toMatchObject({ training: null, test: null, accuracy: null });
  });

  test("is bounded, and ends with the last step", () => {
    const series = createSeries();
    for (let k = 0; k < 5000; k++) pushLoss(series, k);
    const rows = tableRows(series, emptyEvaluations());
    expect(rows.length).toBeLessThanOrEqual(mostRows);
    expect(rows.length).toBeGreaterThan(mostRows / 2);
    expect(rows.at(-1)).toMatchObject({ step: 5000, lowest: 4992, highest: 4999 });
  });

  test("has the steps at which the network was measured, with the losses around them", () => {
    const measured = {
      steps: Float64Array.of(0, 2),
      loss: new Float64Array(0),
      testLoss: Float64Array.of(3, 2.5),
      accuracy: new Float64Array(0),
    };
    expect(tableRows(seriesOf(4, 2, 1), measured)).toEqual([
      { step: 0, lowest: null, highest: null, training: null, test: 3, accuracy: null },
      { step: 2, lowest: 2, highest: 2, training: null, test: 2.5, accuracy: null },
    ]);
  });
});

describe("the csv", () => {
  test("has all numbers in full, a line for each step", () => {
    const measured = {
      steps: Float64Array.of(0, 2),
      loss: Float64Array.of(1 / 3, 1e-17),
      testLoss: Float64Array.of(2 / 3, Number.NaN),
      accuracy: new Float64Array(0),
    };
    expect(seriesCsv(seriesOf(0.1, 0.2, Number.POSITIVE_INFINITY), measured)).toBe(
      [
        "step,min,max,last,trainingLoss,testLoss,accuracy",
        "0,,,,0.3333333333333333,0.6666666666666666,",
        "1,0.1,0.1,0.1,,,",
        "2,0.2,0.2,0.2,1e-17,NaN,",
        "3,Infinity,Infinity,Infinity,,,",
        "",
      ].join("\n"),
    );
  });

  test("tells the least and the greatest loss of the steps up to each line's", () => {
    const series = createSeries();
    for (let k = 0; k < 2048; k++) pushLoss(series, k % 2 === 0 ? 3 : 1);
    const lines = seriesCsv(series, emptyEvaluations()).split("\n");
    expect(lines[1]).toBe("2,1,3,1,,,");
    expect(lines).toHaveLength(1 + 1024 + 1);
  });
});

describe("findings on the chart", () => {
  const found = (since: number, message = `since ${since}`) => ({ ...deadUnits(), since, message });

  test("stand where they began; what the spec alone told has no place there", () => {
    expect(foundMarks([found(40), inputScales, found(12)], 100, 500)).toEqual([
      { step: 12, messages: ["since 12"] },
      { step: 40, messages: ["since 40"] },
    ]);
  });

  test("share a mark where two could not be told apart", () => {
    expect(foundMarks([found(40), found(41), found(60)], 100, 500)).toEqual([
      { step: 40, messages: ["since 40", "since 41"] },
      { step: 60, messages: ["since 60"] },
    ]);
  });
});
