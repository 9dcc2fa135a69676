import { classNamed, classOf } from "../classification.ts";
import { type Batch, createBatch, forward, type Network } from "../network.ts";
import { asWritten } from "../normalization.ts";
import { loadSamples } from "../samples.ts";
import type { Spec } from "../spec.ts";
import type { TrainingRun } from "../training-run.ts";
import { copyNetwork } from "./network-copy.ts";
import { sortInPieces } from "./rows-sorting.ts";

/** A page of rows to show, with what the network makes of them. */
export interface RowsRequest {
  readonly view: RowsView;
  /** In place of those that the view comes to: just these rows, in this order. */
  readonly held: readonly number[] | null;
}

/** Which rows of the data, and in which order. */
export interface RowsView {
  readonly order: RowOrder;
  readonly isDescending: boolean;
  readonly filter: RowFilter;
  /** Only those put into the wrong class; all where there are no classes. */
  readonly isWrongOnly: boolean;
  /** The page: rows from this place in the order on, so many at most, and of each so many inputs at most. */
  readonly from: number;
  readonly count: number;
  readonly inputs: number;
}

/** By what rows are sorted. With several outputs that name a class, `output` means that class. */
export type RowOrder =
  | { readonly by: "row" | "loss" }
  | { readonly by: "input"; readonly input: number }
  | { readonly by: "target" | "output"; readonly unit: number };

/** Which samples are listed. */
export type RowFilter = "all" | "training" | "heldOut";

/** A page of rows with what the network at its current parameters makes of them. */
export interface RowsAnswer {
  /** The step whose update was the last. */
  readonly step: number;
  readonly view: RowsView;
  /** How many rows the view comes to; null where they were held and not counted. */
  readonly total: number | null;
  readonly rows: readonly Row[];
}

/** One sample, and what the network makes of it. */
export interface Row {
  /** Its place in the data, counted from 0. */
  readonly row: number;
  readonly isHeldOut: boolean;
  /** The first of its inputs, as the data has them. */
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
  readonly outputs: readonly number[];
  readonly loss: number;
  /** Null where there are no classes. */
  readonly classes: RowClasses | null;
}

/** The class of a sample, and the one that the outputs name. */
export interface RowClasses {
  readonly target: string | null;
  readonly predicted: string | null;
  readonly isRight: boolean;
  /** The output by which it was named: the largest, or the single one. */
  readonly output: number;
}

/** What is computed of a sample to sort and filter it. */
interface Measure {
  /** By what it is sorted. */
  readonly key: number;
  readonly isWrong: boolean;
}

/** A copy of the network and of what else a run may change, and room to compute in. */
interface Predicting {
  readonly spec: Spec;
  readonly network: Network;
  readonly batch: Batch;
  readonly classifies: boolean;
  readonly heldOut: ReadonlySet<number>;
}

/** So many multiplications are done before a rest: a few milliseconds. */
const workOfPiece = 2 ** 20;

/** Predicts all samples at the current parameters, sorts them, and answers one page. */
export function* rows({ trainer }: TrainingRun, { view, held }: RowsRequest): Generator<void, RowsAnswer> {
  const { spec, split, classifies, step } = trainer;
  const network = copyNetwork(spec, trainer.network);
  const weights = network.layers.reduce((sum, { units, fanIn }) => sum + units * fanIn, 0);
  const capacity = Math.max(1, Math.min(trainer.batch.capacity, Math.floor(workOfPiece / weights)));
  const predicting: Predicting = {
    spec,
    network,
    batch: createBatch(network, capacity),
    classifies,
    heldOut: new Set(split.test),
  };
  if (held) {
    const page = yield* describe(predicting, Uint32Array.from(held), view.inputs);
    return { step, view, total: null, rows: page };
  }
  const listed = yield* list(predicting, listedRows(spec, split, view.filter), view);
  const page = listed.slice(view.from, view.from + view.count);
  return { step, view, total: listed.length, rows: yield* describe(predicting, page, view.inputs) };
}

function listedRows(spec: Spec, split: TrainingRun["trainer"]["split"], filter: RowFilter): Uint32Array {
  if (filter === "training") return split.training.slice();
  if (filter === "heldOut") return split.test.slice();
  return Uint32Array.from({ length: spec.data.samples }, (_, row) => row);
}

/** The rows asked for in their order. */
function* list(
  predicting: Predicting,
  candidates: Uint32Array,
  { order, isDescending, isWrongOnly }: RowsView,
): Generator<void, Uint32Array> {
  const { spec, classifies } = predicting;
  const measure = measureOf(predicting, order);
  const keys = new Float64Array(spec.data.samples);
  const isFiltered = isWrongOnly && classifies;
  let listed = candidates;
  if (isFiltered || order.by === "loss" || order.by === "output") {
    let count = 0;
    for (let start = 0; start < candidates.length; start += predicting.batch.capacity) {
      const samples = predict(predicting, candidates, start);
      for (let s = 0; s < samples; s++) {
        const row = candidates[start + s];
        const { key, isWrong } = measure(row, s);
        keys[row] = key;
        // Only what was looked at already is written over.
        if (!isFiltered || isWrong) candidates[count++] = row;
      }
      yield;
    }
    listed = candidates.subarray(0, count);
  } else {
    for (const row of candidates) keys[row] = measure(row, 0).key;
    yield;
  }
  const sign = isDescending ? -1 : 1;
  return yield* sortInPieces(listed, (a, b) => sign * compareKeys(keys[a], keys[b]) || a - b);
}

/** What a number that is none is sorted as: a loss of NaN is the worst of all. */
function compareKeys(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a === b ? 0 : a - b;
}

/** By what a row is sorted, and whether it is wrong, while it stands at place `s` of the batch. */
function measureOf({ spec, batch, classifies }: Predicting, order: RowOrder): (row: number, s: number) => Measure {
  const { data, inputs, targets } = spec;
  const n = targets.length;
  const outputs = batch.layers[batch.layers.length - 1].a;
  const namesClass = classifies && n > 1;
  const key = (row: number, s: number): number => {
    switch (order.by) {
      case "row":
        return row;
      case "loss":
        return batch.losses[s];
      case "input":
        return data.inputs[row * inputs.length + order.input];
      case "target":
        return namesClass ? classOf(data.targets, row * n, n) : data.targets[row * n + order.unit];
      case "output":
        return namesClass ? classOf(outputs, s * n, n) : outputs[s * n + order.unit];
    }
  };
  const isWrong = (row: number, s: number) =>
    classifies && classOf(outputs, s * n, n) !== classOf(data.targets, row * n, n);
  return (row, s) => ({ key: key(row, s), isWrong: isWrong(row, s) });
}

/** Sends as many rows forward as there is room for. Returns how many. */
function predict({ spec, network, batch }: Predicting, rows: Uint32Array, start: number): number {
  const samples = loadSamples(spec.data, batch, rows, start, rows.length);
  forward(network, batch, samples);
  return samples;
}

/** All that is shown of some rows. */
function* describe(predicting: Predicting, rows: Uint32Array, mostInputs: number): Generator<void, Row[]> {
  const { spec, batch, classifies, heldOut } = predicting;
  const { data, inputs, targets } = spec;
  const n = targets.length;
  const outputs = batch.layers[batch.layers.length - 1].a;
  const names = { classes: data.classes, targets };
  const described: Row[] = [];
  for (let start = 0; start < rows.length; start += batch.capacity) {
    const samples = predict(predicting, rows, start);
    for (let s = 0; s < samples; s++) {
      const row = rows[start + s];
      const target = classOf(data.targets, row * n, n);
      const predicted = classOf(outputs, s * n, n);
      described.push({
        row,
        isHeldOut: heldOut.has(row),
        inputs: Array.from({ length: Math.min(mostInputs, inputs.length) }, (_, i) =>
          asWritten(data.inputs[row * inputs.length + i], i, data.normalization, spec.precision),
        ),
        targets: Array.from(data.targets.subarray(row * n, row * n + n), (t) => asWritten(t, 0, null, spec.precision)),
        outputs: Array.from(outputs.subarray(s * n, s * n + n)),
        loss: batch.losses[s],
        classes: classifies
          ? {
              target: classNamed(names, target),
              predicted: classNamed(names, predicted),
              isRight: target === predicted,
              output: outputs[n === 1 ? s : s * n + predicted],
            }
          : null,
      });
    }
    yield;
  }
  return described;
}
