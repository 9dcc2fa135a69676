import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Activation, activations } from "../../../../src/core/activation.ts";
import { checkGradients, createGradientCheck, tolerance } from "../../../../src/core/gradient-check/gradient-check.ts";
import { type Loss, losses, lossOfZ } from "../../../../src/core/loss.ts";
import { createTrainer } from "../../../../src/core/trainer.ts";
import { type WorkedStep, workStep } from "../../../../src/core/worked-step.ts";
import { type NetworkFile, networkFile } from "../../../support/networks.ts";
import { chainFile, specOf, xorFile } from "../../../support/specs.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const check = async (file: object) => checkGradients(await specOf(file));

const none = { kinks: 0, unclear: 0, wrong: 0, findings: [] };

/** Whether the loss of a network can have kinks. */
function hasKinks({ layers, loss, regularization }: NetworkFile): boolean {
  return (
    layers.some(({ activation }) => activation === "relu" || activation === "leakyRelu") ||
    loss === "mae" ||
    // Where an output is certain, the derivative is cut off.
    (loss === "binaryCrossEntropy" && layers.at(-1)?.activation === "softmax") ||
    (regularization?.l1 ?? 0) > 0
  );
}

it("raises no false alarm, for any network", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(networkFile, async (file) => {
      const report = await check(file);
      expect(report).toMatchObject({ unclear: 0, wrong: 0, findings: [] });
      if (!hasKinks(file)) expect(report.kinks).toBe(0);
      if (report.kinks < report.parameters) expect(report.worst?.difference).toBeLessThanOrEqual(tolerance);
    }),
    { numRuns: 2000 },
  );
});

it("raises none where inputs and weights are far too large", { timeout: 60_000 }, async () => {
  const wild = fc.tuple(networkFile, fc.constantFrom(1e2, 1e4, 1e7), fc.constantFrom(1, 10, 100));
  await fc.assert(
    fc.asyncProperty(wild, async ([file, size, deviation]) => {
      const init = { normal: [0, deviation] };
      const rows = file.data.rows.map((row) => row.map((x, column) => (column < file.inputs ? x * size : x)));
      const layers = file.layers.map((layer) => ({ ...layer, init }));
      expect(await check({ ...file, layers, data: { rows } })).toMatchObject({ wrong: 0, findings: [] });
    }),
    { numRuns: 300 },
  );
});

it("compares every parameter, close to what backpropagation and differences give", async () => {
  const report = await check(chainFile);
  expect(report).toMatchObject({ parameters: 6, samples: 1, ...none });
  const { worst } = report;
  expect(worst?.difference).toBeLessThan(1e-9);
  expect(Math.abs((worst?.differences ?? 0) / (worst?.backpropagation ?? 0) - 1)).toBeLessThan(1e-9);
});

/** Two inputs, a layer of three units with an activation, and an output for a loss. */
const plantedFile = (activation: string, loss = "mse", output = "linear", units = 2) => ({
  inputs: 2,
  layers: [
    { units: 3, activation },
    { units, activation: output },
  ],
  loss,
  seed: 4,
  training: { batchSize: "all" },
  data: {
    rows: [
      [0.3, -1.2, 1, 0],
      [-0.8, 0.4, 0, 1],
      [1.5, 0.9, 1, 0],
    ].map((row) => row.slice(0, 2 + units)),
  },
});

describe("a planted mistake", () => {
  const everyActivation = Object.entries<Activation>(activations);

  it.each(everyActivation)("in the derivative of %s is found, in the layer that uses it", async (name, activation) => {
    expect(await check(plantedFile(name))).toMatchObject(none);
    const { derivative } = activation;
    vi.spyOn(activation, "derivative").mockImplementation((z, a) => 1.001 * derivative(z, a));
    const report = await check(plantedFile(name, "mse", name === "linear" ? "tanh" : "linear"));
    expect(report.wrong).toBeGreaterThan(0);
    expect(report.worst?.parameter.layer).toBe(0);
    expect(report.worst?.difference).toBeGreaterThan(1e-4);
    expect(report.worst?.difference).toBeLessThan(1.1e-3);
    for (const { parameter } of report.findings) expect(parameter.layer).toBe(0);
  });

  it("in one unit names that unit", async () => {
    const { derivative } = activations.tanh;
    vi.spyOn(activations.tanh, "derivative").mockImplementation((z, a) => (z > 1 ? 1 - a : derivative(z, a)));
    const file = plantedFile("tanh");
    const layers = [{ ...file.layers[0], biases: [0, 5, 0], init: { uniform: [-0.1, 0.1] } }, file.layers[1]];
    const report = await check({ ...file, layers });
    expect(report.wrong).toBe(3);
    expect(report.worst?.parameter).toMatchObject({ layer: 0, unit: 1 });
    expect(report.findings.map(({ parameter }) => parameter.unit)).toEqual([1, 1, 1]);
    expect(report.findings[0]).toEqual(report.worst);
  });

  it.each(["mse", "halfSquaredError", "mae", "huber"] as const)("in the derivative of %s is found", async (name) => {
    await findsPlanted(losses[name], plantedFile("tanh", name));
  });

  it("in that of binaryCrossEntropy after softmax is found", async () => {
    await findsPlanted(losses.binaryCrossEntropy, plantedFile("tanh", "binaryCrossEntropy", "softmax"));
  });

  it.each([
    ["binaryCrossEntropy", "sigmoid"],
    ["crossEntropy", "softmax"],
  ] as const)("in that of %s and %s as one is found", async (loss, activation) => {
    const joint = lossOfZ(loss, activation);
    if (!joint) throw new Error("they are taken as one");
    await findsPlanted(joint, plantedFile("tanh", loss, activation));
  });

  /** Makes the derivative by the last output too large by a tenth. */
  async function findsPlanted(loss: Pick<Loss, "derivative">, file: object): Promise<void> {
    expect(await check(file)).toMatchObject(none);
    const { derivative } = loss;
    vi.spyOn(loss, "derivative").mockImplementation((a, t, lossByOutputs, start, n) => {
      derivative(a, t, lossByOutputs, start, n);
      lossByOutputs[start + n - 1] *= 1.1;
    });
    const report = await check(file);
    expect(report.wrong).toBeGreaterThan(3);
    expect(report.worst?.difference).toBeGreaterThan(0.02);
    const ofOutputs = report.findings.filter(({ parameter }) => parameter.layer === 1);
    expect(ofOutputs.length).toBeGreaterThan(0);
  }

  it("is found where the loss is large and its slope is small", async () => {
    const { derivative } = activations.tanh;
    vi.spyOn(activations.tanh, "derivative").mockImplementation((z, a) => 1.001 * derivative(z, a));
    const file = plantedFile("tanh");
    const last = {
      units: 2,
      weights: [
        [0.3, -0.2, 0.1],
        [0, 0, 0],
      ],
      biases: [0, 100],
    };
    expect((await check({ ...file, layers: [file.layers[0], last] })).wrong).toBe(6);
  });

  it("is measured by the gradient where the loss has no slope", async () => {
    vi.spyOn(activations.relu, "derivative").mockReturnValue(1);
    const file = plantedFile("relu");
    const { worst } = await check({ ...file, layers: [{ ...file.layers[0], biases: [-9, -9, -9] }, file.layers[1]] });
    expect(worst?.differences).toBe(0);
    expect(worst?.difference).toBeCloseTo(1, 1);
  });

  it("that gives no number is found", async () => {
    vi.spyOn(activations.tanh, "derivative").mockReturnValue(Number.NaN);
    const report = await check(plantedFile("tanh"));
    expect(report.wrong).toBe(9);
    expect(report.worst).toMatchObject({ parameter: { layer: 0 }, difference: Number.POSITIVE_INFINITY });
  });

  it("everywhere lists the ten largest differences", async () => {
    const { derivative } = losses.mse;
    vi.spyOn(losses.mse, "derivative").mockImplementation((a, t, lossByA, start, n) => {
      derivative(a, t, lossByA, start, n);
      for (let k = start; k < start + n; k++) lossByA[k] *= -1;
    });
    const report = await check(plantedFile("tanh"));
    expect(report.wrong).toBe(17);
    const differences = report.findings.map(({ difference }) => difference);
    expect(differences).toHaveLength(10);
    expect(differences).toEqual(differences.toSorted((a, b) => b - a));
  });
});

describe("a kink", () => {
  /** x = 1 through one unit with z = w + b, and on to an output; loss a². */
  const unitFile = (activation: string, w: number, b: number) => ({
    inputs: 1,
    layers: [
      { units: 1, activation, weights: [[w]], biases: [b] },
      { units: 1, weights: [[2]], biases: [1] },
    ],
    data: { rows: [[1, 0]] },
  });

  it.each(["relu", "leakyRelu"])("at z = 0 of %s leaves its weight and bias uncompared", async (activation) => {
    expect(await check(unitFile(activation, 0.5, -0.5))).toMatchObject({ ...none, parameters: 4, kinks: 2 });
    expect(await check(unitFile(activation, 0.5, -0.5 + 1e-10))).toMatchObject({ ...none, kinks: 2 });
  });

  it("is left behind by a smaller h if there is one", async () => {
    for (const z of [1e-6, 1e-7, 1e-8, -1e-8]) {
      expect(await check(unitFile("relu", 0.5, -0.5 + z))).toMatchObject({ ...none, parameters: 4 });
    }
  });

  it("counts in a layer further on, too", async () => {
    const file = unitFile("tanh", 0.5, -0.5);
    const layers = [file.layers[0], { units: 1, activation: "relu", weights: [[2]], biases: [0] }, { units: 1 }];
    expect(await check({ ...file, layers })).toMatchObject({ ...none, parameters: 6, kinks: 3 });
    // Third layer: what is added to z there is summed up anew.
    const further = [file.layers[0], { units: 1, weights: [[1]], biases: [0] }, ...layers.slice(1)];
    expect(await check({ ...file, layers: further })).toMatchObject({ ...none, parameters: 8, kinks: 4 });
  });

  it("is none where the slopes agree on both sides", async () => {
    for (const activation of ["elu", "gelu", "swish", "softplus"]) {
      expect(await check(unitFile(activation, 0.5, -0.5))).toMatchObject(none);
    }
    const atOne = { ...unitFile("linear", 0.5, -0.5), loss: "huber" };
    expect(await check(atOne)).toMatchObject(none);
  });

  it("of mae lies where an output is what it should be", async () => {
    const file = { ...unitFile("linear", 0.5, -0.5), loss: "mae" };
    expect(await check(file)).toMatchObject(none);
    expect(await check({ ...file, data: { rows: [[1, 1]] } })).toMatchObject({ ...none, kinks: 3 });
  });

  it("of l1 lies where a weight is 0", async () => {
    const file = { ...unitFile("linear", 0, 0.5), regularization: { l1: 0.1 } };
    expect(await check(file)).toMatchObject({ ...none, parameters: 4, kinks: 1 });
    expect(await check({ ...file, regularization: { l2: 0.1 } })).toMatchObject(none);
  });
});

it("includes regularization", async () => {
  // The input is 0: all of the weight's gradient is the penalty's.
  const file = {
    inputs: 1,
    layers: [{ units: 1, weights: [[3]], biases: false }],
    regularization: { l1: 0.1, l2: 0.5 },
    data: { rows: [[0, 1]] },
  };
  const { worst, wrong } = await check(file);
  expect(wrong).toBe(0);
  expect(worst?.backpropagation).toBe(0.1 + 1.5);
  expect(worst?.differences).toBeCloseTo(0.1 + 1.5, 8);
});

it("takes the first batch's training samples in the order of the data, and no more than 64", async () => {
  const rows = Array.from({ length: 100 }, (_, k) => [k / 10, 1]);
  const file = { inputs: 1, layers: [{ units: 1, weights: [[1]], biases: [0] }], data: { rows } };
  const withBatch = (batchSize: number | "all", testFraction = 0) =>
    check({ ...file, training: { batchSize, testFraction } });
  expect((await withBatch(1)).samples).toBe(1);
  expect((await withBatch(7)).samples).toBe(7);
  expect((await withBatch("all")).samples).toBe(64);
  expect((await withBatch("all", 0.5)).samples).toBe(50);
  // ∂l/∂b = mean 2(x − 1) over x = 0, 0.1 and 0.2; ∂l/∂w = mean 2(x − 1)x.
  const gradients = [-1.8, -(0.09 + 0.16) * (2 / 3)];
  const { worst } = await withBatch(3);
  expect(gradients.some((g) => Math.abs((worst?.backpropagation ?? 0) - g) < 1e-12)).toBe(true);
});

it("finds the gradients that training begins with", async () => {
  const spec = await specOf(xorFile(1));
  const worked = workStep(createTrainer(spec)) as WorkedStep;
  const { worst } = checkGradients(spec);
  if (!worst) throw new Error("there is something to compare");
  const { layer, kind, unit, input } = worst.parameter;
  const fanIn = layer === 0 ? 2 : 4;
  const trained = worked.layers[layer].gradients[kind][input === null ? unit : unit * fanIn + input];
  // The samples come in another order there, so that the last digits may differ.
  expect(worst.backpropagation).toBeCloseTo(trained, 12);
});

it("can be made in parts", async () => {
  const spec = await specOf(xorFile(1));
  const whole = checkGradients(spec);
  const parts = createGradientCheck(spec);
  expect([parts.parameters, parts.checked]).toEqual([17, 0]);
  expect(parts.advance(10)).toBe(false);
  expect([parts.checked, parts.report().parameters]).toEqual([10, 10]);
  expect(parts.advance(7)).toBe(true);
  expect(parts.report()).toEqual(whole);
  expect(parts.advance(1)).toBe(true);
  expect(parts.checked).toBe(17);
});

it("is made in float64 whatever the spec's precision", async () => {
  expect(await check({ ...xorFile(1), precision: "float32" })).toEqual(await check(xorFile(1)));
});

it("compares where inputs are very large, and where outputs are certain and wrong", async () => {
  const large = {
    inputs: 1,
    layers: [{ units: 1, activation: "tanh", weights: [[1e-9]] }],
    data: { rows: [[1e9, 0]] },
  };
  expect(await check(large)).toMatchObject(none);
  const certain = {
    inputs: 1,
    layers: [{ units: 2, activation: "softmax", weights: [[500], [-500]], biases: [0, 0] }],
    data: { rows: [[1, 0, 1]] },
  };
  expect(await check(certain)).toMatchObject({ ...none, parameters: 4, worst: { difference: expect.any(Number) } });
});

it("does not judge where the differences do not settle", async () => {
  // Every h is so large, as w is, that it leads from −1 to 1.
  const layers = [{ units: 1, activation: "tanh", weights: [[1e9]], biases: [-1e9] }];
  const report = await check({ inputs: 1, layers, data: { rows: [[1, 1]] } });
  expect(report).toMatchObject({ parameters: 2, wrong: 0, unclear: 2, worst: null });
});

it("says that nothing is clear where the loss is no finite number", async () => {
  const file = { ...chainFile, layers: [{ units: 1, weights: [[1e200]], biases: [0] }, { units: 1 }] };
  expect(await check(file)).toMatchObject({ parameters: 4, wrong: 0, unclear: 4, worst: null });
});
