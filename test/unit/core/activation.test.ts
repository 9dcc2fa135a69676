import { describe, expect, it } from "vitest";
import { type Activation, activations, softmax, softmaxBackward } from "../../../src/core/activation.ts";

describe.each(Object.entries<Activation>(activations))("%s", (_name, { value, derivative }) => {
  it.each([-30, -3, -1, -0.1, 0.1, 0.7, 2, 30])("has the slope that its derivative says, at %f", (z) => {
    const h = 1e-6;
    const slope = (value(z + h) - value(z - h)) / (2 * h);
    expect(derivative(z, value(z))).toBeCloseTo(slope, 8);
  });

  it("lets NaN through, so that it is noticed", () => {
    expect(value(Number.NaN)).toBeNaN();
  });

  it("has no NaN of its own, however large z is", () => {
    for (const z of [-1e300, -1e3, 1e3, 1e300, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]) {
      expect(value(z)).not.toBeNaN();
    }
    for (const z of [-1e300, -1e3, 1e3, 1e300]) expect(derivative(z, value(z))).not.toBeNaN();
  });
});

it.each([
  ["leakyRelu", -2, -0.02],
  ["elu", -1, Math.exp(-1) - 1],
  ["gelu", 1, 0.8413447460685429],
  ["gelu", -1, -0.15865525393145707],
  ["softplus", 0, Math.LN2],
  ["swish", 1, 0.7310585786300049],
] as const)("%s(%f) is %f", (name, z, expected) => {
  expect(activations[name].value(z)).toBeCloseTo(expected, 15);
});

it("takes ReLU′(0) as 0, and the slope of the leaky one there as PyTorch does", () => {
  expect(activations.relu.derivative(0, 0)).toBe(0);
  expect(activations.leakyRelu.derivative(0, 0)).toBe(0.01);
});

describe("softmax", () => {
  const z = Float64Array.of(9, 1, 2, 3, 9);

  it("makes a distribution of one row, the same if all are moved", () => {
    const a = new Float64Array(5);
    softmax(z, a, 1, 3);
    const sum = Math.exp(1) + Math.exp(2) + Math.exp(3);
    expect(a[1]).toBeCloseTo(Math.exp(1) / sum, 15);
    expect(a[1] + a[2] + a[3]).toBeCloseTo(1, 15);
    expect([a[0], a[4]]).toEqual([0, 0]);
    const moved = new Float64Array(3);
    softmax(Float64Array.of(1001, 1002, 1003), moved, 0, 3);
    expect([...moved]).toEqual([...a.subarray(1, 4)]);
  });

  it("goes back as its derivative says", () => {
    const lossByA = Float64Array.of(0.3, -1, 2);
    const a = new Float64Array(3);
    const lossByZ = new Float64Array(3);
    softmax(z, a, 1, 3);
    const row = z.slice(1, 4);
    softmax(row, a, 0, 3);
    softmaxBackward(a, lossByA, lossByZ, 0, 3);
    const h = 1e-6;
    for (let j = 0; j < 3; j++) {
      const at = (nudge: number) => {
        const outputs = new Float64Array(3);
        softmax(
          row.map((x, k) => (k === j ? x + nudge : x)),
          outputs,
          0,
          3,
        );
        return outputs.reduce((sum, output, k) => sum + output * lossByA[k], 0);
      };
      expect(lossByZ[j]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 8);
    }
  });
});
