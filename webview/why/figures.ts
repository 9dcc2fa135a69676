import { formatExact, formatFixed, formatInput } from "../../src/format/number-format.ts";
import { digits, formatNumber } from "../numbers.ts";

/** How the numbers of a worked line are written. */
export interface Figures {
  readonly result: (value: number) => string;
  /** A number that the result is computed from: with a digit more, so that the line can be checked by hand. */
  readonly input: (value: number) => string;
}

/**
 * The figures of a line with a result.
 * @param decimals those that the result needs; null for the usual ones
 */
export function figuresOf(result: number, decimals: number | null = null): Figures {
  const set = decimals === null ? digits.value : null;
  return {
    result: (value) => (decimals === null ? formatNumber(value) : formatExact(value, decimals)),
    input: (value) => (set === null ? formatInput(value, result, decimals ?? undefined) : formatFixed(value, set + 1)),
  };
}
