import { type Batch, createBatch, forward, type Network } from "../network.ts";
import type { Dataset } from "../spec.ts";
import type { TrainingRun } from "../training-run.ts";
import { copyNetwork } from "./network-copy.ts";

/** How finely the units of a network with two inputs are mapped. */
export interface UnitMapsRequest {
  readonly columns: number;
  readonly rows: number;
  /** Layers with more units than this are left out. */
  readonly mostUnits: number;
}

/** What each unit makes of every point of the plane that two inputs span. */
export interface UnitMaps {
  /** The step whose update was the last. */
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
  /** From where to where the first input goes, and the second; in the data's own units. */
  readonly xRange: Range;
  readonly yRange: Range;
  /** The inputs as the network takes them: 2 × rows × columns, rows from the smallest second input up. */
  readonly inputs: Float64Array;
  /** The activations of each layer: units × rows × columns; empty for a layer that was left out. */
  readonly layers: readonly Float64Array[];
}

/** From the smallest to the largest. */
export type Range = readonly [low: number, high: number];

/** The plane reaches beyond the data by this share of its extent, on either side. */
const margin = 0.1;
/** So many products of a weight and an activation are computed in one piece of work. */
const productsAtOnce = 500_000;

/**
 * Maps every unit at the current parameters over the plane of the network's two inputs, each cell at its middle.
 * Null for a network that has not two inputs.
 */
export function* unitMaps(
  { trainer }: TrainingRun,
  { columns, rows, mostUnits }: UnitMapsRequest,
): Generator<void, UnitMaps | null> {
  const { spec, step } = trainer;
  if (spec.inputs.length !== 2) return null;
  const network = copyNetwork(spec, trainer.network);
  const { offset, scale } = spec.data.normalization ?? { offset: [0, 0], scale: [1, 1] };
  const [xRange, yRange] = [0, 1].map((input) => rangeOf(spec.data, input));
  const cells = columns * rows;
  const inputs = new Float64Array(2 * cells);
  for (let cell = 0; cell < cells; cell++) {
    inputs[cell] = at(xRange, ((cell % columns) + 0.5) / columns);
    inputs[cells + cell] = at(yRange, (Math.floor(cell / columns) + 0.5) / rows);
  }
  const layers = network.layers.map(({ units }) => new Float64Array(units > mostUnits ? 0 : units * cells));
  const batch = createBatch(network, cellsAtOnce(network, cells));
  for (let start = 0; start < cells; start += batch.capacity) {
    if (start > 0) yield;
    const count = Math.min(batch.capacity, cells - start);
    for (let s = 0; s < count; s++) {
      batch.inputs[2 * s] = inputs[start + s];
      batch.inputs[2 * s + 1] = inputs[cells + start + s];
    }
    forward(network, batch, count);
    for (const [l, map] of layers.entries()) takeUp(batch, l, count, map, start, cells);
  }
  const raw = ([low, high]: Range, input: number): Range => [
    low * scale[input] + offset[input],
    high * scale[input] + offset[input],
  ];
  return { step, columns, rows, xRange: raw(xRange, 0), yRange: raw(yRange, 1), inputs, layers };
}

/** Takes a layer's activations of `count` cells from `start` on into its map, unless it was left out. */
function takeUp({ layers }: Batch, l: number, count: number, map: Float64Array, start: number, cells: number): void {
  const units = map.length / cells;
  for (let unit = 0; unit < units; unit++) {
    for (let s = 0; s < count; s++) map[unit * cells + start + s] = layers[l].a[s * units + unit];
  }
}

/** The range of one input over all data, as the network takes it, with a margin. */
function rangeOf({ inputs, samples }: Dataset, input: number): Range {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let sample = 0; sample < samples; sample++) {
    low = Math.min(low, inputs[2 * sample + input]);
    high = Math.max(high, inputs[2 * sample + input]);
  }
  // An input that is always the same still has points on both sides.
  const beyond = high > low ? margin * (high - low) : 1;
  return [low - beyond, high + beyond];
}

function at([low, high]: Range, share: number): number {
  return low + share * (high - low);
}

function cellsAtOnce({ layers }: Network, cells: number): number {
  const products = layers.reduce((sum, { fanIn, units }) => sum + fanIn * units, 0);
  return Math.max(1, Math.min(cells, Math.floor(productsAtOnce / products)));
}
