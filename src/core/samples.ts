import type { Batch } from "./network.ts";
import type { Numbers } from "./numbers.ts";
import type { Dataset } from "./spec.ts";

/**
 * Loads inputs and targets of the samples `rows[start]` to `rows[end − 1]` into a batch, or as many as it holds.
 * @returns how many
 */
export function loadSamples(data: Dataset, batch: Batch, rows: Uint32Array, start: number, end: number): number {
  const samples = Math.min(batch.capacity, end - start);
  for (let s = 0; s < samples; s++) {
    copyRow(data.inputs, rows[start + s], batch.inputs, s, data.inputs.length / data.samples);
    copyRow(data.targets, rows[start + s], batch.targets, s, data.targets.length / data.samples);
  }
  return samples;
}

/** Rows of this width are copied in one call, for which a view is made; narrower ones number by number. */
const wide = 48;

function copyRow(from: Numbers, row: number, to: Numbers, toRow: number, width: number): void {
  if (width >= wide) {
    to.set(from.subarray(row * width, (row + 1) * width), toRow * width);
    return;
  }
  for (let i = 0; i < width; i++) to[toRow * width + i] = from[row * width + i];
}
