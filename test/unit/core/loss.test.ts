import { describe, expect, it } from "vitest";
import { losses } from "../../../src/core/loss.ts";

const a = Float64Array.of(0.5, -2, 3);
const t = Float64Array.of(1, 0.25, 3);

it("takes the mean over outputs for mse, and half the sum for halfSquaredError", () => {
  expect(losses.mse.value(a, t)).toBeCloseTo((0.25 + 5.0625) / 3, 14);
  expect(losses.halfSquaredError.value(a, t)).toBeCloseTo((0.25 + 5.0625) / 2, 14);
});

describe.each(Object.entries(losses))("%s", (_name, { value, derivative }) => {
  it("has the slopes that its derivative says", () => {
    const lossByA = new Float64Array(3);
    derivative(a, t, lossByA);
    const h = 1e-6;
    for (let j = 0; j < 3; j++) {
      const at = (nudge: number) =>
        value(
          a.map((x, k) => (k === j ? x + nudge : x)),
          t,
        );
      expect(lossByA[j]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 8);
    }
  });
});
