import type { Spec } from "../../../src/core/spec.ts";
import { handBuilt } from "../../support/hand-built.ts";

/** Three inputs and two numbers to predict. */
export function twoNumbers(): Spec {
  return handBuilt({
    layers: [{ units: 4, activation: "tanh" }, { units: 2 }],
    rows: Array.from({ length: 40 }, (_, k) => {
      const [x, y, z] = [Math.sin(7.3 * k), Math.cos(3.1 * k), Math.sin(k)];
      return [x, y, z, x + 0.5 * y, x - z];
    }),
    optimizer: { learningRate: 0.05 },
    training: { batchSize: 8, testFraction: 0.25 },
  });
}

/** Two linear layers on normalized inputs: together y = 1.5·x − 2 after no step. */
export function twoLines(): Spec {
  return handBuilt({
    layers: [
      { units: 1, weights: [[2]], biases: [1] },
      { units: 1, weights: [[1.5]], biases: [-0.5] },
    ],
    // As a person has them: 8, 10 and 12.
    rows: [
      [-1, 9],
      [0, 12],
      [1, 16],
    ],
    data: { normalization: { offset: [10], scale: [2] } },
  });
}

/** A plane over two inputs, whose target is neither class nor sign. */
export function plane(): Spec {
  return handBuilt({
    layers: [{ units: 1, weights: [[1, 0.5]], biases: [0] }],
    rows: Array.from({ length: 25 }, (_, k) => {
      const [x, y] = [(k % 5) - 2, Math.floor(k / 5) - 2];
      return [x, y, x + 0.5 * y];
    }),
  });
}

/** One weight and nothing else: the loss is (w − 2)² · 5. */
export function oneWeight(): Spec {
  return handBuilt({
    layers: [{ units: 1, weights: [[0.5]], biases: false }],
    rows: [
      [1, 2],
      [3, 6],
    ],
    optimizer: { learningRate: 0.01 },
  });
}
