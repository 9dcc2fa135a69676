import { describe, expect, it } from "vitest";
import { lossCurve, lossPaths } from "../../../../src/core/pictures/loss-curve.ts";
import { createSeries, type LossSeries, pushLoss } from "../../../../src/core/series.ts";

function seriesOf(losses: Iterable<number>): LossSeries {
  const series = createSeries();
  for (const loss of losses) pushLoss(series, loss);
  return series;
}

function* range(count: number): Generator<number> {
  for (let k = 0; k < count; k++) yield k;
}

/** The points of a path. */
function pointsOf(path: string): { x: number; y: number }[] {
  return path
    .replace(/^M|Z$/g, "")
    .split("L")
    .map((point) => {
      const [x, y] = point.split(" ").map(Number);
      return { x, y };
    });
}

function linePoints(losses: Iterable<number>) {
  const paths = lossPaths(seriesOf(losses));
  return paths ? pointsOf(paths.line) : null;
}

describe("the curve of the losses", () => {
  it("is none before there are two steps", () => {
    expect(linePoints([])).toBeNull();
    expect(linePoints([2])).toBeNull();
    expect(linePoints([2, 1])).toHaveLength(2);
  });

  it("goes from the left to the right, and down by as much for each power of ten", () => {
    expect(linePoints([100, 10, 1])).toEqual([
      { x: 1.5, y: 1.5 },
      { x: 32, y: 6 },
      { x: 62.5, y: 10.5 },
    ]);
  });

  it("has few points and stays within its picture, however long the run", () => {
    const steps = [...range(50_000)];
    const points = linePoints(steps.map((k) => Math.exp(-k / 9000))) ?? [];
    expect(points).toHaveLength(62);
    expect(points[0].x).toBe(1.5);
    expect(points[61].x).toBe(62.5);
    for (const [k, { y }] of points.slice(1).entries()) expect(y).toBeGreaterThan(points[k].y);
    expect(lossCurve(seriesOf(steps), "#000")?.length).toBeLessThan(4000);
  });

  it("keeps a spike in its band that lies between the points of its line", () => {
    const losses = Array.from(range(10_000), (k) => (k === 5001 ? 1e6 : 1));
    const { line, band } = lossPaths(seriesOf(losses)) ?? { line: "", band: "" };
    expect(Math.min(...pointsOf(line).map(({ y }) => y))).toBe(10.5);
    expect(Math.min(...pointsOf(band).map(({ y }) => y))).toBe(1.5);
  });

  it("lies at the bottom where the loss is 0, and where it is always the same", () => {
    expect(linePoints([10, 1, 0])?.map(({ y }) => y)).toEqual([1.5, 10.5, 10.5]);
    expect(linePoints([3, 3])?.map(({ y }) => y)).toEqual([10.5, 10.5]);
    expect(linePoints([0, 0])?.map(({ y }) => y)).toEqual([10.5, 10.5]);
  });

  it("is a picture in the colour that is asked for", () => {
    expect(lossCurve(createSeries(), "#123456")).toBeNull();
    expect(lossCurve(seriesOf([3, 2]), "#123456")).toMatch(/^<svg [^>]*stroke="#123456">.*fill="#123456".*<\/svg>$/);
  });
});
