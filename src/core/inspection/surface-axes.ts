import type { Layer, Network } from "../network.ts";
import { type ParameterKind, parameterKinds } from "../parameters.ts";
import { indexOf, type ParameterPlace } from "../quantity-path.ts";
import { createRandom, normal } from "../random.ts";

/**
 * What the loss is drawn over: one or two parameters, whose values are the coordinates; or two random directions in
 * the space of all parameters, where (0, 0) is the current point.
 */
export type SurfaceAxes =
  | { readonly of: "parameters"; readonly places: readonly [ParameterPlace, ...ParameterPlace[]] }
  | { readonly of: "directions" };

/** A direction in the space of all parameters: only those at `indices` (into `network.numbers`) change along it. */
export interface Direction {
  readonly indices: Uint32Array;
  readonly values: Float64Array;
}

/** Two directions that are always the same: drawn from a seed of their own. */
const directionSeeds = [1, 2] as const;

/** The directions of the axes, one or two. Drawing random ones for a large network takes several pieces of work. */
export function* directionsOf(network: Network, axes: SurfaceAxes): Generator<void, Direction[]> {
  if (axes.of === "directions") {
    const directions: Direction[] = [];
    for (const seed of directionSeeds) directions.push(yield* randomDirection(network, seed));
    return directions;
  }
  return axes.places.map((place) => ({
    indices: Uint32Array.of(placeIndex(network, place)),
    values: Float64Array.of(1),
  }));
}

/** The parameters at the origin of the axes: as they are now, and those that are axes themselves 0. */
export function originOf(network: Network, axes: SurfaceAxes): Network["numbers"] {
  const origin = network.numbers.slice();
  if (axes.of === "parameters") for (const place of axes.places) origin[placeIndex(network, place)] = 0;
  return origin;
}

/** Where a parameter stands in `network.numbers`. */
export function placeIndex({ layers, numbers }: Network, place: ParameterPlace): number {
  const { parameters, fanIn } = layers[place.layer];
  return startOf(parameters[place.kind], numbers) + indexOf(place, fanIn);
}

/** Whether a network has all parameters that axes name. */
export function hasPlaces({ layers }: Network, axes: SurfaceAxes): boolean {
  if (axes.of === "directions") return true;
  return axes.places.every(({ layer: l, kind, unit, input }) => {
    const layer = layers[l];
    if (!layer || (kind === "weights") !== (input !== null)) return false;
    return unit < layer.units && (input ?? 0) < layer.fanIn && layer.parameters[kind].length > 0;
  });
}

/** A layer's list is a view of all numbers. */
function startOf(list: { readonly byteOffset: number }, all: Network["numbers"]): number {
  return (list.byteOffset - all.byteOffset) / all.BYTES_PER_ELEMENT;
}

/**
 * A direction drawn from the normal distribution and then filter-normalized (Li et al. 2018, arXiv 1712.09913): what
 * leads into one unit, its weights and its bias, gets the length that it has in the network, since only in comparison
 * with it can a change be large or small. What training may not change stays as it is.
 */
function* randomDirection({ layers, numbers }: Network, seed: number): Generator<void, Direction> {
  const random = createRandom(seed);
  const indices: number[] = [];
  const values: number[] = [];
  let drawnSince = 0;
  for (const layer of layers) {
    for (let j = 0; j < layer.units; j++) {
      const filter = filterOf(layer, j, numbers);
      const drawn = filter.map(() => normal(random, 0, 1));
      const scale = lengthOf(filter.map((k) => numbers[k])) / (lengthOf(drawn) || 1);
      for (let k = 0; k < filter.length; k++) {
        indices.push(filter[k]);
        values.push(drawn[k] * scale);
      }
      drawnSince += filter.length;
      if (drawnSince < drawnPerPiece) continue;
      drawnSince = 0;
      yield;
    }
  }
  return { indices: Uint32Array.from(indices), values: Float64Array.from(values) };
}

/** How many numbers are drawn in one piece of work. */
const drawnPerPiece = 5000;

/** The indices of all that leads into unit j of a layer and may change. */
function filterOf({ parameters, fanIn, trainable }: Layer, j: number, numbers: Network["numbers"]): number[] {
  const perUnit: Readonly<Record<ParameterKind, number>> = { weights: fanIn, biases: 1 };
  return parameterKinds
    .filter((kind) => trainable[kind] && parameters[kind].length > 0)
    .flatMap((kind) => {
      const start = startOf(parameters[kind], numbers) + j * perUnit[kind];
      return Array.from({ length: perUnit[kind] }, (_, i) => start + i);
    });
}

function lengthOf(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** Writes start + Σ coordinate · direction into `numbers`, at the places that the directions change. */
export function goAlong(
  numbers: Network["numbers"],
  start: Network["numbers"],
  directions: readonly Direction[],
  coordinates: readonly number[],
): void {
  for (const { indices } of directions) for (const k of indices) numbers[k] = start[k];
  for (let d = 0; d < directions.length; d++) {
    const { indices, values } = directions[d];
    for (let k = 0; k < indices.length; k++) numbers[indices[k]] += coordinates[d] * values[k];
  }
}

/** Σ value · number over the places that a direction changes. */
export function alongDirection({ indices, values }: Direction, numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < indices.length; k++) sum += values[k] * numbers[indices[k]];
  return sum;
}
