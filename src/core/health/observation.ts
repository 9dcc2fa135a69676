import { activations } from "../activation.ts";
import type { Kernels } from "../engine.ts";
import { lossOfZ } from "../loss.ts";
import { type Batch, backward, forward, type LayerValues, type Network } from "../network.ts";
import type { Numbers } from "../numbers.ts";
import type { Parameters } from "../parameters.ts";
import { loadSamples } from "../samples.ts";
import type { Dataset } from "../spec.ts";

/** What a run looked like after one of its steps, or before the first; plain data. */
export interface Observation {
  /** Counted from 1; 0 before the first. */
  readonly step: number;
  /** The mean loss over the samples observed, without what regularization adds. */
  readonly loss: number;
  /** √Σg² of that loss, over all weights and biases. */
  readonly gradientNorm: number;
  /** Per layer: the root mean square of δ = ∂l/∂z over samples and units. */
  readonly deltas: Float64Array;
  /** Per layer: ‖W‖ = √Σw² over its weights. */
  readonly weightNorms: Float64Array;
  /** Per layer: ‖∂l/∂W‖ of the mean loss over the samples observed, without what regularization adds. */
  readonly gradientNorms: Float64Array;
  /**
   * For each unit, layer after layer: the share of samples on which it is idle. A relu unit is so where its a is 0, a
   * sigmoid or tanh unit where its σ′ is below a hundredth of the largest. 0 for other activations.
   */
  readonly idle: Float32Array;
  /** For each output: the share of samples on which it is idle, though its target is within reach and far from it. */
  readonly wrong: Float32Array;
  /** What the step did to the loss of its own batch; null where that was not measured. */
  readonly change: LossChange | null;
}

/** How a step changed the loss of its own batch. */
export interface LossChange {
  /** The loss before the step. */
  readonly before: number;
  /** Σ g·Δθ: what the gradient had promised. */
  readonly predicted: number;
  readonly actual: number;
}

/** The samples that are looked at, and room for them and for gradients. */
export interface Looking {
  readonly network: Network;
  readonly kernels: Kernels;
  readonly data: Dataset;
  readonly rows: Uint32Array;
  readonly batch: Batch;
  readonly gradients: readonly Parameters[];
  readonly gradientNumbers: Numbers;
}

/** Below this share of its largest value σ′ lets next to nothing through: |z| > 6 for sigmoid, 3 for tanh. */
export const smallSlope = 0.01;

/** An output that rounds to the wrong side. */
const farOff = 0.5;

/**
 * Sends the samples through the network, forward and back, a batch at a time, and sums up what is seen. The network may
 * not change in between.
 */
export function* looksAt(looking: Looking, step: number, change: LossChange | null): Generator<void, Observation> {
  const { network, kernels, data, rows, batch, gradients, gradientNumbers } = looking;
  const { layers } = network;
  const sumOfSquares = new Float64Array(layers.length);
  const idle = new Float32Array(layers.reduce((sum, { units }) => sum + units, 0));
  const wrong = new Float32Array(layers[layers.length - 1].units);
  let lossSum = 0;
  gradientNumbers.fill(0);
  for (let start = 0; start < rows.length; start += batch.capacity) {
    const samples = loadSamples(data, batch, rows, start, rows.length);
    forward(network, batch, samples, kernels);
    backward(network, batch, samples, gradients, kernels);
    for (let s = 0; s < samples; s++) lossSum += batch.losses[s];
    addDeltas(network, batch, samples, sumOfSquares);
    addIdle(network, batch, samples, idle);
    addWrong(network, batch, samples, wrong);
    yield;
  }
  return {
    step,
    loss: lossSum / rows.length,
    gradientNorm: norm(gradientNumbers) / rows.length,
    deltas: sumOfSquares.map((sum, l) => Math.sqrt(sum / (rows.length * layers[l].units))),
    weightNorms: Float64Array.from(layers, ({ parameters }) => norm(parameters.weights)),
    gradientNorms: Float64Array.from(gradients, ({ weights }) => norm(weights) / rows.length),
    idle: idle.map((count) => count / rows.length),
    wrong: wrong.map((count) => count / rows.length),
    change,
  };
}

/** √Σv² */
function norm(values: Numbers): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] * values[k];
  return Math.sqrt(sum);
}

/** The mean loss over some rows of the data, without what regularization adds. */
export function meanLoss(
  { network, kernels, data, batch }: Looking,
  rows: Uint32Array,
  start: number,
  end: number,
): number {
  let lossSum = 0;
  for (let next = start; next < end; next += batch.capacity) {
    const samples = loadSamples(data, batch, rows, next, end);
    forward(network, batch, samples, kernels);
    for (let s = 0; s < samples; s++) lossSum += batch.losses[s];
  }
  return lossSum / (end - start);
}

/** Σδ² of each layer. */
function addDeltas({ layers }: Network, batch: Batch, samples: number, sumOfSquares: Float64Array): void {
  layers.forEach(({ units }, l) => {
    const { lossByZ } = batch.layers[l];
    for (let k = 0; k < samples * units; k++) sumOfSquares[l] += lossByZ[k] * lossByZ[k];
  });
}

function addIdle({ layers }: Network, batch: Batch, samples: number, idle: Float32Array): void {
  let offset = 0;
  layers.forEach(({ activation, units }, l) => {
    const isIdle = idleness(activation, batch.layers[l]);
    if (isIdle) {
      for (let k = 0; k < samples * units; k++) if (isIdle(k)) idle[offset + (k % units)]++;
    }
    offset += units;
  });
}

/** Whether next to nothing of a loss comes back through an activation; null for those through which it always does. */
function idleness(activation: Network["layers"][number]["activation"], { a, aByZ }: LayerValues) {
  if (activation === "relu") return (k: number) => a[k] <= 0;
  if (activation !== "sigmoid" && activation !== "tanh") return null;
  const { value, derivative } = activations[activation];
  const smallest = smallSlope * derivative(0, value(0));
  return (k: number) => aByZ[k] < smallest;
}

/** Where σ and l are taken as one, δ is a − t, and no flat σ′ stands between them. */
function addWrong({ layers, loss }: Network, batch: Batch, samples: number, wrong: Float32Array): void {
  const { activation, units } = layers[layers.length - 1];
  if ((activation !== "sigmoid" && activation !== "tanh") || lossOfZ(loss, activation)) return;
  const values = batch.layers[layers.length - 1];
  const isIdle = idleness(activation, values);
  const lowest = activation === "sigmoid" ? 0 : -1;
  for (let k = 0; k < samples * units; k++) {
    const t = batch.targets[k];
    const isWithinReach = t >= lowest && t <= 1;
    if (isWithinReach && Math.abs(values.a[k] - t) > farOff && isIdle?.(k)) wrong[k % units]++;
  }
}
