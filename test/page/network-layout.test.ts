import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curve, heightAt, nearestEdge } from "../../webview/diagram/edge-curve.ts";
import { extentOf, extentOfMap } from "../../webview/diagram/extent.ts";
import { foldRows, topOf, unitAt } from "../../webview/diagram/fold-rows.ts";
import { strongest } from "../../webview/diagram/layer-weights.ts";
import { middleOf, networkLayout } from "../../webview/diagram/network-layout.ts";

describe("the rows of a folded layer", () => {
  const cases = fc.integer({ min: 13, max: 900 }).chain((units) =>
    fc.record({
      units: fc.constant(units),
      open: fc.uniqueArray(fc.integer({ min: 0, max: units - 1 }), { maxLength: 4 }),
    }),
  );

  test("fill its height without a gap, in the order of the units", () => {
    fc.assert(
      fc.property(cases, ({ units, open }) => {
        const rows = foldRows(units, 330, open, 59);
        const heights = Array.from({ length: units }, (_, unit) => (open.includes(unit) ? 59 : rows.rowHeight));
        let top = 0;
        for (let unit = 0; unit < units; unit++) {
          expect(topOf(rows, unit)).toBeCloseTo(top, 6);
          expect(unitAt(rows, top + heights[unit] / 2)).toBe(unit);
          top += heights[unit];
        }
        expect(top).toBeCloseTo(330, 6);
      }),
    );
  });

  test("end at its edges, however far beyond them the pointer is", () => {
    const rows = foldRows(20, 100, [], 30);
    expect([-50, 0, 100, 400].map((y) => unitAt(rows, y))).toEqual([0, 0, 19, 19]);
  });
});

describe("an edge", () => {
  const ends = { x1: 10, y1: 100, x2: 90, y2: 20 };

  test("runs where its curve is drawn", () => {
    const [x1, y1, x2, y2, x3, y3, x4, y4] = (curve(ends).match(/[\d.]+/g) ?? []).map(Number);
    for (let t = 0; t <= 1; t += 0.05) {
      const at = (a: number, b: number, c: number, d: number) =>
        (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
      expect(heightAt(ends, at(x1, x2, x3, x4))).toBeCloseTo(at(y1, y2, y3, y4), 4);
    }
  });

  test("is meant by a pointer that is nearer to it than to the others, and near enough", () => {
    const [upper, lower] = [
      { ...ends, y1: 40, y2: 40 },
      { ...ends, y1: 60, y2: 60 },
    ];
    expect(nearestEdge([upper, lower], 50, 47, 8)).toBe(upper);
    expect(nearestEdge([upper, lower], 50, 53, 8)).toBe(lower);
    expect(nearestEdge([upper, lower], 50, 75, 8)).toBeNull();
  });
});

test("the strongest of many numbers are those of largest size, the first of equals first", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 60 }), (numbers) => {
      const sorted = Array.from(numbers.keys()).sort((a, b) => Math.abs(numbers[b]) - Math.abs(numbers[a]) || a - b);
      expect(strongest(numbers, 5)).toEqual(sorted.slice(0, 5));
    }),
  );
  expect(strongest([1, Number.NaN, 3], 2)).toEqual([1, 2]);
});

test("numbers reach as far as those of them that are finite", () => {
  expect(extentOf([3, -4, Number.NaN, Number.POSITIVE_INFINITY])).toEqual({ low: -4, high: 3, bound: 4 });
  expect(extentOf([])).toEqual({ low: 0, high: 0, bound: 0 });
  const map = { rows: 1, columns: 3, bound: 4, shares: Float32Array.of(-1, 0.5, Number.NaN) };
  expect(extentOfMap(map)).toEqual({ low: -4, high: 2, bound: 4 });
});

describe("the columns of a network", () => {
  const shapes = fc.record({
    available: fc.integer({ min: 320, max: 2000 }),
    units: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 2, maxLength: 7 }),
    hasMaps: fc.boolean(),
    hasCaptions: fc.boolean(),
  });

  test("stand beside each other within the picture, with a place for each unit", () => {
    fc.assert(
      fc.property(shapes, ({ available, units, hasMaps, hasCaptions }) => {
        const layout = networkLayout(available, Number.POSITIVE_INFINITY, {
          units,
          open: units.map((count) => [count - 1]),
          hasMaps,
          hasCaptions,
          lossLines: 3,
          formulaLines: () => 2,
        });
        let end = 0;
        for (const [c, column] of layout.columns.entries()) {
          expect(column.x).toBeGreaterThan(end);
          end = column.x + column.width;
          const middles = Array.from({ length: units[c] }, (_, unit) => middleOf(column, unit));
          for (const [unit, y] of middles.entries()) {
            expect(y).toBeGreaterThan(column.headerTop + 20);
            expect(y).toBeLessThan(layout.height);
            if (unit > 0) expect(y).toBeGreaterThan(middles[unit - 1]);
          }
        }
        expect(layout.loss.x).toBeGreaterThan(end);
        expect(layout.loss.x + layout.loss.width).toBeLessThan(layout.width);
        if (layout.scale === 1) expect(layout.width).toBeLessThanOrEqual(available);
        if (layout.hasThumbnails) expect(layout.width).toBeLessThanOrEqual(available);
      }),
    );
  });

  test("unfold a unit in place, without moving anything but the rows", () => {
    const layoutWith = (open: number[]) =>
      networkLayout(1200, Number.POSITIVE_INFINITY, {
        units: [4, 100, 1],
        open: [[], open, []],
        hasMaps: false,
        hasCaptions: false,
        lossLines: 1,
        formulaLines: () => 1,
      });
    const [folded, unfolded] = [layoutWith([]), layoutWith([40])];
    const places = ({ columns, width, height }: typeof folded) => [
      width,
      height,
      columns.map(({ x, width, top, height }) => [x, width, top, height]),
    ];
    expect(places(unfolded)).toEqual(places(folded));
  });
});
