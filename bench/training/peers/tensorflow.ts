import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { batchStarts, type Training } from "../peer.ts";
import { initialParameters, outputsOf, type Workload, type WorkloadLayer } from "../workload.ts";
import { load } from "./load.ts";

interface TensorFlow {
  readonly setBackend: (name: string) => Promise<boolean>;
  readonly ready: () => Promise<void>;
  readonly tensor: (values: Float32Array, shape: number[]) => Tensor;
  readonly variable: (initial: Tensor) => Tensor;
  readonly matMul: (a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean) => Tensor;
  readonly add: (a: Tensor, b: Tensor) => Tensor;
  readonly sigmoid: (z: Tensor) => Tensor;
  readonly tanh: (z: Tensor) => Tensor;
  readonly relu: (z: Tensor) => Tensor;
  readonly softmax: (z: Tensor) => Tensor;
  readonly tidy: <T>(work: () => T) => T;
  readonly losses: {
    readonly meanSquaredError: (targets: Tensor, outputs: Tensor) => Tensor;
    readonly softmaxCrossEntropy: (targets: Tensor, z: Tensor) => Tensor;
  };
  readonly train: { readonly sgd: (rate: number) => { readonly minimize: (loss: () => Tensor) => void } };
}

interface Tensor {
  readonly dataSync: () => Float32Array;
}

interface WasmBackend {
  readonly setWasmPaths: (folder: string) => void;
  readonly setThreadsCount: (threads: number) => void;
}

export async function beginTensorFlow(workload: Workload, backend: "cpu" | "wasm"): Promise<Training> {
  const tf = await load<TensorFlow>("@tensorflow/tfjs");
  if (backend === "wasm") await useWasm();
  await tf.setBackend(backend);
  await tf.ready();

  const { inputs, layers, loss, batchSize, learningRate, data } = workload;
  const outputs = outputsOf(workload);
  const parameters = initialParameters(workload).map(({ weights, biases }) => ({
    weights: tf.variable(matrix(weights, biases.length)),
    biases: tf.variable(tf.tensor(Float32Array.from(biases), [biases.length])),
  }));
  const batches = Array.from({ length: data.samples / batchSize }, (_, k) => ({
    inputs: matrix(data.inputs.subarray(k * batchSize * inputs, (k + 1) * batchSize * inputs), batchSize),
    targets: matrix(data.targets.subarray(k * batchSize * outputs, (k + 1) * batchSize * outputs), batchSize),
  }));
  const optimizer = tf.train.sgd(learningRate);
  const startOf = batchStarts(workload);
  let step = 0;
  return {
    samplesPerStep: batchSize,
    train: (steps) => {
      for (const end = step + steps; step < end; step++) {
        const batch = batches[startOf(step) / batchSize];
        optimizer.minimize(() => lossOf(batch.inputs, batch.targets));
      }
    },
    outputs: (samples) =>
      tf.tidy(() => {
        const z = lastSums(matrix(data.inputs.subarray(0, samples * inputs), samples));
        return activate(layers[layers.length - 1].activation, z).dataSync();
      }),
  };

  function matrix(values: ArrayLike<number>, rows: number): Tensor {
    return tf.tensor(Float32Array.from(values), [rows, values.length / rows]);
  }

  function lossOf(inputs: Tensor, targets: Tensor): Tensor {
    const z = lastSums(inputs);
    if (loss === "crossEntropy") return tf.losses.softmaxCrossEntropy(targets, z);
    return tf.losses.meanSquaredError(targets, activate(layers[layers.length - 1].activation, z));
  }

  /** The pre-activations of the outputs. */
  function lastSums(inputs: Tensor): Tensor {
    let a = inputs;
    for (let l = 0; ; l++) {
      const z = tf.add(tf.matMul(a, parameters[l].weights, false, true), parameters[l].biases);
      if (l === layers.length - 1) return z;
      a = activate(layers[l].activation, z);
    }
  }

  function activate(activation: WorkloadLayer["activation"], z: Tensor): Tensor {
    return tf[activation](z);
  }
}

/** Takes the wasm files from where they are installed. */
async function useWasm(): Promise<void> {
  const name = "@tensorflow/tfjs-backend-wasm";
  const wasm = await load<WasmBackend>(name);
  const main = createRequire(join(process.cwd(), "bench", "package.json")).resolve(name);
  wasm.setWasmPaths(dirname(main) + sep);
  wasm.setThreadsCount(1);
}
