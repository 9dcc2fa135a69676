import { type Activation, type ActivationName, activations } from "./activation.ts";
import { initializers } from "./initializer.ts";
import { type Loss, losses } from "./loss.ts";
import { createParameters, type Parameters } from "./parameters.ts";
import type { Random } from "./random.ts";
import { fanInOf, type Spec } from "./spec.ts";

/** A dense layer: every unit weighs all outputs of the layer before. */
export interface Layer {
  readonly name: string;
  readonly fanIn: number;
  readonly units: number;
  readonly activation: ActivationName;
  readonly parameters: Parameters;
}

/** A chain of layers from the inputs to the outputs, and the loss that judges them. */
export interface Network {
  readonly layers: readonly Layer[];
  readonly loss: Loss;
}

/** What one sample leaves in one layer on its way forward and backward; one entry per unit. */
export interface LayerValues {
  /** pre-activation z = Σ w·a + b */
  readonly z: Float64Array;
  /** activation a = σ(z) */
  readonly a: Float64Array;
  /** σ′(z) = ∂a/∂z */
  readonly aByZ: Float64Array;
  /** ∂l/∂a */
  readonly lossByA: Float64Array;
  /** δ = ∂l/∂z */
  readonly lossByZ: Float64Array;
}

/** Builds the network of a spec, drawing from `random` the parameters that the spec leaves open. */
export function createNetwork(spec: Spec, random: Random): Network {
  const layers = spec.layers.map((layer, index) => {
    const fanIn = fanInOf(spec, index);
    const parameters = createParameters(layer.units, fanIn);
    // Drawn even where given: writing one layer's weights into a spec leaves the others as they were.
    initializers[layer.init](parameters.weights, parameters.biases, fanIn, random);
    if (layer.weights) parameters.weights.set(layer.weights.flat());
    if (layer.biases) parameters.biases.set(layer.biases);
    return { name: layer.name, fanIn, units: layer.units, activation: layer.activation, parameters };
  });
  return { layers, loss: losses[spec.loss] };
}

/** Room for what one sample leaves in each layer. */
export function createValues(network: Network): LayerValues[] {
  return network.layers.map(({ units }) => ({
    z: new Float64Array(units),
    a: new Float64Array(units),
    aByZ: new Float64Array(units),
    lossByA: new Float64Array(units),
    lossByZ: new Float64Array(units),
  }));
}

/**
 * Forward propagation of one sample: each layer's z and a, from the inputs to the outputs.
 * @returns the outputs: the last layer's activations
 */
export function forward(network: Network, inputs: Float64Array, values: readonly LayerValues[]): Float64Array {
  let a = inputs;
  for (let l = 0; l < network.layers.length; l++) {
    forwardLayer(network.layers[l], a, values[l]);
    a = values[l].a;
  }
  return a;
}

/** zⱼ = Σᵢ wⱼᵢ · aᵢ + bⱼ and aⱼ = σ(zⱼ), where aᵢ are the outputs of the layer before. */
function forwardLayer(layer: Layer, inputs: Float64Array, { z, a }: LayerValues): void {
  const { weights, biases } = layer.parameters;
  const activation: Activation = activations[layer.activation];
  for (let j = 0; j < layer.units; j++) {
    const row = j * layer.fanIn;
    let sum = 0;
    for (let i = 0; i < layer.fanIn; i++) sum += weights[row + i] * inputs[i];
    z[j] = sum + biases[j];
    a[j] = activation.value(z[j]);
  }
}

/**
 * Backward propagation of one sample after its forward pass: the chain rule from the loss to every
 * weight and bias, layer by layer. Adds this sample's ∂l/∂w and ∂l/∂b to `gradients`.
 */
export function backward(
  network: Network,
  inputs: Float64Array,
  targets: Float64Array,
  values: readonly LayerValues[],
  gradients: readonly Parameters[],
): void {
  const last = network.layers.length - 1;
  network.loss.derivative(values[last].a, targets, values[last].lossByA);
  for (let l = last; l >= 0; l--) {
    const layerInputs = l === 0 ? inputs : values[l - 1].a;
    backwardLayer(network.layers[l], layerInputs, values[l], gradients[l]);
    if (l > 0) lossByInputs(network.layers[l], values[l].lossByZ, values[l - 1].lossByA);
  }
}

/** δⱼ = ∂l/∂aⱼ · σ′(zⱼ), then ∂l/∂wⱼᵢ = δⱼ · aᵢ and ∂l/∂bⱼ = δⱼ. */
function backwardLayer(layer: Layer, inputs: Float64Array, values: LayerValues, gradients: Parameters): void {
  const activation: Activation = activations[layer.activation];
  const { z, a, aByZ, lossByA, lossByZ } = values;
  for (let j = 0; j < layer.units; j++) {
    aByZ[j] = activation.derivative(z[j], a[j]);
    lossByZ[j] = lossByA[j] * aByZ[j];
    const row = j * layer.fanIn;
    for (let i = 0; i < layer.fanIn; i++) gradients.weights[row + i] += lossByZ[j] * inputs[i];
    gradients.biases[j] += lossByZ[j];
  }
}

/** ∂l/∂aᵢ = Σⱼ δⱼ · wⱼᵢ: what each unit of the layer before contributed through all units it feeds. */
function lossByInputs(layer: Layer, lossByZ: Float64Array, lossByA: Float64Array): void {
  const { weights } = layer.parameters;
  lossByA.fill(0);
  for (let j = 0; j < layer.units; j++) {
    const row = j * layer.fanIn;
    for (let i = 0; i < layer.fanIn; i++) lossByA[i] += lossByZ[j] * weights[row + i];
  }
}
