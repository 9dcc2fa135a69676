import { describe, expect, it } from "vitest";
import { specFile, unboxedJson } from "../support/command-line.ts";
import { chainFile, neuronFile, untrainedXorFile } from "../support/specs.ts";

/** Worked cases with known answers, as `unboxed step --json` prints them. */

/** Equal to `digits` significant digits. */
function expectNear(actual: number, expected: number, digits = 12): void {
  const tolerance = Math.abs(expected) * 10 ** -digits;
  expect(Math.abs(actual - expected), `${actual} is not ${expected}`).toBeLessThanOrEqual(tolerance);
}

describe("1. the article's chain", () => {
  const worked = unboxedJson("step", "examples/chain.nn.json");
  const [sample] = worked.samples;

  it("goes forward to the loss", () => {
    expect(sample.layers.map(({ z }: { z: number[] }) => z[0])).toEqual([1.25, 1.375, 3.75]);
    expect(sample.layers.map(({ a }: { a: number[] }) => a[0])).toEqual([1.25, 1.375, 3.75]);
    expect([worked.loss, sample.loss]).toEqual([7.5625, 7.5625]);
  });

  it("goes back to every gradient", () => {
    const gradients = worked.layers.map(({ gradients }: never) => gradients);
    expect(gradients).toEqual([
      { weights: [[33]], biases: [16.5] },
      { weights: [[13.75]], biases: [11] },
      { weights: [[7.5625]], biases: [5.5] },
    ]);
  });

  it("shows the factors of ∂l/∂w₁: 5.5 · 2 · 1.5 · 2", () => {
    const explained = unboxedJson("step", "examples/chain.nn.json", "--parameter", "layers.0.weights[0][0]");
    const factors = explained.factors.map(({ value }: { value: number }) => value);
    // Between them stand the slopes of relu, which are 1 here.
    expect(factors).toEqual([5.5, 1, 2, 1, 1.5, 1, 2]);
    expect(explained.gradient).toBe(33);
    expect(sample.layers.map(({ lossByA }: { lossByA: number[] }) => lossByA[0])).toEqual([16.5, 11, 5.5]);
    expect(sample.layers.map(({ lossByZ }: { lossByZ: number[] }) => lossByZ[0])).toEqual([16.5, 11, 5.5]);
    expect(sample.layers.map(({ aByZ }: { aByZ: number[] }) => aByZ[0])).toEqual([1, 1, 1]);
    expect(sample.inputs).toEqual([2]);
  });

  it("updates, and the loss falls", () => {
    expect(worked.layers.map(({ after }: never) => after)).toEqual([
      { weights: [[0.2421875]], biases: [0.12109375] },
      { weights: [[1.392578125]], biases: [-0.5859375] },
      { weights: [[1.94091796875]], biases: [0.95703125] },
    ]);
    expectNear(unboxedJson("train", "examples/chain.nn.json", "--steps", "1").loss, 0.20819503900341318, 15);
    expectNear(unboxedJson("step", "examples/chain.nn.json", "--at", "2").loss, 0.20819503900341318, 15);
  });

  describe("with w₃ = −2", () => {
    const withActivation = (activation: string) => {
      const layers = chainFile.layers.map((layer, l) => ({
        ...layer,
        activation,
        weights: l === 2 ? [[-2]] : layer.weights,
      }));
      return unboxedJson("step", specFile({ ...chainFile, layers }));
    };
    const gradientsOf = (step: { layers: { gradients: { weights: number[][]; biases: number[] } }[] }) =>
      step.layers.map(({ gradients }) => [gradients.weights[0][0], gradients.biases[0]]);

    it("relu leaves a dead output", () => {
      const dead = withActivation("relu");
      expect([dead.samples[0].layers[2].a[0], dead.loss]).toEqual([0, 1]);
      for (const gradient of gradientsOf(dead).flat()) expect(Math.abs(gradient)).toBe(0);
    });

    it("linear turns the signs of layers before", () => {
      const linear = withActivation("linear");
      expect([linear.samples[0].layers[2].a[0], linear.loss]).toEqual([-1.75, 7.5625]);
      expect(gradientsOf(linear)).toEqual([
        [33, 16.5],
        [13.75, 11],
        [-7.5625, -5.5],
      ]);
    });
  });
});

describe("2. Mazur's 2-2-2 network", () => {
  const worked = unboxedJson("step", "examples/mazur.nn.json");
  const [hidden, output] = worked.layers;

  it("has the known loss and gradients", () => {
    expectNear(worked.loss, 0.2983711087600027);
    expectNear(output.gradients.weights[0][0], 0.08216704056423077);
    expectNear(hidden.gradients.weights[0][0], 0.0004385677344743465);
  });

  it("has the known weights after the update", () => {
    const after = [...hidden.after.weights.flat(), ...output.after.weights.flat()];
    const known = [
      0.149780716, 0.199561432, 0.249751144, 0.299502287, 0.35891648, 0.408666186, 0.51130127, 0.561370121,
    ];
    for (const [k, weight] of after.entries()) expectNear(weight, known[k], 8);
  });

  it("arrives at the loss that follows from deltas taken before the update", () => {
    expectNear(unboxedJson("step", "examples/mazur.nn.json", "--at", "2").loss, 0.29102777369359933);
    expectNear(unboxedJson("train", "examples/mazur.nn.json", "--steps", "1").loss, 0.29102777369359933);
  });

  it("keeps its biases", () => {
    expect([hidden.after.biases, output.after.biases]).toEqual([
      [0.35, 0.35],
      [0.6, 0.6],
    ]);
  });

  it("arrives at another loss where the biases learn too", () => {
    const file = {
      inputs: ["i1", "i2"],
      layers: [hidden, output].map(({ before }) => ({ units: 2, activation: "sigmoid", ...before })),
      targets: ["o1", "o2"],
      loss: "halfSquaredError",
      optimizer: { learningRate: 0.5 },
      data: [{ i1: 0.05, i2: 0.1, o1: 0.01, o2: 0.99 }],
    };
    expectNear(unboxedJson("train", specFile(file), "--steps", "1").loss, 0.28047144679143016);
  });
});

describe("3. single neurons", () => {
  const neuron = (...parts: Parameters<typeof neuronFile>) => unboxedJson("step", specFile(neuronFile(...parts)));

  it("tanh", () => {
    const { samples, layers } = neuron("tanh", [-3, 1], 6.8813735870195432, [2, 0], Math.SQRT1_2);
    const [{ a, lossByZ }] = samples[0].layers;
    expectNear(a[0], Math.SQRT1_2, 8);
    expectNear(lossByZ[0], 0.5);
    expectNear(layers[0].gradients.weights[0][0], 1);
    expect(layers[0].gradients.weights[0][1]).toBe(0);
    expectNear(layers[0].gradients.biases[0], 0.5);
    // ∂/∂x = w · δ
    expectNear(layers[0].before.weights[0][0] * lossByZ[0], -1.5);
    expectNear(layers[0].before.weights[0][1] * lossByZ[0], 0.5);
  });

  it("sigmoid", () => {
    const { samples, layers } = neuron("sigmoid", [2, -3], -3, [-1, -2], 0.7310585786300049);
    expectNear(samples[0].layers[0].a[0], 0.7310585786300049, 15);
    const { weights, biases } = layers[0].gradients;
    expect(weights[0][0]).toBeCloseTo(-0.19661, 5);
    expect(weights[0][1]).toBeCloseTo(-0.39322, 5);
    expect(biases[0]).toBeCloseTo(0.19661, 5);
  });
});

it("4. XOR without training: y = h₁ − 2h₂", () => {
  const file = { ...untrainedXorFile, training: { shuffle: false, batchSize: "all" } };
  const { samples, loss } = unboxedJson("step", specFile(file));
  expect(samples.map((sample: { layers: { a: number[] }[] }) => sample.layers[1].a[0])).toEqual([0, 1, 1, 0]);
  expect(loss).toBe(0);
});
