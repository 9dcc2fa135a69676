import { backward, createNetwork, createValues, forward, type LayerValues, type Network } from "./network.ts";
import { optimizers } from "./optimizer.ts";
import { createParameters, type Parameters } from "./parameters.ts";
import { createRandom, type Random, shuffle } from "./random.ts";
import type { Spec } from "./spec.ts";

/** Streams of random numbers drawn from one seed. */
const parameterStream = 0;
const orderStream = 1;

/** A network in training: its parameters, and where in the data it stands. */
export interface Trainer {
  readonly spec: Spec;
  readonly network: Network;
  /** The mean gradients of the last step's batch, per layer. */
  readonly gradients: readonly Parameters[];
  /** What the sample last sent through left in each layer. */
  readonly values: readonly LayerValues[];
  /** The samples in the order in which this epoch visits them. */
  readonly order: Uint32Array;
  readonly random: Random;
  /** Steps taken so far. */
  step: number;
  /** The mean loss over the last step's batch, before its update; NaN before the first step. */
  batchLoss: number;
  /** The loss, no finite number, because of which the next step could not be taken; null if there is none. */
  brokenLoss: number | null;
}

/** Called once for each sample of a batch, after its backward pass; reads `trainer.values`. */
export type SampleObserver = (sample: number, loss: number) => void;

/** A trainer at step 0, with the spec's initial parameters. */
export function createTrainer(spec: Spec): Trainer {
  const network = createNetwork(spec, createRandom(spec.seed, parameterStream));
  return {
    spec,
    network,
    gradients: network.layers.map(({ units, fanIn }) => createParameters(units, fanIn)),
    values: createValues(network),
    order: Uint32Array.from({ length: spec.data.samples }, (_, sample) => sample),
    random: createRandom(spec.seed, orderStream),
    step: 0,
    batchLoss: Number.NaN,
    brokenLoss: null,
  };
}

/** Samples per step. The last batch of an epoch may be smaller. */
export function batchSizeOf({ training, data }: Spec): number {
  return training.batchSize === "all" ? data.samples : Math.min(training.batchSize, data.samples);
}

/** Steps in one epoch: one for each batch. */
export function stepsPerEpoch(spec: Spec): number {
  return Math.ceil(spec.data.samples / batchSizeOf(spec));
}

/** Steps in the whole run. */
export function stepsInAll(spec: Spec): number {
  return spec.training.epochs * stepsPerEpoch(spec);
}

/** The epoch that step `step` belongs to, counted from 1; 0 before the first step. */
export function epochOf(spec: Spec, step: number): number {
  return Math.ceil(step / stepsPerEpoch(spec));
}

/**
 * One step of training: forward, loss and backward for every sample of the next batch, then one
 * update with the mean of their gradients.
 * @returns whether the step was taken: not if the batch's loss is no finite number, since an update
 *   would only spread that through the parameters
 */
export function takeStep(trainer: Trainer, observe?: SampleObserver): boolean {
  const { spec, network, gradients, order } = trainer;
  if (trainer.brokenLoss !== null) return false;
  const batchInEpoch = trainer.step % stepsPerEpoch(spec);
  if (batchInEpoch === 0 && spec.training.shuffle) shuffle(order, trainer.random);

  const start = batchInEpoch * batchSizeOf(spec);
  const end = Math.min(start + batchSizeOf(spec), order.length);
  for (const layer of gradients) {
    layer.weights.fill(0);
    layer.biases.fill(0);
  }
  let lossSum = 0;
  for (let k = start; k < end; k++) {
    const loss = propagate(trainer, order[k]);
    lossSum += loss;
    observe?.(order[k], loss);
  }

  const batchLoss = lossSum / (end - start);
  if (!Number.isFinite(batchLoss)) {
    trainer.brokenLoss = batchLoss;
    return false;
  }
  trainer.batchLoss = batchLoss;
  const { type, learningRate } = spec.optimizer;
  for (let l = 0; l < network.layers.length; l++) {
    divide(gradients[l], end - start);
    optimizers[type](network.layers[l].parameters, gradients[l], learningRate);
  }
  trainer.step++;
  return true;
}

/** One sample forward and backward; adds its gradients and returns its loss. */
function propagate({ spec, network, values, gradients }: Trainer, sample: number): number {
  const inputs = inputsOf(spec, sample);
  const targets = targetsOf(spec, sample);
  const outputs = forward(network, inputs, values);
  backward(network, inputs, targets, values, gradients);
  return network.loss.value(outputs, targets);
}

/** The batch's loss is the mean over its samples, so its gradients are the mean of theirs. */
function divide({ weights, biases }: Parameters, samples: number): void {
  if (samples === 1) return;
  for (let i = 0; i < weights.length; i++) weights[i] /= samples;
  for (let j = 0; j < biases.length; j++) biases[j] /= samples;
}

/** The mean loss over all training samples at the current parameters. */
export function meanLoss({ spec, network, values }: Trainer): number {
  let sum = 0;
  for (let sample = 0; sample < spec.data.samples; sample++) {
    sum += network.loss.value(forward(network, inputsOf(spec, sample), values), targetsOf(spec, sample));
  }
  return sum / spec.data.samples;
}

/** The features of one sample: a view, not a copy. */
export function inputsOf({ data, inputs }: Spec, sample: number): Float64Array {
  return data.inputs.subarray(sample * inputs.length, (sample + 1) * inputs.length);
}

/** The targets of one sample: a view, not a copy. */
export function targetsOf({ data, targets }: Spec, sample: number): Float64Array {
  return data.targets.subarray(sample * targets.length, (sample + 1) * targets.length);
}
