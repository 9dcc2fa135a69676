import { exp } from "./elementary.ts";

/**
 * The error function erf x = 2/√π · ∫₀ˣ e^(−t²) dt and its complement erfc x = 1 − erf x, with nothing but + − × ÷
 * and our own `exp`. Near 0 this is the Taylor series, elsewhere the ratios of polynomials by W. J. Cody (Rational
 * Chebyshev Approximations for the Error Function, Mathematics of Computation 23, 1969), with the coefficients of
 * his CALERF (netlib.org/specfun). erf is within 2.5 units of the last place, erfc within 7.
 */

/** A ratio of two polynomials, each with its coefficients from the highest power down. */
interface Ratio {
  readonly over: readonly number[];
  readonly under: readonly number[];
}

/** 2/√π, less 1 */
const slopeLessOne = 0.1283791670955126;

/** Where the series of erf ends. The first term left out is below 2⁻⁶² for |x| ≤ ½. */
const lastTerm = 12;

/** erf x = 2/√π · (x − x³/3 + x⁵/(2!·5) − x⁷/(3!·7) + …): the factors of x³, x⁵, x⁷ and so on, the last first. */
const nearZero = seriesOfErf();

/** e^(x²) · erfc x as a function of x, for ½ ≤ x ≤ 4 */
const middle: Ratio = {
  over: [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001,
    881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  under: [
    1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
    4362.619090143247, 3439.3676741437216, 1230.3393548037495,
  ],
};

/** x² · (1/√π − x · e^(x²) · erfc x) as a function of 1/x², for x ≥ 4 */
const far: Ratio = {
  over: [
    0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
    0.0006587491615298378,
  ],
  under: [1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918],
};

const rootOfReciprocalPi = 0.5641895835477563;

/** erf x, which is odd */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.5) return erfNearZero(x);
  const result = 1 - erfcAbove(size);
  return x < 0 ? -result : result;
}

/** erfc x, for large x far more exact than 1 − erf x */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.5) return 1 - erfNearZero(x);
  return x < 0 ? 2 - erfcAbove(size) : erfcAbove(size);
}

/** erf x for |x| ≤ ½ */
function erfNearZero(x: number): number {
  const xx = x * x;
  return x + x * (slopeLessOne + xx * horner(nearZero, xx));
}

/** erfc x for x ≥ ½ */
function erfcAbove(x: number): number {
  // Here erfc is less than half the smallest number.
  if (x > 27.3) return 0;
  if (x <= 4) return expOfMinusSquare(x, evaluate(middle, x));
  const y = 1 / (x * x);
  return expOfMinusSquare(x, (rootOfReciprocalPi - y * evaluate(far, y)) / x);
}

/**
 * factor · e^(−x²). The square is split into a rounded part and what that lost, since e^(−x²) would multiply the
 * loss: as T. J. Dekker does (Numerische Mathematik 18, 1971), by the upper and the lower half of the digits of x.
 */
function expOfMinusSquare(x: number, factor: number): number {
  const square = x * x;
  const shifted = x * 0x8000001;
  const upper = shifted - (shifted - x);
  const lower = x - upper;
  const lost = upper * upper - square + 2 * upper * lower + lower * lower;
  return exp(-square) * (factor - factor * lost);
}

/** A ratio of polynomials at x, each by Horner's rule */
function evaluate({ over, under }: Ratio, x: number): number {
  return horner(over, x) / horner(under, x);
}

function horner(coefficients: readonly number[], x: number): number {
  let sum = coefficients[0];
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + coefficients[i];
  return sum;
}

/** (−1)ⁿ · 2/√π / (n! · (2n + 1)) for n from `lastTerm` down to 1 */
function seriesOfErf(): readonly number[] {
  const factors: number[] = [];
  let product = 1 + slopeLessOne;
  for (let n = 1; n <= lastTerm; n++) {
    product /= -n;
    factors.unshift(product / (2 * n + 1));
  }
  return factors;
}
