import { isClassification } from "./classification.ts";
import { evaluate } from "./evaluation.ts";
import {
  type Batch,
  backward,
  createBatch,
  createNetwork,
  createParameters,
  forward,
  type Network,
} from "./network.ts";
import type { Numbers } from "./numbers.ts";
import { clipScale, createUpdate, optimizers, prepareUpdate, type Update } from "./optimizer.ts";
import { type Parameters, parameterKinds } from "./parameters.ts";
import { createRandom, createRandomState, type Random, type RandomState, shuffle, streams } from "./random.ts";
import { addPenaltyGradients, penaltyOf } from "./regularization.ts";
import { loadSamples } from "./samples.ts";
import { learningRateIn } from "./schedule.ts";
import type { Spec } from "./spec.ts";
import { type Split, splitSamples } from "./split.ts";
import { batchEnd, batchStart, epochOf, stepsInAll, stepsPerEpoch } from "./steps.ts";
import { createStopping, type Stopping, type StopReason, stopsAfterEpoch } from "./stopping.ts";

/** A network in training: its parameters, and where in the data it stands. */
export interface Trainer {
  readonly spec: Spec;
  readonly network: Network;
  readonly split: Split;
  /** Whether the targets name classes. */
  readonly classifies: boolean;
  /** The gradients of the last step's loss, per layer: before clipping, with what regularization adds. */
  readonly gradients: readonly Parameters[];
  /** All gradients in one list: each layer's are views of these. */
  readonly gradientNumbers: Numbers;
  /** The optimizer's running numbers, as many as it keeps for each parameter. */
  readonly moments: readonly Moment[];
  /** What the update of each list of parameters that may change works on. */
  readonly updates: readonly UpdateTarget[];
  readonly update: Update;
  /** The samples on their way through the network. */
  readonly batch: Batch;
  /** The samples in the order in which this epoch visits them. */
  readonly order: Uint32Array;
  readonly random: Random;
  /** The generator's state when this epoch's order was drawn: the order follows from it. */
  readonly epochRandom: RandomState;
  /** Whether the spec has a limit that may end the run early, and what is remembered for it. */
  readonly mayStop: boolean;
  readonly stopping: Stopping;
  /** Steps taken so far. */
  step: number;
  /** The loss over the last step's batch, before its update: the mean over samples, with what regularization adds. */
  batchLoss: number;
  /** Why the run has ended before its last epoch; null if it has not. */
  stopped: StopReason | null;
  /** Why the next step could not be taken; null if nothing is wrong. */
  breakdown: Breakdown | null;
}

/** A step that cannot be taken, since a parameter, its loss or a gradient is no finite number. */
export interface Breakdown {
  /** The step that cannot be taken, counted from 1. */
  readonly step: number;
  /** Its loss; NaN where a parameter is no finite number. */
  readonly batchLoss: number;
}

/** One running number of the optimizer for each parameter. */
export interface Moment {
  /** Its name in the optimizer's rule. */
  readonly name: string;
  /** Those of each layer. */
  readonly parameters: readonly Parameters[];
  /** All in one list: each layer's are views of these. */
  readonly numbers: Numbers;
}

/** One list of parameters that may change, with its gradients and the optimizer's running numbers. */
interface UpdateTarget {
  readonly parameters: Numbers;
  readonly gradients: Numbers;
  readonly moments: readonly Numbers[];
}

/** Called for each part of a batch after its backward pass; reads the first `samples` rows of `trainer.batch`. */
export type BatchObserver = (rows: Uint32Array, start: number, samples: number) => void;

/** The most samples that go through a network together, and the most numbers that may take for each quantity. */
const maxCapacity = 64;
const maxBatchNumbers = 2 ** 18;

/** A trainer at step 0, with the spec's initial parameters. */
export function createTrainer(spec: Spec): Trainer {
  const network = createNetwork(spec, createRandom(spec.seed, streams.parameters));
  const { parameters: gradients, numbers: gradientNumbers } = createParameters(spec);
  const moments = optimizers[spec.optimizer.type].moments.map((name) => ({ name, ...createParameters(spec) }));
  const updates = network.layers.flatMap(({ parameters, trainable }, l) =>
    parameterKinds
      .filter((kind) => trainable[kind])
      .map((kind) => ({
        parameters: parameters[kind],
        gradients: gradients[l][kind],
        moments: moments.map((moment) => moment.parameters[l][kind]),
      })),
  );
  const split = splitSamples(spec.data.samples, spec.training.testFraction, spec.seed);
  return {
    spec,
    network,
    split,
    classifies: isClassification(spec),
    gradients,
    gradientNumbers,
    moments,
    updates,
    update: createUpdate(spec.optimizer),
    batch: createBatch(network, capacityFor(spec)),
    order: split.training.slice(),
    random: createRandom(spec.seed, streams.order),
    epochRandom: createRandomState(),
    mayStop: Object.values(spec.training.stopWhen).some((limit) => limit !== null),
    stopping: createStopping(),
    step: 0,
    batchLoss: Number.NaN,
    stopped: null,
    breakdown: null,
  };
}

/** Large batches go through in parts, so that they take no more room than helps. */
function capacityFor({ inputs, layers, data }: Spec): number {
  const width = layers.reduce((sum, { units }) => sum + units, inputs.length);
  return Math.max(1, Math.min(maxCapacity, data.samples, Math.floor(maxBatchNumbers / width)));
}

/** Whether all of a run's steps have been taken, or it was stopped before. */
export function isDone({ spec, step, stopped }: Trainer): boolean {
  return stopped !== null || step >= stepsInAll(spec);
}

/**
 * One step of training: forward, loss and backward for every sample of the next batch, then one update with the mean
 * of their gradients.
 * @returns whether the step was taken: not if the run was stopped, and not if the batch's loss or a gradient is no
 *   finite number, since an update would only spread that through the parameters
 */
export function takeStep(trainer: Trainer, observe?: BatchObserver): boolean {
  const { spec, network, gradients, gradientNumbers } = trainer;
  if (trainer.stopped !== null || trainer.breakdown !== null) return false;
  const start = batchStart(spec, trainer.step + 1);
  const end = batchEnd(spec, trainer.step + 1);
  if (start === 0) beginEpoch(trainer);

  gradientNumbers.fill(0);
  const lossSum = propagate(trainer, start, end, observe);
  for (let k = 0; k < gradientNumbers.length; k++) gradientNumbers[k] /= end - start;
  addPenaltyGradients(spec.regularization, network.layers, gradients);
  const batchLoss = lossSum / (end - start) + penaltyOf(spec.regularization, network.layers);
  const norm = gradientNorm(trainer);
  if (!Number.isFinite(batchLoss) || !(Number.isFinite(norm) || areFinite(gradientNumbers))) {
    trainer.breakdown = { step: trainer.step + 1, batchLoss };
    return false;
  }

  trainer.batchLoss = batchLoss;
  prepareUpdate(
    trainer.update,
    trainer.step + 1,
    trainer.update.learningRate,
    clipScale(spec.optimizer.clipNorm, norm),
  );
  const { update } = optimizers[spec.optimizer.type];
  for (const { parameters, gradients, moments } of trainer.updates)
    update(parameters, gradients, moments, trainer.update);
  trainer.step++;
  if (!areFinite(network.numbers)) trainer.breakdown = { step: trainer.step + 1, batchLoss: Number.NaN };
  else if (trainer.step % stepsPerEpoch(spec) === 0) endEpoch(trainer);
  return true;
}

/** The order of an epoch's samples and its learning rate. */
export function beginEpoch(trainer: Trainer): void {
  const { spec, order, split, random, epochRandom, update } = trainer;
  update.learningRate = learningRateIn(
    epochOf(spec, trainer.step + 1),
    spec.optimizer.learningRate,
    spec.optimizer.schedule,
  );
  if (!spec.training.shuffle) return;
  random.save(epochRandom);
  order.set(split.training);
  shuffle(order, random);
}

/** Whether the run is to end here. */
function endEpoch(trainer: Trainer): void {
  const { stopWhen } = trainer.spec.training;
  if (!trainer.mayStop) return;
  trainer.stopped = stopsAfterEpoch(trainer.stopping, stopWhen, evaluate(trainer));
}

/** Sends the samples of `order` from `start` to `end` forward and backward; adds up their gradients and losses. */
function propagate(trainer: Trainer, start: number, end: number, observe: BatchObserver | undefined): number {
  const { spec, network, gradients, order, batch } = trainer;
  let lossSum = 0;
  for (let next = start; next < end; next += batch.capacity) {
    const samples = loadSamples(spec.data, batch, order, next, end);
    forward(network, batch, samples);
    backward(network, batch, samples, gradients);
    for (let s = 0; s < samples; s++) lossSum += batch.losses[s];
    observe?.(order, next, samples);
  }
  return lossSum;
}

/** Whether no number is NaN or infinite: 0 times any other is 0. */
function areFinite(values: Numbers): boolean {
  let zero = 0;
  for (let k = 0; k < values.length; k++) zero += 0 * values[k];
  return zero === 0;
}

/** √Σg² over the gradients of all parameters that may change. */
function gradientNorm({ updates }: Trainer): number {
  let sum = 0;
  for (const { gradients } of updates) {
    for (let k = 0; k < gradients.length; k++) sum += gradients[k] * gradients[k];
  }
  return Math.sqrt(sum);
}
