import { createNetwork } from "./network.ts";
import { createNumbers, type Numbers } from "./numbers.ts";
import { createRandom, createRandomState, type RandomState, streams } from "./random.ts";
import { batchStart } from "./steps.ts";
import { createStopping, type Stopping } from "./stopping.ts";
import { beginEpoch, type Trainer } from "./trainer.ts";

/**
 * A way back to any step that a run has taken: some of its states, from the nearest of which the steps between are
 * taken again. The same state gives the same steps bit for bit, so nothing else has to be kept. When the room is used
 * up, every second state is let go: however long the run, they stay evenly spaced.
 */
export interface History {
  /** The states kept, at all multiples of `stride` up to the furthest step recorded. */
  readonly checkpoints: Checkpoint[];
  /** How many there is room for. */
  readonly capacity: number;
  stride: number;
  /** Checkpoints that were let go, to be written anew. */
  readonly spare: Checkpoint[];
}

/** All that the steps after this one follow from. */
interface Checkpoint {
  step: number;
  readonly parameters: Numbers;
  /** The optimizer's running numbers. */
  readonly moments: readonly Numbers[];
  /** The generator's state: within an epoch that before its order was drawn, from which it is drawn again. */
  readonly random: RandomState;
  stopping: Readonly<Stopping>;
}

/** The most that all checkpoints of a run take, in bytes; what they need beside their numbers is reckoned in. */
export const maxHistoryBytes = 30 * 1024 * 1024;
const overhead = 2500;

/** More checkpoints than this bring nothing: the steps between two are taken in a moment. */
const maxCheckpoints = 4096;

/** An empty history for the runs of a trainer. */
export function createHistory({ network, moments }: Trainer): History {
  const bytes = overhead + network.numbers.byteLength * (1 + moments.length);
  const capacity = Math.min(maxCheckpoints, Math.floor(maxHistoryBytes / bytes));
  return { checkpoints: [], capacity, stride: 1, spare: [] };
}

/** Takes note of the step that the trainer has just taken. To be called after each, also when taken again. */
export function record(history: History, trainer: Trainer): void {
  const { checkpoints, capacity } = history;
  const latest = checkpoints.length * history.stride;
  if (trainer.step !== latest + history.stride || capacity < 1) return;
  if (checkpoints.length < capacity) {
    checkpoints.push(save(history.spare.pop() ?? createCheckpoint(trainer), trainer));
    return;
  }
  thin(history);
  record(history, trainer);
}

/** Keeps every second checkpoint. */
function thin(history: History): void {
  const { checkpoints, spare } = history;
  const all = checkpoints.splice(0);
  for (let k = 0; k < all.length; k++) (k % 2 === 1 ? checkpoints : spare).push(all[k]);
  history.stride *= 2;
}

/** Forgets the states after step `step` and those after it. */
export function forgetCheckpoints(history: History, step: number): void {
  const { checkpoints, spare } = history;
  while (checkpoints.length > 0 && checkpoints[checkpoints.length - 1].step >= step) {
    spare.push(checkpoints[checkpoints.length - 1]);
    checkpoints.pop();
  }
  if (checkpoints.length === 0) history.stride = 1;
}

function createCheckpoint({ network, moments }: Trainer): Checkpoint {
  const room = () => createNumbers(network.precision, network.numbers.length);
  return {
    step: 0,
    parameters: room(),
    moments: moments.map(room),
    random: createRandomState(),
    stopping: createStopping(),
  };
}

function save(checkpoint: Checkpoint, trainer: Trainer): Checkpoint {
  checkpoint.step = trainer.step;
  checkpoint.parameters.set(trainer.network.numbers);
  for (let m = 0; m < trainer.moments.length; m++) checkpoint.moments[m].set(trainer.moments[m].numbers);
  if (isWithinEpoch(trainer)) checkpoint.random.set(trainer.epochRandom);
  else trainer.random.save(checkpoint.random);
  checkpoint.stopping = { ...trainer.stopping };
  return checkpoint;
}

/**
 * Puts the trainer back to a state before `step`, from which the steps up to it have only to be taken again: the
 * nearest one kept, or the beginning. It is never `step` itself, unless that is 0, since the last step's gradients and
 * loss are not kept but come with taking it again.
 */
export function goBefore(history: History, trainer: Trainer, step: number): void {
  const kept = Math.min(history.checkpoints.length, Math.floor((step - 1) / history.stride));
  if (kept > 0) restore(trainer, history.checkpoints[kept - 1]);
  else restoreBeginning(trainer);
}

function restore(trainer: Trainer, { step, parameters, moments, random, stopping }: Checkpoint): void {
  trainer.network.numbers.set(parameters);
  for (let m = 0; m < moments.length; m++) trainer.moments[m].numbers.set(moments[m]);
  continueFrom(trainer, step, random, stopping);
}

/** The spec says what the beginning is: no room is taken for it. */
function restoreBeginning(trainer: Trainer): void {
  const { spec, network, moments } = trainer;
  network.numbers.set(createNetwork(spec, createRandom(spec.seed, streams.parameters)).numbers);
  for (const { numbers } of moments) numbers.fill(0);
  const random = createRandomState();
  createRandom(spec.seed, streams.order).save(random);
  continueFrom(trainer, 0, random, createStopping());
}

function continueFrom(trainer: Trainer, step: number, random: RandomState, stopping: Readonly<Stopping>): void {
  trainer.step = step;
  trainer.nextStart = batchStart(trainer.spec, step + 1);
  trainer.batchLoss = Number.NaN;
  trainer.stopped = null;
  trainer.breakdown = null;
  trainer.gradientNumbers.fill(0);
  Object.assign(trainer.stopping, stopping);
  trainer.random.restore(random);
  if (isWithinEpoch(trainer)) beginEpoch(trainer);
}

/** Whether some of an epoch's steps have been taken, and some not. */
function isWithinEpoch({ nextStart }: Trainer): boolean {
  return nextStart !== 0;
}
