import { expect, test } from "vitest";
import { contoursOf, type Grid } from "../../../webview/maps/contour-lines.ts";
import type { Frame } from "../../../webview/maps/frame.ts";

const frame = { left: 0, top: 0, innerWidth: 240, innerHeight: 240 } as Frame;

/** A grid of `size` × `size` cells with a number for each. */
function gridOf(size: number, value: (x: number, y: number) => number): Grid {
  const values = Float64Array.from({ length: size * size }, (_, k) => value(k % size, Math.floor(k / size)));
  return { columns: size, rows: size, values, reachesEdges: true };
}

test("a line goes around a basin", () => {
  const basin = gridOf(25, (x, y) => Math.hypot(x - 12, y - 12));
  const [{ lines }] = contoursOf(basin, [5], frame);
  expect(lines).toHaveLength(1);
  for (const [x, y] of lines[0]) expect(Math.hypot(x - 120, y - 120)).toBeCloseTo(50, -0.5);
});

test("a valley narrower than the cells leaves no row of specks", () => {
  // Here and there the middle of a cell lies in the valley.
  const valley = gridOf(25, (x, y) => (x - 0.47 * y - 6.1) ** 2);
  expect(contoursOf(valley, [0.002], frame)[0].lines).toEqual([]);
  expect(contoursOf(valley, [9], frame)[0].lines).toHaveLength(2);
});
