import { expect } from "vitest";
import type { Trainer } from "../../src/core/trainer.ts";

/** Expects two trainers of a spec to stand at the same numbers, bit for bit, whatever computed them. */
export function expectSameBits(actual: Trainer, expected: Trainer): void {
  expect([actual.step, actual.batchLoss, actual.breakdown]).toEqual([
    expected.step,
    expected.batchLoss,
    expected.breakdown,
  ]);
  expectSameNumbers(actual.network.numbers, expected.network.numbers, "parameters");
  expectSameNumbers(actual.gradientNumbers, expected.gradientNumbers, "gradients");
  for (const [m, { name, numbers }] of expected.moments.entries())
    expectSameNumbers(actual.moments[m].numbers, numbers, name);
  for (const [l, values] of expected.batch.layers.entries()) {
    for (const quantity of ["z", "a", "aByZ", "lossByA", "lossByZ"] as const)
      expectSameNumbers(actual.batch.layers[l][quantity], values[quantity], `layers.${l}.${quantity}`);
  }
}

/** Expects two lists to hold the same numbers; 0 and −0 are two. */
export function expectSameNumbers(actual: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  expect(actual.length, what).toBe(expected.length);
  for (let k = 0; k < expected.length; k++)
    if (!Object.is(actual[k], expected[k])) expect.fail(`${what}[${k}] is ${actual[k]}, not ${expected[k]}`);
}
