import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatBrief,
  formatCount,
  formatFixed,
  formatFully,
  formatNumber,
  formatRounded,
  formatTick,
} from "../../src/format/number-format.ts";

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

describe("formatFixed", () => {
  test.each([
    [7.5625, 3, "7.56"],
    [0.5, 3, "0.500"],
    [2, 4, "2.000"],
    [-0.0009765625, 2, "−0.00098"],
    [0.00049996, 3, "5.00×10⁻⁴"],
    [-1.5e-12, 3, "−1.50×10⁻¹²"],
    [9.996, 3, "10.0"],
    [999.6, 3, "1,000"],
    [1234.5, 3, "1,235"],
    [1234.5, 6, "1,234.50"],
    [1e12, 4, "1.000×10¹²"],
    [5e-324, 2, "4.9×10⁻³²⁴"],
    [0, 5, "0"],
    [-0, 5, "0"],
    [Number.NaN, 5, "NaN"],
    [Number.POSITIVE_INFINITY, 5, "∞"],
    [Number.NEGATIVE_INFINITY, 5, "−∞"],
  ])("%d to %d digits is read as %s", (value, digits, text) => {
    expect(formatFixed(value, digits)).toBe(text);
  });

  test.each([
    [0.571234, 6, 6, "0.5712"],
    [-0.571234, 6, 6, "−0.571"],
    [-12.3456, 6, 6, "−12.35"],
    [1234567, 6, 7, "1.2×10⁶"],
    [-8.5742e-8, 4, 6, "−9×10⁻⁸"],
    [-8.5742e-300, 4, 6, "−9×10⁻³⁰⁰"],
  ])("%d to %d digits in room for %d characters is read as %s", (value, digits, room, text) => {
    expect(formatFixed(value, digits, room)).toBe(text);
  });

  test("has the digits that were asked for, and says the number to within half of the last", () => {
    const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    fc.assert(
      fc.property(
        fc
          .double({ noNaN: true, noDefaultInfinity: true })
          .filter((value) => Math.abs(value) > 1e-300 && Math.abs(value) < 1e300),
        fc.integer({ min: 1, max: 10 }),
        (value, digits) => {
          const text = formatFixed(value, digits);
          const [mantissa, power] = text.replaceAll(",", "").replace("−", "-").split("×10");
          const written = mantissa.replace(/[-.]/g, "").replace(/^0+/, "").length;
          const exponent = [...(power ?? "⁰")].map((c) => (c === "⁻" ? "-" : superscripts.indexOf(c))).join("");
          if (power !== undefined || Math.abs(value) < 10 ** (digits - 1)) expect(written).toBe(digits);
          else expect(written).toBeGreaterThanOrEqual(digits);
          const read = Number(`${mantissa}e${exponent}`);
          expect(Math.abs(read / value - 1)).toBeLessThanOrEqual(0.5 * 10 ** (1 - digits) * (1 + 1e-9));
        },
      ),
    );
  });
});

test("formatFully has every digit, and tells −0 from 0", () => {
  expect([0.1 + 0.2, -0, 0, Number.NaN].map(formatFully)).toEqual(["0.30000000000000004", "-0", "0", "NaN"]);
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
