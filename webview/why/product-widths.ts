import type { Factor } from "../../src/core/explanation/derivation-parts.ts";
import { plainText } from "../../src/core/explanation/notation/plain.ts";

/** How much room a product's columns need, reckoned from their letters; in pixels. */

const letterOfFormula = 7.6;
const letterOfNumbers = 7.25;
const leastWidth = 56;
/** Widths go in steps, so that a digit more does not move the columns. */
const step = 8;

/** The width of each factor's column. */
export function factorWidths(factors: readonly Factor[], format: (value: number) => string): number[] {
  return factors.map(({ formula, value, soFar }) => {
    const widths = [
      leastWidth,
      plainText(formula).replace(/[₀-₉,]/g, "").length * letterOfFormula,
      plainText(formula, true, format).length * letterOfNumbers,
      Math.max(format(value).length, soFar ? format(soFar.value).length : 0) * 8.5,
    ];
    return Math.ceil(Math.max(...widths) / step) * step;
  });
}

/** The least width at which columns stand side by side. */
export function leastColumns(widths: readonly number[]): number {
  const around = 60;
  const between = 12;
  return around + widths.reduce((sum, width) => sum + width, 0) + between * (widths.length - 1);
}
