import type { Numbers } from "./numbers.ts";
import type { Spec } from "./spec.ts";

/**
 * Whether a spec's targets name classes, so that accuracy has a meaning: its loss is a cross-entropy, or each row of
 * targets marks one class (0 or 1 for a single output, a single 1 among zeros for more) and not all the same one.
 */
export function isClassification({ loss, targets, data }: Pick<Spec, "loss" | "targets" | "data">): boolean {
  if (loss === "crossEntropy" || loss === "binaryCrossEntropy") return true;
  const n = targets.length;
  let first = -1;
  let differ = false;
  for (let start = 0; start < data.targets.length; start += n) {
    if (!marksOneClass(data.targets, start, n)) return false;
    const named = classOf(data.targets, start, n);
    if (first < 0) first = named;
    differ ||= named !== first;
  }
  return differ;
}

function marksOneClass(targets: Numbers, start: number, n: number): boolean {
  let ones = 0;
  for (let j = start; j < start + n; j++) {
    if (targets[j] !== 0 && targets[j] !== 1) return false;
    ones += targets[j];
  }
  return n === 1 || ones === 1;
}

/** The class that a row of outputs or targets names: the largest of several, or whether a single one is at least ½. */
export function classOf(values: Numbers, start: number, n: number): number {
  if (n === 1) return values[start] >= 0.5 ? 1 : 0;
  let largest = start;
  for (let j = start + 1; j < start + n; j++) if (values[j] > values[largest]) largest = j;
  return largest - start;
}
