import { type ActivationName, activations, softmax, softmaxBackward } from "./activation.ts";
import { addGradients, lossByInputs, weightedSums } from "./dense.ts";
import { initialize } from "./initializer.ts";
import { type LossName, type LossOfZ, losses, lossOfZ } from "./loss.ts";
import { createNumbers, type Numbers, type Precision } from "./numbers.ts";
import type { Parameters } from "./parameters.ts";
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
export function createNetwork(spec: Spec, random: Random): Network {
  const { parameters, numbers } = createParameters(spec);
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
export function createParameters(spec: Spec): { parameters: Parameters[]; numbers: Numbers } {
  const sizes = spec.layers.map(({ units, biases }, l) => ({
    weights: units * fanInOf(spec, l),
    biases: biases === false ? 0 : units,
  }));
  const numbers = createNumbers(
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
export function createBatch({ layers, precision }: Network, capacity: number): Batch {
  const rows = (width: number) => createNumbers(precision, capacity * width);
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

/** Forward propagation: each layer's z and a, from the inputs to the outputs, and then each sample's loss. */
export function forward(network: Network, batch: Batch, samples: number): void {
  const [first] = network.layers;
  weightedSums(first, first.parameters, batch.inputs, samples, batch.layers[0].z);
  forwardFrom(network, batch, samples, 0);
}

/** The rest of forward propagation, from layer `first` on, whose z is there already. */
export function forwardFrom(network: Network, batch: Batch, samples: number, first: number): void {
  for (let l = first; l < network.layers.length; l++) {
    const layer = network.layers[l];
    const { z, a } = batch.layers[l];
    if (l > first) weightedSums(layer, layer.parameters, batch.layers[l - 1].a, samples, z);
    activate(layer, z, a, samples);
  }
  lossForward(network, batch, samples);
}

/** a = σ(z) for every unit of every sample. */
function activate({ activation, units }: Layer, z: Numbers, a: Numbers, samples: number): void {
  if (activation === "softmax") {
    for (let s = 0; s < samples; s++) softmax(z, a, s * units, units);
    return;
  }
  const { value } = activations[activation];
  for (let k = 0; k < samples * units; k++) a[k] = value(z[k]);
}

/** The loss of each sample, from its outputs and targets. */
function lossForward(network: Network, { layers, targets, losses: sampleLosses }: Batch, samples: number): void {
  const { units } = outputLayer(network);
  const { z, a } = layers[layers.length - 1];
  const joint = jointLoss(network);
  for (let s = 0; s < samples; s++) {
    const start = s * units;
    sampleLosses[s] = joint
      ? joint.value(z, targets, start, units)
      : losses[network.loss].value(a, targets, start, units);
  }
}

/**
 * Backward propagation after the forward pass: the chain rule from each sample's loss to every weight and bias, layer
 * by layer. Adds every sample's ∂l/∂w and ∂l/∂b to `gradients`.
 */
export function backward(network: Network, batch: Batch, samples: number, gradients: readonly Parameters[]): void {
  const { layers } = network;
  lossBackward(network, batch, samples);
  for (let l = layers.length - 1; l >= 0; l--) {
    const { lossByZ } = batch.layers[l];
    activateBackward(network, l, batch.layers[l], samples);
    addGradients(layers[l], l === 0 ? batch.inputs : batch.layers[l - 1].a, samples, lossByZ, gradients[l]);
    if (l > 0) lossByInputs(layers[l], layers[l].parameters, lossByZ, samples, batch.layers[l - 1].lossByA);
  }
}

/** ∂l/∂a of the outputs, and their δ too where loss and activation are taken as one. */
function lossBackward(network: Network, { layers, targets }: Batch, samples: number): void {
  const { units } = outputLayer(network);
  const { a, lossByA, lossByZ } = layers[layers.length - 1];
  const joint = jointLoss(network);
  for (let s = 0; s < samples; s++) {
    losses[network.loss].derivative(a, targets, lossByA, s * units, units);
    joint?.derivative(a, targets, lossByZ, s * units, units);
  }
}

/** σ′(z) and δⱼ = ∂l/∂aⱼ · σ′(zⱼ) for every unit of every sample. */
function activateBackward(network: Network, l: number, values: LayerValues, samples: number): void {
  const { activation, units } = network.layers[l];
  const { z, a, aByZ, lossByA, lossByZ } = values;
  // Softmax's ∂aⱼ/∂zⱼ is aⱼ·(1 − aⱼ), like the sigmoid's; how a unit moves the others is in softmaxBackward.
  const derivative = activation === "softmax" ? activations.sigmoid.derivative : activations[activation].derivative;
  for (let k = 0; k < samples * units; k++) aByZ[k] = derivative(z[k], a[k]);
  // The outputs' δ is there already where loss and activation were taken as one.
  if (l === network.layers.length - 1 && jointLoss(network)) return;
  if (activation === "softmax") {
    for (let s = 0; s < samples; s++) softmaxBackward(a, lossByA, lossByZ, s * units, units);
    return;
  }
  for (let k = 0; k < samples * units; k++) lossByZ[k] = lossByA[k] * aByZ[k];
}

/** The layer whose activations are the network's outputs. */
export function outputLayer({ layers }: Network): Layer {
  return layers[layers.length - 1];
}

/** The loss and the outputs' activation as one, where they are taken so. */
function jointLoss(network: Network): LossOfZ | null {
  return lossOfZ(network.loss, outputLayer(network).activation);
}
