import type { LineFigures } from "../../src/format/figures.ts";
import { figures } from "../numbers.ts";

/**
 * The figures of a line with a result, as it is set.
 * @param decimals those that the result needs; null for the usual ones
 */
export function figuresOf(result: number, decimals: number | null = null): LineFigures {
  return figures.value.ofLine(result, decimals);
}
