import { createBatch, forward } from "../network.ts";
import type { Normalization } from "../spec.ts";
import type { TrainingRun } from "../training-run.ts";

/** Inputs as a person has them: not normalized. */
export interface PredictionRequest {
  readonly inputs: readonly number[];
}

/** What the network at its current parameters makes of inputs. */
export interface Prediction {
  /** The step whose update was the last. */
  readonly step: number;
  /** One number for each target. */
  readonly outputs: Float64Array;
}

/** Predicts from the current parameters. */
// biome-ignore lint/correctness/useYield: there is but one piece of work
export function* predict({ trainer }: TrainingRun, { inputs }: PredictionRequest): Generator<void, Prediction> {
  const { network, spec, step } = trainer;
  const batch = createBatch(network, 1);
  batch.inputs.set(normalized(inputs, spec.data.normalization));
  forward(network, batch, 1);
  return { step, outputs: Float64Array.from(batch.layers[batch.layers.length - 1].a) };
}

/** The inputs of one sample as the network takes them. */
export function normalized(inputs: readonly number[], normalization: Normalization | null): readonly number[] {
  if (!normalization) return inputs;
  return inputs.map((x, i) => (x - normalization.offset[i]) / normalization.scale[i]);
}
