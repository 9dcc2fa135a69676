import { rateForHalfErrors, type Training } from "../peer.ts";
import { inputRows, targetRows, type Workload, type WorkloadLayer, widthsOf } from "../workload.ts";
import { load } from "./load.ts";

interface Synaptic {
  readonly Architect: { readonly Perceptron: new (...widths: number[]) => Network };
  readonly Neuron: { readonly squash: Readonly<Record<"LOGISTIC" | "TANH" | "RELU", object>> };
}

interface Network {
  readonly layers: { readonly hidden: readonly Layer[]; readonly output: Layer };
  /** Runs code that the library generates for the whole network. */
  readonly activate: (inputs: readonly number[]) => number[];
  readonly propagate: (rate: number, targets: readonly number[]) => void;
}

interface Layer {
  readonly set: (options: { squash: object }) => void;
}

/** It takes one sample at a time, and its outputs are never a softmax: sigmoids stand for it. */
export async function beginSynaptic(workload: Workload): Promise<Training> {
  const { Architect, Neuron } = await load<Synaptic>("synaptic");
  const squashes: Readonly<Record<WorkloadLayer["activation"], object>> = {
    sigmoid: Neuron.squash.LOGISTIC,
    tanh: Neuron.squash.TANH,
    relu: Neuron.squash.RELU,
    softmax: Neuron.squash.LOGISTIC,
  };
  const network = new Architect.Perceptron(...widthsOf(workload));
  [...network.layers.hidden, network.layers.output].forEach((layer, l) => {
    layer.set({ squash: squashes[workload.layers[l].activation] });
  });
  const inputs = inputRows(workload);
  const targets = targetRows(workload);
  const rate = rateForHalfErrors(workload) / workload.batchSize;
  let step = 0;
  return {
    samplesPerStep: 1,
    train: (steps) => {
      for (const end = step + steps; step < end; step++) {
        const s = step % inputs.length;
        network.activate(inputs[s]);
        network.propagate(rate, targets[s]);
      }
    },
    outputs: (samples) => inputs.slice(0, samples).flatMap((row) => network.activate(row)),
  };
}
