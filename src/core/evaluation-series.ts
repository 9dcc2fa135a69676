import { type Evaluation, evaluate } from "./evaluation.ts";
import { fanInOf, type Spec } from "./spec.ts";
import { batchSizeOf, stepsInAll } from "./steps.ts";
import type { Trainer } from "./trainer.ts";

/** How well a run did after some of its steps, evenly spaced and bounded in number. Plain data. */
export interface EvaluationSeries {
  /** The steps, ascending. */
  readonly steps: Float64Array;
  /** The mean loss over all training samples after each of these. */
  readonly loss: Float64Array;
  /** The mean loss over the samples held out; empty where there are none. */
  readonly testLoss: Float64Array;
  /** The share of samples put into the right class; empty without classes. */
  readonly accuracy: Float64Array;
}

/**
 * The evaluations of a run: after its first step, at all multiples of an interval, and after its last step. The steps
 * follow from the spec alone, so that the same run is measured at the same. When the room is used up, every second
 * point is let go.
 */
export interface EvaluationRecord {
  /** Steps from one point to the next, as the spec has it, and as it is now. */
  readonly shortest: number;
  interval: number;
  /** The last step of the run, which is measured too. */
  readonly last: number;
  /** In the order of their steps. */
  readonly points: EvaluationPoint[];
  /** The next step to be measured; of one that is taken again after going back, everything is known. */
  due: number;
}

interface EvaluationPoint extends Evaluation {
  readonly step: number;
}

/** The most points that are kept. */
export const mostPoints = 512;

/** An evaluation every so many times its own length: it costs a twentieth of the training. */
const rarity = 20;

/** Points that a short run gets, whatever they cost, if together they take no more than a tenth of a second. */
const fewPoints = 128;
const littleWork = 2 ** 26;

/** A series without any step. */
export function emptyEvaluations(): EvaluationSeries {
  const none = new Float64Array(0);
  return { steps: none, loss: none, testLoss: none, accuracy: none };
}

/** The record of a run before its first step. */
export function createEvaluationRecord(spec: Spec): EvaluationRecord {
  // All samples forward; a step takes its batch forward and back, which is about three times as long for each.
  const length = spec.data.samples / (3 * batchSizeOf(spec));
  const affordable = Math.min(fewPoints, Math.floor(littleWork / (spec.data.samples * weightsOf(spec))));
  const interval = Math.ceil(Math.min(rarity * length, stepsInAll(spec) / affordable));
  return { shortest: interval, interval, last: stepsInAll(spec), points: [], due: 1 };
}

/** Measures the step that the trainer has just taken, if it is one to be measured. To be called after each. */
export function recordEvaluation(record: EvaluationRecord, trainer: Trainer): void {
  const { points } = record;
  const { step, stopped } = trainer;
  if (step !== record.due && (stopped === null || step <= lastStep(record))) return;
  if (points.length === mostPoints) {
    record.interval *= 2;
    points.splice(0, points.length, ...points.filter(({ step }) => step === 1 || step % record.interval === 0));
  }
  if (isMeasured(record, step) || stopped !== null) points.push({ step, ...evaluate(trainer) });
  record.due = nextMeasured(record, step);
}

function isMeasured({ interval, last }: EvaluationRecord, step: number): boolean {
  return step === 1 || step % interval === 0 || step === last;
}

/** The next step to be measured after another, or after none, which is 0. */
function nextMeasured({ interval, last }: EvaluationRecord, step: number): number {
  if (step === 0) return 1;
  const next = (Math.floor(step / interval) + 1) * interval;
  return step < last ? Math.min(next, last) : next;
}

function lastStep({ points }: EvaluationRecord): number {
  return points.at(-1)?.step ?? 0;
}

/** Forgets step `step` and those after it. */
export function forgetEvaluations(record: EvaluationRecord, step: number): void {
  const { points } = record;
  while (points.length > 0 && points[points.length - 1].step >= step) points.pop();
  if (points.length === 0) record.interval = record.shortest;
  record.due = nextMeasured(record, lastStep(record));
}

/** The record as a view gets it. */
export function evaluationSeries({ points }: EvaluationRecord): EvaluationSeries {
  const list = (pick: (point: EvaluationPoint) => number | null) =>
    Float64Array.from(points.flatMap((point) => pick(point) ?? []));
  return {
    steps: list(({ step }) => step),
    loss: list(({ loss }) => loss),
    testLoss: list(({ testLoss }) => testLoss),
    accuracy: list(({ accuracy }) => accuracy),
  };
}

function weightsOf(spec: Spec): number {
  return spec.layers.reduce((sum, { units }, l) => sum + units * fanInOf(spec, l), 0);
}
