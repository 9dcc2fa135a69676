import { formatExact, formatFixed, formatInput, formatNumber, formatSignificant } from "./number-format.ts";

/** How numbers are written for a person: in the usual way, or to as many significant digits as they have set. */
export interface Figures {
  /** A number by itself; `room` is the most characters there is room for. */
  readonly number: (value: number, room?: number) => string;
  /** A number among words, where there is little room. */
  readonly inWords: (value: number) => string;
  /**
   * The numbers of a worked line with a result.
   * @param decimals those that the result needs; null for the usual ones
   */
  readonly ofLine: (result: number, decimals?: number | null) => LineFigures;
}

/** How the numbers of a worked line are written. */
export interface LineFigures {
  readonly result: (value: number) => string;
  /** A number that the result is computed from: with a digit more, so that the line can be checked by hand. */
  readonly input: (value: number) => string;
}

/**
 * The figures for what a person has set.
 * @param digits significant digits of every number; null for whole short numbers and four decimals of others
 */
export function figuresWith(digits: number | null): Figures {
  return {
    number: (value, room) => (digits === null ? formatNumber(value, room) : formatFixed(value, digits, room)),
    inWords: (value) => (digits === null ? formatSignificant(value) : formatFixed(value, digits)),
    ofLine: (result, decimals = null) => {
      // A change that is small needs its decimals, whatever is set.
      const set = decimals === null ? digits : null;
      return {
        result: (value) => {
          if (decimals !== null) return formatExact(value, decimals);
          return digits === null ? formatNumber(value) : formatFixed(value, digits);
        },
        input: (value) =>
          set === null ? formatInput(value, result, decimals ?? undefined) : formatFixed(value, set + 1),
      };
    },
  };
}
