import type { Numbers } from "./numbers.ts";
import type { Spec } from "./spec.ts";

/**
 * Whether a spec's targets name classes, so that accuracy has a meaning. Each row of targets must mark one class (0 or
 * 1 for a single output, a single 1 among zeros for more), and with a loss for numbers not all rows the same one. With
 * cross-entropy a row may also be a distribution over the classes.
 */
export function isClassification({ loss, targets, data }: Pick<Spec, "loss" | "targets" | "data">): boolean {
  const n = targets.length;
  const isOfClass = loss === "crossEntropy" ? isDistribution : marksOneClass;
  let first = -1;
  let differ = loss === "crossEntropy" || loss === "binaryCrossEntropy";
  for (let start = 0; start < data.targets.length; start += n) {
    if (!isOfClass(data.targets, start, n)) return false;
    const named = classOf(data.targets, start, n);
    if (first < 0) first = named;
    differ ||= named !== first;
  }
  return differ;
}

/** How far from 1 the sum of a distribution may lie. */
const sumTolerance = 1e-6;

/** Whether a row of targets is a distribution: nothing negative, and 1 in sum. */
export function isDistribution(targets: Numbers, start: number, n: number): boolean {
  let sum = 0;
  for (let j = start; j < start + n; j++) {
    if (targets[j] < 0) return false;
    sum += targets[j];
  }
  return Math.abs(sum - 1) <= sumTolerance;
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

/** What gives classes their names. */
export interface ClassNames {
  /** Those of the data, where targets came from words. */
  readonly classes: readonly string[] | null;
  readonly targets: readonly string[];
}

/**
 * What a class is called: classes stand in the order of the outputs, for a single output as those of 0 and 1. Null
 * where the data has no name for it.
 */
export function classNamed({ classes, targets }: ClassNames, k: number): string | null {
  const names = classes ?? (targets.length > 1 ? targets : ["0", "1"]);
  return names[k] ?? null;
}
