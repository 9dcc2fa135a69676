import type { Evaluation } from "../evaluation.ts";
import type { Finding } from "../findings/finding.ts";
import { causesOfStandstill } from "../findings/static-findings.ts";
import { outcomeOf } from "../gradual.ts";
import { losses } from "../loss.ts";
import { createBatch, createParameters } from "../network.ts";
import { penaltyOf } from "../regularization.ts";
import type { Spec } from "../spec.ts";
import { batchEnd, batchStart } from "../steps.ts";
import type { Trainer } from "../trainer.ts";
import { nonFiniteFinding, nonFiniteLossFinding } from "./non-finite.ts";
import { type Looking, type LossChange, looksAt, meanLoss, type Observation } from "./observation.ts";
import { runFindings } from "./run-findings.ts";
import { type HealthSchedule, healthSchedule, nextObserved } from "./schedule.ts";
import type { Sight } from "./sight.ts";

/**
 * What a run has shown so far of how well it learns. The steps at which it is observed follow from the spec, and what
 * is seen then from the run, so that an observation never has to be taken back or repeated: going back to an earlier
 * step only means to judge by those up to it.
 */
export interface Health {
  readonly spec: Spec;
  readonly schedule: HealthSchedule;
  /** Of the samples observed; its gradients hold the parameters before a step until that step is taken. */
  readonly looking: Looking;
  /** In the order of their steps. */
  readonly observations: Observation[];
  /** The next step to be observed. Steps that are taken again after going back were observed the first time. */
  due: number;
  /** An observation of where the trainer stands that was put off, or has only begun; null if there is none. */
  putOff: Generator<void, void> | null;
  /** The mean loss of outputs that are always the mean of the targets. */
  readonly constantLoss: number;
  /** Whether it could be told before training that it will lead nowhere: then its observations add nothing. */
  isStuck: boolean;
  /** The step before which the parameters were last noted. */
  noted: number;
  /** What was last told, and by how many observations. */
  told: { readonly observations: number; readonly findings: readonly Finding[] };
}

/** The health of a run before its first step. The trainer is only read, now and later. */
export function createHealth({ spec, engine, network, split, batch }: Trainer): Health {
  const { createNumbers, kernels } = engine;
  const { parameters: gradients, numbers: gradientNumbers } = createParameters(spec, createNumbers);
  const schedule = healthSchedule(spec);
  const count = schedule.samples;
  const rows = Uint32Array.from(
    { length: count },
    (_, k) => split.training[Math.floor((k * split.training.length) / count)],
  );
  return {
    spec,
    schedule,
    looking: {
      network,
      kernels,
      data: spec.data,
      rows,
      batch: createBatch(network, batch.capacity, createNumbers),
      gradients,
      gradientNumbers,
    },
    observations: [],
    due: nextObserved(schedule, 0),
    putOff: null,
    isStuck: causesOfStandstill(spec).length > 0,
    noted: 0,
    told: { observations: 0, findings: [] },
    constantLoss: constantLoss(spec, rows),
  };
}

/** To be called before anything changes for the next step: observes the beginning, and what was put off. */
export function finishObserving(health: Health, trainer: Trainer): void {
  const due = observationDue(health, trainer);
  if (due) outcomeOf(due);
}

/** To be called right before each step: notes the parameters if the step is one to be observed. */
export function beforeStep(health: Health, trainer: Trainer): void {
  if (trainer.step + 1 !== health.due) return;
  health.noted = trainer.step + 1;
  health.looking.gradientNumbers.set(trainer.network.numbers);
}

/**
 * To be called after each step that was taken: observes it if it is one to be observed, or ended the run.
 * @param mayPutOff whether an observation that takes more than a moment may be put off until `finishObserving`
 */
export function afterStep(health: Health, trainer: Trainer, mayPutOff = false): void {
  const { step } = trainer;
  if (step !== health.due && !(trainer.stopped !== null && isNew(health, step))) return;
  health.putOff = observe(health, trainer);
  if (!mayPutOff || health.schedule.isCheap) outcomeOf(health.putOff);
}

/** What is left to do of an observation of where the trainer stands, as work in pieces; null if nothing is. */
export function observationDue(health: Health, trainer: Trainer): Generator<void, void> | null {
  if (trainer.step === 0 && isNew(health, 0)) health.putOff ??= observe(health, trainer);
  return health.putOff;
}

/** To be called before the trainer is put back to another step: what was put off comes with taking its step again. */
export function dropObservation(health: Health): void {
  health.putOff = null;
}

/** Observes where the trainer stands. */
function* observe(health: Health, trainer: Trainer): Generator<void, void> {
  const change = trainer.step > 0 && health.noted === trainer.step ? changeBy(health, trainer) : null;
  const observation = yield* looksAt(health.looking, trainer.step, change);
  health.observations.push(observation);
  health.due = nextObserved(health.schedule, observation.step);
  health.putOff = null;
}

/**
 * Forgets what was observed of step `step` and those after it, since parameters are set by hand before it; of the
 * beginning, too, where that is the first step.
 */
export function forgetObservations(health: Health, step: number): void {
  const { observations } = health;
  while (observations.length > 0 && (step === 1 || observations[observations.length - 1].step >= step)) {
    observations.pop();
  }
  health.due = nextObserved(health.schedule, observations.at(-1)?.step ?? 0);
  health.told = { observations: 0, findings: [] };
}

/** Takes note of whether parameters are set by hand: that may set free what else could not learn. */
export function judgeEdits(health: Health, areThereEdits: boolean): void {
  health.isStuck = !areThereEdits && causesOfStandstill(health.spec).length > 0;
}

/**
 * What keeps the run from learning at the step where the trainer stands, by what was observed up to then.
 * @param evaluation how the network does there, or not long before
 */
export function healthFindings(health: Health, trainer: Trainer, evaluation: Evaluation): readonly Finding[] {
  const nonFinite = trainer.breakdown ? nonFiniteFinding(trainer) : nonFiniteLossFinding(trainer, evaluation);
  const findings = observedFindings(health, trainer.step);
  // That the loss grew is what a number without end is made of: it would only say the same again.
  return nonFinite ? [nonFinite, ...findings.filter(({ kind }) => kind !== "divergence")] : findings;
}

/** The run as it is seen at a step. */
export function sightAt({ spec, constantLoss, schedule, observations }: Health, step: number): Sight {
  return {
    spec,
    constantLoss,
    samples: schedule.samples,
    observations: observations.filter((observation) => observation.step <= step),
  };
}

/** What the observations up to a step tell: the same until there is another. */
function observedFindings(health: Health, step: number): readonly Finding[] {
  const sight = sightAt(health, step);
  if (sight.observations.length !== health.told.observations) {
    health.told = {
      observations: sight.observations.length,
      findings: step > 0 && !health.isStuck ? runFindings(sight) : [],
    };
  }
  return health.told.findings;
}

function isNew({ observations }: Health, step: number): boolean {
  return observations.length === 0 || step > observations[observations.length - 1].step;
}

/** How the step just taken changed the loss of its own batch, and Σ g·Δθ. */
function changeBy({ looking }: Health, trainer: Trainer): LossChange {
  const { spec, network, order, gradientNumbers, batchLoss } = trainer;
  const { gradientNumbers: before } = looking;
  let predicted = 0;
  for (let k = 0; k < before.length; k++) predicted += gradientNumbers[k] * (network.numbers[k] - before[k]);
  // The order is still that of the step's epoch: the next one is drawn with the next step.
  const [start, end] = [batchStart(spec, trainer.step), batchEnd(spec, trainer.step)];
  const after = meanLoss(looking, order, start, end) + penaltyOf(spec.regularization, network.layers);
  return { before: batchLoss, predicted, actual: after - batchLoss };
}

function constantLoss({ loss, targets, data }: Spec, rows: Uint32Array): number {
  const n = targets.length;
  const mean = new Float64Array(n);
  for (const row of rows) for (let j = 0; j < n; j++) mean[j] += data.targets[row * n + j] / rows.length;
  let lossSum = 0;
  for (const row of rows) lossSum += losses[loss].value(mean, data.targets.subarray(row * n, row * n + n), 0, n);
  return lossSum / rows.length;
}
