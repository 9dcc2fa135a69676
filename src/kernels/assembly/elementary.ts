import { add, divide, multiply, select, size, splat, subtract } from "./vector";

/**
 * eˣ, the logistic function and tanh of core/elementary, for a vector at once. In float64 they have the same operations
 * in the same order, hence the same bits. In float32 the same series end earlier.
 */

/** ln 2 in two parts: the product of the first with any exponent is exact. */
const ln2High: real = size === 8 ? <real>(<f64>0xb17217f7 / <f64>0x100000000) : <real>0.693359375;
const ln2Low: real = size === 8 ? <real>1.9082149292705877e-10 : <real>-2.12194440e-4;
const log2OfE: real = 1.4426950408889634;

/** Where numbers are so large that their last place is 1: adding and subtracting it leaves a whole number. */
const wholeNumbers: real = size === 8 ? <real>6755399441055744 : <real>12582912;

/** Beyond these, eˣ is more than the largest number, or less than half the smallest. */
const largestArgument: real = size === 8 ? <real>709.8 : <real>88.73;
const smallestArgument: real = size === 8 ? <real>-745.2 : <real>-104;

// The coefficients 1/n! of cosh (even n) and sinh (odd n).
const c2: real = 0.5;
const c4: real = <real>(1.0 / 24.0);
const c6: real = <real>(1.0 / 720.0);
const c8: real = <real>(1.0 / 40320.0);
const c10: real = <real>(1.0 / 3628800.0);
const c12: real = <real>(1.0 / 479001600.0);
const c14: real = <real>(1.0 / 87178291200.0);
const s3: real = <real>(1.0 / 6.0);
const s5: real = <real>(1.0 / 120.0);
const s7: real = <real>(1.0 / 5040.0);
const s9: real = <real>(1.0 / 362880.0);
const s11: real = <real>(1.0 / 39916800.0);
const s13: real = <real>(1.0 / 6227020800.0);
const s15: real = <real>(1.0 / 1307674368000.0);

/** a + b · c */
// @ts-ignore: decorators of functions are AssemblyScript's
@inline
function plus(a: real, b: v128, c: v128): v128 {
  return add(splat(a), multiply(b, c));
}

/** (cosh r − 1) / r², as a function of r² */
// @ts-ignore
@inline
function coshSeries(rr: v128): v128 {
  if (size === 4) return plus(c2, rr, plus(c4, rr, plus(c6, rr, splat(c8))));
  const rrrr = multiply(rr, rr);
  const first = multiply(rr, splat(c4));
  const second = multiply(rrrr, plus(c6, rr, splat(c8)));
  const third = add(plus(c10, rr, splat(c12)), multiply(rrrr, splat(c14)));
  return add(splat(c2), add(add(first, second), multiply(multiply(rrrr, rrrr), third)));
}

/** (sinh r − r) / r³, as a function of r² */
// @ts-ignore
@inline
function sinhSeries(rr: v128): v128 {
  if (size === 4) return plus(s3, rr, plus(s5, rr, plus(s7, rr, splat(s9))));
  const rrrr = multiply(rr, rr);
  const first = multiply(rr, splat(s5));
  const second = multiply(rrrr, plus(s7, rr, splat(s9)));
  const third = add(plus(s11, rr, splat(s13)), multiply(rrrr, splat(s15)));
  return add(splat(s3), add(add(first, second), multiply(multiply(rrrr, rrrr), third)));
}

/** The whole k nearest to x / ln 2 */
// @ts-ignore
@inline
function nearestExponent(x: v128): v128 {
  const whole = splat(wholeNumbers);
  return subtract(add(multiply(x, splat(log2OfE)), whole), whole);
}

/** 2ⁿ of `wholeNumbers` + n, whose last bits are those of n: they are moved to where a number has its exponent. */
// @ts-ignore
@inline
function powerOfTwo(shifted: v128): v128 {
  return size === 8
    ? v128.shl<i64>(v128.add<i64>(shifted, v128.splat<i64>(1023)), 52)
    : v128.shl<i32>(v128.add<i32>(shifted, v128.splat<i32>(127)), 23);
}

/** x · 2ᵏ in two steps, since 2ᵏ itself may be out of range; only the second can round. */
// @ts-ignore
@inline
function scale(x: v128, k: v128): v128 {
  const whole = splat(wholeNumbers);
  const half = add(multiply(k, splat(0.5)), whole);
  return multiply(multiply(x, powerOfTwo(half)), powerOfTwo(add(subtract(k, subtract(half, whole)), whole)));
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
  const high = subtract(x, multiply(k, splat(ln2High)));
  const one = splat(1);
  const sum = add(one, high);
  const low = multiply(k, splat(ln2Low));
  const rest = subtract(subtract(high, subtract(sum, one)), low);
  const power = add(sum, add(rest, curve(subtract(high, low))));
  const result = scale(power, k);
  const isLarge = v128.gt<real>(x, splat(largestArgument));
  const isSmall = v128.lt<real>(x, splat(smallestArgument));
  return select(isSmall, splat(0), select(isLarge, splat(Infinity), result));
}

/** 1 / (1 + e⁻ˣ) */
export function sigmoid(x: v128): v128 {
  const isFar = v128.gt<real>(v128.abs<real>(x), splat(farArgument));
  return v128.any_true(isFar) ? select(isFar, farSigmoid(x), nearSigmoid(x)) : nearSigmoid(x);
}

/** Beyond ±36, 1 − e⁻ˣ + … and eˣ − e²ˣ + … are exact enough. */
const farArgument: real = 36;

function farSigmoid(x: v128): v128 {
  const small = exp(v128.neg<real>(v128.abs<real>(x)));
  const isPositive = v128.gt<real>(x, splat(0));
  return select(isPositive, subtract(splat(1), small), subtract(small, multiply(small, small)));
}

/** 2⁻ᵏ / (2⁻ᵏ + eʳ), where −x = k · ln 2 + r */
function nearSigmoid(x: v128): v128 {
  const negative = v128.neg<real>(x);
  const k = nearestExponent(negative);
  const high = subtract(negative, multiply(k, splat(ln2High)));
  const low = multiply(k, splat(ln2Low));
  const share = powerOfTwo(subtract(splat(wholeNumbers), k));
  const a = add(splat(1), share);
  const sum = add(a, high);
  const rest = add(subtract(subtract(high, subtract(sum, a)), low), curve(subtract(high, low)));
  const whole = add(sum, rest);
  return shareOf(share, divide(splat(1), whole), subtract(rest, subtract(whole, sum)));
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
  const magnitude = v128.abs<real>(x);
  const twice = multiply(splat(2), magnitude);
  const isSmall = v128.lt<real>(magnitude, splat(0.55));
  const k = nearestExponent(twice);
  const high = subtract(twice, multiply(k, splat(ln2High)));
  const low = multiply(k, splat(ln2Low));
  const r = select(isSmall, x, subtract(high, low));
  const rr = multiply(r, r);
  const c = coshSeries(rr);
  const s = sinhSeries(rr);

  const share = powerOfTwo(subtract(splat(wholeNumbers), k));
  const a = add(splat(1), share);
  const sum = add(a, high);
  const curve = add(multiply(rr, c), multiply(multiply(rr, r), s));
  const rest = add(subtract(subtract(high, subtract(sum, a)), low), curve);
  const whole = add(sum, rest);
  const lost = subtract(rest, subtract(whole, sum));

  const dividend = select(isSmall, multiply(multiply(x, rr), subtract(s, c)), splat(1));
  const q = divide(dividend, select(isSmall, add(splat(1), multiply(rr, c)), whole));
  // Here tanh x = x − x³/3 + … rounds to x; this also keeps the sign of −0.
  const small = select(v128.lt<real>(magnitude, splat(1e-8)), x, add(x, q));
  let below = shareOf(share, q, lost);
  const isFar = v128.gt<real>(twice, splat(farArgument));
  if (v128.any_true(isFar)) below = select(isFar, farSigmoid(v128.neg<real>(twice)), below);
  const large = subtract(splat(1), multiply(splat(2), below));
  return select(isSmall, small, select(v128.lt<real>(x, splat(0)), v128.neg<real>(large), large));
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
