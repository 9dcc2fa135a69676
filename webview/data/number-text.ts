/** Numbers as people type them. */

/** The number that a text writes, with either minus sign; null if it writes none. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace("−", "-");
  const value = Number(plain);
  return plain === "" || !Number.isFinite(value) ? null : value;
}

/** A step never changes more than the third digit, however many are written. */
const digitsStepped = 3;

/**
 * The number one step further, as text: in the last digit that is written, at most the third.
 * @param steps how many steps up; negative for down
 */
export function stepped(text: string, steps: number): string | null {
  const value = parseNumber(text);
  if (value === null) return null;
  const [mantissa, exponent = "0"] = text.trim().toLowerCase().split("e");
  const lastPlace = Number(exponent) - (mantissa.split(".")[1] ?? "").length;
  const thirdPlace = value === 0 ? lastPlace : Math.floor(Math.log10(Math.abs(value))) - digitsStepped + 1;
  const next = value + steps * 10 ** Math.max(lastPlace, thirdPlace);
  // Sums of decimal fractions are off in their last digits.
  return String(Number(next.toFixed(Math.min(100, Math.max(0, -lastPlace)))));
}
