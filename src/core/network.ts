import type { ActivationName } from "./activation.ts";
import type { Kernels, Pass } from "./engine.ts";
import { initialize } from "./initializer.ts";
import { type LossName, lossOfZ } from "./loss.ts";
import { createNumbers, type Numbers, type Precision } from "./numbers.ts";
import type { Parameters } from "./parameters.ts";
import { plainKernels } from "./plain-kernels.ts";
import type { Random } from "./random.ts";
import { fanInOf, type Spec } from "./spec.ts";

/** A dense layer: every unit weighs all outputs of the layer before. */
export interface Layer {
  readonly name: string;
  readonly fanIn: number;
  readonly units: number;
  readonly activation: ActivationName;
  /** What the optimizer may change. */
  readonly trainable: { readonly weights: boolean; readonly biases: boolean };
  readonly parameters: Parameters;
}

/** A chain of layers from the inputs to the outputs, and the loss that judges them. */
export interface Network {
  readonly layers: readonly Layer[];
  readonly loss: LossName;
  readonly precision: Precision;
  /** All parameters, one after the other: each layer's are views of these. */
  readonly numbers: Numbers;
}

/** What samples leave in one layer on their way forward and backward: a row for each sample, one entry per unit. */
export interface LayerValues {
  /** pre-activation z = Σ w·a + b */
  readonly z: Numbers;
  /** activation a = σ(z) */
  readonly a: Numbers;
  /** σ′(z) = ∂a/∂z of the same unit */
  readonly aByZ: Numbers;
  /** ∂l/∂a */
  readonly lossByA: Numbers;
  /** δ = ∂l/∂z */
  readonly lossByZ: Numbers;
}

/** A few samples on their way through a network. */
export interface Batch {
  /** How many samples there is room for. */
  readonly capacity: number;
  /** samples × inputs, row-major */
  readonly inputs: Numbers;
  /** samples × targets, row-major */
  readonly targets: Numbers;
  /** The loss of each sample. */
  readonly losses: Numbers;
  readonly layers: readonly LayerValues[];
}

/** Builds the network of a spec, drawing from `random` the parameters that the spec leaves open. */
export function createNetwork(spec: Spec, random: Random, create = createNumbers): Network {
  const { parameters, numbers } = createParameters(spec, create);
  const layers = spec.layers.map((layer, l): Layer => {
    const { name, units, activation, trainable, init, weights, biases } = layer;
    const fanIn = fanInOf(spec, l);
    // Drawn even where given: writing one layer's weights into a spec leaves the others as they were.
    initialize(init, { ...parameters[l], fanIn, units }, random);
    if (weights) parameters[l].weights.set(weights.flat());
    if (biases) parameters[l].biases.set(biases);
    return { name, fanIn, units, activation, trainable, parameters: parameters[l] };
  });
  return { layers, loss: spec.loss, precision: spec.precision, numbers };
}

/** Room for a number for each parameter of a spec's network, all zero, in one list and as views for each layer. */
export function createParameters(spec: Spec, create = createNumbers): { parameters: Parameters[]; numbers: Numbers } {
  const sizes = spec.layers.map(({ units, biases }, l) => ({
    weights: units * fanInOf(spec, l),
    biases: biases === false ? 0 : units,
  }));
  const numbers = create(
    spec.precision,
    sizes.reduce((sum, { weights, biases }) => sum + weights + biases, 0),
  );
  let end = 0;
  const next = (count: number) => {
    end += count;
    return numbers.subarray(end - count, end);
  };
  return {
    parameters: sizes.map(({ weights, biases }) => ({ weights: next(weights), biases: next(biases) })),
    numbers,
  };
}

/** Room for `capacity` samples on their way through a network. */
export function createBatch({ layers, precision }: Network, capacity: number, create = createNumbers): Batch {
  const rows = (width: number) => create(precision, capacity * width);
  return {
    capacity,
    inputs: rows(layers[0].fanIn),
    targets: rows(layers[layers.length - 1].units),
    losses: rows(1),
    layers: layers.map(({ units }) => ({
      z: rows(units),
      a: rows(units),
      aByZ: rows(units),
      lossByA: rows(units),
      lossByZ: rows(units),
    })),
  };
}

/**
 * Forward propagation: each layer's z and a, from the inputs to the outputs, and then each sample's loss.
 * @param kernels those of the engine that network and batch are made by
 */
export function forward(network: Network, batch: Batch, samples: number, kernels: Kernels = plainKernels): void {
  const [first] = network.layers;
  kernels.weightedSums(first, first.parameters, batch.inputs, samples, batch.layers[0].z);
  forwardFrom(network, batch, samples, 0, kernels);
}

/** The rest of forward propagation, from layer `first` on, whose z is there already. */
export function forwardFrom(
  network: Network,
  batch: Batch,
  samples: number,
  first: number,
  kernels: Kernels = plainKernels,
): void {
  const { layers, loss } = network;
  for (let l = first; l < layers.length; l++) {
    const layer = layers[l];
    const values = batch.layers[l];
    if (l > first) kernels.weightedSums(layer, layer.parameters, batch.layers[l - 1].a, samples, values.z);
    kernels.activate(layer, values, samples);
  }
  const last = layers.length - 1;
  kernels.lossForward(loss, layers[last], batch.layers[last], batch.targets, samples, batch.losses);
}

/**
 * Backward propagation after the forward pass: the chain rule from each sample's loss to every weight and bias, layer
 * by layer. Adds every sample's ∂l/∂w and ∂l/∂b to `gradients`.
 * @param kernels those of the engine that network, batch and gradients are made by
 * @param areFirst whether to begin anew, at 0
 */
export function backward(
  network: Network,
  batch: Batch,
  samples: number,
  gradients: readonly Parameters[],
  kernels: Kernels = plainKernels,
  areFirst = false,
): void {
  const { layers, loss } = network;
  const last = layers.length - 1;
  kernels.lossBackward(loss, layers[last], batch.layers[last], batch.targets, samples);
  const isTakenAsOne = lossOfZ(loss, layers[last].activation) !== null;
  for (let l = last; l >= 0; l--) {
    const layer = layers[l];
    const values = batch.layers[l];
    const { lossByZ } = values;
    kernels.activateBackward(layer, values, samples, l === last && isTakenAsOne);
    kernels.addGradients(
      layer,
      l === 0 ? batch.inputs : batch.layers[l - 1].a,
      samples,
      lossByZ,
      gradients[l],
      areFirst,
    );
    if (l > 0) kernels.lossByInputs(layer, layer.parameters, lossByZ, samples, batch.layers[l - 1].lossByA);
  }
}

/** `forward` and `backward` of a batch, kernel by kernel. */
export function passByKernels(
  network: Network,
  batch: Batch,
  gradients: readonly Parameters[],
  kernels: Kernels,
): Pass {
  return {
    forward: (samples) => forward(network, batch, samples, kernels),
    backward: (samples, areFirst) => backward(network, batch, samples, gradients, kernels, areFirst),
  };
}

/** The layer whose activations are the network's outputs. */
export function outputLayer({ layers }: Network): Layer {
  return layers[layers.length - 1];
}
