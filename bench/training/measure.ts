import type { Contestant } from "./contestant.ts";
import type { Memory } from "./contestant-calls.ts";
import { meanSquaredError } from "./mean-squared-error.ts";
import { isPython, type Peer } from "./peer.ts";
import { beginUnboxed } from "./peers/unboxed.ts";
import type { Workload } from "./workload.ts";

/** How long and how often is measured. */
export interface Effort {
  /** How long each trains before it is measured, so that all code is compiled, in milliseconds. */
  readonly warmUp: number;
  /** How many milliseconds a repeat is to take. */
  readonly repeat: number;
  readonly repeats: number;
}

/** What came of one peer at one workload. */
export interface Measurement {
  readonly peer: Peer;
  /** The workload's name. */
  readonly workload: string;
  /** Nanoseconds per sample in each repeat; none where `failure` says why. */
  readonly times: readonly number[];
  /** What its process takes at the end; null where it cannot tell. */
  readonly memory: Memory | null;
  readonly failure: string | null;
}

/** Has a peer begin with a workload; fails where it cannot, with the reason. */
export type StartContestant = (peer: Peer, workload: Workload) => Promise<Contestant>;

/** A peer while it is measured: what is known once it has begun. */
interface Entry {
  readonly peer: Peer;
  readonly times: number[];
  contestant: Contestant | null;
  stepsPerRepeat: number;
  firstError: number;
  memory: Memory | null;
  failure: string | null;
}

/** Steps after which those that do the same work are to have come to the same outputs. */
const stepsToCheck = 10;

/** How far their errors may lie apart. */
const tolerance = { float64: 1e-9, float32: 1e-4 };

/** The first so many samples tell the error. */
const samplesToCheck = 100;

/**
 * Measures all peers at one workload: one repeat of each after the other, again and again, so that what disturbs the
 * machine disturbs all. Whoever cannot do the work is left out, with the reason.
 */
export async function measure(
  workload: Workload,
  peers: readonly Peer[],
  start: StartContestant,
  effort: Effort,
): Promise<Measurement[]> {
  const entries = peers.map(
    (peer): Entry => ({
      peer,
      times: [],
      contestant: null,
      stepsPerRepeat: 1,
      firstError: 0,
      memory: null,
      failure: null,
    }),
  );
  const each = async (work: (entry: Entry, contestant: Contestant) => Promise<void>) => {
    for (const entry of entries) {
      if (entry.contestant && entry.failure === null) await attempt(entry, work(entry, entry.contestant));
    }
  };
  try {
    for (const entry of entries) await attempt(entry, begin(entry, workload, start));
    await each((entry, contestant) => checkFirstSteps(entry, contestant, workload));
    await each((entry, contestant) => warmUp(entry, contestant, effort));
    for (let repeat = 0; repeat < effort.repeats; repeat++) await each(time);
    await each(weigh);
    await each((entry, contestant) => checkThatItLearned(entry, contestant, workload));
  } finally {
    for (const { contestant } of entries) contestant?.end();
  }
  return entries.map(({ peer, times, memory, failure }) => ({
    peer,
    workload: workload.name,
    times: failure === null ? times : [],
    memory,
    failure,
  }));
}

/** Notes why something could not be done. */
async function attempt(entry: Entry, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    entry.failure = error instanceof Error ? error.message : String(error);
    entry.contestant?.end();
  }
}

async function begin(entry: Entry, workload: Workload, start: StartContestant): Promise<void> {
  entry.contestant = await start(entry.peer, workload);
}

/** Holds those that do the same work as this project against it. */
async function checkFirstSteps(entry: Entry, { calls }: Contestant, workload: Workload): Promise<void> {
  const samples = Math.min(samplesToCheck, workload.data.samples);
  entry.firstError = await calls.error({ samples });
  if (!entry.peer.doesTheSame) return;
  await calls.train({ steps: stepsToCheck });
  const error = await calls.error({ samples });
  const expected = await errorAfter(workload, stepsToCheck, samples);
  if (!(Math.abs(error - expected) <= tolerance[entry.peer.precision] * expected)) {
    throw new Error(`does other work: after ${stepsToCheck} steps its error is ${error}, not ${expected}`);
  }
}

/** The error that this project comes to when it takes the samples in the order of the data. */
export async function errorAfter(workload: Workload, steps: number, samples: number): Promise<number> {
  const training = beginUnboxed(workload, "float64", false);
  await training.train(steps);
  return meanSquaredError(await training.outputs(samples), workload.data.targets);
}

/**
 * Trains for a while, in stretches twice as long as the one before; the last tells how many steps a repeat has. By the
 * processor's time: a stretch that had to wait for the processor tells nothing, and compiles nothing.
 */
async function warmUp(entry: Entry, { calls }: Contestant, { warmUp, repeat }: Effort): Promise<void> {
  let steps = 1;
  let { computed } = await calls.train({ steps });
  for (let trained = computed; trained < warmUp * 1e6; trained += computed) {
    steps *= 2;
    ({ computed } = await calls.train({ steps }));
  }
  entry.stepsPerRepeat = Math.max(1, Math.round((repeat * 1e6 * steps) / computed));
}

async function time({ times, stepsPerRepeat }: Entry, { calls, samplesPerStep }: Contestant): Promise<void> {
  const { elapsed } = await calls.train({ steps: stepsPerRepeat });
  times.push(elapsed / (stepsPerRepeat * samplesPerStep));
}

async function weigh(entry: Entry, { calls }: Contestant): Promise<void> {
  if (!isPython(entry.peer)) entry.memory = await calls.memory();
}

/**
 * A network that does not learn may have died, and then computes less than it should. Those that do the same work as
 * this project go the same way.
 */
async function checkThatItLearned(
  { peer, firstError }: Entry,
  { calls }: Contestant,
  workload: Workload,
): Promise<void> {
  if (peer.doesTheSame) return;
  const error = await calls.error({ samples: Math.min(samplesToCheck, workload.data.samples) });
  if (!(error < firstError)) throw new Error(`does not learn: its error went from ${firstError} to ${error}`);
}
