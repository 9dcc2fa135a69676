import { isClassification } from "./classification.ts";
import type { CreateEngine, Engine, Pass, WholeStep } from "./engine.ts";
import { type Evaluation, evaluate, evaluating } from "./evaluation.ts";
import { type Batch, createBatch, createNetwork, createParameters, type Network, passByKernels } from "./network.ts";
import type { Numbers } from "./numbers.ts";
import { clipScale, createUpdate, optimizers, prepareUpdate, type Update, type UpdateTarget } from "./optimizer.ts";
import { type Parameters, parameterKinds } from "./parameters.ts";
import { plainEngine } from "./plain-engine.ts";
import { createRandom, createRandomState, type Random, type RandomState, shuffle, streams } from "./random.ts";
import { addPenaltyGradients, isRegularized, penaltyOf } from "./regularization.ts";
import { loadSamples } from "./samples.ts";
import { learningRateIn } from "./schedule.ts";
import { type Spec, weightsOf } from "./spec.ts";
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
  /** Their way through it and back. */
  readonly pass: Pass;
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

/** The most products of a weight and an input that a part may take: about 20 ms of the plain engine, forward and back. */
const maxPartProducts = 2 ** 23;

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
  const batch = createBatch(network, capacityFor(spec), createNumbers);
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
    batch,
    pass: engine.createPass?.(network, batch, gradients) ?? passByKernels(network, batch, gradients, engine.kernels),
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

/**
 * The samples of a batch that go through together: large batches in parts, so that they take no more room than helps,
 * and of a large network so few that a part takes but some milliseconds.
 */
export function capacityFor(spec: Spec): number {
  const { inputs, layers, data } = spec;
  const width = layers.reduce((sum, { units }) => sum + units, inputs.length);
  const fitting = Math.floor(maxBatchNumbers / width);
  const quick = Math.floor(maxPartProducts / weightsOf(spec));
  return Math.max(1, Math.min(maxCapacity, data.samples, fitting, quick));
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
  if (!beginStep(trainer)) return false;
  const { nextStart: start } = trainer;
  const end = endOfBatch(trainer);
  if (trainer.wholeStep && !observe) trainer.wholeStep(start, end);
  else stepInParts(trainer, start, end, observe);
  if (!endStep(trainer)) return false;
  if (isToBeJudged(trainer)) judgeEpoch(trainer, evaluate(trainer));
  return true;
}

/**
 * Takes a step as `takeStep` does, a part of its batch at a time. In between the parameters are those before the step,
 * the gradients are those of no step, and the order of the samples may already be that of the next epoch. A step that
 * is left in the middle must be begun again from a state that was kept.
 */
export function* takingStep(trainer: Trainer): Generator<void, boolean> {
  if (!beginStep(trainer)) return false;
  const { nextStart: start, batch } = trainer;
  const end = endOfBatch(trainer);
  if (trainer.wholeStep) trainer.wholeStep(start, end);
  else {
    let lossSum = 0;
    for (let next = start; next < end; next += batch.capacity) {
      lossSum = propagate(trainer, next, Math.min(next + batch.capacity, end), lossSum);
      yield;
    }
    concludeStep(trainer, lossSum, end - start);
  }
  if (!endStep(trainer)) return false;
  if (isToBeJudged(trainer)) judgeEpoch(trainer, yield* evaluating(trainer));
  return true;
}

/** What comes before a step's arithmetic. Returns whether there is a step to take. */
function beginStep(trainer: Trainer): boolean {
  if (trainer.stopped !== null || trainer.breakdown !== null) return false;
  if (trainer.nextStart === 0) beginEpoch(trainer);
  prepareUpdate(trainer.update, trainer.step + 1);
  return true;
}

/** Where in the order the batch of the next step ends: the last one of an epoch may be smaller. */
function endOfBatch({ counts, nextStart }: Trainer): number {
  return Math.min(nextStart + counts.batchSize, counts.samples);
}

/** The arithmetic of a step: the gradients of the loss over its batch, and the update that follows from them. */
function stepInParts(trainer: Trainer, start: number, end: number, observe: BatchObserver | undefined): void {
  const { batch } = trainer;
  let lossSum = 0;
  for (let next = start; next < end; next += batch.capacity) {
    lossSum = propagate(trainer, next, Math.min(next + batch.capacity, end), lossSum, observe);
  }
  concludeStep(trainer, lossSum, end - start);
}

/**
 * Sends the samples of `order` from `start` to `end` forward and backward, as many as go through together. Sums up
 * their gradients, and returns the sum of the losses up to there.
 */
function propagate(trainer: Trainer, start: number, end: number, lossSum: number, observe?: BatchObserver): number {
  const { spec, order, batch, pass } = trainer;
  const samples = loadSamples(spec.data, batch, order, start, end);
  pass.forward(samples);
  pass.backward(samples, start === trainer.nextStart);
  let sum = lossSum;
  for (let s = 0; s < samples; s++) sum += batch.losses[s];
  observe?.(order, start, samples);
  return sum;
}

/** The mean of the gradients, and the update, once all samples of the batch have come back. */
function concludeStep(trainer: Trainer, lossSum: number, samples: number): void {
  const { spec, engine, network, gradients, gradientNumbers, updates, update, outcome } = trainer;
  const { kernels } = engine;
  const areMeansFinite = kernels.divide(gradientNumbers, samples);
  addPenaltyGradients(spec.regularization, network.layers, gradients);
  outcome.batchLoss = lossSum / samples + penaltyOf(spec.regularization, network.layers);
  // Gradients of parameters that are not trained may be what they like.
  const areGradientsFinite =
    (areMeansFinite && !isRegularized(spec.regularization)) ||
    updates.every(({ gradients }) => kernels.areFinite(gradients));
  outcome.isTaken = Number.isFinite(outcome.batchLoss) && areGradientsFinite;
  if (!outcome.isTaken) return;
  update.gradientScale = gradientScale(trainer);
  outcome.isSound = true;
  for (const target of updates) {
    const areFinite = kernels.update(spec.optimizer.type, target, update);
    outcome.isSound &&= areFinite;
  }
}

/** What comes after a step's arithmetic. Returns whether the step was taken. */
function endStep(trainer: Trainer): boolean {
  const { batchLoss, isTaken, isSound } = trainer.outcome;
  if (!isTaken) {
    trainer.breakdown = { step: trainer.step + 1, batchLoss };
    return false;
  }
  const end = endOfBatch(trainer);
  trainer.batchLoss = batchLoss;
  trainer.step++;
  trainer.nextStart = end < trainer.counts.samples ? end : 0;
  if (!isSound) trainer.breakdown = { step: trainer.step + 1, batchLoss: Number.NaN };
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
  // For a few samples, `set` would take longer than the loop.
  for (let k = 0; k < order.length; k++) order[k] = split.training[k];
  shuffle(order, random);
}

/** Whether an epoch has ended after which the run may end. */
function isToBeJudged({ mayStop, nextStart, breakdown }: Trainer): boolean {
  return mayStop && nextStart === 0 && breakdown === null;
}

/** Whether the run is to end with the epoch that has ended. */
function judgeEpoch(trainer: Trainer, evaluation: Evaluation): void {
  trainer.stopped = stopsAfterEpoch(trainer.stopping, trainer.spec.training.stopWhen, evaluation);
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
