import type { TrainingRun } from "../training-run.ts";
import type { Range } from "./fit-range.ts";
import { directionsOf, hasPlaces, originOf, type SurfaceAxes } from "./surface-axes.ts";
import { pathAlong, type SurfacePath, standingOf } from "./surface-path.ts";
import { createPlane } from "./surface-plane.ts";
import { surfaceRanges } from "./surface-range.ts";

/** Over what the loss is to be drawn, and how. */
export interface SurfaceRequest {
  readonly axes: SurfaceAxes;
  /** How often the range is halved (or, below 0, doubled) from one that covers the run's way. */
  readonly zoom: number;
  /** Whether to draw coarsely, since training goes on. */
  readonly coarse: boolean;
}

/** The loss over one or two coordinates; all else stays as it is at the current point. */
export interface Surface extends SurfacePath {
  readonly zoom: number;
  readonly columns: number;
  /** 1 where there is but one axis. */
  readonly rows: number;
  /** The coordinates of the first and the last cell's middle. */
  readonly rangeOfX: Range;
  readonly rangeOfY: Range;
  /** rows × columns: the loss in each cell, over the samples; the second coordinate falls from row to row. */
  readonly losses: Float64Array;
}

/** How long one picture may take on a usual machine, in nanoseconds; cells along its sides, the finest first. */
const fineWork = { nanoseconds: 800e6, sizes: [41, 31, 21] } as const;
const coarseWork = { nanoseconds: 250e6, sizes: [31, 21, 15] } as const;

/** Cells of a curve. */
const curveCells = 121;

/** Draws the loss over the axes; null where the network has no such parameter. */
export function* surface(run: TrainingRun, { axes, zoom, coarse }: SurfaceRequest): Generator<void, Surface | null> {
  if (!hasPlaces(run.trainer.network, axes)) return null;
  const standing = standingOf(run);
  const { spec, network, rows: samples } = standing;
  const directions = yield* directionsOf(network, axes);
  const path = yield* pathAlong(standing, directions, axes);
  const plane = yield* createPlane(spec, network, originOf(network, axes), directions, samples);
  const ranges = surfaceRanges(path.x, path.y, leastHalf(path), zoom);
  const isCurve = directions.length === 1;
  const columns = isCurve ? curveCells : sizeFor(plane.nanoseconds, coarse);
  const rows = isCurve ? 1 : columns;
  const losses = new Float64Array(columns * rows);
  for (let k = 0; k < losses.length; k++) {
    const x = coordinateOf(ranges.x, k % columns, columns);
    const y = coordinateOf(ranges.y, rows - 1 - Math.floor(k / columns), rows);
    losses[k] = plane.lossAt(isCurve ? [x] : [x, y]);
    yield;
  }
  return { ...path, zoom, columns, rows, rangeOfX: ranges.x, rangeOfY: ranges.y, losses };
}

/** Even where the run has not moved, half as much is shown around it as its parameters are large. */
function leastHalf({ axes, x, y }: SurfacePath): number {
  if (axes.of === "directions") return 1;
  const size = Math.max(Math.abs(x[x.length - 1]), Math.abs(y[y.length - 1]));
  return Number.isFinite(size) ? Math.max(0.5, size / 2) : 1;
}

/** The coordinate of cell k of `count`. */
function coordinateOf([low, high]: Range, k: number, count: number): number {
  return count > 1 ? low + ((high - low) * k) / (count - 1) : (low + high) / 2;
}

function sizeFor(nanosecondsPerCell: number, coarse: boolean): number {
  const { nanoseconds, sizes } = coarse ? coarseWork : fineWork;
  return sizes.find((size) => size * size * nanosecondsPerCell <= nanoseconds) ?? sizes[sizes.length - 1];
}
