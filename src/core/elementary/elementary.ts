/**
 * eˣ, ln x, tanh and the logistic function, made of + − × ÷ alone. IEEE 754 rounds these the same way everywhere,
 * while ECMAScript leaves the last bits of `Math.exp` and its like to each engine. So a run gives the same bits in
 * Node and in a browser, and in every version of them.
 *
 * Arguments are first reduced by powers of 2, as W. J. Cody and W. Waite do (Software Manual for the Elementary
 * Functions, 1980). What is left is so small that the plain Taylor series serve, each with its remainder below 2⁻⁵⁷.
 * Every result is within 1.1 units of the last place of the exact value (correct rounding would be within 0.5).
 */

/** 2ⁿ for every n that a number can hold it for, from −1074 to 1023. */
const powersOfTwo = new Float64Array(2098);
const lowestPower = -1074;
powersOfTwo[0] = Number.MIN_VALUE;
for (let i = 1; i < powersOfTwo.length; i++) powersOfTwo[i] = 2 * powersOfTwo[i - 1];

/** 2ⁿ for a whole n */
function powerOfTwo(n: number): number {
  return powersOfTwo[(n | 0) - lowestPower];
}

/** x · 2ⁿ. Two steps, since 2ⁿ itself may be out of range; only the second can round. */
function scale(x: number, n: number): number {
  const half = n >> 1;
  return x * powerOfTwo(half) * powerOfTwo(n - half);
}

/** ln 2 in two parts. The first has 32 bits, so that its product with any exponent is exact. */
const ln2High = 0xb17217f7 / 0x1_0000_0000;
const ln2Low = 1.9082149292705877e-10;

/** Where numbers are so large that their last place is 1: adding and subtracting it leaves a whole number. */
const wholeNumbers = 1.5 * 2 ** 52;

/** The whole k nearest to x / ln 2, so that x = k · ln 2 + r with |r| ≤ ½ ln 2. */
function nearestExponent(x: number): number {
  return x * Math.LOG2E + wholeNumbers - wholeNumbers;
}

// The coefficients 1/n! of cosh (even n) and sinh (odd n).
const c2 = 1 / 2;
const c4 = 1 / 24;
const c6 = 1 / 720;
const c8 = 1 / 40_320;
const c10 = 1 / 3_628_800;
const c12 = 1 / 479_001_600;
const c14 = 1 / 87_178_291_200;
const s3 = 1 / 6;
const s5 = 1 / 120;
const s7 = 1 / 5_040;
const s9 = 1 / 362_880;
const s11 = 1 / 39_916_800;
const s13 = 1 / 6_227_020_800;
const s15 = 1 / 1_307_674_368_000;

// The terms of a series are paired, and the pairs summed up side by side: the last is not long in coming.

/** (cosh r − 1) / r² = 1/2! + r²/4! + …, as a function of r² */
function coshSeries(rr: number): number {
  const rrrr = rr * rr;
  return c2 + (rr * c4 + rrrr * (c6 + rr * c8) + rrrr * rrrr * (c10 + rr * c12 + rrrr * c14));
}

/** (sinh r − r) / r³ = 1/3! + r²/5! + …, as a function of r² */
function sinhSeries(rr: number): number {
  const rrrr = rr * rr;
  return s3 + (rr * s5 + rrrr * (s7 + rr * s9) + rrrr * rrrr * (s11 + rr * s13 + rrrr * s15));
}

/**
 * a + (eʳ − 1) with r = x − k · ln 2, where a is 0 or at least ½ in size.
 * eʳ − 1 = r + (cosh r − 1) + (sinh r − r). What a + r loses in rounding is added back with the small terms, so that
 * hardly more than the last addition rounds.
 */
function addExponential(a: number, x: number, k: number): number {
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const sum = a + high;
  return sum + (high - (sum - a) - low + curve(high - low));
}

/** eʳ − 1 − r = (cosh r − 1) + (sinh r − r) */
function curve(r: number): number {
  const rr = r * r;
  return rr * coshSeries(rr) + rr * r * sinhSeries(rr);
}

/** eˣ = 2ᵏ · eʳ */
export function exp(x: number): number {
  // Beyond these, eˣ is more than the largest number, or less than half the smallest.
  if (x > 709.8) return Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  const k = nearestExponent(x);
  return scale(addExponential(1, x, k), k);
}

/** eˣ − 1 = 2ᵏ · ((1 − 2⁻ᵏ) + (eʳ − 1)), which does not cancel for small x */
export function expm1(x: number): number {
  // Here the 1 beside eˣ, or eˣ beside the 1, is less than half a unit of the last place.
  if (x > 40) return exp(x);
  if (x < -40) return -1;
  // Keeps the sign of −0.
  if (x === 0) return x;
  const k = nearestExponent(x);
  return scale(addExponential(1 - powerOfTwo(-k), x, k), k);
}

/** 1 / (1 + e⁻ˣ) = 2⁻ᵏ / (2⁻ᵏ + eʳ), where −x = k · ln 2 + r */
export function sigmoid(x: number): number {
  // Beyond ±36, 1 − e⁻ˣ + … and eˣ − e²ˣ + … are exact enough, and nothing overflows.
  if (x > 36) return 1 - exp(-x);
  if (x < -36) {
    const small = exp(x);
    return small - small * small;
  }
  const k = nearestExponent(-x);
  const share = powerOfTwo(-k);
  // As in `addExponential`, but now what the last addition loses counts as well: a quotient that is nearly a power
  // of 2 would double it.
  const a = 1 + share;
  const high = -x - k * ln2High;
  const low = k * ln2Low;
  const sum = a + high;
  const rest = high - (sum - a) - low + curve(high - low);
  const whole = sum + rest;
  const lost = rest - (whole - sum);
  // 1 / (whole + lost) = q − q² · lost + …
  const q = 1 / whole;
  return share * q - share * q * (q * lost);
}

/** tanh x, which is odd: sinh x / cosh x by their series near 0, and 1 − 2 / (e²ˣ + 1) elsewhere */
export function tanh(x: number): number {
  const size = Math.abs(x);
  // Here tanh x = x − x³/3 + … rounds to x; this also keeps the sign of −0.
  if (size < 1e-8) return x;
  if (size < 0.55) {
    // x · (1 + x²·s) / (1 + x²·c), written as x and what it lacks, so that x itself does not round.
    const xx = x * x;
    const s = sinhSeries(xx);
    const c = coshSeries(xx);
    return x + (x * xx * (s - c)) / (1 + xx * c);
  }
  const result = 1 - 2 * sigmoid(-2 * size);
  return x < 0 ? -result : result;
}

const view = new DataView(new ArrayBuffer(8));
/** The upper half of √½: 11 bits of exponent above 20 bits of mantissa. */
const rootOfHalf = 0x3fe6a09e;

/** The whole k with x = 2ᵏ · m and √½ ≤ m < √2, for an x that is positive and not denormal */
function exponentOf(x: number): number {
  view.setFloat64(0, x, true);
  return (view.getInt32(4, true) - rootOfHalf) >> 20;
}

/**
 * k · ln 2 + ln(1 + f) + rest, for √½ ≤ 1 + f < √2 and a tiny rest.
 * With s = f / (2 + f), ln(1 + f) = 2 artanh s = 2 · (s + s³/3 + s⁵/5 + …). Since 2s = f − s·f, this is
 * f − s · (f − 2 · (s²/3 + s⁴/5 + …)), in which the leading f is exact.
 */
function addLogarithm(k: number, f: number, rest: number): number {
  const s = f / (2 + f);
  const ss = s * s;
  const ssss = ss * ss;
  // Every second term of the series in two sums, which a processor works out side by side.
  const odd = 1 / 3 + ssss * (1 / 7 + ssss * (1 / 11 + ssss * (1 / 15 + ssss * (1 / 19))));
  const even = 1 / 5 + ssss * (1 / 9 + ssss * (1 / 13 + ssss * (1 / 17 + ssss * (1 / 21))));
  const curve = s * (f - 2 * ss * (odd + ss * even));
  const high = k * ln2High;
  const sum = high + f;
  const lost = f - (sum - high);
  return sum + (lost - curve + (k * ln2Low + rest));
}

/** ln x = k · ln 2 + ln m with x = 2ᵏ · m */
export function log(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  // A denormal number has no exponent of its own to read.
  if (x < smallestNormal) return scaledLogarithm(x * powerOfTwo(54), -54);
  return scaledLogarithm(x, 0);
}

/** ln(x · 2ⁿ), for an x that is not denormal */
function scaledLogarithm(x: number, n: number): number {
  const k = exponentOf(x);
  return addLogarithm(k + n, x * powerOfTwo(-k) - 1, 0);
}

const smallestNormal = powerOfTwo(-1022);

/** ln(1 + x), without the loss of the last digits of x in 1 + x */
export function log1p(x: number): number {
  // Here 1 + x is not positive, or the 1 is too small to count.
  if (!(x > -1 && x < 1e15)) return log(1 + x);
  // Keeps the sign of −0.
  if (x === 0) return x;
  const sum = 1 + x;
  const lost = x - (sum - 1);
  const k = exponentOf(sum);
  return addLogarithm(k, sum * powerOfTwo(-k) - 1, lost / sum);
}

/** baseⁿ for a whole n ≥ 0, by squaring: base¹³ = base⁸ · base⁴ · base¹ */
export function power(base: number, n: number): number {
  let result = 1;
  let square = base;
  for (let rest = n; rest > 0; ) {
    const half = Math.floor(0.5 * rest);
    if (2 * half !== rest) result *= square;
    square *= square;
    rest = half;
  }
  return result;
}
