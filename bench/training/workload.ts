import type { ActivationName } from "../../src/core/activation.ts";
import { createNetwork } from "../../src/core/network.ts";
import type { Numbers, Precision } from "../../src/core/numbers.ts";
import type { Parameters } from "../../src/core/parameters.ts";
import { createRandom, streams } from "../../src/core/random.ts";
import type { Spec } from "../../src/core/spec.ts";
import { handBuilt } from "../../test/support/hand-built.ts";
import type { Samples } from "./samples.ts";

/** A network and its data, to be trained by plain gradient descent; the same for everyone who is measured. */
export interface Workload {
  readonly name: string;
  readonly inputs: number;
  readonly layers: readonly WorkloadLayer[];
  readonly loss: "mse" | "crossEntropy";
  readonly batchSize: number;
  /** η of a step with the mean of its batch's gradients. */
  readonly learningRate: number;
  /** As many as whole batches hold. */
  readonly data: Samples;
}

export interface WorkloadLayer {
  readonly units: number;
  readonly activation: Extract<ActivationName, "sigmoid" | "tanh" | "relu" | "softmax">;
}

/** What everything random in a workload is drawn from. */
export const seed = 1;

/** So many epochs that no measurement comes to their end. */
const endlessly = 1e9;

/** The workload as a spec, with its data as those of a file are: in the run's precision. */
export function specOf(workload: Workload, precision: Precision, shuffle: boolean): Spec {
  const { name, inputs, layers, loss, batchSize, learningRate, data } = workload;
  return handBuilt({
    title: name,
    layers,
    loss,
    precision,
    seed,
    // One row tells how many inputs and targets there are; the samples themselves are there already.
    rows: [new Array<number>(inputs + outputsOf(workload)).fill(0)],
    data: {
      samples: data.samples,
      inputs: numbersOf(precision, data.inputs),
      targets: numbersOf(precision, data.targets),
    },
    training: { batchSize, shuffle, epochs: endlessly },
    optimizer: { learningRate },
  });
}

function numbersOf(precision: Precision, values: Float64Array): Numbers {
  return precision === "float64" ? values : Float32Array.from(values);
}

/** The parameters that everyone begins with who lets them be set, `weights[j * fanIn + i]` from input i to unit j. */
export function initialParameters(workload: Workload): readonly Parameters[] {
  const network = createNetwork(specOf(workload, "float64", false), createRandom(seed, streams.parameters));
  return network.layers.map(({ parameters }) => parameters);
}

/** How many weights and biases a workload's network has. */
export function parametersIn({ inputs, layers }: Pick<Workload, "inputs" | "layers">): number {
  let fanIn = inputs;
  let sum = 0;
  for (const { units } of layers) {
    sum += units * (fanIn + 1);
    fanIn = units;
  }
  return sum;
}

/** The units of each layer, with the inputs before them. */
export function widthsOf({ inputs, layers }: Pick<Workload, "inputs" | "layers">): number[] {
  return [inputs, ...layers.map(({ units }) => units)];
}

export function outputsOf({ layers }: Pick<Workload, "layers">): number {
  return layers[layers.length - 1].units;
}

/** How the network is written: 2-8-8-1. */
export function shapeOf(workload: Pick<Workload, "inputs" | "layers">): string {
  return widthsOf(workload).join("-");
}

/** The inputs of each sample, as libraries want them. */
export function inputRows({ inputs, data }: Workload): number[][] {
  return rowsOf(data.inputs, inputs, data.samples);
}

/** The targets of each sample, as libraries want them. */
export function targetRows(workload: Workload): number[][] {
  return rowsOf(workload.data.targets, outputsOf(workload), workload.data.samples);
}

function rowsOf(numbers: Float64Array, width: number, samples: number): number[][] {
  return Array.from({ length: samples }, (_, s) => Array.from(numbers.subarray(s * width, (s + 1) * width)));
}
