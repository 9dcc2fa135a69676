import { isClassification } from "./classification.ts";
import type { CreateEngine, Engine, WholeStep } from "./engine.ts";
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
import { clipScale, createUpdate, optimizers, prepareUpdate, type Update, type UpdateTarget } from "./optimizer.ts";
import { type Parameters, parameterKinds } from "./parameters.ts";
import { plainEngine } from "./plain-engine.ts";
import { createRandom, createRandomState, type Random, type RandomState, shuffle, streams } from "./random.ts";
import { addPenaltyGradients, penaltyOf } from "./regularization.ts";
import { loadSamples } from "./samples.ts";
import { learningRateIn } from "./schedule.ts";
import type { Spec } from "./spec.ts";
import { type Split, splitSamples } from "./split.ts";
import { type Counts, countsOf, epochOf } from "./steps.ts";
import { createStopping, type Stopping, type StopReason, stopsAfterEpoch } from "./stopping.ts";

/** A network in training: its parameters, and where in the data it stands. */
export interface Trainer {
  readonly spec: Spec;
  readonly counts: Counts;
  /** What carries out its arithmetic. */
  readonly engine: Engine;
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
  /** The stretches of parameters that may change. */
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
  /** The arithmetic of an unobserved step in one function, where the engine has one for this trainer. */
  wholeStep: WholeStep | null;
  readonly outcome: StepOutcome;
  /** Steps taken so far. */
  step: number;
  /** Where in an epoch's order the batch of the next step begins. */
  nextStart: number;
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

/** What came of the arithmetic of a step. */
export interface StepOutcome {
  /** The mean loss over its batch, with what regularization adds. */
  batchLoss: number;
  /** Whether the parameters were updated: not if the loss or a gradient is no finite number. */
  isTaken: boolean;
  /** Whether the parameters are finite numbers after it. */
  isSound: boolean;
}

/** Called for each part of a batch after its backward pass; reads the first `samples` rows of `trainer.batch`. */
export type BatchObserver = (rows: Uint32Array, start: number, samples: number) => void;

/** The most samples that go through a network together, and the most numbers that may take for each quantity. */
const maxCapacity = 64;
const maxBatchNumbers = 2 ** 18;

/** A trainer at step 0, with the spec's initial parameters. */
export function createTrainer(spec: Spec, createEngine: CreateEngine = () => plainEngine): Trainer {
  const engine = createEngine(spec);
  const { createNumbers } = engine;
  const network = createNetwork(spec, createRandom(spec.seed, streams.parameters), createNumbers);
  const { parameters: gradients, numbers: gradientNumbers } = createParameters(spec, createNumbers);
  const moments = optimizers[spec.optimizer.type].moments.map((name) => ({
    name,
    ...createParameters(spec, createNumbers),
  }));
  const split = splitSamples(spec.data.samples, spec.training.testFraction, spec.seed);
  const trainer: Trainer = {
    spec,
    counts: countsOf(spec),
    engine,
    network,
    split,
    classifies: isClassification(spec),
    gradients,
    gradientNumbers,
    moments,
    updates: trainableStretches(network).map(([start, end]) => ({
      parameters: network.numbers.subarray(start, end),
      gradients: gradientNumbers.subarray(start, end),
      moments: moments.map(({ numbers }) => numbers.subarray(start, end)),
    })),
    update: createUpdate(spec.optimizer),
    batch: createBatch(network, capacityFor(spec), createNumbers),
    order: split.training.slice(),
    random: createRandom(spec.seed, streams.order),
    epochRandom: createRandomState(),
    mayStop: Object.values(spec.training.stopWhen).some((limit) => limit !== null),
    stopping: createStopping(),
    wholeStep: null,
    outcome: { batchLoss: Number.NaN, isTaken: false, isSound: false },
    step: 0,
    nextStart: 0,
    batchLoss: Number.NaN,
    stopped: null,
    breakdown: null,
  };
  trainer.wholeStep = engine.createWholeStep?.(trainer) ?? null;
  return trainer;
}

/** From where to where in the list of all parameters those lie that may change. */
function trainableStretches({ layers }: Network): [start: number, end: number][] {
  const stretches: [start: number, end: number][] = [];
  let end = 0;
  for (const { parameters, trainable } of layers) {
    for (const kind of parameterKinds) {
      const start = end;
      end += parameters[kind].length;
      if (!trainable[kind] || start === end) continue;
      const last = stretches.at(-1);
      if (last?.[1] === start) last[1] = end;
      else stretches.push([start, end]);
    }
  }
  return stretches;
}

/** The samples of a batch that go through together: large ones in parts, so that they take no more room than helps. */
export function capacityFor({ inputs, layers, data }: Spec): number {
  const width = layers.reduce((sum, { units }) => sum + units, inputs.length);
  return Math.max(1, Math.min(maxCapacity, data.samples, Math.floor(maxBatchNumbers / width)));
}

/** Whether all of a run's steps have been taken, or it was stopped before. */
export function isDone({ counts, step, stopped }: Trainer): boolean {
  return stopped !== null || step >= counts.stepsInAll;
}

/**
 * One step of training: forward, loss and backward for every sample of the next batch, then one update with the mean
 * of their gradients.
 * @returns whether the step was taken: not if the run was stopped, and not if the batch's loss or a gradient is no
 *   finite number, since an update would only spread that through the parameters
 */
export function takeStep(trainer: Trainer, observe?: BatchObserver): boolean {
  if (trainer.stopped !== null || trainer.breakdown !== null) return false;
  const { samples, batchSize } = trainer.counts;
  const start = trainer.nextStart;
  const end = Math.min(start + batchSize, samples);
  if (start === 0) beginEpoch(trainer);

  prepareUpdate(trainer.update, trainer.step + 1);
  if (trainer.wholeStep && !observe) trainer.wholeStep(start, end);
  else stepInParts(trainer, start, end, observe);

  const { batchLoss, isTaken, isSound } = trainer.outcome;
  if (!isTaken) {
    trainer.breakdown = { step: trainer.step + 1, batchLoss };
    return false;
  }
  trainer.batchLoss = batchLoss;
  trainer.step++;
  trainer.nextStart = end < samples ? end : 0;
  if (!isSound) trainer.breakdown = { step: trainer.step + 1, batchLoss: Number.NaN };
  else if (trainer.nextStart === 0) endEpoch(trainer);
  return true;
}

/** The arithmetic of a step: the gradients of the loss over its batch, and the update that follows from them. */
function stepInParts(trainer: Trainer, start: number, end: number, observe: BatchObserver | undefined): void {
  const { spec, engine, network, gradients, gradientNumbers, updates, update, outcome } = trainer;
  const { kernels } = engine;
  const samples = end - start;
  const lossSum = propagate(trainer, start, end, observe);
  kernels.divide(gradientNumbers, samples);
  addPenaltyGradients(spec.regularization, network.layers, gradients);
  outcome.batchLoss = lossSum / samples + penaltyOf(spec.regularization, network.layers);
  outcome.isTaken =
    Number.isFinite(outcome.batchLoss) && updates.every(({ gradients }) => kernels.areFinite(gradients));
  if (!outcome.isTaken) return;
  update.gradientScale = gradientScale(trainer);
  for (const target of updates) kernels.update(spec.optimizer.type, target, update);
  outcome.isSound = kernels.areFinite(network.numbers);
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
  // For a few samples, `set` would take longer than the loop.
  for (let k = 0; k < order.length; k++) order[k] = split.training[k];
  shuffle(order, random);
}

/** Whether the run is to end here. */
function endEpoch(trainer: Trainer): void {
  const { stopWhen } = trainer.spec.training;
  if (!trainer.mayStop) return;
  trainer.stopped = stopsAfterEpoch(trainer.stopping, stopWhen, evaluate(trainer));
}

/** Sends the samples of `order` from `start` to `end` forward and backward. Sums up their gradients, and returns the sum of their losses. */
function propagate(trainer: Trainer, start: number, end: number, observe: BatchObserver | undefined): number {
  const { spec, network, gradients, order, batch, engine } = trainer;
  let lossSum = 0;
  for (let next = start; next < end; next += batch.capacity) {
    const samples = loadSamples(spec.data, batch, order, next, end);
    forward(network, batch, samples, engine.kernels);
    backward(network, batch, samples, gradients, engine.kernels, next === start);
    for (let s = 0; s < samples; s++) lossSum += batch.losses[s];
    observe?.(order, next, samples);
  }
  return lossSum;
}

/** What clipping multiplies the gradient by, whose norm is √Σg² over all parameters that may change. */
function gradientScale({ spec, updates }: Trainer): number {
  const { clipNorm } = spec.optimizer;
  if (clipNorm === null) return 1;
  let sum = 0;
  for (const { gradients } of updates) {
    for (let k = 0; k < gradients.length; k++) sum += gradients[k] * gradients[k];
  }
  return clipScale(clipNorm, Math.sqrt(sum));
}
