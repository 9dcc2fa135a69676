import { classOf } from "../classification.ts";
import { forward, outputLayer } from "../network.ts";
import { loadSamples } from "../samples.ts";
import type { TrainingRun } from "../training-run.ts";
import { type Part, pointRows, rowsOf } from "./fit-points.ts";
import { copyNetwork } from "./network-copy.ts";
import { createPiece } from "./piece.ts";

/** Which samples are to be counted, and of which cell of the matrix they are to be named. */
export interface FitConfusionRequest {
  readonly part: Part;
  readonly cell: ConfusionCell | null;
}

/** A cell of the matrix, by the class that is true and the class that the network names; counted from 0. */
export interface ConfusionCell {
  readonly truth: number;
  readonly named: number;
}

/** How often the network at its current parameters names which class for samples of which. */
export interface FitConfusion {
  /** The step whose update was the last. */
  readonly step: number;
  /** Samples counted, and of how many they were chosen. */
  readonly samples: number;
  readonly of: number;
  readonly classes: number;
  /** classes × classes, row-major: row = the true class, column = the class that the network names */
  readonly counts: Float64Array;
  readonly right: number;
  /** The samples of the cell that was asked for, the largest loss first; null where none was. */
  readonly cell: (ConfusionCell & { readonly samples: readonly NamedSample[] }) | null;
}

/** A sample of a cell. */
export interface NamedSample {
  /** Its row in the data, counted from 0. */
  readonly row: number;
  readonly loss: number;
  /** What the network gave to the class that is true; of a single output, what it gave. */
  readonly output: number;
}

/** The most samples of a cell that are named. */
const mostNamed = 20;

/** Counts which classes the network names for which samples. */
export function* fitConfusion(run: TrainingRun, request: FitConfusionRequest): Generator<void, FitConfusion> {
  const { spec, split, step, network: current } = run.trainer;
  const network = copyNetwork(spec, current);
  const all = rowsOf(split, request.part);
  const rows = pointRows(network, all);
  const { units } = outputLayer(network);
  const classes = Math.max(2, units);
  const counts = new Float64Array(classes * classes);
  const named: NamedSample[] = [];
  let right = 0;
  const piece = createPiece(network, rows.length);
  const a = piece.layers[piece.layers.length - 1].a;
  for (let start = 0; start < rows.length; start += piece.capacity) {
    const count = loadSamples(spec.data, piece, rows, start, rows.length);
    forward(network, piece, count);
    for (let s = 0; s < count; s++) {
      const truth = classOf(piece.targets, s * units, units);
      const name = classOf(a, s * units, units);
      counts[truth * classes + name]++;
      if (truth === name) right++;
      if (truth === request.cell?.truth && name === request.cell.named) {
        const output = a[s * units + (units === 1 ? 0 : truth)];
        named.push({ row: rows[start + s], loss: piece.losses[s], output });
      }
    }
    yield;
  }
  named.sort((one, other) => weightOf(other) - weightOf(one) || one.row - other.row);
  return {
    step,
    samples: rows.length,
    of: all.length,
    classes,
    counts,
    right,
    cell: request.cell && { ...request.cell, samples: named.slice(0, mostNamed) },
  };
}

/** A loss that is no number is the worst of all. */
function weightOf({ loss }: NamedSample): number {
  return Number.isNaN(loss) ? Number.MAX_VALUE : Math.min(loss, Number.MAX_VALUE);
}
