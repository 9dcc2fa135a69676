import { applyEdits, type Edit } from "../edits.ts";
import type { History } from "../history.ts";
import { createNetwork, type Network } from "../network.ts";
import type { Numbers } from "../numbers.ts";
import { createRandom, streams } from "../random.ts";
import type { Spec } from "../spec.ts";
import type { TrainingRun } from "../training-run.ts";
import { copyNetwork } from "./network-copy.ts";
import { alongDirection, type Direction, directionsOf, hasPlaces, type SurfaceAxes } from "./surface-axes.ts";
import { surfaceSamples } from "./surface-samples.ts";
import { slopeAt } from "./surface-slope.ts";

/** The axes over which the way of a run is to be told. */
export interface SurfacePathRequest {
  readonly axes: SurfaceAxes;
}

/** Where a run stands on the surface of its loss, how it came there, and where it is steepest. */
export interface SurfacePath {
  /** The step whose update was the last. */
  readonly step: number;
  readonly axes: SurfaceAxes;
  /** The states that are known, the beginning first and the current point last: their steps, and both coordinates. */
  readonly steps: Float64Array;
  readonly x: Float64Array;
  /** All 0 where there is but one axis. */
  readonly y: Float64Array;
  /** The mean loss at the current point over `samples` of the `of` training samples, with what regularization adds. */
  readonly loss: number;
  readonly samples: number;
  readonly of: number;
  /** ∂l/∂ each coordinate at the current point, of that loss. */
  readonly gradient: Float64Array;
}

/** The most states of a run that its way is drawn through. */
const mostStates = 200;

/** How many numbers of kept states are read in one piece of work. */
const numbersPerPiece = 200_000;

/** Tells the way of a run over the surface of its loss; null where the network has no such parameter. */
export function* surfacePath(run: TrainingRun, { axes }: SurfacePathRequest): Generator<void, SurfacePath | null> {
  if (!hasPlaces(run.trainer.network, axes)) return null;
  const standing = standingOf(run);
  const directions = yield* directionsOf(standing.network, axes);
  return yield* pathAlong(standing, directions, axes);
}

/** Where a run stands, as it is before an inspection's first piece of work. */
export interface Standing {
  readonly spec: Spec;
  readonly step: number;
  readonly network: Network;
  /** The parameters set by hand, some of them before the first step. */
  readonly edits: readonly Edit[];
  /** The training samples over which the loss is the mean, chosen of so many. */
  readonly rows: Uint32Array;
  readonly of: number;
  /** The states kept of the way here, evenly chosen. */
  readonly states: readonly { readonly step: number; readonly checkpoint: History["checkpoints"][number] }[];
}

/** Copies what an inspection of a surface needs of a run. */
export function standingOf({ trainer, history, edits }: TrainingRun): Standing {
  const { spec, step, split } = trainer;
  const network = copyNetwork(spec, trainer.network);
  const known = history.checkpoints.filter((checkpoint) => checkpoint.step < step);
  const states = evenlyOf(known, mostStates).map((checkpoint) => ({ step: checkpoint.step, checkpoint }));
  const rows = surfaceSamples(network, split.training);
  return { spec, step, network, edits, rows, of: split.training.length, states };
}

function evenlyOf<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, k) => items[Math.floor((k * items.length) / most)]);
}

/** The way of a run along the directions of the axes. */
export function* pathAlong(
  standing: Standing,
  directions: readonly Direction[],
  axes: SurfaceAxes,
): Generator<void, SurfacePath> {
  const { spec, step, network, rows, of } = standing;
  const coordinates = axes.of === "parameters" ? valuesOf(directions) : projection(network, directions);
  const way = yield* wayOf(standing, coordinates, directions[0].indices.length);
  const { loss, gradients } = yield* slopeAt(spec, network, rows);
  const gradient = Float64Array.from(directions, (direction) => alongDirection(direction, gradients));
  return { step, axes, ...way, loss, gradient, samples: rows.length, of };
}

/** The way from the beginning through the states that are kept to the current point. */
function* wayOf(
  { spec, step, network, edits, states }: Standing,
  coordinates: (numbers: Numbers) => readonly number[],
  numbersPerState: number,
): Generator<void, Pick<SurfacePath, "steps" | "x" | "y">> {
  const steps: number[] = [];
  const points: (readonly number[])[] = [];
  const add = (at: number, numbers: Numbers) => {
    steps.push(at);
    points.push(coordinates(numbers));
  };
  if (step > 0) {
    const beginning = createNetwork(spec, createRandom(spec.seed, streams.parameters));
    applyEdits(edits, beginning, 1);
    add(0, beginning.numbers);
  }
  let numbersRead = 0;
  for (const state of states) {
    // While this rested, the run may have written another state in its place.
    if (state.checkpoint.step !== state.step) continue;
    add(state.step, state.checkpoint.parameters);
    numbersRead += numbersPerState;
    if (numbersRead < numbersPerPiece) continue;
    numbersRead = 0;
    yield;
  }
  add(step, network.numbers);
  return {
    steps: Float64Array.from(steps),
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y ?? 0),
  };
}

/** Parameters are their own coordinates. */
function valuesOf(directions: readonly Direction[]): (numbers: Numbers) => readonly number[] {
  return (numbers) => directions.map(({ indices }) => numbers[indices[0]]);
}

/**
 * The coordinates of the point in the plane of two directions that lies nearest to a state, counted from where the
 * network stands: with v the way there, those of which α·d₁ + β·d₂ − v is perpendicular to both directions.
 */
function projection(
  { numbers: origin }: Network,
  [first, second]: readonly Direction[],
): (numbers: Numbers) => readonly number[] {
  // Both directions name the same parameters in the same order.
  const product = (a: Direction, b: Direction) => a.values.reduce((sum, value, k) => sum + value * b.values[k], 0);
  const [aa, ab, bb] = [product(first, first), product(first, second), product(second, second)];
  const determinant = aa * bb - ab * ab;
  const [originA, originB] = [alongDirection(first, origin), alongDirection(second, origin)];
  return (numbers) => {
    if (determinant === 0) return [0, 0];
    const va = alongDirection(first, numbers) - originA;
    const vb = alongDirection(second, numbers) - originB;
    return [(va * bb - vb * ab) / determinant, (vb * aa - va * ab) / determinant];
  };
}
