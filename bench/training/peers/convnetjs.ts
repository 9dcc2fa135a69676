import { batchStarts, rateForHalfErrors, type Training } from "../peer.ts";
import { initialParameters, inputRows, outputsOf, targetRows, type Workload } from "../workload.ts";
import { load } from "./load.ts";

interface ConvNet {
  readonly Net: new () => Net;
  readonly Vol: new (values: readonly number[]) => Vol;
  readonly RegressionLayer: new (options: object) => Layer;
  readonly SoftmaxLayer: new (options: object) => Layer;
  readonly Trainer: new (net: Net, options: object) => { readonly train: (inputs: Vol, targets: Targets) => void };
}

interface Net {
  readonly layers: Layer[];
  readonly makeLayers: (definitions: readonly object[]) => void;
  readonly forward: (inputs: Vol) => Vol;
}

interface Vol {
  readonly w: Float64Array;
}

interface Layer {
  readonly layer_type: string;
  /** Of a dense layer: the weights of each unit, and the biases. */
  readonly filters: readonly Vol[];
  readonly biases: Vol;
  readonly forward: (inputs: Vol, training: boolean) => Vol;
}

/** Values, or the class that is the right one. */
type Targets = readonly number[] | number;

export async function beginConvNet(workload: Workload): Promise<Training> {
  const library = await load<ConvNet>("convnetjs");
  const net = createNet(library, workload);
  const trainer = new library.Trainer(net, {
    method: "sgd",
    learning_rate: rateForHalfErrors(workload),
    momentum: 0,
    l2_decay: 0,
    batch_size: workload.batchSize,
  });
  const inputs = inputRows(workload).map((row) => new library.Vol(row));
  const targets = targetRows(workload).map((row): Targets => (workload.loss === "mse" ? row : row.indexOf(1)));
  const startOf = batchStarts(workload);
  let step = 0;
  return {
    samplesPerStep: workload.batchSize,
    train: (steps) => {
      for (const end = step + steps; step < end; step++) {
        const start = startOf(step);
        for (let s = start; s < start + workload.batchSize; s++) trainer.train(inputs[s], targets[s]);
      }
    },
    outputs: (samples) => inputs.slice(0, samples).flatMap((row) => Array.from(net.forward(row).w)),
  };
}

/** The layer of a loss by itself: the library would put one more dense layer before it. */
function createNet(library: ConvNet, workload: Workload): Net {
  const net = new library.Net();
  const dense = workload.layers.map(({ units, activation }) => ({
    type: "fc",
    num_neurons: units,
    ...(activation === "softmax" ? {} : { activation }),
  }));
  net.makeLayers([{ type: "input", out_sx: 1, out_sy: 1, out_depth: workload.inputs }, ...dense]);
  const Loss = workload.loss === "mse" ? library.RegressionLayer : library.SoftmaxLayer;
  net.layers.push(new Loss({ in_sx: 1, in_sy: 1, in_depth: outputsOf(workload) }));
  const parameters = initialParameters(workload);
  net.layers
    .filter(({ layer_type }) => layer_type === "fc")
    .forEach(({ filters, biases }, l) => {
      const fanIn = parameters[l].weights.length / filters.length;
      filters.forEach(({ w }, j) => {
        w.set(parameters[l].weights.subarray(j * fanIn, (j + 1) * fanIn));
      });
      biases.w.set(parameters[l].biases);
    });
  return net;
}
