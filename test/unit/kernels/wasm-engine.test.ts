import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ActivationName, activations } from "../../../src/core/activation.ts";
import { createHealth } from "../../../src/core/health/health.ts";
import { losses } from "../../../src/core/loss.ts";
import { createBatch } from "../../../src/core/network.ts";
import { optimizers } from "../../../src/core/optimizer.ts";
import { loadSamples } from "../../../src/core/samples.ts";
import { createTrainer, type Trainer, takeStep } from "../../../src/core/trainer.ts";
import { isSparse } from "../../../src/kernels/sparse-kernels.ts";
import { expectSameBits, expectSameNumbers } from "../../support/same-bits.ts";
import { specOf } from "../../support/specs.ts";
import { wasmEngine } from "../../support/wasm-engine.ts";

const size = fc.integer({ min: 1, max: 33 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const elementwise = Object.keys(activations);

const hidden = fc.record({
  units: size,
  activation: fc.constantFrom(...elementwise),
  biases: fc.constantFrom(undefined, false),
  trainable: fc.boolean(),
});

/** Which activations of the outputs go with which loss. */
const outputs = fc.constantFrom(...Object.keys(losses)).chain((loss) =>
  fc.record({
    loss: fc.constant(loss),
    activation:
      loss === "crossEntropy"
        ? fc.constant("softmax")
        : loss === "binaryCrossEntropy"
          ? fc.constant("sigmoid")
          : fc.constantFrom(...elementwise, "softmax"),
  }),
);

/** Networks of any shape with any optimizer, a third of the inputs zero, and targets that are a distribution. */
const files = fc
  .record({
    inputs: size,
    layers: fc.array(hidden, { maxLength: 2 }),
    units: size,
    output: outputs,
    optimizer: fc.constantFrom(...Object.keys(optimizers)),
    weightDecay: fc.constantFrom(0, 0.01),
    clipNorm: fc.constantFrom(undefined, 0.1),
    l2: fc.constantFrom(0, 0.01),
    batchSize: size,
    samples: fc.integer({ min: 2, max: 70 }),
    seed: fc.nat(),
  })
  .chain((network) =>
    fc
      .array(fc.array(share, { minLength: network.inputs, maxLength: network.inputs }), {
        minLength: network.samples,
        maxLength: network.samples,
      })
      .map((rows) => fileOf(network, rows)),
  );

interface Drawn {
  readonly inputs: number;
  readonly layers: readonly { readonly biases: false | undefined }[];
  readonly units: number;
  readonly output: { readonly loss: string; readonly activation: string };
  readonly optimizer: string;
  readonly weightDecay: number;
  readonly clipNorm: number | undefined;
  readonly l2: number;
  readonly batchSize: number;
  readonly seed: number;
}

function fileOf(drawn: Drawn, rows: readonly (readonly number[])[]) {
  const { inputs, layers, units, output, optimizer, weightDecay, clipNorm, l2, batchSize, seed } = drawn;
  return {
    inputs,
    layers: [...layers, { units, activation: output.activation }],
    loss: output.loss,
    optimizer: { type: optimizer, learningRate: 0.05, weightDecay, clipNorm },
    regularization: { l2 },
    training: { epochs: 10, batchSize },
    seed,
    data: {
      rows: rows.map((row, k) => [
        ...row.map((x) => (x < 1 / 3 ? 0 : 4 * x - 2)),
        ...Array.from({ length: units }, (_, j) => (j === k % units ? 1 : 0)),
      ]),
    },
  };
}

/** A network with as many inputs as an image has pixels, most of them 0; its batches go through in two parts. */
function imagesFile(units: number, biases: false | undefined) {
  const inputs = 131;
  const pixel = (row: number, i: number) => ((row * 31 + i * 17) % 7 < 2 ? ((row * 13 + i * 5) % 19) / 9 - 1 : 0);
  return {
    inputs,
    layers: [
      { units, activation: "relu", ...(biases === false && { biases }) },
      { units: 10, activation: "softmax" },
    ],
    loss: "crossEntropy",
    training: { epochs: 10, batchSize: 100 },
    data: {
      rows: Array.from({ length: 130 }, (_, row) => [
        ...Array.from({ length: inputs }, (_, i) => pixel(row, i)),
        ...Array.from({ length: 10 }, (_, j) => (j === row % 10 ? 1 : 0)),
      ]),
    },
  };
}

describe("in float64 the kernels give the bits of the plain engine", () => {
  it("for any shape, activation, loss and optimizer", async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const spec = await specOf(file);
        const plain = createTrainer(spec);
        const wasm = createTrainer(spec, wasmEngine);
        for (let step = 0; step < 4; step++) {
          expect(takeStep(wasm)).toBe(takeStep(plain));
          expectSameBits(wasm, plain);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    [37, undefined],
    [66, false],
  ] as const)("where most inputs are 0: %i units, biases %s", async (units, biases) => {
    const spec = await specOf(imagesFile(units, biases));
    expect(isSparse(spec)).toBe(true);
    const plain = createTrainer(spec);
    const wasm = createTrainer(spec, wasmEngine);
    for (let step = 0; step < 4; step++) {
      expect(takeStep(wasm)).toBe(takeStep(plain));
      expectSameBits(wasm, plain);
    }
  });

  it.each(Object.keys(optimizers))("where %s ends beyond all numbers", async (type) => {
    const spec = await specOf({
      inputs: 3,
      layers: [{ units: 3 }, { units: 1 }],
      optimizer: { type, learningRate: 1e308 },
      training: { epochs: 9, batchSize: 2 },
      data: { rows: [0, 1, 2, 3].map((k) => [k, 1 - k, 2 * k, 100 * k + 50]) },
    });
    const [plain, wasm] = [createTrainer(spec), createTrainer(spec, wasmEngine)].map((trainer) => {
      const breakdowns = [];
      while (takeStep(trainer)) breakdowns.push(trainer.breakdown);
      return breakdowns;
    });
    // It is known as soon as the step is taken.
    expect(plain.at(-1)).not.toBeNull();
    expect(wasm).toEqual(plain);
  });

  // Of one weight: the loss is a number, its gradient too large for one.
  it.each([
    ["by its own size", [[1e200, 1e150]], 0, 0],
    ["by what regularization adds", [[5e207, -1e100]], 1e-108, 1e308],
  ])("where a gradient is infinite %s", async (_, rows, weight, l1) => {
    const spec = await specOf({
      inputs: 1,
      layers: [{ units: 1, weights: [[weight]], biases: false }],
      regularization: { l1 },
      data: { rows },
    });
    for (const trainer of [createTrainer(spec), createTrainer(spec, wasmEngine)]) {
      expect(takeStep(trainer)).toBe(false);
      expect(trainer.gradientNumbers.some(Number.isFinite)).toBe(false);
      expect(trainer.breakdown?.batchLoss).toBeLessThan(Number.POSITIVE_INFINITY);
    }
  });

  it("where one batch of sparse inputs comes between the way forward and back of another", async () => {
    const spec = await specOf(imagesFile(40, undefined));
    const [plain, wasm] = [createTrainer(spec), createTrainer(spec, wasmEngine)].map((trainer) => {
      const { engine, network, batch, gradients, order } = trainer;
      const [layer] = network.layers;
      const other = createBatch(network, batch.capacity, engine.createNumbers);
      for (const [k, { inputs, layers }] of [batch, other].entries()) {
        const samples = loadSamples(spec.data, k === 0 ? batch : other, order, 30 * k, 30 * k + 30);
        engine.kernels.weightedSums(layer, layer.parameters, inputs, samples, layers[0].z);
      }
      batch.layers[0].lossByZ.fill(1);
      engine.kernels.addGradients(layer, batch.inputs, 30, batch.layers[0].lossByZ, gradients[0], true);
      return gradients[0];
    });
    expectSameNumbers(wasm.weights, plain.weights, "gradients");
  });

  it("where an infinite δ meets inputs of 0, which is NaN", async () => {
    const spec = await specOf(imagesFile(40, undefined));
    const [plain, wasm] = [createTrainer(spec), createTrainer(spec, wasmEngine)].map((trainer) => {
      const { engine, network, batch, gradients } = trainer;
      const samples = loadSamples(spec.data, batch, trainer.order, 0, 20);
      const { lossByZ } = batch.layers[0];
      lossByZ.fill(1);
      lossByZ[7] = Number.POSITIVE_INFINITY;
      engine.kernels.addGradients(network.layers[0], batch.inputs, samples, lossByZ, gradients[0], true);
      return gradients[0];
    });
    expect(plain.weights.some(Number.isNaN)).toBe(true);
    expectSameNumbers(wasm.weights, plain.weights, "gradients");
  });
});

it.each([
  [37, undefined],
  [66, false],
] as const)("in float32 comes close to the plain engine where most inputs are 0: %i units", async (units, biases) => {
  const spec = await specOf({ ...imagesFile(units, biases), precision: "float32" });
  const [plain, wasm] = [createTrainer(spec), createTrainer(spec, wasmEngine)].map((trainer) => {
    for (let step = 0; step < 4; step++) takeStep(trainer);
    return trainer;
  });
  const lists = ({ network, gradientNumbers }: Trainer) => [...network.numbers, ...gradientNumbers];
  const expected = lists(plain);
  for (const [k, value] of lists(wasm).entries()) expect(Math.abs(value - expected[k])).toBeLessThan(1e-5);
});

it("activates any number as the plain engine does, also those beyond all bounds", async () => {
  const extreme = [0, 1e-300, 1e-9, 1e-8, 0.3, 0.55, 1, 17, 18.5, 35.9, 36, 36.1, 200, 700, 709.5, 744, 745.5, 1e6];
  const numbers = [...extreme, Number.MAX_VALUE, Number.POSITIVE_INFINITY];
  const z = [...numbers, ...numbers.map((x) => -x), Number.NaN, ...Array.from({ length: 2001 }, (_, k) => k / 50 - 20)];
  for (const activation of [...elementwise, "softmax"] as ActivationName[]) {
    const spec = await specOf({
      inputs: 1,
      layers: [{ units: z.length, activation }],
      data: { rows: [[1, ...z.map(() => 0)]] },
    });
    const [plain, wasm] = [createTrainer(spec), createTrainer(spec, wasmEngine)].map(({ engine, network, batch }) => {
      const [values] = batch.layers;
      values.z.set(z);
      values.lossByA.fill(3);
      engine.kernels.activate(network.layers[0], values, 1);
      engine.kernels.activateBackward(network.layers[0], values, 1, activation === "softmax");
      return values;
    });
    for (const quantity of ["a", "aByZ", "lossByZ"] as const)
      expectSameNumbers(wasm[quantity], plain[quantity], `${activation}: ${quantity}`);
  }
});

it.each([
  ["through all layers in two calls", "tanh", "softmax", "crossEntropy", true],
  ["whatever the loss is", "relu", "sigmoid", "binaryCrossEntropy", true],
  ["unless an activation is not the kernels'", "gelu", "linear", "mse", false],
  ["unless softmax and its loss are not one", "tanh", "softmax", "mse", false],
])("goes %s", async (_, hidden, activation, loss, isPass) => {
  const units = activation === "softmax" ? 2 : 1;
  const spec = await specOf({
    inputs: 2,
    layers: [
      { units: 3, activation: hidden },
      { units, activation },
    ],
    loss,
    data: { rows: [[1, 2, ...[1, 0].slice(0, units)]] },
  });
  const { engine, network, batch, gradients } = createTrainer(spec, wasmEngine);
  // A second one beside the trainer's: memory comes in pages, which leave room for it.
  expect(engine.createPass?.(network, batch, gradients) != null).toBe(isPass);
});

describe("the memory of the kernels", () => {
  it("has room for all that a run asks for when it begins", async () => {
    for (const type of Object.keys(optimizers)) {
      const spec = await specOf({
        inputs: 3,
        layers: [{ units: 5 }, { units: 1 }],
        optimizer: { type },
        data: { rows: [[1, 2, 3, 4]] },
      });
      expect(() => createHealth(createTrainer(spec, wasmEngine))).not.toThrow();
    }
  });
});
