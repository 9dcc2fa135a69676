import { copyNetwork } from "./inspection/network-copy.ts";
import { type Batch, backward, createBatch, createParameters, forward, type Network } from "./network.ts";
import type { Numbers } from "./numbers.ts";
import type { Parameters } from "./parameters.ts";
import { penaltyOf } from "./regularization.ts";
import { loadSamples } from "./samples.ts";
import { batchEnd, batchStart } from "./steps.ts";
import type { Trainer } from "./trainer.ts";
import { type WorkedSample, type WorkedStep, workedSample, writtenStep } from "./worked-step.ts";

/**
 * A step noted while it is taken, so that it can be written out at any time until another follows: for any sample,
 * and as often as a view asks. Noting it copies numbers into room that is there already, and nothing else.
 */
export interface NotedStep {
  /** Counted from 1; 0 before the first. */
  step: number;
  /** The network as it was before the step. */
  readonly network: Network;
  /** The optimizer's running numbers before the step. */
  readonly moments: readonly { readonly parameters: readonly Parameters[]; readonly numbers: Numbers }[];
  /** Room for the one sample that is written out, and for gradients that nobody looks at. */
  readonly batch: Batch;
  readonly gradients: readonly Parameters[];
}

/** Room for the steps of a trainer. */
export function createNotedStep({ spec, network, moments }: Trainer): NotedStep {
  return {
    step: 0,
    network: copyNetwork(spec, network),
    moments: moments.map(() => createParameters(spec)),
    batch: createBatch(network, 1),
    gradients: createParameters(spec).parameters,
  };
}

/** To be called before the step is taken. */
export function noteNextStep(noted: NotedStep, trainer: Trainer): void {
  noted.step = trainer.step + 1;
  noted.network.numbers.set(trainer.network.numbers);
  for (let m = 0; m < noted.moments.length; m++) noted.moments[m].numbers.set(trainer.moments[m].numbers);
}

/**
 * Writes out the step that a trainer has taken last, with one sample: the given row of the data, be it in the batch or
 * not, or the first of the batch where there is no such row.
 * @returns null if that step was not noted; its layers' numbers are the trainer's own, which the next step changes
 */
export function writeOut(noted: NotedStep, trainer: Trainer, row: number | null): WorkedStep | null {
  const { spec, order } = trainer;
  const { step, network, moments } = noted;
  if (step === 0 || trainer.step !== step) return null;
  const rows = order.subarray(batchStart(spec, step), batchEnd(spec, step));
  const before = {
    parameters: network.layers.map(({ parameters }) => parameters),
    moments: moments.map(({ parameters }) => parameters),
    penalty: penaltyOf(spec.regularization, network.layers),
  };
  return writtenStep(trainer, before, [sampleOf(noted, trainer, isRow(row, trainer) ? row : rows[0], rows)]);
}

/** One row's way through the network as it was before the step. The trainer is only read. */
function sampleOf(noted: NotedStep, { spec }: Trainer, row: number, rows: Uint32Array): WorkedSample {
  const { network, batch, gradients } = noted;
  loadSamples(spec.data, batch, Uint32Array.of(row), 0, 1);
  forward(network, batch, 1);
  backward(network, batch, 1, gradients);
  const place = rows.indexOf(row);
  return workedSample(network, batch, 0, { index: row, place: place < 0 ? null : place });
}

function isRow(row: number | null, { spec }: Trainer): row is number {
  return row !== null && Number.isInteger(row) && row >= 0 && row < spec.data.samples;
}
