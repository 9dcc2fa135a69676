import type { ActivationName } from "./activation.ts";
import type { InitializerName } from "./initializer.ts";
import type { LossName } from "./loss.ts";
import type { OptimizerSpec } from "./optimizer.ts";

/**
 * All that a run needs to know: the network, its data and how to train it, with every default filled
 * in. Made from the text of a `.nn.json` file by `src/spec/`; plain data, so that it can be sent to a
 * worker.
 */
export interface Spec {
  /** Shown in every view. */
  readonly title: string;
  /** The names of the features, in order; their number is the input width. */
  readonly inputs: readonly string[];
  readonly layers: readonly LayerSpec[];
  /** The names of the targets, in order; as many as the last layer has units. */
  readonly targets: readonly string[];
  readonly loss: LossName;
  readonly optimizer: OptimizerSpec;
  readonly training: TrainingSpec;
  /** Everything random follows from it. */
  readonly seed: number;
  readonly data: Dataset;
}

/** One dense layer. */
export interface LayerSpec {
  readonly name: string;
  readonly units: number;
  readonly activation: ActivationName;
  /** `weights[j][i]` leads from input i to unit j; null: drawn by `init`. */
  readonly weights: readonly (readonly number[])[] | null;
  /** One per unit; null: drawn by `init`. */
  readonly biases: readonly number[] | null;
  readonly init: InitializerName;
}

/** How long to train, and on how many samples at a time. */
export interface TrainingSpec {
  readonly epochs: number;
  /** Samples per step, or all of them. */
  readonly batchSize: number | "all";
  /** Whether each epoch visits the samples in a new random order. */
  readonly shuffle: boolean;
}

/** The samples, row by row. */
export interface Dataset {
  readonly samples: number;
  /** samples × inputs, row-major */
  readonly inputs: Float64Array;
  /** samples × targets, row-major */
  readonly targets: Float64Array;
}

/** Whether two datasets hold the same numbers in the same order. */
export function sameDataset(a: Dataset, b: Dataset): boolean {
  return a.samples === b.samples && sameNumbers(a.inputs, b.inputs) && sameNumbers(a.targets, b.targets);
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** How many numbers feed each unit of layer `index`: the units of the layer before, or the inputs. */
export function fanInOf(spec: Spec, index: number): number {
  return index === 0 ? spec.inputs.length : spec.layers[index - 1].units;
}
