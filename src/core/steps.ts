import type { Spec } from "./spec.ts";
import { testSamples } from "./split.ts";

/** How a run is counted: samples, steps and epochs. A step is one update of the parameters. */

/** What the counting needs of a spec. */
type Counted = Pick<Spec, "training"> & { readonly data: Pick<Spec["data"], "samples"> };

/** Samples that are trained on: all that are not held out. */
export function trainingSamples({ data, training }: Counted): number {
  return data.samples - testSamples(data.samples, training.testFraction);
}

/** Samples per step. The last batch of an epoch may be smaller. */
export function batchSizeOf(spec: Counted): number {
  const samples = trainingSamples(spec);
  const { batchSize } = spec.training;
  return batchSize === "all" ? samples : Math.min(batchSize, samples);
}

/** What is counted of a run, worked out once: a step is too short to do it again. */
export interface Counts {
  /** Samples that are trained on. */
  readonly samples: number;
  readonly batchSize: number;
  readonly stepsInAll: number;
}

/** The counts of a spec's runs. */
export function countsOf(spec: Counted): Counts {
  return { samples: trainingSamples(spec), batchSize: batchSizeOf(spec), stepsInAll: stepsInAll(spec) };
}

/** Steps in one epoch: one for each batch. */
export function stepsPerEpoch(spec: Counted): number {
  return Math.ceil(trainingSamples(spec) / batchSizeOf(spec));
}

/** Where in its epoch's order the batch of a step begins; the step counts from 1. */
export function batchStart(spec: Counted, step: number): number {
  return ((step - 1) % stepsPerEpoch(spec)) * batchSizeOf(spec);
}

/** Where it ends: the last batch of an epoch may be smaller. */
export function batchEnd(spec: Counted, step: number): number {
  return Math.min(batchStart(spec, step) + batchSizeOf(spec), trainingSamples(spec));
}

/** Steps in the whole run, unless something ends it early. */
export function stepsInAll(spec: Counted): number {
  return spec.training.epochs * stepsPerEpoch(spec);
}

/** The epoch that step `step` belongs to, counted from 1; 0 before the first step. */
export function epochOf(spec: Counted, step: number): number {
  return Math.ceil(step / stepsPerEpoch(spec));
}
