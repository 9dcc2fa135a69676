import { batchStarts, rateForHalfErrors, type Training } from "../peer.ts";
import { inputRows, targetRows, type Workload, type WorkloadLayer, widthsOf } from "../workload.ts";
import { load } from "./load.ts";

interface Neataptic {
  readonly architect: { readonly Perceptron: new (...widths: number[]) => Network };
  readonly methods: { readonly activation: Readonly<Record<"LOGISTIC" | "TANH" | "RELU", object>> };
}

interface Network {
  /** All units, layer by layer. */
  readonly nodes: { squash: object }[];
  readonly activate: (inputs: readonly number[], training: boolean) => number[];
  readonly propagate: (rate: number, momentum: number, update: boolean, targets: readonly number[]) => void;
}

/** Its outputs are never a softmax: sigmoids stand for it. */
export async function beginNeataptic(workload: Workload): Promise<Training> {
  const { architect, methods } = await load<Neataptic>("neataptic");
  const squashes: Readonly<Record<WorkloadLayer["activation"], object>> = {
    sigmoid: methods.activation.LOGISTIC,
    tanh: methods.activation.TANH,
    relu: methods.activation.RELU,
    softmax: methods.activation.LOGISTIC,
  };
  const network = new architect.Perceptron(...widthsOf(workload));
  let next = workload.inputs;
  for (const { units, activation } of workload.layers) {
    for (const unit of network.nodes.slice(next, next + units)) unit.squash = squashes[activation];
    next += units;
  }
  const inputs = inputRows(workload);
  const targets = targetRows(workload);
  const { batchSize } = workload;
  const startOf = batchStarts(workload);
  // It adds up the gradients of a batch and does not divide them.
  const rate = rateForHalfErrors(workload) / batchSize;
  let step = 0;
  return {
    samplesPerStep: batchSize,
    train: (steps) => {
      for (const end = step + steps; step < end; step++) {
        const start = startOf(step);
        for (let s = start; s < start + batchSize; s++) {
          network.activate(inputs[s], true);
          network.propagate(rate, 0, s === start + batchSize - 1, targets[s]);
        }
      }
    },
    outputs: (samples) => inputs.slice(0, samples).flatMap((row) => network.activate(row, false)),
  };
}
