import { createSharedNumbers, type Precision } from "../core/numbers.ts";
import type { Dataset } from "../core/spec.ts";

/** Rows of numbers, all of the same length. */
export type Rows = readonly (readonly number[])[];

/** Samples from rows: the first `width` numbers of each are its inputs, the rest its targets. */
export function datasetOf(rows: Rows, width: number, precision: Precision): Dataset {
  const rest = rows[0].length - width;
  const inputs = createSharedNumbers(precision, rows.length * width);
  const targets = createSharedNumbers(precision, rows.length * rest);
  for (const [row, numbers] of rows.entries()) {
    for (let k = 0; k < width; k++) inputs[row * width + k] = numbers[k];
    for (let k = 0; k < rest; k++) targets[row * rest + k] = numbers[width + k];
  }
  return { samples: rows.length, inputs, targets, normalization: null, classes: null };
}
