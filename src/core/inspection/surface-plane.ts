import { weightedSums } from "../dense.ts";
import { type Batch, createParameters, forward, forwardFrom, type Network } from "../network.ts";
import { createNumbers, type Numbers } from "../numbers.ts";
import type { Parameters } from "../parameters.ts";
import { penaltyOf } from "../regularization.ts";
import { loadSamples } from "../samples.ts";
import type { Spec } from "../spec.ts";
import { copyNetwork } from "./network-copy.ts";
import { createPiece, forwardNanoseconds } from "./piece.ts";
import { type Direction, goAlong } from "./surface-axes.ts";

/** The loss all over the plane, or along the line, that directions span from an origin. */
export interface Plane {
  /** The loss at some coordinates: the mean over the samples, with what regularization adds. */
  readonly lossAt: (coordinates: readonly number[]) => number;
  /** About how long that takes on a usual machine. */
  readonly nanoseconds: number;
}

/** Some samples, and what of them is linear in the coordinates. */
interface PreparedSamples {
  readonly samples: number;
  readonly targets: Numbers;
  /** z of the first layer that changes, at the origin; and how it changes along each direction. */
  readonly z: Numbers;
  readonly slopes: readonly Numbers[];
}

/** About how long it takes to set a parameter along one direction, in nanoseconds. */
const nanosecondsPerParameter = 3;

/**
 * Prepares the loss all over a plane. In the first layer that changes at all, z is linear in the coordinates, since
 * what comes into it does not change: its sums are taken once, and only those of the layers after it at every point.
 */
export function* createPlane(
  spec: Spec,
  network: Network,
  origin: Numbers,
  directions: readonly Direction[],
  rows: Uint32Array,
): Generator<void, Plane> {
  const first = firstChanged(network, directions);
  const moving = copyNetwork(spec, network);
  const moved = needsAll(spec) ? directions : directions.map((direction) => beyond(direction, endOf(network, first)));
  moving.numbers.set(origin);
  const piece = createPiece(network, rows.length);
  const alone = directions.map((direction) => aloneOf(spec, direction));
  const prepared: PreparedSamples[] = [];
  for (let start = 0; start < rows.length; start += piece.capacity) {
    const samples = loadSamples(spec.data, piece, rows, start, rows.length);
    forward(moving, piece, samples);
    prepared.push(prepare(moving, piece, samples, first, alone));
    yield;
  }

  function lossAt(coordinates: readonly number[]): number {
    goAlong(moving.numbers, origin, moved, coordinates);
    let sum = 0;
    for (const { samples, targets, z, slopes } of prepared) {
      piece.targets.set(targets);
      addAlong(z, slopes, coordinates, piece.layers[first].z);
      forwardFrom(moving, piece, samples, first);
      for (let s = 0; s < samples; s++) sum += piece.losses[s];
    }
    return sum / rows.length + penaltyOf(spec.regularization, moving.layers);
  }

  const changed = moved.reduce((sum, { indices }) => sum + indices.length, 0);
  const nanoseconds = rows.length * forwardNanoseconds(network, first) + changed * nanosecondsPerParameter;
  return { lossAt, nanoseconds };
}

/** The first layer of which a direction changes anything. */
function firstChanged(network: Network, directions: readonly Direction[]): number {
  const first = directions.reduce(
    (least, { indices }) => indices.reduce((min, index) => Math.min(min, index), least),
    network.numbers.length - 1,
  );
  return network.layers.findIndex((_, l) => first < endOf(network, l));
}

/** Where in `network.numbers` the parameters of a layer end. */
function endOf({ layers }: Network, layer: number): number {
  return layers
    .slice(0, layer + 1)
    .reduce((end, { parameters: { weights, biases } }) => end + weights.length + biases.length, 0);
}

/** Whether also those parameters count whose sums are taken once: what regularization adds depends on all. */
function needsAll({ regularization: { l1, l2 } }: Spec): boolean {
  return l1 !== 0 || l2 !== 0;
}

/** A direction without what it changes before `start`. */
function beyond({ indices, values }: Direction, start: number): Direction {
  return { indices: indices.filter((index) => index >= start), values: values.filter((_, k) => indices[k] >= start) };
}

/** The parameters that a direction has, and 0 for all others: of each layer. */
function aloneOf(spec: Spec, direction: Direction): readonly Parameters[] {
  const { parameters, numbers } = createParameters(spec);
  goAlong(numbers, numbers.slice(), [direction], [1]);
  return parameters;
}

/** Of samples that went through the network at the origin, what stays of them all over the plane. */
function prepare(
  { layers, precision }: Network,
  { capacity, inputs, targets, layers: values }: Batch,
  samples: number,
  first: number,
  directions: readonly (readonly Parameters[])[],
): PreparedSamples {
  const layer = layers[first];
  const before = first === 0 ? inputs : values[first - 1].a;
  return {
    samples,
    targets: targets.slice(0, (targets.length / capacity) * samples),
    z: values[first].z.slice(0, samples * layer.units),
    slopes: directions.map((parameters) => {
      const slope = createNumbers(precision, samples * layer.units);
      weightedSums(layer, parameters[first], before, samples, slope);
      return slope;
    }),
  };
}

/** at + Σ coordinate · slope, number by number. */
function addAlong(at: Numbers, slopes: readonly Numbers[], coordinates: readonly number[], to: Numbers): void {
  for (let k = 0; k < at.length; k++) {
    let sum = at[k];
    for (let d = 0; d < slopes.length; d++) sum += coordinates[d] * slopes[d][k];
    to[k] = sum;
  }
}
