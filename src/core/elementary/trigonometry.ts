/**
 * Sine and cosine, made of + − × ÷ alone (elementary.ts says why): the argument less a multiple of π/2, then the
 * Taylor series. π/2 comes in three parts, as W. J. Cody and W. Waite do it (Software Manual for the Elementary
 * Functions, 1980). The first two have 33 bits, so that their products with a whole number up to 2²⁰ are exact. The results are
 * within 0.8 units of the last place.
 */
const halfPi = 1.5707963267948966;
const halfPiHigh = 0x1921fb544 / 0x1_0000_0000;
const halfPiMiddle = 0x10b4611a6 / 0x4_0000_0000 / 0x1_0000_0000;
const halfPiLow = 2.0222662487959506e-21;

/** Beyond this, which is a little less than 2²⁰ · π/2, there is no result rather than a wrong one. */
const largest = 1.6e6;

/** sin x, which is odd, for |x| up to 1.6 million; NaN beyond */
export function sin(x: number): number {
  const size = Math.abs(x);
  // Here sin x = x − x³/6 + … rounds to x; this also keeps the sign of −0.
  if (size < 1e-8) return x;
  const result = sineAfter(0, size);
  return x < 0 ? -result : result;
}

/** cos x, which is even, for |x| up to 1.6 million; NaN beyond */
export function cos(x: number): number {
  return sineAfter(1, Math.abs(x));
}

/** sin(x + quarters · π/2), for x ≥ 0 */
function sineAfter(quarters: number, x: number): number {
  if (!(x <= largest)) return Number.NaN;
  const k = Math.floor(x / halfPi + 0.5);
  // x − k · π/2 = r + rest, where |r| ≤ π/4 and rest is what r lost in rounding. The first difference is exact.
  const first = x - k * halfPiHigh;
  const middle = k * halfPiMiddle;
  const second = first - middle;
  const low = k * halfPiLow - (first - second - middle);
  const r = second - low;
  const rest = second - r - low;
  const quarter = (k + quarters) & 3;
  const size = quarter % 2 === 0 ? sineNearZero(r, rest) : cosineNearZero(r, rest);
  return quarter < 2 ? size : -size;
}

/** sin(r + rest) = r − r³/3! + r⁵/5! − … + rest · cos r. The first term left out is below 2⁻⁶³ for |r| ≤ π/4. */
function sineNearZero(r: number, rest: number): number {
  const rr = r * r;
  const series = s3 + rr * (s5 + rr * (s7 + rr * (s9 + rr * (s11 + rr * (s13 + rr * (s15 + rr * s17))))));
  return r + (r * rr * series + rest * (1 - rr / 2));
}

/** cos(r + rest) = 1 − r²/2! + r⁴/4! − … − rest · sin r. The first term left out is below 2⁻⁵⁸ for |r| ≤ π/4. */
function cosineNearZero(r: number, rest: number): number {
  const rr = r * r;
  const series = c4 + rr * (c6 + rr * (c8 + rr * (c10 + rr * (c12 + rr * (c14 + rr * c16)))));
  // What 1 − r²/2 loses in rounding is added back with the small terms.
  const half = rr / 2;
  const sum = 1 - half;
  return sum + (1 - sum - half + (rr * rr * series - r * rest));
}

// The coefficients ±1/n! of the sine (odd n) and the cosine (even n).
const s3 = -1 / 6;
const s5 = 1 / 120;
const s7 = -1 / 5_040;
const s9 = 1 / 362_880;
const s11 = -1 / 39_916_800;
const s13 = 1 / 6_227_020_800;
const s15 = -1 / 1_307_674_368_000;
const s17 = 1 / 355_687_428_096_000;
const c4 = 1 / 24;
const c6 = -1 / 720;
const c8 = 1 / 40_320;
const c10 = -1 / 3_628_800;
const c12 = 1 / 479_001_600;
const c14 = -1 / 87_178_291_200;
const c16 = 1 / 20_922_789_888_000;
