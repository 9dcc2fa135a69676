/**
 * The elementary functions to some 60 digits, slowly and by other ways than the core's, to hold the core's against.
 * A Real is mantissa · 2^exponent with a mantissa of at most 256 bits.
 */
export interface Real {
  readonly mantissa: bigint;
  readonly exponent: number;
}

const precision = 256;

/** How many units in the last place (of float64) `got` is away from the exact value. */
export function errorInUlp(got: number, exact: Real): number {
  const lastPlace = Math.max(exact.exponent + bitLength(exact.mantissa) - 53, -1074);
  const { mantissa, exponent } = subtract(real(got), exact);
  return Math.abs(toNumber({ mantissa, exponent: exponent - lastPlace }));
}

/** A float64 number as it is. */
export function real(x: number): Real {
  if (!Number.isFinite(x)) throw new Error(`${x} is no number`);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const fraction = bits & 0xfffffffffffffn;
  const power = Number((bits >> 52n) & 0x7ffn);
  const size = power === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits >> 63n === 1n ? -size : size, exponent: Math.max(power, 1) - 1075 };
}

export function exp(x: Real): Real {
  const k = Math.round(toNumber(x) * Math.LOG2E);
  const r = subtract(x, multiply(whole(k), ln2));
  const { mantissa, exponent } = sumSeries(one, (term, n) => multiply(term, divide(r, whole(n))));
  return { mantissa, exponent: exponent + k };
}

export function expm1(x: Real): Real {
  if (Math.abs(toNumber(x)) > 1) return subtract(exp(x), one);
  return sumSeries(x, (term, n) => multiply(term, divide(x, whole(n + 1))));
}

export function log(x: Real): Real {
  const k = x.exponent + bitLength(x.mantissa);
  const m = { mantissa: x.mantissa, exponent: x.exponent - k };
  return add(multiply(whole(k), ln2), twiceArtanh(divide(subtract(m, one), add(m, one))));
}

export function log1p(x: Real): Real {
  if (Math.abs(toNumber(x)) > 0.5) return log(add(x, one));
  return twiceArtanh(divide(x, add(x, whole(2))));
}

export function tanh(x: Real): Real {
  const e = expm1(add(x, x));
  return divide(e, add(e, whole(2)));
}

export function sigmoid(x: Real): Real {
  return divide(one, add(one, exp(negate(x))));
}

export function erf(x: Real): Real {
  if (Math.abs(toNumber(x)) > 6) return subtract(one, erfc(x));
  const xx = multiply(x, x);
  // (−1)ⁿ x²ⁿ⁺¹ / n!, of which each is yet to be divided by 2n + 1.
  let power = x;
  const sum = sumSeries(x, (_, n) => {
    power = negate(divide(multiply(power, xx), whole(n)));
    return divide(power, whole(2 * n + 1));
  });
  return divide(add(sum, sum), rootOfPi);
}

export function erfc(x: Real): Real {
  if (toNumber(x) <= 6) return subtract(one, erf(x));
  // √π · e^(x²) · erfc x = 1/(x + ½/(x + 1/(x + 1½/(x + …)))), for x > 0
  let tail = x;
  for (let n = 100; n > 0; n--) tail = add(x, divide({ mantissa: BigInt(n), exponent: -1 }, tail));
  return divide(exp(negate(multiply(x, x))), multiply(rootOfPi, tail));
}

export function sin(x: Real): Real {
  return sineAfter(0, x);
}

export function cos(x: Real): Real {
  return sineAfter(1, x);
}

/** sin(x + quarters · π/2) */
function sineAfter(quarters: number, x: Real): Real {
  const halfPi = { mantissa: pi.mantissa, exponent: pi.exponent - 1 };
  const k = Math.round(toNumber(x) / toNumber(halfPi));
  const r = subtract(x, multiply(whole(k), halfPi));
  const turned = (((k + quarters) % 4) + 4) % 4;
  const first = turned % 2;
  // r − r³/3! + … or 1 − r²/2! + …
  const rr = multiply(r, r);
  const size = sumSeries(first === 0 ? r : one, (term, n) =>
    negate(divide(multiply(term, rr), whole((2 * n - first) * (2 * n + 1 - first)))),
  );
  return turned < 2 ? size : negate(size);
}

/** 2 artanh x = 2 · (x + x³/3 + x⁵/5 + …) */
function twiceArtanh(x: Real): Real {
  const xx = multiply(x, x);
  let power = x;
  const sum = sumSeries(x, (_, n) => {
    power = multiply(power, xx);
    return divide(power, whole(2 * n + 1));
  });
  return add(sum, sum);
}

/** The sum of a series, from its first term on, until the terms no longer count. */
function sumSeries(first: Real, next: (term: Real, n: number) => Real): Real {
  let sum = first;
  let term = first;
  for (let n = 1; magnitude(term) > magnitude(sum) - precision; n++) {
    term = next(term, n);
    sum = add(sum, term);
  }
  return sum;
}

function add(x: Real, y: Real): Real {
  if (x.exponent < y.exponent) return add(y, x);
  return round((x.mantissa << BigInt(x.exponent - y.exponent)) + y.mantissa, y.exponent);
}

function subtract(x: Real, y: Real): Real {
  return add(x, negate(y));
}

function negate({ mantissa, exponent }: Real): Real {
  return { mantissa: -mantissa, exponent };
}

function multiply(x: Real, y: Real): Real {
  return round(x.mantissa * y.mantissa, x.exponent + y.exponent);
}

function divide(x: Real, y: Real): Real {
  const shift = precision + bitLength(y.mantissa);
  return round((x.mantissa << BigInt(shift)) / y.mantissa, x.exponent - y.exponent - shift);
}

function whole(n: number): Real {
  return { mantissa: BigInt(n), exponent: 0 };
}

/** mantissa · 2^exponent without the bits that are too many. */
function round(mantissa: bigint, exponent: number): Real {
  const extra = Math.max(bitLength(mantissa) - precision, 0);
  return { mantissa: mantissa >> BigInt(extra), exponent: exponent + extra };
}

/** The n with 2ⁿ⁻¹ ≤ |x| < 2ⁿ; −∞ for 0. */
function magnitude({ mantissa, exponent }: Real): number {
  return mantissa === 0n ? Number.NEGATIVE_INFINITY : exponent + bitLength(mantissa);
}

function bitLength(mantissa: bigint): number {
  return (mantissa < 0n ? -mantissa : mantissa).toString(2).length;
}

function toNumber({ mantissa, exponent }: Real): number {
  const extra = Math.max(bitLength(mantissa) - 64, 0);
  return Number(mantissa >> BigInt(extra)) * 2 ** (exponent + extra);
}

const one = whole(1);
const ln2 = twiceArtanh(divide(one, whole(3)));
const pi = computePi();
const rootOfPi = computeRootOfPi();

/** π = 16 arctan 1/5 − 4 arctan 1/239 (Machin) */
function computePi(): Real {
  const arctanOfOneOver = (n: number) => {
    let power = divide(one, whole(n));
    return sumSeries(power, (_, i) => {
      power = divide(power, whole(-n * n));
      return divide(power, whole(2 * i + 1));
    });
  };
  return subtract(multiply(whole(16), arctanOfOneOver(5)), multiply(whole(4), arctanOfOneOver(239)));
}

/** By Newton's method (Heron's): each step doubles the right digits. */
function computeRootOfPi(): Real {
  let root = real(Math.sqrt(Math.PI));
  for (let i = 0; i < 4; i++) {
    const { mantissa, exponent } = add(root, divide(pi, root));
    root = { mantissa, exponent: exponent - 1 };
  }
  return root;
}
