import { forward, outputLayer } from "../network.ts";
import { normalized } from "../normalization.ts";
import type { TrainingRun } from "../training-run.ts";
import { borderOf, inputRange, type Range, targetRange } from "./fit-range.ts";
import { copyNetwork } from "./network-copy.ts";
import { createPiece, forwardNanoseconds } from "./piece.ts";

/** Which output is to be mapped; null for the class that wins, where targets name classes by several outputs. */
export interface FitMapRequest {
  readonly output: number | null;
}

/** What a network of two inputs answers all over the plane, at its current parameters. */
export interface FitMap {
  /** The step whose update was the last. */
  readonly step: number;
  /** Cells in a row, and in a column. */
  readonly size: number;
  /** The ranges of both inputs, as a person has them; a cell's value is that at its middle. */
  readonly x: Range;
  readonly y: Range;
  /**
   * Cells row by row, from the top left: the second input falls from row to row. One output's values; or for each
   * class by how much its output is larger than the largest other, so that the class wins where it is positive.
   */
  readonly layers: readonly Float64Array[];
  /** What the layers are. */
  readonly of: "output" | "classes";
  /** The output's range among the targets, for colours. */
  readonly range: Range;
  /** The value at which a decision falls; null where there is nothing to decide. */
  readonly border: number | null;
}

/** How long one map may take on a usual machine, in nanoseconds. */
const mapNanoseconds = 80e6;
const smallestSize = 24;
const largestSize = 96;

/** Evaluates a network of two inputs all over the range of its data. */
export function* fitMap({ trainer }: TrainingRun, { output }: FitMapRequest): Generator<void, FitMap> {
  const { spec, step, classifies } = trainer;
  const network = copyNetwork(spec, trainer.network);
  const { units } = outputLayer(network);
  const { normalization } = spec.data;
  const size = sizeFor(forwardNanoseconds(network));
  const [x, y] = [inputRange(spec, 0), inputRange(spec, 1)];
  const ofClasses = output === null && units > 1;
  const chosen = Math.min(output ?? 0, units - 1);
  const layers = Array.from({ length: ofClasses ? units : 1 }, () => new Float64Array(size * size));
  const piece = createPiece(network, size);
  const a = piece.layers[piece.layers.length - 1].a;
  for (let start = 0; start < size * size; start += piece.capacity) {
    const count = Math.min(piece.capacity, size * size - start);
    for (let s = 0; s < count; s++) {
      const k = start + s;
      const inputs = [middle(x, k % size, size), middle(y, size - 1 - Math.floor(k / size), size)];
      piece.inputs.set(normalized(inputs, normalization), 2 * s);
    }
    forward(network, piece, count);
    for (let s = 0; s < count; s++) {
      const row = a.subarray(s * units, (s + 1) * units);
      for (let j = 0; j < layers.length; j++) layers[j][start + s] = ofClasses ? lead(row, j) : row[chosen];
    }
    yield;
  }
  const range: Range = ofClasses ? [0, 1] : targetRange(spec.data, chosen, units);
  return {
    step,
    size,
    x,
    y,
    layers,
    of: ofClasses ? "classes" : "output",
    range,
    border: ofClasses ? 0 : borderOf(spec.data, chosen, units, classifies),
  };
}

/** As fine as the network's size allows. */
export function sizeFor(nanosecondsPerCell: number): number {
  const fitting = Math.floor(Math.sqrt(mapNanoseconds / nanosecondsPerCell));
  return Math.max(smallestSize, Math.min(largestSize, fitting));
}

/** The middle of one of `size` cells along a range. */
function middle([low, high]: Range, cell: number, size: number): number {
  return low + ((high - low) * (cell + 0.5)) / size;
}

/** By how much output j is larger than the largest other. */
function lead(outputs: ArrayLike<number>, j: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < outputs.length; k++) if (k !== j && !(outputs[k] <= largest)) largest = outputs[k];
  return outputs[j] - largest;
}
