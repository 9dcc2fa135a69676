import { rateForHalfErrors, type Training } from "../peer.ts";
import { inputRows, targetRows, type Workload } from "../workload.ts";
import { load } from "./load.ts";

interface Brain {
  readonly NeuralNetwork: new (options: { hiddenLayers: number[]; activation: string }) => Network;
}

interface Network {
  readonly train: (data: readonly Pattern[], options: { iterations: number }) => void;
  readonly trainOpts: { learningRate: number; momentum: number };
  readonly trainPattern: (pattern: Pattern) => void;
  readonly run: (inputs: readonly number[]) => ArrayLike<number>;
}

interface Pattern {
  readonly input: readonly number[];
  readonly output: readonly number[];
}

/** It takes one sample at a time, and all of its layers have the activation of the first: there is no softmax. */
export async function beginBrain(workload: Workload, name: "brain.js" | "brain.js-2"): Promise<Training> {
  const { NeuralNetwork } = await load<Brain>(name);
  const { layers, batchSize } = workload;
  const hiddenLayers = layers.slice(0, -1).map(({ units }) => units);
  const network = new NeuralNetwork({ hiddenLayers, activation: layers[0].activation });
  const inputs = inputRows(workload);
  const targets = targetRows(workload);
  const patterns = inputs.map((input, s): Pattern => ({ input, output: targets[s] }));
  // Only `train` lays the network out, and it takes no momentum of 0.
  network.train(patterns.slice(0, 1), { iterations: 1 });
  network.trainOpts.learningRate = rateForHalfErrors(workload) / batchSize;
  network.trainOpts.momentum = 0;
  let step = 0;
  return {
    samplesPerStep: 1,
    train: (steps) => {
      for (const end = step + steps; step < end; step++) network.trainPattern(patterns[step % patterns.length]);
    },
    outputs: (samples) => inputs.slice(0, samples).flatMap((row) => Array.from(network.run(row))),
  };
}
