import { log } from "../elementary/elementary.ts";
import type { Finding } from "../findings/finding.ts";
import { idleIn, unitsWhere } from "../health/idle-units.ts";
import { smallSlope } from "../health/observation.ts";
import { saturatedShare } from "../health/saturated-units.ts";
import { latest, type Sight } from "../health/sight.ts";
import { type Batch, forward, type Network } from "../network.ts";
import { loadSamples } from "../samples.ts";
import type { Dataset, Spec } from "../spec.ts";

/** How numbers are spread, beside where they should be. */
export interface Distribution {
  readonly of: "distribution";
  /** z of some units of a layer over samples, or all targets. */
  readonly what:
    | { readonly of: "z"; readonly layer: number; readonly units: readonly number[] }
    | { readonly of: "targets" };
  /** How many samples were looked at. */
  readonly samples: number;
  /** Where bin k begins is the first plus k times the width of one. */
  readonly start: number;
  readonly width: number;
  readonly counts: Float64Array;
  readonly smallest: number;
  readonly largest: number;
  /** Between which a unit learns, or the outputs can be; −∞ and ∞ where there is no end. */
  readonly good: { readonly from: number; readonly to: number };
  /** How many of the numbers lie there, and how many there are in all. */
  readonly inside: number;
  readonly values: number;
}

/** Where z lets a gradient through; null for activations that always do. */
function openRange(activation: Spec["layers"][number]["activation"]): Distribution["good"] | null {
  if (activation === "relu") return { from: 0, to: Number.POSITIVE_INFINITY };
  if (activation === "sigmoid") {
    // a·(1 − a) is a hundredth of its largest, ¼.
    const a = (1 + Math.sqrt(1 - smallSlope)) / 2;
    const z = log(a / (1 - a));
    return { from: -z, to: z };
  }
  if (activation === "tanh") {
    // 1 − a² is a hundredth of its largest, 1.
    const a = Math.sqrt(1 - smallSlope);
    const z = log((1 + a) / (1 - a)) / 2;
    return { from: -z, to: z };
  }
  return null;
}

/** Some units of a layer whose z is to be gathered. */
export interface Gathering {
  readonly layer: number;
  readonly units: readonly number[];
  readonly good: Distribution["good"];
  readonly spread: Gathered;
}

/** Which units a finding is about; null if it is about something else. */
export function gatheringFor({ kind, where }: Pick<Finding, "kind" | "where">, sight: Sight): Gathering | null {
  if (kind !== "deadUnits" && kind !== "saturatedUnits") return null;
  if (where.of !== "unit" && where.of !== "layer") return null;
  const { layer } = where;
  const good = openRange(sight.spec.layers[layer].activation);
  if (!good) return null;
  const units = where.of === "unit" ? [where.unit] : idleUnitsOf(sight, layer);
  return { layer, units, good, spread: createGathered() };
}

/** The units of a layer that were last seen idle. */
export function idleUnitsOf({ spec, observations }: Sight, layer: number): number[] {
  if (observations.length === 0) return [];
  const least = spec.layers[layer].activation === "relu" ? 1 : saturatedShare;
  return unitsWhere(idleIn(spec, latest(observations), layer), (share) => share >= least);
}

/** Sends samples forward twice: first to know how far the z of the units reach, then to count them. */
export function* gather(
  network: Network,
  batch: Batch,
  data: Dataset,
  rows: Uint32Array,
  gatherings: readonly Gathering[],
): Generator<void, void> {
  if (gatherings.length === 0) return;
  for (const take of [reach, count]) {
    for (const { spread } of gatherings) if (take === count) setBins(spread);
    for (let start = 0; start < rows.length; start += batch.capacity) {
      const samples = loadSamples(data, batch, rows, start, rows.length);
      forward(network, batch, samples);
      for (const { layer, units, good, spread } of gatherings) {
        const { z } = batch.layers[layer];
        const width = network.layers[layer].units;
        for (let s = 0; s < samples; s++) for (const unit of units) take(spread, z[s * width + unit], good);
      }
      yield;
    }
  }
}

/** What was gathered of some units. */
export function gathered({ layer, units, good, spread }: Gathering, samples: number): Distribution {
  return { of: "distribution", what: { of: "z", layer, units }, samples, good, ...spread };
}

/** Where the targets lie, beside where the outputs can be. */
export function targetsEvidence({ layers, data }: Spec): Distribution {
  const { activation } = layers[layers.length - 1];
  const good = {
    from: activation === "tanh" ? -1 : 0,
    to: activation === "relu" || activation === "softplus" ? Number.POSITIVE_INFINITY : 1,
  };
  const spread = createGathered();
  for (const t of data.targets) reach(spread, t, good, true);
  setBins(spread);
  for (const t of data.targets) count(spread, t);
  return { of: "distribution", what: { of: "targets" }, samples: data.samples, good, ...spread };
}

/** A distribution being gathered. */
interface Gathered {
  smallest: number;
  largest: number;
  inside: number;
  values: number;
  start: number;
  width: number;
  counts: Float64Array;
}

function createGathered(): Gathered {
  return {
    smallest: Number.POSITIVE_INFINITY,
    largest: Number.NEGATIVE_INFINITY,
    inside: 0,
    values: 0,
    start: 0,
    width: 1,
    counts: new Float64Array(),
  };
}

/** @param withEnds whether the ends of what is good are good, too: a target may be 0, a ReLU of 0 is closed */
function reach(spread: Gathered, value: number, { from, to }: Distribution["good"], withEnds = false): void {
  spread.values++;
  if (withEnds ? value >= from && value <= to : value > from && value < to) spread.inside++;
  if (!Number.isFinite(value)) return;
  spread.smallest = Math.min(spread.smallest, value);
  spread.largest = Math.max(spread.largest, value);
}

function count(spread: Gathered, value: number): void {
  const bin = Math.floor((value - spread.start) / spread.width);
  if (bin >= 0 && bin < spread.counts.length) spread.counts[bin]++;
}

/** About so many bins are enough to see a shape, and few enough that it is not ragged. */
const usualBins = 16;

/** Bins of a round width that begin at a multiple of it, so that a border at 0 parts them. */
function setBins(spread: Gathered): void {
  const { smallest, largest } = spread;
  if (smallest > largest) return;
  const reach = largest - smallest || Math.max(Math.abs(largest), 1);
  spread.width = roundUp(reach / usualBins);
  spread.start = Math.floor(smallest / spread.width) * spread.width;
  spread.counts = new Float64Array(Math.floor((largest - spread.start) / spread.width) + 1);
}

/** The next 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5].find((factor) => factor * power >= value) ?? 10);
}
