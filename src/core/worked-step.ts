import type { ActivationName } from "./activation.ts";
import type { LossName } from "./loss.ts";
import { type Batch, type LayerValues, type Network, outputLayer } from "./network.ts";
import type { Numbers } from "./numbers.ts";
import { copyParameters, type Parameters } from "./parameters.ts";
import { penaltyOf } from "./regularization.ts";
import { batchEnd, batchStart, epochOf } from "./steps.ts";
import { type Trainer, takeStep } from "./trainer.ts";

/**
 * One update written out in full: what every sample of the batch left in every layer, the gradients
 * it gave, and the parameters before and after. Every view and the command line show this one object.
 */
export interface WorkedStep {
  /** Counted from 1. */
  readonly step: number;
  /** Counted from 1. */
  readonly epoch: number;
  /** η of this step, as the schedule has it. */
  readonly learningRate: number;
  /** What clipping multiplied the gradients by before the update; 1 if it did not. */
  readonly gradientScale: number;
  /** The mean loss over the batch, before the update, with what regularization adds. */
  readonly loss: number;
  /** What regularization adds to the loss. */
  readonly penalty: number;
  readonly lossName: LossName;
  /** Samples in the batch, of which `samples` may hold only some. */
  readonly batchSize: number;
  readonly samples: readonly WorkedSample[];
  readonly layers: readonly WorkedLayer[];
}

/** One sample's way from its inputs to the loss and back. */
export interface WorkedSample {
  /** The sample's place in the batch, counted from 0; null if it is not in it. */
  readonly place: number | null;
  /** The sample's row in the data, counted from 0. */
  readonly index: number;
  readonly inputs: Numbers;
  readonly targets: Numbers;
  readonly loss: number;
  /** Per layer: z, a, σ′(z), ∂l/∂a and δ = ∂l/∂z of this sample. */
  readonly layers: readonly LayerValues[];
}

/** One layer's parameters around the update, and the batch's gradients that moved them. */
export interface WorkedLayer {
  readonly name: string;
  readonly activation: ActivationName;
  readonly before: Parameters;
  /** Means over the batch, with what regularization adds, before clipping. */
  readonly gradients: Parameters;
  readonly after: Parameters;
  /** The optimizer's running numbers; none unless they were asked for. */
  readonly moments: readonly WorkedMoment[];
}

/** One running number of the optimizer for each parameter of a layer, around the update. */
export interface WorkedMoment {
  /** Its name in the optimizer's rule. */
  readonly name: string;
  readonly before: Parameters;
  readonly after: Parameters;
}

/** What to write out of a step beside its parameters and gradients. */
export interface Wanted {
  /** Which samples of the batch, by their place in it from 0; all unless given. */
  readonly isSampleWanted?: (place: number) => boolean;
  /** Whether the optimizer's running numbers, too. */
  readonly moments?: boolean;
}

/** What can no longer be told of a step once it was taken. */
export interface BeforeStep {
  readonly parameters: readonly Parameters[];
  /** For each of the optimizer's running numbers, those of each layer; none if they are not wanted. */
  readonly moments: readonly (readonly Parameters[])[];
  readonly penalty: number;
}

/**
 * Takes the trainer's next step, as `takeStep` does, and writes it out.
 * @returns null if the step could not be taken, as `takeStep` tells
 */
export function workStep(trainer: Trainer, wanted: Wanted = {}): WorkedStep | null {
  const { isSampleWanted = () => true } = wanted;
  const { spec, network } = trainer;
  const before: BeforeStep = {
    parameters: network.layers.map(({ parameters }) => copyParameters(parameters)),
    moments: wanted.moments ? trainer.moments.map(({ parameters }) => parameters.map(copyParameters)) : [],
    penalty: penaltyOf(spec.regularization, network.layers),
  };
  const samples: WorkedSample[] = [];
  let place = 0;
  const taken = takeStep(trainer, (rows, start, count) => {
    for (let s = 0; s < count; s++, place++) {
      if (isSampleWanted(place)) {
        samples.push(workedSample(network, trainer.batch, s, { index: rows[start + s], place }));
      }
    }
  });
  if (!taken) return null;
  const worked = writtenStep(trainer, before, samples);
  return { ...worked, layers: worked.layers.map(copyOfLayer) };
}

/** The step that the trainer has taken last. The layers' numbers are the trainer's own, which its next step changes. */
export function writtenStep(trainer: Trainer, before: BeforeStep, samples: readonly WorkedSample[]): WorkedStep {
  const { spec, network, step, update } = trainer;
  return {
    step,
    epoch: epochOf(spec, step),
    learningRate: update.learningRate,
    gradientScale: update.gradientScale,
    loss: trainer.batchLoss,
    penalty: before.penalty,
    lossName: spec.loss,
    batchSize: batchEnd(spec, step) - batchStart(spec, step),
    samples,
    layers: network.layers.map(({ name, activation, parameters }, l) => ({
      name,
      activation,
      before: before.parameters[l],
      gradients: trainer.gradients[l],
      after: parameters,
      moments: before.moments.map((moment, m) => ({
        name: trainer.moments[m].name,
        before: moment[l],
        after: trainer.moments[m].parameters[l],
      })),
    })),
  };
}

function copyOfLayer(layer: WorkedLayer): WorkedLayer {
  return {
    ...layer,
    gradients: copyParameters(layer.gradients),
    after: copyParameters(layer.after),
    moments: layer.moments.map((moment) => ({ ...moment, after: copyParameters(moment.after) })),
  };
}

/** What row `s` of a batch holds after its way forward and back, and which sample that is. */
export function workedSample(
  network: Network,
  batch: Batch,
  s: number,
  which: Pick<WorkedSample, "index" | "place">,
): WorkedSample {
  const row = (values: Numbers, width: number) => Float64Array.from(values.subarray(s * width, (s + 1) * width));
  return {
    ...which,
    inputs: row(batch.inputs, network.layers[0].fanIn),
    targets: row(batch.targets, outputLayer(network).units),
    loss: batch.losses[s],
    layers: batch.layers.map(({ z, a, aByZ, lossByA, lossByZ }, l) => {
      const { units } = network.layers[l];
      return {
        z: row(z, units),
        a: row(a, units),
        aByZ: row(aByZ, units),
        lossByA: row(lossByA, units),
        lossByZ: row(lossByZ, units),
      };
    }),
  };
}
