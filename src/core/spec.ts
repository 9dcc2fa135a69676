import type { ActivationName } from "./activation.ts";
import type { Expectation } from "./expectation/expectation.ts";
import type { InitializerSpec } from "./initializer.ts";
import type { LossName } from "./loss.ts";
import type { Precision } from "./numbers.ts";
import type { OptimizerSpec } from "./optimizer.ts";
import type { Regularization } from "./regularization.ts";

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
  readonly regularization: Regularization;
  readonly training: TrainingSpec;
  readonly precision: Precision;
  /** Everything random follows from it. */
  readonly seed: number;
  readonly data: Dataset;
  /** What must come true, in the order of the file. */
  readonly expect: readonly Expectation[];
}

/** One dense layer. */
export interface LayerSpec {
  readonly name: string;
  readonly units: number;
  readonly activation: ActivationName;
  /** `weights[j][i]` leads from input i to unit j; null: drawn by `init`. */
  readonly weights: readonly (readonly number[])[] | null;
  /** One per unit; null: drawn by `init`; false: a layer without biases. */
  readonly biases: readonly number[] | null | false;
  /** What the optimizer may change. */
  readonly trainable: { readonly weights: boolean; readonly biases: boolean };
  readonly init: InitializerSpec;
}

/** How long to train, and on which samples. */
export interface TrainingSpec {
  readonly epochs: number;
  /** Samples per step, or all of them. */
  readonly batchSize: number | "all";
  /** Whether each epoch visits the samples in a new random order. */
  readonly shuffle: boolean;
  /** The share of the samples that is held out: 0 ≤ f < 1. */
  readonly testFraction: number;
  /** What ends the run early, at an epoch's end; what is null never does. */
  readonly stopWhen: StopWhen;
}

/** The run ends when any of these holds. */
export interface StopWhen {
  /** The mean loss over the training samples is this or less. */
  readonly loss: number | null;
  /** The mean loss over the samples held out is this or less. */
  readonly testLoss: number | null;
  /** The accuracy is this or more. */
  readonly accuracy: number | null;
  /** For so many epochs the loss (over the samples held out, where there are any) has not reached a new low. */
  readonly patience: number | null;
}

/** The samples, row by row. */
export interface Dataset {
  readonly samples: number;
  /** samples × inputs, row-major; already normalized */
  readonly inputs: Float64Array;
  /** samples × targets, row-major */
  readonly targets: Float64Array;
  /** How the inputs were normalized: x ↦ (x − offset) / scale for each feature; null if they were not. */
  readonly normalization: Normalization | null;
  /** The names of the classes where targets came from words: one per output, or two for a single output. */
  readonly classes: readonly string[] | null;
}

/** One offset and one scale per feature. */
export interface Normalization {
  readonly offset: readonly number[];
  readonly scale: readonly number[];
}

/** Whether two datasets hold the same numbers in the same order. */
export function sameDataset(a: Dataset, b: Dataset): boolean {
  return a.samples === b.samples && sameNumbers(a.inputs, b.inputs) && sameNumbers(a.targets, b.targets);
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** How many numbers feed each unit of layer `index`: the units of the layer before, or the inputs. */
export function fanInOf(spec: Pick<Spec, "inputs" | "layers">, index: number): number {
  return index === 0 ? spec.inputs.length : spec.layers[index - 1].units;
}

/** The weights and biases of a spec's network. */
export function parameterCount(spec: Pick<Spec, "inputs" | "layers">): number {
  return spec.layers.reduce(
    (sum, { units, biases }, l) => sum + units * (fanInOf(spec, l) + (biases === false ? 0 : 1)),
    0,
  );
}
