import { describe, expect, it } from "vitest";
import { type Activation, activations } from "../../../src/core/activation.ts";

describe.each(Object.entries<Activation>(activations))("%s", (_name, { value, derivative }) => {
  it.each([-3, -1, -0.1, 0.1, 0.7, 2])("has the slope that its derivative says, at %f", (z) => {
    const h = 1e-6;
    const slope = (value(z + h) - value(z - h)) / (2 * h);
    expect(derivative(z, value(z))).toBeCloseTo(slope, 8);
  });

  it("lets NaN through, so that it is noticed", () => {
    expect(value(Number.NaN)).toBeNaN();
  });
});

it("takes ReLU′(0) as 0", () => {
  expect(activations.relu.derivative(0, 0)).toBe(0);
});
