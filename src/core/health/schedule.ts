import { fanInOf, type Spec } from "../spec.ts";
import { batchSizeOf, stepsInAll, trainingSamples } from "../steps.ts";

/** After which steps a run is looked at. It follows from the spec alone, so that the same run tells the same. */

/** The most samples that an observation looks at. */
const mostSamples = 1024;

/** The most that the samples looked at times the network's weights may be: about a tenth of a second. */
const mostWork = 2 ** 25;
const fewestSamples = 32;

/** Observations that take less than this are no burden however often a short run makes them: about a millisecond. */
const littleWork = 2 ** 16;

/** An observation every so many times its own length: it costs a twentieth of the training. */
const rarity = 20;

/** The most regular observations in a run and those at powers of two, and the most room in bytes that all take. */
const mostObservations = 500;
const mostPowers = 30;
const mostBytes = 2 ** 21;

/** When a run is looked at, and how closely. */
export interface HealthSchedule {
  /** How many training samples an observation looks at. */
  readonly samples: number;
  /** Whether an observation takes but a moment. */
  readonly isCheap: boolean;
  /** Steps from one regular observation to the next. */
  readonly interval: number;
  /** From this power of two on, powers of two are observed: if observing takes long, once training has taken as long. */
  readonly firstPower: number;
  /** The last step of the run. */
  readonly last: number;
}

/** The schedule of a spec's runs. */
export function healthSchedule(spec: Spec): HealthSchedule {
  const samples = samplesObserved(spec);
  const isCheap = samples * weightsOf(spec) <= littleWork;
  const room = Math.floor(mostBytes / bytesOf(spec));
  const powers = Math.min(mostPowers, Math.ceil(room / 2));
  const interval = intervalOf(spec, samples, Math.min(mostObservations, room - powers));
  return {
    samples,
    isCheap,
    interval,
    firstPower: Math.max(isCheap ? 1 : samples / batchSizeOf(spec), interval / 2 ** powers),
    last: stepsInAll(spec),
  };
}

/**
 * The next step, counted from 1, after which a run is observed: the first and the last one, each power of two, and then
 * those at regular intervals.
 * @param step the step before, or 0
 */
export function nextObserved({ interval, firstPower, last }: HealthSchedule, step: number): number {
  if (step < 1) return 1;
  let power = 2;
  while (power <= step || power < firstPower) power *= 2;
  const next = power < interval ? power : (Math.floor(step / interval) + 1) * interval;
  return step < last ? Math.min(next, last) : next;
}

function samplesObserved(spec: Spec): number {
  const affordable = Math.max(fewestSamples, Math.floor(mostWork / weightsOf(spec)));
  return Math.min(trainingSamples(spec), mostSamples, affordable);
}

function intervalOf(spec: Spec, samples: number, observations: number): number {
  // Forward and backward for each sample observed, and once more forward for the step's own batch.
  const length = samples / batchSizeOf(spec) + 1 / 3;
  return Math.ceil(Math.max(rarity * length, stepsInAll(spec) / Math.max(1, observations)));
}

/** What an observation keeps: a share for each unit, once more for each output, and three numbers for each layer. */
function bytesOf({ layers }: Spec): number {
  const units = layers.reduce((sum, layer) => sum + layer.units, layers[layers.length - 1].units);
  return 4 * units + 24 * layers.length + 900;
}

function weightsOf(spec: Spec): number {
  return spec.layers.reduce((sum, { units }, l) => sum + units * fanInOf(spec, l), 0);
}
