import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTrainer, epochOf, meanLoss, stepsInAll, stepsPerEpoch, takeStep } from "../../../src/core/trainer.ts";
import { workStep } from "../../../src/core/worked-step.ts";
import { specOf, xorFile } from "../../support/specs.ts";

const rows = (n: number) => Array.from({ length: n }, (_, k) => [k, 2 * k + 1]);
const lineFile = (training: object) => ({
  inputs: 1,
  layers: [{ units: 1 }],
  training,
  data: { rows: rows(5) },
  seed: 2,
});

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
    }
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
  const before = meanLoss(trainer);
  while (trainer.step < 5000) takeStep(trainer);
  expect(before).toBeGreaterThan(0.2);
  expect(meanLoss(trainer)).toBeLessThan(0.001);
});

it("does not take a step whose loss is no finite number", async () => {
  const file = { ...lineFile({ batchSize: 1 }), optimizer: { learningRate: 1e10 } };
  const trainer = createTrainer(await specOf(file));
  while (takeStep(trainer)) expect(trainer.step).toBeLessThan(100);
  expect(Number.isFinite(trainer.batchLoss)).toBe(true);
  expect(Number.isFinite(trainer.brokenLoss)).toBe(false);
  const before = [...trainer.network.layers[0].parameters.weights];
  const { step } = trainer;
  expect(workStep(trainer)).toBeNull();
  expect(trainer.step).toBe(step);
  expect([...trainer.network.layers[0].parameters.weights]).toEqual(before);
});

it("stays where it broke, without drawing another order", async () => {
  const file = { ...lineFile({ batchSize: "all" }), optimizer: { learningRate: 1e100 } };
  const trainer = createTrainer(await specOf(file));
  while (takeStep(trainer)) expect(trainer.step).toBeLessThan(100);
  const { brokenLoss } = trainer;
  const order = [...trainer.order];
  const state = trainer.random.save();
  for (let again = 0; again < 3; again++) expect(takeStep(trainer)).toBe(false);
  expect([trainer.brokenLoss, [...trainer.order], trainer.random.save()]).toEqual([brokenLoss, order, state]);
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
              return meanLoss(trainer);
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
