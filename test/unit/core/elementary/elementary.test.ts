import { describe, expect, it } from "vitest";
import { exp, expm1, log, log1p, power, sigmoid, tanh } from "../../../../src/core/elementary/elementary.ts";
import { erf, erfc } from "../../../../src/core/elementary/error-function.ts";
import { cos, sin } from "../../../../src/core/elementary/trigonometry.ts";
import { createRandom, uniform } from "../../../../src/core/random.ts";
import { elementaryBits, hashElementaryBits } from "../../../support/elementary-bits.ts";
import * as exact from "../../../support/high-precision.ts";

const infinity = Number.POSITIVE_INFINITY;
const tiniest = Number.MIN_VALUE;
const random = createRandom(11);

/** Arguments spread evenly. */
const evenly = (low: number, high: number, count = 250) =>
  Array.from({ length: count }, () => uniform(random, low, high));

/** Arguments from 2^low to 2^high, each power of 2 as likely, of both signs. */
const overPowers = (low: number, high: number, count = 150) =>
  Array.from(
    { length: count },
    (_, i) => (i % 2 === 0 ? 1 : -1) * uniform(random, 1, 2) * 2 ** Math.floor(uniform(random, low, high)),
  );

/** The argument and the numbers next to it. */
const around = (x: number) => [-3, -2, -1, 0, 1, 2, 3].map((n) => x * (1 + n * Number.EPSILON));

const sizes = (numbers: number[]) => numbers.map(Math.abs);

function worstError(f: (x: number) => number, reference: (x: exact.Real) => exact.Real, xs: readonly number[]): number {
  return Math.max(...xs.map((x) => exact.errorInUlp(f(x), reference(exact.real(x)))));
}

describe("is as near to the exact value as said, in units of the last place", () => {
  const exponentials = [...evenly(-42, 42), ...evenly(-1, 1), ...overPowers(-60, 5), ...around(Math.LN2 / 2)];
  const tiny = overPowers(-1070, 0);
  const huge = sizes(overPowers(0, 1023));
  const rootOfHalf = evenly(0.706, 0.73);
  const rootOfTwo = evenly(1.4, 1.415);
  const upToMillion = overPowers(0, 20);
  const zeros = Array.from({ length: 200 }, (_, i) => ((i * 300 + 1) * Math.PI) / 2);
  const lessOne = [...rootOfHalf, ...rootOfTwo].map((x) => x - 1);

  it.each([
    ["exp", exp, exact.exp, 0.7, [...exponentials, ...evenly(-745, 709), ...around(-745.1)]],
    ["expm1", expm1, exact.expm1, 1.05, [...exponentials, ...tiny, ...evenly(0.3, 0.5)]],
    ["log", log, exact.log, 0.87, [...evenly(0, 4), ...sizes(tiny), ...huge, ...rootOfHalf, ...rootOfTwo]],
    ["log1p", log1p, exact.log1p, 0.87, [...evenly(-1, 3), ...evenly(-0.5, 0.5), ...tiny, ...huge, ...lessOne]],
    ["tanh", tanh, exact.tanh, 1.05, [...exponentials, ...tiny, ...evenly(0.5, 0.8), ...around(0.55)]],
    ["sigmoid", sigmoid, exact.sigmoid, 1.05, [...exponentials, ...evenly(-740, -30), ...around(36), ...around(-36)]],
    ["erf", erf, exact.erf, 2.5, [...evenly(-6, 6), ...evenly(-0.6, 0.6), ...tiny, ...around(0.5)]],
    ["erfc", erfc, exact.erfc, 7, [...evenly(-6, 27.2), ...evenly(0.4, 4.5), ...around(0.5), ...around(4)]],
    [
      "sin",
      sin,
      exact.sin,
      0.8,
      [...evenly(-4, 4), ...evenly(0.7, 0.8), ...evenly(-1e5, 1e5), ...tiny, ...upToMillion, ...zeros],
    ],
    ["cos", cos, exact.cos, 0.8, [...evenly(-4, 4), ...evenly(-1e5, 1e5), ...tiny, ...upToMillion, ...zeros]],
  ] as const)("%s", (_name, f, reference, atMost, xs) => {
    expect(worstError(f, reference, xs)).toBeLessThan(atMost);
  });

  it("with a reference that is right itself", () => {
    // The first 40 decimals of e, ln 10, sin 1 and erf 1, as mpmath gives them.
    const decimals = ({ mantissa, exponent }: exact.Real) => (mantissa * 10n ** 40n) >> BigInt(-exponent);
    expect(decimals(exact.exp(exact.real(1)))).toBe(27182818284590452353602874713526624977572n);
    expect(decimals(exact.log(exact.real(10)))).toBe(23025850929940456840179914546843642076011n);
    expect(decimals(exact.sin(exact.real(1)))).toBe(8414709848078965066525023216302989996225n);
    expect(decimals(exact.erf(exact.real(1)))).toBe(8427007929497148693412206350826092592960n);
  });
});

describe("at the ends and at 0", () => {
  it("gives limits at ±∞ and beyond the range", () => {
    expect([exp(infinity), exp(-infinity), exp(710), exp(-746)]).toEqual([infinity, 0, infinity, 0]);
    expect([expm1(infinity), expm1(-infinity), expm1(710), expm1(-800)]).toEqual([infinity, -1, infinity, -1]);
    expect([log(infinity), log(0), log(-0)]).toEqual([infinity, -infinity, -infinity]);
    expect([log1p(infinity), log1p(-1)]).toEqual([infinity, -infinity]);
    expect([tanh(infinity), tanh(-infinity), tanh(1e300)]).toEqual([1, -1, 1]);
    expect([sigmoid(infinity), sigmoid(-infinity), sigmoid(1e300), sigmoid(-1e300)]).toEqual([1, 0, 1, 0]);
    expect([erf(infinity), erf(-infinity), erfc(infinity), erfc(-infinity)]).toEqual([1, -1, 0, 2]);
  });

  it("has no number where there is none", () => {
    for (const f of [exp, expm1, log, log1p, tanh, sigmoid, erf, erfc, sin, cos]) expect(f(Number.NaN)).toBeNaN();
    for (const x of [-1, -tiniest, -infinity]) expect(log(x)).toBeNaN();
    for (const x of [-1 - Number.EPSILON, -infinity]) expect(log1p(x)).toBeNaN();
    for (const x of [infinity, -infinity, 1.7e6]) expect([sin(x), cos(x)]).toEqual([Number.NaN, Number.NaN]);
  });

  it("is exact at 0, where odd functions keep its sign", () => {
    for (const f of [expm1, log1p, tanh, erf, sin]) {
      for (const x of [0, -0, tiniest, -tiniest]) expect(f(x), f.name).toBe(x);
    }
    for (const zero of [0, -0]) {
      expect([exp(zero), sigmoid(zero), erfc(zero), cos(zero)]).toEqual([1, 0.5, 1, 1]);
    }
    expect(log(1)).toBe(0);
  });

  it("goes to the largest and to the smallest number", () => {
    // The last arguments before the result overflows or vanishes: ln of the largest number, and of half the smallest.
    expect(exp(709.782712893384)).toBe(1.7976931348622732e308);
    expect(exp(709.7827128933841)).toBe(infinity);
    expect(exp(-745.1332191019411)).toBe(tiniest);
    expect(exp(-745.1332191019412)).toBe(0);
    expect(sigmoid(-745.1332191019411)).toBe(tiniest);
    expect(log(tiniest)).toBe(-744.4400719213812);
    expect(log(Number.MAX_VALUE)).toBe(709.782712893384);
    expect(erfc(27.2)).toBeGreaterThan(0);
  });
});

describe("has the properties of the function", () => {
  const eighths = Array.from({ length: 100 }, (_, i) => (i * Math.PI) / 4);
  const xs = [...evenly(0, 30, 2000), ...sizes(overPowers(-1074, 5, 1000)), ...eighths];

  it.each([
    ["tanh", tanh],
    ["erf", erf],
    ["sin", sin],
  ] as const)("%s is odd", (_name, f) => {
    expect(xs.filter((x) => f(-x) !== -f(x))).toEqual([]);
  });

  it("cos is even", () => {
    expect(xs.filter((x) => cos(-x) !== cos(x))).toEqual([]);
  });

  it.each([
    ["exp", exp, -750, 709],
    ["expm1", expm1, -40, 40],
    ["log", log, 1e-3, 5],
    ["log1p", log1p, -0.999, 5],
    ["tanh", tanh, -22, 22],
    ["sigmoid", sigmoid, -750, 40],
    ["erf", erf, -6, 6],
    ["erfc", (x: number) => -erfc(x), -6, 28],
  ] as const)("%s never falls", (_name, f, low, high) => {
    const steps = 20_000;
    const rising = Array.from({ length: steps + 1 }, (_, i) => low + ((high - low) * i) / steps);
    const values = rising.map(f);
    expect(rising.filter((_, i) => i > 0 && values[i] < values[i - 1])).toEqual([]);
  });
});

describe("power", () => {
  it("is the product of n factors", () => {
    expect([power(3, 0), power(3, 1), power(3, 2), power(-3, 5), power(0.5, 1074)]).toEqual([1, 3, 9, -243, tiniest]);
    expect([power(0, 0), power(0, 3), power(10, 22), power(2, 2000)]).toEqual([1, 0, 1e22, infinity]);
    expect(power(1 + 2 ** -40, 2 ** 40)).toBeCloseTo(Math.E, 3);
    expect(power(0.999, 1000)).toBeCloseTo(0.36769542477096373, 14);
  });
});

it("gives these bits, on every engine", () => {
  expect(hashElementaryBits()).toEqual(elementaryBits);
});
