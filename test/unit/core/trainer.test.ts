import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, trainingLoss } from "../../../src/core/evaluation.ts";
import { createRandom, createRandomState, shuffle, streams } from "../../../src/core/random.ts";
import { testSamples } from "../../../src/core/split.ts";
import { batchSizeOf, epochOf, stepsInAll, stepsPerEpoch } from "../../../src/core/steps.ts";
import { createStopping, stopsAfterEpoch } from "../../../src/core/stopping.ts";
import { createTrainer, isDone, type Trainer, takeStep } from "../../../src/core/trainer.ts";
import { workStep } from "../../../src/core/worked-step.ts";
import { handBuilt } from "../../support/hand-built.ts";
import { specOf, xorFile } from "../../support/specs.ts";

const rows = (n: number) => Array.from({ length: n }, (_, k) => [k, 2 * k + 1]);
const lineFile = (training: object) => ({
  inputs: 1,
  layers: [{ units: 1 }],
  training,
  data: { rows: rows(5) },
  seed: 2,
});

/** Node keeps its garbage collector to itself unless it is told otherwise. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

async function samplesOfSteps(training: object, steps: number): Promise<number[][]> {
  const trainer = createTrainer(await specOf(lineFile(training)));
  return Array.from({ length: steps }, () => (workStep(trainer)?.samples ?? []).map(({ index }) => index));
}

describe("batches", () => {
  it("visit the samples in order without shuffling; the last batch of an epoch may be smaller", async () => {
    expect(await samplesOfSteps({ shuffle: false, batchSize: 2 }, 4)).toEqual([[0, 1], [2, 3], [4], [0, 1]]);
  });

  it("visit every sample once an epoch, each epoch in another order", async () => {
    const steps = await samplesOfSteps({ batchSize: 1 }, 15);
    const epochs = [0, 5, 10].map((start) => steps.slice(start, start + 5).flat());
    for (const epoch of epochs) expect(epoch.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(epochs.map(String)).size).toBe(3);
  });

  it('take all samples at once for "all", and no more than there are', async () => {
    for (const batchSize of ["all", 7]) {
      const [step] = await samplesOfSteps({ shuffle: false, batchSize }, 1);
      expect(step).toEqual([0, 1, 2, 3, 4]);
      expect(batchSizeOf(await specOf(lineFile({ batchSize })))).toBe(5);
    }
  });

  it("go through in parts where they are large, each sample in its place", async () => {
    const file = { ...lineFile({ shuffle: false, batchSize: "all" }), data: { rows: rows(150) } };
    const trainer = createTrainer(await specOf(file));
    expect(trainer.batch.capacity).toBe(64);
    const samples = workStep(trainer)?.samples ?? [];
    expect(samples.map(({ index, inputs }) => [index, inputs[0]])).toEqual(rows(150).map(([x]) => [x, x]));
  });

  it.each([
    ["inputs", 2 ** 17 - 2, 1],
    ["layers", 1, 2 ** 17 - 2],
  ])("take no more room for wide %s than for narrow ones", (_, inputs, units) => {
    const data = Array.from({ length: 3 }, () => new Array<number>(inputs + 1).fill(0));
    const spec = handBuilt({ rows: data, layers: [{ units }, { units: 1 }] });
    expect(createTrainer(spec).batch.capacity).toBe(2);
  });

  it("are counted in steps and epochs", async () => {
    const spec = await specOf(lineFile({ batchSize: 2, epochs: 10 }));
    expect([stepsPerEpoch(spec), stepsInAll(spec)]).toEqual([3, 30]);
    expect([0, 1, 3, 4, 30].map((step) => epochOf(spec, step))).toEqual([0, 1, 1, 2, 10]);
  });
});

it("moves by the mean of the samples' gradients", async () => {
  const file = { ...lineFile({ batchSize: "all" }), layers: [{ units: 1, weights: [[1]], biases: [0] }] };
  const trainer = createTrainer(await specOf(file));
  takeStep(trainer);
  // l = mean (x + 0 − (2x + 1))², so ∂l/∂w = mean −2(x + 1)x and ∂l/∂b = mean −2(x + 1), over x = 0 … 4.
  expect(trainer.gradients[0].weights[0]).toBe(-16);
  expect(trainer.gradients[0].biases[0]).toBe(-6);
  expect(trainer.network.layers[0].parameters.weights[0]).toBeCloseTo(1 + 0.01 * 16, 14);
  expect(trainer.network.layers[0].parameters.biases[0]).toBeCloseTo(0.01 * 6, 14);
});

it("gives the same run for the same seed, another for another", async () => {
  const parametersAfter = async (seed: number) => {
    const trainer = createTrainer(await specOf({ ...xorFile(100), seed }));
    while (trainer.step < 100) takeStep(trainer);
    return trainer.network.layers.map(({ parameters }) => parameters);
  };
  expect(await parametersAfter(4)).toEqual(await parametersAfter(4));
  expect(await parametersAfter(4)).not.toEqual(await parametersAfter(5));
});

it("leaves one layer's drawn weights as they were when another's are given", async () => {
  const layersOf = async (first: object) => {
    const spec = await specOf({ ...xorFile(1), layers: [{ units: 2, ...first }, { units: 1 }] });
    return createTrainer(spec).network.layers.map(({ parameters }) => [...parameters.weights, ...parameters.biases]);
  };
  const given = {
    weights: [
      [1, 2],
      [3, 4],
    ],
    biases: [5, 6],
  };
  const [drawn, withGiven] = [await layersOf({}), await layersOf(given)];
  expect(withGiven[0]).toEqual([1, 2, 3, 4, 5, 6]);
  expect(withGiven[1]).toEqual(drawn[1]);
});

it("learns XOR", async () => {
  const trainer = createTrainer(await specOf(xorFile(5000)));
  const before = trainingLoss(trainer);
  while (trainer.step < 5000) takeStep(trainer);
  expect(before).toBeGreaterThan(0.2);
  expect(trainingLoss(trainer)).toBeLessThan(0.001);
});

it("does not take a step whose loss is no finite number", async () => {
  const file = { ...lineFile({ batchSize: 1 }), optimizer: { learningRate: 1e10 } };
  const trainer = createTrainer(await specOf(file));
  while (takeStep(trainer)) expect(trainer.step).toBeLessThan(100);
  expect(Number.isFinite(trainer.batchLoss)).toBe(true);
  expect(trainer.breakdown?.step).toBe(trainer.step + 1);
  expect(Number.isFinite(trainer.breakdown?.batchLoss)).toBe(false);
  const before = [...trainer.network.layers[0].parameters.weights];
  const { step } = trainer;
  expect(workStep(trainer)).toBeNull();
  expect(trainer.step).toBe(step);
  expect([...trainer.network.layers[0].parameters.weights]).toEqual(before);
});

it("does not take a step with a gradient that is no finite number, even if its loss is", async () => {
  const layers = [1e-200, 1e150].map((w) => ({ units: 1, weights: [[w]], biases: false }));
  const file = { inputs: 1, layers, data: { rows: [[1e200, -1e120]] }, training: { epochs: 5 } };
  const trainer = createTrainer(await specOf(file));
  expect(takeStep(trainer)).toBe(false);
  expect(trainer.breakdown).toEqual({ step: 1, batchLoss: expect.any(Number) });
  expect(Number.isFinite(trainer.breakdown?.batchLoss)).toBe(true);
  expect([...trainer.network.numbers]).toEqual([1e-200, 1e150]);
});

it("breaks off after a step that made a parameter infinite, wherever the run stands", async () => {
  const stopWhen = { loss: 1e300, testLoss: null, accuracy: null, patience: null };
  const training = { epochs: 1, stopWhen };
  const spec = handBuilt({
    rows: [[1e154, 1e150]],
    layers: [{ units: 1 }],
    optimizer: { learningRate: 1e200 },
    training,
  });
  const trainer = createTrainer(spec);
  expect(takeStep(trainer)).toBe(true);
  expect(trainer).toMatchObject({ step: 1, stopped: null, breakdown: { step: 2, batchLoss: Number.NaN } });
});

it("stays where it broke, without drawing another order", async () => {
  const file = { ...lineFile({ batchSize: "all" }), optimizer: { learningRate: 1e100 } };
  const trainer = createTrainer(await specOf(file));
  while (takeStep(trainer)) expect(trainer.step).toBeLessThan(100);
  const stateOf = ({ breakdown, order, random }: Trainer) => {
    const state = createRandomState();
    random.save(state);
    return structuredClone({ breakdown, order, state });
  };
  const expected = stateOf(trainer);
  for (let again = 0; again < 3; again++) expect(takeStep(trainer)).toBe(false);
  expect(stateOf(trainer)).toEqual(expected);
});

describe("what may change", () => {
  const file = (trainable: unknown) => ({
    ...xorFile(10, { batchSize: 1 }),
    layers: [
      { units: 3, activation: "tanh", trainable },
      { units: 1, activation: "sigmoid" },
    ],
    optimizer: { type: "adamw", learningRate: 0.1 },
  });

  it.each([
    [true, true, true],
    [false, false, false],
    ["weights", true, false],
    ["biases", false, true],
  ])("trainable: %j", async (trainable, weights, biases) => {
    const trainer = createTrainer(await specOf(file(trainable)));
    const [{ parameters }] = trainer.network.layers;
    const before = structuredClone(parameters);
    for (let step = 0; step < 10; step++) takeStep(trainer);
    expect(parameters.weights.every((w, k) => w === before.weights[k])).toBe(!weights);
    expect(parameters.biases.every((b, j) => b === before.biases[j])).toBe(!biases);
    expect(trainer.gradients[0].weights.some((g) => g !== 0)).toBe(true);
  });
});

it("has no bias where the spec says so", async () => {
  const layers = [{ units: 1, weights: [[3]], biases: false }];
  const trainer = createTrainer(await specOf({ ...lineFile({ shuffle: false }), layers }));
  const [worked] = workStep(trainer)?.samples ?? [];
  expect(worked.layers[0].z[0]).toBe(3 * worked.inputs[0]);
  expect(trainer.network.layers[0].parameters.biases).toHaveLength(0);
  expect(trainer.gradients[0].biases).toHaveLength(0);
});

it("trains in float32: every number has single precision, and comes near to the same", async () => {
  const [wide, narrow] = await Promise.all(
    ["float64", "float32"].map(async (precision) => createTrainer(await specOf({ ...xorFile(100), precision }))),
  );
  for (let step = 0; step < 100; step++) {
    takeStep(wide);
    takeStep(narrow);
  }
  for (const [k, parameter] of narrow.network.numbers.entries()) {
    expect(parameter).toBe(Math.fround(parameter));
    expect(parameter).toBeCloseTo(wide.network.numbers[k], 4);
  }
});

describe("what is held out", () => {
  it("is never trained on, whatever the order", async () => {
    const trainer = createTrainer(await specOf(lineFile({ testFraction: 0.4, batchSize: 2 })));
    const { training, test } = trainer.split;
    expect([...training, ...test].toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(test).toHaveLength(2);
    for (let step = 0; step < 20; step++) {
      for (const { index } of workStep(trainer)?.samples ?? []) expect([...training]).toContain(index);
    }
  });

  it("follows from the seed, and leaves at least one sample to train on", async () => {
    const testOf = async (seed: number, testFraction: number) => {
      const rows = Array.from({ length: 50 }, (_, k) => [k, k]);
      const spec = await specOf({ ...lineFile({ testFraction }), data: { rows }, seed });
      return [...createTrainer(spec).split.test];
    };
    expect(await testOf(1, 0.3)).toEqual(await testOf(1, 0.3));
    expect(await testOf(1, 0.3)).not.toEqual(await testOf(2, 0.3));
    expect(await testOf(1, 0.3)).toHaveLength(15);
    expect(await testOf(1, 0.999)).toHaveLength(49);
  });

  it("is the nearest whole number to its share", () => {
    expect([1, 2, 3, 4, 5, 6].map((samples) => testSamples(samples, 0.3))).toEqual([0, 1, 1, 1, 2, 2]);
  });

  it("is drawn from a stream of its own; both parts keep the order of the data", async () => {
    const spec = await specOf({ ...lineFile({ testFraction: 0.5 }), data: { rows: rows(50) } });
    const { training, test } = createTrainer(spec).split;
    for (const part of [training, test]) expect([...part]).toEqual([...part].toSorted((a, b) => a - b));
    const drawn = (stream: number) => {
      const order = Uint32Array.from({ length: 50 }, (_, row) => row);
      shuffle(order, createRandom(spec.seed, stream));
      return order.slice(0, 25).sort();
    };
    expect(test).toEqual(drawn(streams.split));
    expect(new Set(Object.values(streams)).size).toBe(Object.keys(streams).length);
  });
});

describe("the end of a run before its last epoch", () => {
  const stopAt = async (stopWhen: object, training = {}, rest = {}) => {
    const file = { ...xorFile(3000, { stopWhen, ...training }), ...rest };
    const trainer = createTrainer(await specOf(file));
    while (!isDone(trainer) && takeStep(trainer));
    const { stopped, step } = trainer;
    const evaluation = evaluate(trainer);
    expect(takeStep(trainer)).toBe(stopped === null);
    return { stopped, step, evaluation };
  };

  it("comes when the loss is low enough, at an epoch's end", async () => {
    const { stopped, step, evaluation } = await stopAt({ loss: 0.1 }, { batchSize: 3 });
    expect(stopped).toBe("loss");
    expect(step % 2).toBe(0);
    expect(evaluation.loss).toBeLessThanOrEqual(0.1);
    const before = createTrainer(await specOf(xorFile(3000, { batchSize: 3 })));
    while (before.step < step - 2) takeStep(before);
    expect(trainingLoss(before)).toBeGreaterThan(0.1);
  });

  it("comes when the accuracy is high enough", async () => {
    const { stopped, evaluation } = await stopAt({ accuracy: 1 });
    expect([stopped, evaluation.accuracy]).toEqual(["accuracy", 1]);
  });

  it("comes when the loss of what is held out is low enough", async () => {
    const data = { rows: Array.from({ length: 20 }, (_, k) => [k / 20, k / 20, k / 40]) };
    const { stopped, evaluation } = await stopAt({ testLoss: 0.01 }, { testFraction: 0.25 }, { data, loss: "mse" });
    expect(stopped).toBe("testLoss");
    expect(evaluation.testLoss).toBeLessThanOrEqual(0.01);
  });

  it("comes when the loss has reached no new low for so many epochs", async () => {
    const stuck = { optimizer: { learningRate: 1e-300 } };
    const { stopped, step } = await stopAt({ patience: 4 }, {}, stuck);
    // The first epoch is a new low; four more are not.
    expect([stopped, step]).toEqual(["patience", 5]);
  });

  it("comes where a limit of 0 is reached", async () => {
    const layers = [{ units: 1, weights: [[0, 0]], biases: [0] }];
    const data = { rows: [[1, 1, 0]] };
    expect((await stopAt({ loss: 0 }, {}, { layers, data })).stopped).toBe("loss");
  });

  it("comes at the limit itself, and judges patience by what is held out where there is any", () => {
    const none = { loss: null, testLoss: null, accuracy: null, patience: null };
    const evaluation = { loss: 0.5, testLoss: 0.25, accuracy: 0.75 };
    for (const [key, limit] of Object.entries(evaluation)) {
      expect(stopsAfterEpoch(createStopping(), { ...none, [key]: limit }, evaluation)).toBe(key);
    }
    const stopping = createStopping();
    const after = (loss: number, testLoss: number | null) =>
      stopsAfterEpoch(stopping, { ...none, patience: 2 }, { loss, testLoss, accuracy: null });
    // Two epochs without a new low, but not before one has broken the count.
    expect([after(9, 3), after(8, 4), after(7, 2), after(6, 2), after(5, 3)]).toEqual([
      null,
      null,
      null,
      null,
      "patience",
    ]);
  });

  it("does not come otherwise", async () => {
    const { stopped, step } = await stopAt({ loss: 1e-30, patience: 5000 });
    expect([stopped, step]).toEqual([null, 3000]);
  });
});

it("allocates nothing per sample or step", async () => {
  const file = { ...xorFile(1_000_000, { batchSize: 3 }), optimizer: { type: "adam" }, regularization: { l2: 1e-4 } };
  const trainer = createTrainer(await specOf(file));
  const take = (steps: number) => {
    for (let step = 0; step < steps; step++) takeStep(trainer);
  };
  take(20_000);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  take(100_000);
  const passing = process.memoryUsage().heapUsed - before;
  collectGarbage();
  const kept = process.memoryUsage().heapUsed - before;
  expect(kept).toBeLessThan(200_000);
  // The engine boxes a number that a function it did not inline returns: 16 bytes, some for each step here. A view
  // of a row for each sample, or an object for each step, would be many times that.
  expect(passing / 100_000).toBeLessThan(300);
});

it("takes the same step whether it is written out or not", async () => {
  const [plain, written] = await Promise.all(
    [0, 0].map(async () => createTrainer(await specOf(xorFile(50, { batchSize: 3 })))),
  );
  for (let step = 0; step < 50; step++) {
    takeStep(plain);
    const worked = workStep(written);
    expect(worked?.step).toBe(plain.step);
    expect(worked?.loss).toBe(plain.batchLoss);
    expect(worked?.layers.map(({ after }) => after)).toEqual(plain.network.layers.map(({ parameters }) => parameters));
    expect(worked?.layers.map(({ gradients }) => gradients)).toEqual(plain.gradients);
  }
});

it("is written out with softmax's own part of ∂a/∂z", async () => {
  const layers = [{ units: 2, activation: "softmax" }];
  for (const loss of ["crossEntropy", "mse"]) {
    const trainer = createTrainer(await specOf({ inputs: 1, layers, loss, data: { rows: [[1, 0, 1]] } }));
    const { a, aByZ } = workStep(trainer)?.samples[0].layers[0] ?? { a: [], aByZ: null };
    expect(aByZ).toEqual(Float64Array.from(a, (a) => a * (1 - a)));
  }
});

it("is written out with what clipping made of it", async () => {
  const file = { ...xorFile(50), optimizer: { type: "sgd", learningRate: 0.5, clipNorm: 1e-3 } };
  const worked = workStep(createTrainer(await specOf(file)));
  const gradients = worked?.layers.flatMap(({ gradients: { weights, biases } }) => [...weights, ...biases]) ?? [];
  expect(worked?.gradientScale).toBeCloseTo(1e-3 / (Math.hypot(...gradients) + 1e-6), 12);
});

it("is written out with its place in the run, and stays as it was when others follow", async () => {
  const trainer = createTrainer(
    await specOf({ ...xorFile(50, { batchSize: 3 }), regularization: { l1: 0.5, l2: 0.25 } }),
  );
  const steps = [1, 2, 3].flatMap(() => workStep(trainer, { isSampleWanted: (place) => place === 1 }) ?? []);
  expect(steps.map(({ step, epoch, batchSize, samples }) => [step, epoch, batchSize, samples.length])).toEqual([
    [1, 1, 3, 1],
    [2, 1, 1, 0],
    [3, 2, 3, 1],
  ]);
  for (const { penalty, layers } of steps) {
    const weights = layers.flatMap(({ before }) => [...before.weights]);
    expect(penalty).toBeCloseTo(
      weights.reduce((sum, w) => sum + 0.5 * Math.abs(w) + 0.125 * w * w, 0),
      14,
    );
  }
  const [first, second] = steps;
  expect(first.layers.map(({ after }) => after)).toEqual(second.layers.map(({ before }) => before));
  expect(first.layers.map(({ gradients }) => gradients)).not.toEqual(second.layers.map(({ gradients }) => gradients));
});

it("agrees with central differences, for any network and batch", async () => {
  const activation = fc.constantFrom("linear", "sigmoid", "tanh");
  const layer = fc.record({ units: fc.integer({ min: 1, max: 5 }), activation });
  const network = fc.record({
    inputs: fc.integer({ min: 1, max: 4 }),
    layers: fc.array(layer, { minLength: 1, maxLength: 4 }),
    loss: fc.constantFrom("mse", "halfSquaredError"),
    samples: fc.integer({ min: 1, max: 4 }),
    seed: fc.integer({ min: 0, max: 1000 }),
  });
  await fc.assert(
    fc.asyncProperty(network, async ({ inputs, layers, loss, samples, seed }) => {
      const width = inputs + layers[layers.length - 1].units;
      const data = {
        rows: Array.from({ length: samples }, (_, r) =>
          Array.from({ length: width }, (_, c) => Math.sin(r * 7 + c * 3 + seed)),
        ),
      };
      const spec = await specOf({ inputs, layers, loss, data, seed, training: { batchSize: "all" } });
      const trainer = createTrainer(spec);
      const worked = workStep(trainer);
      const h = 1e-5;
      worked?.layers.forEach(({ before, gradients }, l) => {
        for (const kind of ["weights", "biases"] as const) {
          for (const [k, value] of before[kind].entries()) {
            const lossAt = (nudged: number) => {
              trainer.network.layers.forEach(({ parameters }, m) => {
                parameters.weights.set(worked.layers[m].before.weights);
                parameters.biases.set(worked.layers[m].before.biases);
              });
              trainer.network.layers[l].parameters[kind][k] = nudged;
              return trainingLoss(trainer);
            };
            const difference = (lossAt(value + h) - lossAt(value - h)) / (2 * h);
            expect(Math.abs(gradients[kind][k] - difference)).toBeLessThan(1e-7);
          }
        }
      });
    }),
    { numRuns: 60 },
  );
});
