import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openDelta } from "../../../../src/core/explanation/delta.ts";
import { explainParameter, type ParameterExplanation } from "../../../../src/core/explanation/explanation.ts";
import type { ParameterPlace } from "../../../../src/core/quantity-path.ts";
import type { Spec } from "../../../../src/core/spec.ts";
import { createTrainer } from "../../../../src/core/trainer.ts";
import { type WorkedSample, type WorkedStep, workStep } from "../../../../src/core/worked-step.ts";
import { networkFile } from "../../../support/networks.ts";
import { chainFile, specOf } from "../../../support/specs.ts";

const weight = (layer: number, unit = 0, input = 0): ParameterPlace => ({ layer, kind: "weights", unit, input });
const bias = (layer: number, unit = 0): ParameterPlace => ({ layer, kind: "biases", unit, input: null });

/** The first step of a spec. */
function firstStep(spec: Spec): WorkedStep {
  const worked = workStep(createTrainer(spec));
  if (!worked) throw new Error("the first step can be taken");
  return worked;
}

async function explain(file: object, parameter: ParameterPlace): Promise<ParameterExplanation> {
  const spec = await specOf(file);
  const worked = firstStep(spec);
  return explainParameter(worked, worked.samples[0], parameter, spec);
}

function placesOf({ layers }: WorkedStep): ParameterPlace[] {
  return layers.flatMap(({ before: { weights, biases } }, layer) => {
    const units = Math.max(biases.length, 1);
    const fanIn = weights.length / units;
    return [
      ...Array.from(weights, (_, k) => weight(layer, Math.floor(k / fanIn), k % fanIn)),
      ...Array.from(biases, (_, unit) => bias(layer, unit)),
    ];
  });
}

const productOf = (factors: readonly { value: number }[]) => factors.reduce((product, { value }) => product * value, 1);
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** Every path by itself, in the order of its units. */
function everyPath(worked: WorkedStep, sample: WorkedSample, { layer, unit, input }: ParameterPlace) {
  const last = worked.layers.length - 1;
  const inputs = layer === 0 ? sample.inputs : sample.layers[layer - 1].a;
  const paths: { units: number[]; product: number }[] = [];
  const follow = (m: number, units: number[], product: number) => {
    if (m === layer) {
      paths.push({ units, product: product * (input === null ? 1 : inputs[input]) });
      return;
    }
    const { aByZ } = sample.layers[m - 1];
    const { weights } = worked.layers[m].before;
    for (let j = 0; j < aByZ.length; j++) {
      if (m - 1 === layer && j !== unit) continue;
      follow(m - 1, [...units, j], product * weights[units[units.length - 1] * aByZ.length + j] * aByZ[j]);
    }
  };
  sample.layers[last].lossByZ.forEach((δ, k) => {
    if (last !== layer || k === unit) follow(last, [k], δ);
  });
  return paths;
}

describe("the article's chain", () => {
  it("has ∂l/∂w₁ = 5.5 · 1 · 2 · 1 · 1.5 · 1 · 2 = 33", async () => {
    const explanation = await explain(chainFile, weight(0));
    expect(explanation).toEqual({
      parameter: weight(0),
      path: "layers.0.weights[0][0]",
      symbol: "w₁",
      value: 0.5,
      gradient: 33,
      batchGradient: 33,
      regularization: 0,
      factors: [
        { symbol: "∂l/∂a₃", value: 5.5 },
        { symbol: "∂a₃/∂z₃", value: 1 },
        { symbol: "∂z₃/∂a₂", value: 2 },
        { symbol: "∂a₂/∂z₂", value: 1 },
        { symbol: "∂z₂/∂a₁", value: 1.5 },
        { symbol: "∂a₁/∂z₁", value: 1 },
        { symbol: "∂z₁/∂w₁", value: 2 },
      ],
      deltas: [],
      paths: [{ units: [0, 0, 0], product: 33 }],
      pathsTotal: 1,
      share: 1,
      update: { rule: "θ ← θ − η·g", before: 0.5, after: 0.2421875 },
      terms: {
        gradient: 33,
        learningRate: 0.0078125,
        gradientScale: 1,
        hyperparameters: {},
        corrections: {},
        moments: [],
      },
    });
    expect(productOf(explanation.factors)).toBe(33);
  });

  it("ends at every parameter with its own derivative", async () => {
    expect((await explain(chainFile, weight(1))).factors.slice(-2)).toEqual([
      { symbol: "∂a₂/∂z₂", value: 1 },
      { symbol: "∂z₂/∂w₂", value: 1.25 },
    ]);
    const { factors, gradient, path } = await explain(chainFile, bias(2));
    expect(factors).toEqual([
      { symbol: "∂l/∂a₃", value: 5.5 },
      { symbol: "∂a₃/∂z₃", value: 1 },
      { symbol: "∂z₃/∂b₃", value: 1 },
    ]);
    expect([path, gradient]).toEqual(["layers.2.biases[0]", 5.5]);
  });

  it("has a gradient of 0 without a share where its output is dead", async () => {
    const layers = [...chainFile.layers.slice(0, 2), { units: 1, activation: "relu", weights: [[-2]], biases: [1] }];
    const { gradient, share, paths } = await explain({ ...chainFile, layers }, weight(0));
    expect([Math.abs(gradient), share, paths.length]).toEqual([0, null, 1]);
  });
});

/** Two inputs, two hidden units, two outputs; numbers that can be followed by hand. */
const smallFile = {
  inputs: 2,
  layers: [
    {
      units: 2,
      weights: [
        [1, 2],
        [3, 4],
      ],
      biases: [0, 0],
    },
    {
      units: 2,
      weights: [
        [1, -1],
        [2, 0.5],
      ],
      biases: [0, 0],
    },
  ],
  loss: "halfSquaredError",
  data: { rows: [[1, 2, 0, 10]] },
};

describe("several paths", () => {
  // a₁ = (5, 11), a₂ = (−6, 15.5), ∂l/∂a₂ = (−6, 5.5)
  it("open the unit's δ into what the next layer hands back", async () => {
    const { factors, deltas, gradient, symbol, pathsTotal } = await explain(smallFile, weight(0, 1, 0));
    expect(symbol).toBe("w₁,₂,₁");
    expect(factors).toEqual([
      { symbol: "∂l/∂a₁,₂", value: 8.75 },
      { symbol: "∂a₁,₂/∂z₁,₂", value: 1 },
      { symbol: "∂z₁,₂/∂w₁,₂,₁", value: 1 },
    ]);
    expect(deltas).toEqual([
      {
        layer: 0,
        unit: 1,
        symbol: "δ₁,₂",
        value: 8.75,
        factors: factors.slice(0, 2),
        terms: [
          {
            unit: 0,
            weight: { symbol: "∂z₂,₁/∂a₁,₂", value: -1 },
            delta: { symbol: "δ₂,₁", value: -6 },
            product: 6,
          },
          {
            unit: 1,
            weight: { symbol: "∂z₂,₂/∂a₁,₂", value: 0.5 },
            delta: { symbol: "δ₂,₂", value: 5.5 },
            product: 2.75,
          },
        ],
      },
    ]);
    expect([gradient, pathsTotal]).toEqual([8.75, 2]);
  });

  it("are listed with the largest product first, equals by their units", async () => {
    expect((await explain(smallFile, weight(0, 1, 1))).paths).toEqual([
      { units: [0, 1], product: 12 },
      { units: [1, 1], product: 5.5 },
    ]);
    const layers = [
      smallFile.layers[0],
      {
        units: 2,
        weights: [
          [2, 2],
          [2, 2],
        ],
      },
      { units: 1, weights: [[1, -1]] },
    ];
    const { paths } = await explain({ ...smallFile, layers, targets: 1, data: { rows: [[1, 2, 0]] } }, bias(0, 1));
    expect(paths.map(({ units }) => units)).toEqual([
      [0, 0, 1],
      [0, 1, 1],
    ]);
  });

  it("open further on demand, down to the outputs", async () => {
    const worked = firstStep(await specOf(smallFile));
    expect(openDelta(worked, worked.samples[0], 1, 1)).toEqual({
      layer: 1,
      unit: 1,
      symbol: "δ₂,₂",
      value: 5.5,
      factors: [
        { symbol: "∂l/∂a₂,₂", value: 5.5 },
        { symbol: "∂a₂,₂/∂z₂,₂", value: 1 },
      ],
      terms: [],
    });
  });

  it("are none where the parameter's own layer is the last, or all layers after it have one unit", async () => {
    const ofOutput = await explain(smallFile, weight(1, 1, 0));
    expect(ofOutput).toMatchObject({ deltas: [], pathsTotal: 1, paths: [{ units: [1], product: 27.5 }] });
    expect(ofOutput.factors.map(({ symbol }) => symbol)).toEqual(["∂l/∂a₂,₂", "∂a₂,₂/∂z₂,₂", "∂z₂,₂/∂w₂,₂,₁"]);
    const layers = [smallFile.layers[0], { units: 1, weights: [[3, 5]], biases: [0] }];
    const { factors } = await explain({ ...smallFile, layers, data: { rows: [[1, 2, 60]] } }, bias(0, 1));
    expect(factors).toEqual([
      { symbol: "∂l/∂a₂", value: 10 },
      { symbol: "∂a₂/∂z₂", value: 1 },
      { symbol: "∂z₂/∂a₁,₂", value: 5 },
      { symbol: "∂a₁,₂/∂z₁,₂", value: 1 },
      { symbol: "∂z₁,₂/∂b₁,₂", value: 1 },
    ]);
  });
});

describe("where δ of the outputs is no product", () => {
  it.each([
    ["softmax", "crossEntropy", 2, "∂l/∂z₂,₁"],
    ["softmax", "mse", 2, "∂l/∂z₂,₁"],
    ["sigmoid", "binaryCrossEntropy", 1, "∂l/∂z₂"],
  ])("%s with %s begins with it", async (activation, loss, units, symbol) => {
    const layers = [
      { units: 2, activation: "tanh" },
      { units, activation },
    ];
    const data = { rows: [[1, 2, 1, 0].slice(0, 2 + units)] };
    const { factors, gradient } = await explain({ inputs: 2, layers, loss, data }, bias(1));
    expect(factors.map((factor) => factor.symbol)).toEqual([symbol, `${symbol.slice(3)}/∂b₂${units > 1 ? ",₁" : ""}`]);
    expect(productOf(factors)).toBe(gradient);
  });

  it("a sigmoid judged by mse has its two factors", async () => {
    const layers = [{ units: 1, activation: "sigmoid" }];
    const { factors } = await explain({ inputs: 1, layers, loss: "mse", data: { rows: [[1, 1]] } }, weight(0));
    expect(factors.map(({ symbol }) => symbol)).toEqual(["∂l/∂a₁", "∂a₁/∂z₁", "∂z₁/∂w₁"]);
  });
});

it("names layers and units of two digits", async () => {
  const layers = [...Array.from({ length: 10 }, () => ({ units: 1 })), { units: 12 }];
  const row = Array.from({ length: 13 }, (_, k) => k);
  const { symbol } = await explain({ inputs: 1, layers, data: { rows: [row] } }, weight(10, 11));
  expect(symbol).toBe("w₁₁,₁₂,₁");
});

it("says what the update did: nothing to what is not trainable", async () => {
  const layers = [{ ...chainFile.layers[0], trainable: "biases" }, ...chainFile.layers.slice(1)];
  const optimizer = { type: "adam" };
  const { update } = await explain({ ...chainFile, layers, optimizer }, weight(0));
  expect(update).toEqual({ rule: null, before: 0.5, after: 0.5 });
  const ofBias = await explain({ ...chainFile, layers, optimizer }, bias(0));
  expect(ofBias.update.rule).toContain("√ŝ");
  expect(ofBias.update.after).toBeCloseTo(0.25 - 0.001, 8);
});

it("takes apart what regularization adds to a weight, but not to a bias", async () => {
  const file = { ...chainFile, regularization: { l1: 0.25, l2: 0.5 } };
  expect(await explain(file, weight(0))).toMatchObject({ gradient: 33, regularization: 0.5, batchGradient: 33.5 });
  expect(await explain(file, bias(0))).toMatchObject({ gradient: 16.5, regularization: 0, batchGradient: 16.5 });
});

it("knows no parameter that is not there", async () => {
  const file = { ...smallFile, layers: [{ ...smallFile.layers[0], biases: false }, smallFile.layers[1]] };
  const spec = await specOf(file);
  const worked = firstStep(spec);
  const missing = [
    weight(2),
    weight(0, 2),
    weight(0, 0, 2),
    bias(0),
    bias(1, 2),
    { ...weight(0), input: null },
    { ...bias(1), input: 0 },
  ];
  for (const parameter of missing) {
    expect(() => explainParameter(worked, worked.samples[0], parameter, spec)).toThrow(RangeError);
  }
  expect(() => explainParameter(worked, worked.samples[0], weight(0, 2), spec)).toThrow("layers.0.weights[2][0]");
  expect(() => openDelta(worked, worked.samples[0], 2, 0)).toThrow(RangeError);
  expect(() => openDelta(worked, worked.samples[0], 0, 2)).toThrow(RangeError);
});

/** That two sums of the same terms are the same but for rounding. */
function expectSame(actual: number, expected: number, terms: readonly number[]): void {
  const size = Math.max(Math.abs(expected), sumOf(terms.map(Math.abs)), Number.MIN_VALUE / 1e-9);
  expect(Math.abs(actual - expected) / size).toBeLessThan(1e-9);
}

it("adds up, for any network and batch: factors, paths, and samples", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(networkFile, async (file) => {
      const spec = await specOf(file);
      const worked = firstStep(spec);
      for (const parameter of placesOf(worked)) {
        const explained = worked.samples.map((sample) => explainParameter(worked, sample, parameter, spec));
        explained.forEach(({ gradient, factors, deltas, paths, pathsTotal, share }, s) => {
          expectSame(productOf(factors), gradient, []);
          const products = paths.map(({ product }) => product);
          expect(paths).toHaveLength(pathsTotal);
          expectSame(sumOf(products), gradient, products);
          if (gradient === 0) expect(share).toBeNull();
          else expect(share).toBe(sumOf(products) / gradient);
          expect(paths).toEqual(
            everyPath(worked, worked.samples[s], parameter).sort((a, b) => Math.abs(b.product) - Math.abs(a.product)),
          );
          expect(deltas).toHaveLength(pathsTotal === 1 ? 0 : 1);
          for (const { factors, value, terms } of deltas) {
            expectSame(productOf(factors), value, []);
            const handedBack = terms.map(({ product }) => product);
            expectSame(sumOf(handedBack), factors[0].value, handedBack);
            for (const { product, weight, delta } of terms) expect(product).toBe(weight.value * delta.value);
          }
        });
        const [{ batchGradient, regularization, value, update }] = explained;
        const gradients = explained.map(({ gradient }) => gradient / worked.batchSize);
        expectSame(sumOf(gradients) + regularization, batchGradient, [...gradients, regularization]);
        expect(update.before).toBe(value);
      }
    }),
    { numRuns: 200 },
  );
});

describe("where paths are too many to list", { timeout: 60_000 }, () => {
  /** Five hidden layers of `width` units each, and two outputs. */
  const deepFile = (width: number, activation: string) => ({
    inputs: 2,
    layers: [...Array.from({ length: 5 }, () => ({ units: width, activation })), { units: 2, activation: "softmax" }],
    loss: "crossEntropy",
    seed: 3,
    data: { rows: [[0.5, -1, 0, 1]] },
  });

  it.each(["tanh", "relu", "gelu"])("finds the hundred largest of all: %s", async (activation) => {
    const spec = await specOf(deepFile(10, activation));
    const worked = firstStep(spec);
    const [sample] = worked.samples;
    for (const parameter of [weight(0, 3, 1), bias(0, 7)]) {
      const { paths, pathsTotal, share, gradient } = explainParameter(worked, sample, parameter, spec);
      expect(pathsTotal).toBe(20_000);
      const all = everyPath(worked, sample, parameter);
      expect(all).toHaveLength(pathsTotal);
      all.sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
      expect(paths.map(({ product }) => Math.abs(product))).toEqual(
        all.slice(0, 100).map(({ product }) => Math.abs(product)),
      );
      const products = new Map(all.map(({ units, product }) => [String(units), product]));
      for (const { units, product } of paths) expect(products.get(String(units))).toBe(product);
      expect(new Set(paths.map(({ units }) => String(units))).size).toBe(100);
      expect(share).toBe(gradient === 0 ? null : sumOf(paths.map(({ product }) => product)) / gradient);
    }
  });

  it("lists the first it meets where all are equal, in the order of their units", async () => {
    const layers = Array.from({ length: 6 }, () => ({ units: 7, init: "ones" }));
    const data = { rows: [[1, 1, ...new Array<number>(7).fill(0)]] };
    const { paths } = await explain({ inputs: 2, targets: 7, layers, loss: "mse", data }, weight(0));
    const first = Array.from({ length: 100 }, (_, k) => [k % 7, Math.floor((k % 49) / 7), Math.floor(k / 49), 0, 0, 0]);
    expect(paths.map(({ units }) => units.join())).toEqual(first.map(String).toSorted());
  });

  it("lists them all up to ten thousand", async () => {
    const { paths, pathsTotal, share } = await explain(
      {
        ...deepFile(10, "tanh"),
        layers: [...deepFile(10, "tanh").layers.slice(0, 4), { units: 10 }],
        loss: "mse",
        targets: 10,
        data: { rows: [[0.5, -1, ...Array.from({ length: 10 }, (_, k) => k)]] },
      },
      weight(0),
    );
    expect([pathsTotal, paths.length]).toEqual([10_000, 10_000]);
    expect(share).toBeCloseTo(1, 9);
  });

  it("stays quick in wide and deep networks, and counts beyond the range of numbers", async () => {
    const wide = { ...deepFile(300, "tanh"), layers: [...deepFile(300, "tanh").layers] };
    expect((await explain(wide, weight(0))).pathsTotal).toBe(300 ** 4 * 2);
    const deep = {
      inputs: 1,
      layers: [...Array.from({ length: 600 }, () => ({ units: 20, activation: "relu" })), { units: 1 }],
      data: { rows: [[1, 1]] },
    };
    const { paths, pathsTotal } = await explain(deep, weight(0));
    expect([pathsTotal, paths.length]).toEqual([Number.POSITIVE_INFINITY, 100]);
  });
});

it("shows what is no finite number first, and fails at none", async () => {
  const spec = await specOf(smallFile);
  const early = firstStep(spec);
  early.samples[0].layers[1].lossByZ[0] = Number.NaN;
  expect(explainParameter(early, early.samples[0], weight(0, 1, 0), spec).paths[0].product).toBeNaN();
  const worked = firstStep(spec);
  const [sample] = worked.samples;
  sample.layers[1].lossByZ[1] = Number.NaN;
  const { paths, deltas, share } = explainParameter(worked, sample, weight(0, 1, 0), spec);
  expect(paths.map(({ product }) => product)).toEqual([Number.NaN, 6]);
  expect(deltas[0].terms[1].product).toBeNaN();
  expect(share).toBeNaN();
});
