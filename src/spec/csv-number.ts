const zero = 48;
const point = 46;
const plus = 43;
const minus = 45;

/** A whole number with so many digits is exact in float64. */
const exactDigits = 15;

/** Powers of ten, exact, too. */
const powersOfTen = Array.from({ length: exactDigits + 1 }, (_, power) => Number(`1e${power}`));

/**
 * The decimal number that a text has from `start` to `end`, spaces around it aside; NaN where there is none, or none that
 * is finite as a computer's number.
 *
 * Most numbers in a file are short: their digits and a power of ten are exact, so the quotient of these is the nearest
 * number to what is written, as `Number` finds it, in a tenth of the time.
 */
export function numberIn(text: string, start: number, end: number): number {
  let at = start;
  const sign = text.charCodeAt(at);
  if (sign === plus || sign === minus) at++;
  let digits = 0;
  let decimals = -1;
  let whole = 0;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === point && decimals < 0) {
      decimals = 0;
      continue;
    }
    const digit = code - zero;
    if (!(digit >= 0 && digit <= 9)) return longNumber(text.slice(start, end));
    whole = 10 * whole + digit;
    digits++;
    if (decimals >= 0) decimals++;
  }
  if (digits === 0 || digits > exactDigits) return longNumber(text.slice(start, end));
  const size = decimals > 0 ? whole / powersOfTen[decimals] : whole;
  return sign === minus ? -size : size;
}

/** The same for any other number. */
function longNumber(text: string): number {
  const written = text.trim();
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written) ? Number(written) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
