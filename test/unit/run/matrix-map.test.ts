import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockAt, mapOf } from "../../../src/run/matrix-map.ts";

const shape = (rows: number, columns: number) => ({ rows, columns });

it("keeps the number of largest size of each block, with its sign", () => {
  const values = [1, -2, 3, 0, 5, -6, 0, 0, 8, -10, 0, 1];
  const { shares, ...map } = mapOf(values, shape(3, 4), shape(3, 2));
  expect(map).toEqual({ rows: 3, columns: 2, bound: 10 });
  expect(shares).toEqual(Float32Array.of(-0.2, 0.3, -0.6, 0, -1, 0.1));
});

it("is the matrix itself where there is room for it", () => {
  const values = [1, -2, 4, 0, -0.5, 0.25];
  const { rows, columns, bound, shares } = mapOf(values, shape(2, 3), shape(99, 99));
  expect([rows, columns]).toEqual([2, 3]);
  expect([...shares].map((share) => share * bound)).toEqual(values);
});

it("is measured by a bound of another", () => {
  expect(mapOf([1, -2], shape(1, 2), shape(1, 2), 8).shares).toEqual(Float32Array.of(0.125, -0.25));
});

it("shows numbers too small or too large for seven digits of their own", () => {
  const { bound, shares } = mapOf([1e-200, -4e-200], shape(1, 2), shape(1, 2));
  expect([bound, ...shares]).toEqual([4e-200, 0.25, -1]);
});

it("shows what is no number, and measures the others by those that are finite", () => {
  const { bound, shares } = mapOf([2, Number.NaN, Number.NEGATIVE_INFINITY, 1], shape(2, 2), shape(2, 2));
  expect(bound).toBe(2);
  expect([...shares]).toEqual([1, Number.NaN, Number.NEGATIVE_INFINITY, 0.5]);
  expect([...mapOf([0, 0], shape(1, 2), shape(1, 2)).shares]).toEqual([0, 0]);
});

describe("a place of the matrix", () => {
  it("is told by a number at least as large as its own", () => {
    const matrices = fc
      .record({ rows: fc.integer({ min: 1, max: 40 }), columns: fc.integer({ min: 1, max: 40 }) })
      .chain(({ rows, columns }) =>
        fc.record({
          of: fc.constant(shape(rows, columns)),
          most: fc.record({ rows: fc.integer({ min: 1, max: 40 }), columns: fc.integer({ min: 1, max: 40 }) }),
          values: fc.array(fc.integer({ min: -1000, max: 1000 }), {
            minLength: rows * columns,
            maxLength: rows * columns,
          }),
        }),
      );
    fc.assert(
      fc.property(matrices, ({ of, most, values }) => {
        const map = mapOf(values, of, most);
        const told = new Set<number>();
        values.forEach((value, k) => {
          const block = Math.round(blockAt(map, of, Math.floor(k / of.columns), k % of.columns));
          expect(Math.abs(block)).toBeGreaterThanOrEqual(Math.abs(value));
          expect(values).toContain(block);
          told.add(block);
        });
        expect(told.size).toBeLessThanOrEqual(map.rows * map.columns);
      }),
    );
  });
});
