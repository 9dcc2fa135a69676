import { describe, expect, it } from "vitest";
import { type InitializerSpec, initialize } from "../../../src/core/initializer.ts";
import { createRandom } from "../../../src/core/random.ts";

/** 10⁵ weights and biases, drawn for a layer with 16 inputs and 9 units. */
function draw(init: InitializerSpec) {
  const layer = { weights: new Float64Array(100_000), biases: new Float64Array(100_000), fanIn: 16, units: 9 };
  initialize(init, layer, createRandom(5));
  return layer;
}

function statisticsOf(values: Float64Array) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  const largest = values.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
  return { mean, variance, largest };
}

/** Of 10⁵ numbers the mean strays by about σ/316, and the variance by less than 1 %. */
function expectDistribution(values: Float64Array, mean: number, variance: number): void {
  const drawn = statisticsOf(values);
  expect(Math.abs(drawn.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / values.length));
  expect(Math.abs(drawn.variance / variance - 1)).toBeLessThan(0.02);
}

describe("uniform weights", () => {
  it.each<[InitializerSpec, number]>([
    ["torchDefault", 1 / 4],
    ["xavierUniform", Math.sqrt(6 / 25)],
    ["heUniform", Math.sqrt(6 / 16)],
  ])("%s: within ± its bound", (init, bound) => {
    const { weights } = draw(init);
    expectDistribution(weights, 0, bound ** 2 / 3);
    expect(statisticsOf(weights).largest).toBeLessThanOrEqual(bound);
    expect(statisticsOf(weights).largest).toBeGreaterThan(0.999 * bound);
  });
});

describe("normal weights", () => {
  it.each<[InitializerSpec, number]>([
    ["xavierNormal", 2 / 25],
    ["heNormal", 2 / 16],
  ])("%s: with its variance", (init, variance) => {
    const { weights } = draw(init);
    expectDistribution(weights, 0, variance);
    expect(statisticsOf(weights).largest).toBeGreaterThan(4 * Math.sqrt(variance));
  });
});

it("draws PyTorch's default for biases too, and leaves them zero with Xavier and He", () => {
  expectDistribution(draw("torchDefault").biases, 0, 1 / 16 / 3);
  for (const init of ["xavierUniform", "xavierNormal", "heUniform", "heNormal"] as const) {
    expect(draw(init).biases.every((b) => b === 0)).toBe(true);
  }
});

it("sets all parameters for zeros and ones", () => {
  for (const [init, value] of [
    ["zeros", 0],
    ["ones", 1],
  ] as const) {
    const { weights, biases } = draw(init);
    expect([...weights, ...biases].every((parameter) => parameter === value)).toBe(true);
  }
});

it("draws weights and biases from the distribution that the spec writes out", () => {
  for (const values of Object.values(draw({ uniform: [1, 3] })).slice(0, 2) as Float64Array[]) {
    expectDistribution(values, 2, 1 / 3);
    expect(values.every((value) => value >= 1 && value < 3)).toBe(true);
  }
  for (const values of Object.values(draw({ normal: [-2, 0.5] })).slice(0, 2) as Float64Array[]) {
    expectDistribution(values, -2, 0.25);
  }
});
