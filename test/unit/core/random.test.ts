import { expect, it } from "vitest";
import { initializers } from "../../../src/core/initializer.ts";
import { createRandom, shuffle } from "../../../src/core/random.ts";

const draw = (n: number, random = createRandom(7)) => Array.from({ length: n }, random.next);

it("gives the same numbers for the same seed, others for another seed or stream", () => {
  expect(draw(5)).toEqual(draw(5));
  expect(draw(5, createRandom(8))).not.toEqual(draw(5));
  expect(draw(5, createRandom(7, 1))).not.toEqual(draw(5));
  expect(draw(5, createRandom(7 + 2 ** 40))).not.toEqual(draw(5));
  expect(draw(5, createRandom(-7))).not.toEqual(draw(5));
});

it("goes on from a saved state", () => {
  const random = createRandom(3);
  random.next();
  const state = random.save();
  const expected = draw(4, random);
  random.restore(state);
  expect(draw(4, random)).toEqual(expected);
});

it("is uniform in [0, 1)", () => {
  const numbers = draw(100_000);
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(mean).toBeCloseTo(1 / 2, 2);
  expect(variance).toBeCloseTo(1 / 12, 2);
});

it("shuffles into every order about equally often", () => {
  const random = createRandom(1);
  const order = new Uint32Array(3);
  const counts = new Map<string, number>();
  for (let round = 0; round < 6000; round++) {
    shuffle(order, random);
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(count).toBeGreaterThan(850);
});

it("draws PyTorch's default within ±1/√fan-in", () => {
  const weights = new Float64Array(100_000);
  const biases = new Float64Array(1000);
  initializers.torchDefault(weights, biases, 16, createRandom(5));
  for (const values of [weights, biases]) {
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.25);
    expect(Math.max(...values)).toBeGreaterThan(0.24);
    expect(Math.min(...values)).toBeLessThan(-0.24);
  }
  const variance = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
  expect(variance).toBeCloseTo(0.5 ** 2 / 12, 3);
});
