import { describe, expect, test } from "vitest";
import { formatBrief, formatCount, formatNumber, formatRounded, formatTick } from "../../src/format/number-format.ts";

describe("formatNumber", () => {
  test.each([
    [0, "0"],
    [-0, "0"],
    [1, "1"],
    [7.5625, "7.5625"],
    [0.2421875, "0.2421875"],
    [-0.5859375, "−0.5859375"],
    [1.392578125, "1.3926"],
    [0.1690000001, "0.1690"],
    [0.0009765625, "0.0009765625"],
    [0.0005, "0.0005"],
    [0.0002, "2×10⁻⁴"],
    [-0.00023456, "−2.35×10⁻⁴"],
    [8.5742e-8, "8.57×10⁻⁸"],
    [5e-324, "4.94×10⁻³²⁴"],
    [2600, "2,600"],
    [1234567, "1,234,567"],
    [-1234567.25, "−1,234,567.2500"],
    [9999999, "9,999,999"],
    [12345678, "1.23×10⁷"],
    [-1.2345e9, "−1.23×10⁹"],
    [9.999e-5, "1×10⁻⁴"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d is read as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test.each([
    [0.2421875, 9, "0.2421875"],
    [0.2421875, 8, "0.2422"],
    [-0.6054687, 7, "−0.6055"],
    [-0.6054687, 6, "−0.605"],
    [1234.5678, 7, "1,234.6"],
    [1234567.891, 7, "1.2×10⁶"],
    [8.5742e-8, 6, "9×10⁻⁸"],
    [0.00061, 5, "0.001"],
  ])("%d in room for %d characters is read as %s", (value, room, text) => {
    expect(formatNumber(value, room)).toBe(text);
  });
});

describe("formatRounded", () => {
  test.each([
    [0.4489, 2, "0.45"],
    [-0.004, 2, "0.00"],
    [-0.0194, 3, "−0.019"],
    [0, 2, "0"],
    [-0, 3, "0"],
    [-0.0003, 3, "−3×10⁻⁴"],
    [1234.5, 2, "1,234.50"],
    [2.5e8, 2, "3×10⁸"],
    [Number.NaN, 2, "NaN"],
    [Number.NEGATIVE_INFINITY, 2, "−∞"],
  ])("%d to %d decimals is read as %s", (value, decimals, text) => {
    expect(formatRounded(value, decimals)).toBe(text);
  });

  test("gives up decimals where there is no room for them", () => {
    expect(formatRounded(-123.456, 2, 6)).toBe("−123.5");
    expect(formatRounded(-12345.6, 2, 6)).toBe("−1×10⁴");
  });
});

test.each([
  [1, "1"],
  [0, "0"],
  [0.25, "0.25"],
  [0.2413, "0.24"],
  [0.0003, "0.00"],
  [1.0505, "1.05"],
])("formatBrief: %d is read as %s", (value, text) => {
  expect(formatBrief(value)).toBe(text);
});

test("formatCount puts commas between thousands", () => {
  expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(["0", "999", "1,000", "1,234,567"]);
});

test.each([
  [10, "10"],
  [0.1, "0.1"],
  [0.001, "0.001"],
  [10 ** -5, "10⁻⁵"],
  [2 * 10 ** -5, "2×10⁻⁵"],
  [5000, "5,000"],
  [10 ** 8, "10⁸"],
  [3 * 0.1, "0.3"],
  [0, "0"],
])("formatTick: %d is read as %s", (value, text) => {
  expect(formatTick(value)).toBe(text);
});
