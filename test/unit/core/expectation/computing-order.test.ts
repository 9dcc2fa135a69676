import fc from "fast-check";
import { expect, it } from "vitest";
import { byComputation, firstDifference } from "../../../../src/core/expectation/computing-order.ts";
import type { ExpectedQuantity } from "../../../../src/core/expectation/expectation.ts";
import { createExpectationCheck, type ExpectationResult } from "../../../../src/core/expectation/expectation-check.ts";
import { momentText } from "../../../../src/core/expectation/expectation-text.ts";
import { parseQuantityPath } from "../../../../src/core/quantity-path.ts";
import { chainFile, specOf } from "../../../support/specs.ts";

/** In the order in which a step computes them. */
const inOrder = [
  "activations.0[0]",
  "activations.0[1]",
  "activations.1[0]",
  "gradients.1.weights[0][0]",
  "gradients.1.weights[0][1]",
  "gradients.1.biases[0]",
  "gradients.0.weights[0][1]",
  "gradients.0.weights[1][0]",
  "gradients.0.biases[1]",
  "layers.0.weights[0][0]",
  "layers.0.biases[0]",
  "layers.1.weights[0][0]",
  "loss",
  "testLoss",
  "accuracy",
];

function resultOf(quantity: string, step: number, holds = false, actual: number | null = 1): ExpectationResult {
  return {
    expectation: {
      after: { steps: step },
      quantity: parseQuantityPath(quantity) ?? (quantity as ExpectedQuantity & string),
      condition: { below: 0 },
    },
    holds,
    actual,
    step,
    breakdown: null,
  };
}

it("goes forward, back and through the update, step by step", () => {
  const results = [1, 2].flatMap((step) => inOrder.map((quantity) => resultOf(quantity, step)));
  fc.assert(
    fc.property(fc.shuffledSubarray(results, { minLength: results.length }), (shuffled) => {
      expect(shuffled.toSorted(byComputation)).toEqual(results);
    }),
  );
});

it("takes what the run never came to see for last", () => {
  const unseen = resultOf("activations.0[0]", 3, false, null);
  const seen = resultOf("loss", 7);
  expect(firstDifference([unseen, seen])).toBe(seen);
  expect(firstDifference([unseen])).toBe(unseen);
});

it("passes over what holds", () => {
  const held = resultOf("activations.0[0]", 1, true);
  const wrong = resultOf("gradients.0.biases[0]", 1);
  expect(firstDifference([resultOf("loss", 1), held, wrong])).toBe(wrong);
  expect(firstDifference([held])).toBeNull();
  expect(firstDifference([])).toBeNull();
});

it("finds the slip in a calculation by hand", async () => {
  // Somebody took the sum of the gradient's factors, 5.5 + 2, where it is their product: all that comes after is wrong.
  const entry = {
    after: { steps: 1 },
    loss: 1.3,
    "layers.0.weights[0][0]": 0.37,
    "gradients.0.weights[0][0]": 16.5,
    "gradients.1.biases[0]": 7.5,
    "gradients.2.biases[0]": 5.5,
    "activations.2[0]": 3.75,
  };
  const check = createExpectationCheck(await specOf({ ...chainFile, expect: [entry] }));
  while (!check.advance(1));
  const results = check.results();
  expect(results.filter(({ holds }) => !holds)).toHaveLength(4);
  expect(momentText(firstDifference(results)?.expectation ?? results[0].expectation)).toBe(
    "gradients.1.biases[0] after 1 step",
  );
});
