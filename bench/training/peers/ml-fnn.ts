import { batchStarts, type Training } from "../peer.ts";
import { inputRows, outputsOf, targetRows, type Workload } from "../workload.ts";
import { load } from "./load.ts";

type Network = new (
  options: object,
) => {
  dicts: { inputs: Record<string, number>; outputs: Record<string, number> };
  readonly buildNetwork: (inputs: number, outputs: number) => void;
  readonly propagate: (inputs: Matrix) => Matrix;
  readonly backpropagation: (inputs: Matrix, labels: readonly number[], probabilities: Matrix) => void;
};

interface Matrix {
  readonly to2DArray: () => number[][];
}

type MatrixOf = new (rows: readonly (readonly number[])[]) => Matrix;

/** What it multiplies its weights by is never nothing: it takes 0 for "not said". */
const almostNoRegularization = 1e-30;

/**
 * It tells classes apart and nothing else, so that one output becomes two; and whatever activation it is told, it takes
 * tanh. Its own `train` takes all samples for one batch; the parts that it is made of are called for each batch.
 */
export async function beginMlFnn(workload: Workload): Promise<Training> {
  const FeedForward = await load<Network>("ml-fnn");
  const Matrix = await load<MatrixOf>("ml-matrix");
  const { inputs, layers, learningRate, batchSize, data } = workload;
  if (!data.targets.every(Number.isInteger)) throw new Error("it tells classes apart, and these targets name none");
  const outputs = outputsOf(workload);
  const classes = Array.from({ length: Math.max(2, outputs) }, (_, k) => k);
  const network = new FeedForward({
    hiddenLayers: layers.slice(0, -1).map(({ units }) => units),
    learningRate: learningRate / batchSize,
    regularization: almostNoRegularization,
  });
  const names = Object.fromEntries(classes.map((k) => [k, k]));
  network.dicts = { inputs: names, outputs: names };
  network.buildNetwork(inputs, classes.length);
  const rows = inputRows(workload);
  const labels = targetRows(workload).map((row) => (outputs === 1 ? Number(row[0] > 0.5) : row.indexOf(1)));
  const batches = Array.from({ length: data.samples / batchSize }, (_, k) => ({
    inputs: new Matrix(rows.slice(k * batchSize, (k + 1) * batchSize)),
    labels: labels.slice(k * batchSize, (k + 1) * batchSize),
  }));
  const startOf = batchStarts(workload);
  let step = 0;
  return {
    samplesPerStep: batchSize,
    train: (steps) => {
      for (const end = step + steps; step < end; step++) {
        const batch = batches[startOf(step) / batchSize];
        network.backpropagation(batch.inputs, batch.labels, network.propagate(batch.inputs));
      }
    },
    outputs: (samples) => {
      const probabilities = network.propagate(new Matrix(rows.slice(0, samples))).to2DArray();
      return probabilities.flatMap((row) => (outputs === 1 ? [row[1]] : row));
    },
  };
}
