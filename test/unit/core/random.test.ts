import { expect, it } from "vitest";
import { createRandom, createRandomState, normal, shuffle } from "../../../src/core/random.ts";

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
  const state = createRandomState();
  random.save(state);
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
  const counts = new Map<string, number>();
  for (let round = 0; round < 6000; round++) {
    const order = Uint32Array.of(0, 1, 2);
    shuffle(order, random);
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(count).toBeGreaterThan(850);
});

it("draws from the normal distribution", () => {
  const random = createRandom(5);
  const numbers = Array.from({ length: 100_000 }, () => normal(random, 3, 2));
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const central = (k: number) => numbers.reduce((sum, x) => sum + ((x - mean) / 2) ** k, 0) / numbers.length;
  expect(mean).toBeCloseTo(3, 1);
  expect(central(2)).toBeCloseTo(1, 1);
  expect(Math.abs(central(3))).toBeLessThan(0.05);
  expect(central(4)).toBeCloseTo(3, 0);
  const withinOne = numbers.filter((x) => Math.abs(x - 3) < 2).length / numbers.length;
  expect(withinOne).toBeCloseTo(0.6827, 2);
  expect(numbers.every(Number.isFinite)).toBe(true);
});
