import type { ActivationName } from "./activation.ts";
import type { LayerValues } from "./network.ts";
import { copyParameters, type Parameters } from "./parameters.ts";
import { epochOf, inputsOf, type Trainer, takeStep, targetsOf } from "./trainer.ts";

/**
 * One update written out in full: what every sample of the batch left in every layer, the gradients
 * it gave, and the parameters before and after. Every view and the command line show this one object.
 */
export interface WorkedStep {
  /** Counted from 1. */
  readonly step: number;
  /** Counted from 1. */
  readonly epoch: number;
  readonly learningRate: number;
  /** The mean loss over the batch, before the update. */
  readonly loss: number;
  readonly samples: readonly WorkedSample[];
  readonly layers: readonly WorkedLayer[];
}

/** One sample's way from its inputs to the loss and back. */
export interface WorkedSample {
  /** The sample's row in the data, counted from 0. */
  readonly index: number;
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
  readonly loss: number;
  /** Per layer: z, a, σ′(z), ∂l/∂a and δ = ∂l/∂z of this sample. */
  readonly layers: readonly LayerValues[];
}

/** One layer's parameters around the update, and the batch's gradients that moved them. */
export interface WorkedLayer {
  readonly name: string;
  readonly activation: ActivationName;
  readonly before: Parameters;
  readonly gradients: Parameters;
  readonly after: Parameters;
}

/**
 * Takes the trainer's next step, as `takeStep` does, and writes it out.
 * @returns null if the step could not be taken, as `takeStep` tells
 * @param samplesWanted how many of the batch's samples to write out, from its first; all unless given
 */
export function workStep(trainer: Trainer, samplesWanted = Number.POSITIVE_INFINITY): WorkedStep | null {
  const before = trainer.network.layers.map((layer) => copyParameters(layer.parameters));
  const samples: WorkedSample[] = [];
  const taken = takeStep(trainer, (index, loss) => {
    if (samples.length >= samplesWanted) return;
    samples.push({
      index,
      inputs: inputsOf(trainer.spec, index).slice(),
      targets: targetsOf(trainer.spec, index).slice(),
      loss,
      layers: trainer.values.map(copyValues),
    });
  });
  if (!taken) return null;
  return {
    step: trainer.step,
    epoch: epochOf(trainer.spec, trainer.step),
    learningRate: trainer.spec.optimizer.learningRate,
    loss: trainer.batchLoss,
    samples,
    layers: trainer.network.layers.map(({ name, activation, parameters }, l) => ({
      name,
      activation,
      before: before[l],
      gradients: copyParameters(trainer.gradients[l]),
      after: copyParameters(parameters),
    })),
  };
}

function copyValues({ z, a, aByZ, lossByA, lossByZ }: LayerValues): LayerValues {
  return { z: z.slice(), a: a.slice(), aByZ: aByZ.slice(), lossByA: lossByA.slice(), lossByZ: lossByZ.slice() };
}
