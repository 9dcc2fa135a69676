import type { LayerSpec, Spec } from "../../src/core/spec.ts";

/** What a spec built by hand has to say; its layers need only units. */
export type HandBuilt = Partial<Omit<Spec, "layers" | "training" | "optimizer" | "data">> & {
  readonly layers: readonly (Partial<LayerSpec> & { readonly units: number })[];
  /** Inputs, then targets. */
  readonly rows: readonly (readonly number[])[];
  readonly training?: Partial<Spec["training"]>;
  readonly optimizer?: Partial<Spec["optimizer"]>;
  readonly data?: Partial<Spec["data"]>;
};

/** A spec as the core gets it, without a file: seed 0, plain gradient descent on all rows, and mse unless said. */
export function handBuilt({ layers, rows, training, optimizer, data, ...rest }: HandBuilt): Spec {
  const outputs = layers[layers.length - 1].units;
  const inputs = rows[0].length - outputs;
  return {
    title: "Hand-built",
    inputs: Array.from({ length: inputs }, (_, i) => `x${i + 1}`),
    targets: Array.from({ length: outputs }, (_, j) => `t${j + 1}`),
    loss: "mse",
    regularization: { l1: 0, l2: 0 },
    precision: "float64",
    seed: 0,
    expect: [],
    ...rest,
    layers: layers.map((layer, l) => ({
      name: `L${l + 1}`,
      activation: "linear",
      weights: null,
      biases: null,
      trainable: { weights: true, biases: true },
      init: "torchDefault",
      ...layer,
    })),
    optimizer: {
      type: "sgd",
      learningRate: 0.01,
      schedule: { kind: "constant" },
      clipNorm: null,
      momentum: 0,
      beta1: 0,
      beta2: 0,
      epsilon: 0,
      alpha: 0,
      weightDecay: 0,
      ...optimizer,
    },
    training: {
      epochs: 100,
      batchSize: "all",
      shuffle: false,
      testFraction: 0,
      stopWhen: { loss: null, testLoss: null, accuracy: null, patience: null },
      ...training,
    },
    data: {
      samples: rows.length,
      inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, inputs))),
      targets: Float64Array.from(rows.flatMap((row) => row.slice(inputs))),
      normalization: null,
      classes: null,
      ...data,
    },
  };
}
