import { batchStarts, type Training } from "../peer.ts";
import { initialParameters, outputsOf, type Workload, type WorkloadLayer } from "../workload.ts";
import { load } from "./load.ts";

interface Jax {
  readonly init: (device: "wasm") => Promise<unknown>;
  readonly defaultDevice: (device: "wasm") => void;
  readonly numpy: {
    readonly array: (values: Float32Array) => JaxArray;
    readonly matmul: (a: JaxArray, b: JaxArray) => JaxArray;
    readonly transpose: (a: JaxArray) => JaxArray;
    readonly tanh: (z: JaxArray) => JaxArray;
    readonly square: (a: JaxArray) => JaxArray;
    readonly sum: (a: JaxArray, axis: number) => JaxArray;
    readonly mean: (a: JaxArray) => JaxArray;
  };
  readonly nn: Readonly<Record<"sigmoid" | "relu", (z: JaxArray) => JaxArray>> &
    Readonly<Record<"softmax" | "logSoftmax", (z: JaxArray, axis: number) => JaxArray>>;
  readonly grad: <T>(
    loss: (parameters: T, x: JaxArray, t: JaxArray) => JaxArray,
  ) => typeof loss extends never ? never : (parameters: T, x: JaxArray, t: JaxArray) => T;
  readonly jit: <F>(f: F) => F;
  readonly tree: {
    readonly ref: <T>(tree: T) => T;
    readonly map: <T>(f: (...leaves: JaxArray[]) => JaxArray, ...trees: T[]) => T;
  };
  readonly blockUntilReady: (tree: unknown) => Promise<unknown>;
}

/** An array that belongs to whoever it is passed to; `ref` makes one more owner. */
interface JaxArray {
  readonly ref: JaxArray;
  readonly reshape: (shape: number[]) => JaxArray;
  readonly add: (other: JaxArray) => JaxArray;
  readonly sub: (other: JaxArray) => JaxArray;
  readonly mul: (other: JaxArray | number) => JaxArray;
  readonly neg: () => JaxArray;
  readonly data: () => Promise<ArrayLike<number>>;
}

interface LayerParameters {
  readonly weights: JaxArray;
  readonly biases: JaxArray;
}

/** One compiled function of parameters and batch makes the parameters of the next step. */
export async function beginJax(workload: Workload): Promise<Training> {
  const { init, defaultDevice, numpy, nn, grad, jit, tree, blockUntilReady } = await load<Jax>("@jax-js/jax");
  await init("wasm");
  defaultDevice("wasm");

  const { inputs, layers, loss, batchSize, learningRate, data } = workload;
  const outputs = outputsOf(workload);
  const last = layers.length - 1;
  let parameters = initialParameters(workload).map(
    ({ weights, biases }): LayerParameters => ({
      weights: matrix(weights, biases.length),
      biases: numpy.array(Float32Array.from(biases)),
    }),
  );
  const batches = Array.from({ length: data.samples / batchSize }, (_, k) => ({
    inputs: matrix(data.inputs.subarray(k * batchSize * inputs, (k + 1) * batchSize * inputs), batchSize),
    targets: matrix(data.targets.subarray(k * batchSize * outputs, (k + 1) * batchSize * outputs), batchSize),
  }));
  const next = jit((before: LayerParameters[], x: JaxArray, t: JaxArray) => {
    const gradients = grad(lossOf)(tree.ref(before), x, t);
    return tree.map((parameter, gradient) => parameter.sub(gradient.mul(learningRate)), before, gradients);
  });
  const startOf = batchStarts(workload);
  let step = 0;
  return {
    samplesPerStep: batchSize,
    train: async (steps) => {
      for (const end = step + steps; step < end; step++) {
        const batch = batches[startOf(step) / batchSize];
        parameters = next(parameters, batch.inputs.ref, batch.targets.ref);
      }
      await blockUntilReady(parameters);
    },
    outputs: (samples) => {
      const z = lastSums(tree.ref(parameters), matrix(data.inputs.subarray(0, samples * inputs), samples));
      return activate(layers[last].activation, z).data();
    },
  };

  function matrix(values: ArrayLike<number>, rows: number): JaxArray {
    return numpy.array(Float32Array.from(values)).reshape([rows, values.length / rows]);
  }

  function lossOf(parameters: LayerParameters[], x: JaxArray, t: JaxArray): JaxArray {
    const z = lastSums(parameters, x);
    if (loss === "crossEntropy") return numpy.mean(numpy.sum(nn.logSoftmax(z, -1).mul(t), -1)).neg();
    return numpy.mean(numpy.square(activate(layers[last].activation, z).sub(t)));
  }

  /** The pre-activations of the outputs. */
  function lastSums(parameters: LayerParameters[], x: JaxArray): JaxArray {
    let a = x;
    for (let l = 0; ; l++) {
      const z = numpy.matmul(a, numpy.transpose(parameters[l].weights)).add(parameters[l].biases);
      if (l === last) return z;
      a = activate(layers[l].activation, z);
    }
  }

  function activate(activation: WorkloadLayer["activation"], z: JaxArray): JaxArray {
    if (activation === "softmax") return nn.softmax(z, -1);
    return activation === "tanh" ? numpy.tanh(z) : nn[activation](z);
  }
}
