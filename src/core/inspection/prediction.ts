import { classNamed, classOf } from "../classification.ts";
import { createBatch, forward, outputLayer } from "../network.ts";
import { asWritten, normalized } from "../normalization.ts";
import type { Spec } from "../spec.ts";
import type { TrainingRun } from "../training-run.ts";

/** What to predict from: inputs as a person has them, not normalized; or those of a row of the data, counted from 0. */
export type PredictionRequest = { readonly inputs: readonly number[] } | { readonly row: number };

/** What the network at its current parameters makes of inputs. */
export interface Prediction {
  /** The step whose update was the last. */
  readonly step: number;
  /** As a person has them. */
  readonly inputs: Float64Array;
  /** One number for each target. */
  readonly outputs: Float64Array;
  /** What the class is called that the outputs name; null where they name none. */
  readonly class: string | null;
}

/** Predicts from the current parameters. */
// biome-ignore lint/correctness/useYield: there is but one piece of work
export function* predict({ trainer }: TrainingRun, request: PredictionRequest): Generator<void, Prediction> {
  const { network, spec, step, classifies } = trainer;
  const inputs = "row" in request ? inputsOfRow(spec, request.row) : request.inputs;
  const batch = createBatch(network, 1);
  batch.inputs.set(normalized(inputs, spec.data.normalization));
  forward(network, batch, 1);
  const outputs = Float64Array.from(batch.layers[batch.layers.length - 1].a);
  const names = { classes: spec.data.classes, targets: spec.targets };
  return {
    step,
    inputs: Float64Array.from(inputs),
    outputs,
    class: classifies ? classNamed(names, classOf(outputs, 0, outputLayer(network).units)) : null,
  };
}

/** The inputs of one row as the data has them. */
function inputsOfRow({ inputs, data, precision }: Spec, row: number): number[] {
  return inputs.map((_, i) => asWritten(data.inputs[row * inputs.length + i], i, data.normalization, precision));
}
