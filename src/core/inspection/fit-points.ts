import { classOf } from "../classification.ts";
import { forward, type Network, outputLayer } from "../network.ts";
import type { Numbers } from "../numbers.ts";
import { loadSamples } from "../samples.ts";
import type { Normalization } from "../spec.ts";
import type { Split } from "../split.ts";
import type { TrainingRun } from "../training-run.ts";
import { borderOf, rawInput } from "./fit-range.ts";
import { copyNetwork } from "./network-copy.ts";
import { createPiece, evenly, forwardNanoseconds } from "./piece.ts";

/** The most samples that are shown as points; of more, so many are chosen evenly. */
export const mostPoints = 2000;

/** How long all of them may take on a usual machine, in nanoseconds, as far as so few do not take longer. */
const pointsNanoseconds = 100e6;
const fewestPoints = 200;

/** Which of the samples: those trained on, those held out, or all. */
export type Part = "training" | "test" | "all";

/** Which samples are to be shown. */
export interface FitPointsRequest {
  readonly part: Part;
  /** A row of the data that is to be among them; null for none. */
  readonly row: number | null;
}

/** Samples, and what the network at its current parameters makes of them. */
export interface FitPoints {
  /** The step whose update was the last. */
  readonly step: number;
  /** Of how many samples these were chosen. */
  readonly of: number;
  /** The rows of the samples in the data, ascending. */
  readonly rows: Float64Array;
  /** 1 for each that is held out, 0 for each that is trained on. */
  readonly isTest: Float64Array;
  /** samples × inputs, as a person has them: not normalized; empty where there are more than two inputs */
  readonly inputs: Float64Array;
  /** samples × targets */
  readonly targets: Float64Array;
  /** samples × targets */
  readonly outputs: Float64Array;
  readonly losses: Float64Array;
  /**
   * The group of each by its target, counted from 0: its class, or which of the only two values of a single target it
   * has. Null where targets are neither.
   */
  readonly groups: Float64Array | null;
  /** How many were put into the right class, of those trained on and of those held out; null without classes. */
  readonly right: { readonly training: number; readonly test: number } | null;
}

/** More inputs than this have no picture in which each is a direction. */
const mostDirections = 2;

/** As many of some rows as a network can predict again and again while it trains, evenly chosen. */
export function pointRows(network: Network, rows: Uint32Array): Uint32Array {
  const fitting = Math.floor(pointsNanoseconds / forwardNanoseconds(network));
  return evenly(rows, Math.max(fewestPoints, Math.min(mostPoints, fitting)));
}

/** Predicts samples of the data from the current parameters. */
export function* fitPoints(run: TrainingRun, { part, row }: FitPointsRequest): Generator<void, FitPoints> {
  const { spec, split, step, classifies, network: current } = run.trainer;
  const network = copyNetwork(spec, current);
  const all = rowsOf(split, part);
  const rows = withRow(pointRows(network, all), all, row);
  const { units } = outputLayer(network);
  const width = spec.inputs.length;
  const shown = width <= mostDirections;
  const answer: FitPoints = {
    step,
    of: all.length,
    rows: Float64Array.from(rows),
    isTest: flagsOf(rows, split.test),
    inputs: new Float64Array(shown ? rows.length * width : 0),
    targets: new Float64Array(rows.length * units),
    outputs: new Float64Array(rows.length * units),
    losses: new Float64Array(rows.length),
    groups: null,
    right: null,
  };
  const piece = createPiece(network, rows.length);
  const a = piece.layers[piece.layers.length - 1].a;
  const right = { training: 0, test: 0 };
  for (let start = 0; start < rows.length; start += piece.capacity) {
    const count = loadSamples(spec.data, piece, rows, start, rows.length);
    forward(network, piece, count);
    if (shown) copyRaw(piece.inputs, count, width, spec.data.normalization, answer.inputs, start);
    answer.targets.set(piece.targets.subarray(0, count * units), start * units);
    answer.outputs.set(a.subarray(0, count * units), start * units);
    answer.losses.set(piece.losses.subarray(0, count), start);
    for (let s = 0; s < count; s++) {
      if (classOf(a, s * units, units) !== classOf(piece.targets, s * units, units)) continue;
      right[answer.isTest[start + s] === 1 ? "test" : "training"]++;
    }
    yield;
  }
  const border = units === 1 ? borderOf(spec.data, 0, units, classifies) : null;
  const groupOf = (k: number) =>
    classifies ? classOf(answer.targets, k * units, units) : Number(answer.targets[k] > (border ?? 0));
  const hasGroups = classifies || border !== null;
  return {
    ...answer,
    groups: hasGroups ? Float64Array.from(rows, (_, k) => groupOf(k)) : null,
    right: classifies ? right : null,
  };
}

/** The rows of a part of the data, ascending. */
export function rowsOf({ training, test }: Split, part: Part): Uint32Array {
  if (part !== "all") return part === "test" ? test : training;
  return Uint32Array.from([...training, ...test]).sort();
}

/** The chosen rows and one more, if it is one of all. */
function withRow(chosen: Uint32Array, all: Uint32Array, row: number | null): Uint32Array {
  if (row === null || chosen.includes(row) || !all.includes(row)) return chosen;
  return Uint32Array.from([...chosen, row]).sort();
}

function flagsOf(rows: Uint32Array, test: Uint32Array): Float64Array {
  const heldOut = new Set(test);
  return Float64Array.from(rows, (row) => (heldOut.has(row) ? 1 : 0));
}

/** Inputs of some samples as a person has them: x · scale + offset. */
function copyRaw(
  inputs: Numbers,
  samples: number,
  width: number,
  normalization: Normalization | null,
  to: Float64Array,
  toSample: number,
): void {
  for (let k = 0; k < samples * width; k++) to[toSample * width + k] = rawInput(inputs[k], k % width, normalization);
}
