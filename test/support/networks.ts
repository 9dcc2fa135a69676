import fc from "fast-check";

/**
 * Files of random networks with random data, for properties that hold for all of them: 1 to 4 layers of 1 to 5
 * units, all activations and the losses that fit them, batches, held-out samples and regularization.
 */
export const networkFile = fc
  .record({
    inputs: fc.integer({ min: 1, max: 4 }),
    hidden: fc.array(fc.record({ ...layerKeys(), activation: fc.constantFrom(...hiddenActivations()) }), {
      maxLength: 3,
    }),
    last: fc.record({ ...layerKeys(), ...outputKeys() }),
    regularization: fc.option(fc.record({ l1: fc.constantFrom(0, 0.01), l2: fc.constantFrom(0, 0.1) })),
    samples: fc.integer({ min: 1, max: 5 }),
    batchSize: fc.constantFrom(1, 2, 3, "all"),
    testFraction: fc.constantFrom(0, 0.3),
    scale: fc.constantFrom(0, 0.3, 1, 1, 1, 20),
    seed: fc.integer({ min: 0, max: 1_000_000 }),
  })
  .map(({ inputs, hidden, last, regularization, samples, batchSize, testFraction, scale, seed }) => {
    const { output, ...lastLayer } = last;
    const units = lastLayer.units;
    return {
      inputs,
      layers: [...hidden, { ...lastLayer, activation: output.activation }],
      loss: output.loss,
      ...(regularization ? { regularization } : {}),
      optimizer: { type: "sgd", learningRate: 0.01 },
      training: { epochs: 1, batchSize, testFraction },
      seed,
      data: {
        rows: Array.from({ length: samples }, (_, s) => [
          ...Array.from({ length: inputs }, (_, i) => scale * Math.sin(7 * s + 3 * i + seed)),
          ...targetsOf(output.loss, units, s + seed),
        ]),
      },
    };
  });

/** What a random network's file holds. */
export type NetworkFile = typeof networkFile extends fc.Arbitrary<infer File> ? File : never;

function hiddenActivations() {
  return ["linear", "relu", "leakyRelu", "elu", "gelu", "sigmoid", "tanh", "softplus", "swish"] as const;
}

function layerKeys() {
  return {
    units: fc.integer({ min: 1, max: 5 }),
    init: fc.constantFrom("torchDefault", "xavierNormal", "heUniform", "zeros", "ones", { normal: [0, 3] }),
  };
}

function outputKeys() {
  const ofErrors = fc.record({
    activation: fc.constantFrom(...hiddenActivations(), "softmax"),
    loss: fc.constantFrom("mse", "halfSquaredError", "mae", "huber"),
  });
  const ofProbabilities = fc.constantFrom(
    { activation: "sigmoid", loss: "binaryCrossEntropy" },
    { activation: "softmax", loss: "binaryCrossEntropy" },
    { activation: "softmax", loss: "crossEntropy" },
  );
  return { output: fc.oneof(ofErrors, ofProbabilities) };
}

/** Any numbers for losses of errors; shares, or one class, for cross-entropies. */
function targetsOf(loss: string, units: number, seed: number): number[] {
  if (loss === "crossEntropy") return Array.from({ length: units }, (_, j) => (j === seed % units ? 1 : 0));
  const numbers = Array.from({ length: units }, (_, j) => Math.cos(5 * seed + 2 * j));
  return loss === "binaryCrossEntropy"
    ? numbers.map((t) => (seed % 2 === 0 ? Math.round((t + 1) / 2) : (t + 1) / 2))
    : numbers;
}
