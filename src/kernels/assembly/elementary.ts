import { add, divide, multiply, multiplyAdd, select, size, splat, subtract } from "./vector";

/**
 * eˣ, the logistic function and tanh of core/elementary, for a vector at once. In float64 they have the same operations
 * in the same order, hence the same bits. In float32 the same series end earlier.
 */

/**
 * What the functions below are made of. It lies in memory, from where an instruction takes what it needs; written into
 * the code, each constant would take three.
 */
const constants = memory.data<real>([
  // The coefficients 1/n! of cosh (even n) and sinh (odd n).
  1.0 / 2.0,
  1.0 / 24.0,
  1.0 / 720.0,
  1.0 / 40320.0,
  1.0 / 3628800.0,
  1.0 / 479001600.0,
  1.0 / 87178291200.0,
  1.0 / 6.0,
  1.0 / 120.0,
  1.0 / 5040.0,
  1.0 / 362880.0,
  1.0 / 39916800.0,
  1.0 / 6227020800.0,
  1.0 / 1307674368000.0,
  // log₂ e
  1.4426950408889634,
  // ln 2 in two parts: the product of the first with any exponent is exact.
  size === 8 ? <real>(2977044471.0 / 4294967296.0) : <real>0.693359375,
  size === 8 ? <real>1.9082149292705877e-10 : <real>-2.12194440e-4,
  // Where numbers are so large that their last place is 1: adding and subtracting it leaves a whole number.
  size === 8 ? <real>6755399441055744.0 : <real>12582912.0,
  // The same and what exponents are written with: added to n, its last bits are those of the exponent of 2ⁿ.
  size === 8 ? <real>6755399441056767.0 : <real>12583039.0,
  // Beyond these, eˣ is more than the largest number, or less than half the smallest.
  size === 8 ? <real>709.8 : <real>88.73,
  size === 8 ? <real>-745.2 : <real>-104.0,
  1.0,
  2.0,
  0.5,
  // Beyond ±36, 1 − e⁻ˣ + … and eˣ − e²ˣ + … are exact enough for 1 / (1 + e⁻ˣ).
  36.0,
  // Up to here tanh is sinh / cosh.
  0.55,
  // All bits of it are 0 but the sign.
  -0.0,
]);
const c2 = 0;
const c4 = 1;
const c6 = 2;
const c8 = 3;
const c10 = 4;
const c12 = 5;
const c14 = 6;
const s3 = 7;
const s5 = 8;
const s7 = 9;
const s9 = 10;
const s11 = 11;
const s13 = 12;
const s15 = 13;
const log2OfE = 14;
const ln2High = 15;
const ln2Low = 16;
const wholeNumbers = 17;
const biasedWholeNumbers = 18;
const largestArgument = 19;
const smallestArgument = 20;
const one = 21;
const two = 22;
const half = 23;
const farArgument = 24;
const largestOfSeries = 25;
const signBit = 26;

/** A constant in every lane. */
// @ts-ignore: decorators of functions are AssemblyScript's
@inline
function constant(place: i32): v128 {
  return v128.load_splat<real>(constants + place * size);
}

/** a + b · c, for a constant a */
// @ts-ignore
@inline
function plus(a: i32, b: v128, c: v128): v128 {
  return multiplyAdd(b, c, constant(a));
}

/** (cosh r − 1) / r², as a function of r² */
// @ts-ignore
@inline
function coshSeries(rr: v128): v128 {
  if (size === 4) return plus(c2, rr, plus(c4, rr, plus(c6, rr, constant(c8))));
  const rrrr = multiply(rr, rr);
  const first = multiply(rr, constant(c4));
  const second = multiply(rrrr, plus(c6, rr, constant(c8)));
  const third = add(plus(c10, rr, constant(c12)), multiply(rrrr, constant(c14)));
  return add(constant(c2), add(add(first, second), multiply(multiply(rrrr, rrrr), third)));
}

/** (sinh r − r) / r³, as a function of r² */
// @ts-ignore
@inline
function sinhSeries(rr: v128): v128 {
  if (size === 4) return plus(s3, rr, plus(s5, rr, plus(s7, rr, constant(s9))));
  const rrrr = multiply(rr, rr);
  const first = multiply(rr, constant(s5));
  const second = multiply(rrrr, plus(s7, rr, constant(s9)));
  const third = add(plus(s11, rr, constant(s13)), multiply(rrrr, constant(s15)));
  return add(constant(s3), add(add(first, second), multiply(multiply(rrrr, rrrr), third)));
}

/** The whole k nearest to x / ln 2 */
// @ts-ignore
@inline
function nearestExponent(x: v128): v128 {
  const whole = constant(wholeNumbers);
  return subtract(add(multiply(x, constant(log2OfE)), whole), whole);
}

/** 2ⁿ for a whole n: its exponent is moved to where a number has it. */
// @ts-ignore
@inline
function powerOfTwo(n: v128): v128 {
  const shifted = add(constant(biasedWholeNumbers), n);
  return size === 8 ? v128.shl<i64>(shifted, 52) : v128.shl<i32>(shifted, 23);
}

/** x · 2ᵏ in two steps, since 2ᵏ itself may be out of range; only the second can round. */
// @ts-ignore
@inline
function scale(x: v128, k: v128): v128 {
  const whole = constant(wholeNumbers);
  const n = subtract(add(multiply(k, constant(half)), whole), whole);
  return multiply(multiply(x, powerOfTwo(n)), powerOfTwo(subtract(k, n)));
}

/** x without its sign, and −x */
// @ts-ignore
@inline
function magnitudeOf(x: v128): v128 {
  return v128.andnot(x, constant(signBit));
}

// @ts-ignore
@inline
function negated(x: v128): v128 {
  return v128.xor(x, constant(signBit));
}

/** eʳ − 1 − r = (cosh r − 1) + (sinh r − r) */
// @ts-ignore
@inline
function curve(r: v128): v128 {
  const rr = multiply(r, r);
  return add(multiply(rr, coshSeries(rr)), multiply(multiply(rr, r), sinhSeries(rr)));
}

/** eˣ = 2ᵏ · eʳ */
export function exp(x: v128): v128 {
  const k = nearestExponent(x);
  const high = subtract(x, multiply(k, constant(ln2High)));
  const sum = add(constant(one), high);
  const low = multiply(k, constant(ln2Low));
  const rest = subtract(subtract(high, subtract(sum, constant(one))), low);
  const power = add(sum, add(rest, curve(subtract(high, low))));
  const result = scale(power, k);
  const isLarge = v128.gt<real>(x, constant(largestArgument));
  const isSmall = v128.lt<real>(x, constant(smallestArgument));
  return select(isSmall, splat(0), select(isLarge, splat(Infinity), result));
}

/** 1 / (1 + e⁻ˣ) */
export function sigmoid(x: v128): v128 {
  const isFar = v128.gt<real>(magnitudeOf(x), constant(farArgument));
  return v128.any_true(isFar) ? select(isFar, farSigmoid(x), nearSigmoid(x)) : nearSigmoid(x);
}

function farSigmoid(x: v128): v128 {
  const small = exp(negated(magnitudeOf(x)));
  const isPositive = v128.gt<real>(x, splat(0));
  return select(isPositive, subtract(constant(one), small), subtract(small, multiply(small, small)));
}

/** 2⁻ᵏ / (2⁻ᵏ + eʳ), where −x = k · ln 2 + r */
function nearSigmoid(x: v128): v128 {
  const negative = negated(x);
  const k = nearestExponent(negative);
  const high = subtract(negative, multiply(k, constant(ln2High)));
  const low = multiply(k, constant(ln2Low));
  const share = powerOfTwo(negated(k));
  const a = add(constant(one), share);
  const sum = add(a, high);
  const rest = add(subtract(subtract(high, subtract(sum, a)), low), curve(subtract(high, low)));
  const whole = add(sum, rest);
  return shareOf(share, divide(constant(one), whole), subtract(rest, subtract(whole, sum)));
}

/** share / (whole + lost), where q = 1 / whole */
// @ts-ignore
@inline
function shareOf(share: v128, q: v128, lost: v128): v128 {
  const quotient = multiply(share, q);
  return subtract(quotient, multiply(quotient, multiply(q, lost)));
}

/**
 * tanh x: sinh x / cosh x by their series near 0, and 1 − 2 · sigmoid(−2|x|) elsewhere. The two need the same series
 * and a division, so each vector takes them once, with the arguments that each of its numbers has.
 */
export function tanh(x: v128): v128 {
  const magnitude = magnitudeOf(x);
  const twice = multiply(constant(two), magnitude);
  const isSmall = v128.lt<real>(magnitude, constant(largestOfSeries));
  const k = nearestExponent(twice);
  const high = subtract(twice, multiply(k, constant(ln2High)));
  const low = multiply(k, constant(ln2Low));
  const r = select(isSmall, magnitude, subtract(high, low));
  const rr = multiply(r, r);
  const c = coshSeries(rr);
  const s = sinhSeries(rr);

  const share = powerOfTwo(negated(k));
  const a = add(constant(one), share);
  const sum = add(a, high);
  const curve = add(multiply(rr, c), multiply(multiply(rr, r), s));
  const rest = add(subtract(subtract(high, subtract(sum, a)), low), curve);
  const whole = add(sum, rest);
  const lost = subtract(rest, subtract(whole, sum));

  const dividend = select(isSmall, multiply(multiply(magnitude, rr), subtract(s, c)), constant(one));
  const q = divide(dividend, select(isSmall, add(constant(one), multiply(rr, c)), whole));
  const small = add(magnitude, q);
  let below = shareOf(share, q, lost);
  const isFar = v128.gt<real>(twice, constant(farArgument));
  if (v128.any_true(isFar)) below = select(isFar, farSigmoid(negated(twice)), below);
  const large = subtract(constant(one), multiply(constant(two), below));
  // tanh is odd; this also keeps the sign of −0.
  return v128.or(select(isSmall, small, large), v128.and(x, constant(signBit)));
}

/** ln x for an x of at least 1, or NaN: of core/elementary, for one number. */
export function log(x: f64): f64 {
  if (!(x < Infinity)) return x;
  const k = <i32>((reinterpret<i64>(x) >> 32) - 0x3fe6a09e) >> 20;
  const f = x * reinterpret<f64>(<i64>(1023 - k) << 52) - 1;
  const s = f / (2.0 + f);
  const ss = s * s;
  const ssss = ss * ss;
  const odd = 1.0 / 3.0 + ssss * (1.0 / 7.0 + ssss * (1.0 / 11.0 + ssss * (1.0 / 15.0 + ssss * (1.0 / 19.0))));
  const even = 1.0 / 5.0 + ssss * (1.0 / 9.0 + ssss * (1.0 / 13.0 + ssss * (1.0 / 17.0 + ssss * (1.0 / 21.0))));
  const curve = s * (f - 2.0 * ss * (odd + ss * even));
  const high = <f64>k * (<f64>0xb17217f7 / <f64>0x100000000);
  const sum = high + f;
  const lost = f - (sum - high);
  return sum + (lost - curve + (<f64>k * 1.9082149292705877e-10 + 0.0));
}
