import { describe, expect, it } from "vitest";
import { activations, softmax } from "../../../src/core/activation.ts";
import { type Loss, losses, lossOfZ } from "../../../src/core/loss.ts";

const a = Float64Array.of(0.5, 0.2, 0.9);
const t = Float64Array.of(1, 0.25, 0.3);

const lossAt = ({ value }: Loss, outputs: Float64Array, targets: Float64Array) =>
  value(outputs, targets, 0, outputs.length);

it("takes the mean over outputs, half the sum, or the sum", () => {
  expect(lossAt(losses.mse, a, t)).toBeCloseTo((0.25 + 0.0025 + 0.36) / 3, 14);
  expect(lossAt(losses.halfSquaredError, a, t)).toBeCloseTo((0.25 + 0.0025 + 0.36) / 2, 14);
  expect(lossAt(losses.mae, a, t)).toBeCloseTo((0.5 + 0.05 + 0.6) / 3, 14);
  const terms = [Math.log(0.5), 0.25 * Math.log(0.2) + 0.75 * Math.log(0.8), 0.3 * Math.log(0.9) + 0.7 * Math.log(0.1)];
  expect(lossAt(losses.binaryCrossEntropy, a, t)).toBeCloseTo(-(terms[0] + terms[1] + terms[2]) / 3, 14);
  expect(lossAt(losses.crossEntropy, a, t)).toBeCloseTo(
    -(Math.log(0.5) + 0.25 * Math.log(0.2) + 0.3 * Math.log(0.9)),
    14,
  );
});

it("is square up to an error of 1 and straight beyond, for huber", () => {
  expect(lossAt(losses.huber, Float64Array.of(0.5), Float64Array.of(0))).toBe(0.125);
  expect(lossAt(losses.huber, Float64Array.of(-3), Float64Array.of(0))).toBe(2.5);
  expect(lossAt(losses.huber, Float64Array.of(1), Float64Array.of(0))).toBe(0.5);
});

it("stays finite where a certainty was wrong, for binaryCrossEntropy", () => {
  const wrong = Float64Array.of(1);
  const lossByA = new Float64Array(1);
  expect(lossAt(losses.binaryCrossEntropy, wrong, Float64Array.of(0))).toBe(100);
  losses.binaryCrossEntropy.derivative(wrong, Float64Array.of(0), lossByA, 0, 1);
  expect(lossByA[0]).toBe(1e12);
});

it("does not count an output whose target is 0, even if it is 0 itself, for crossEntropy", () => {
  const lossByA = new Float64Array(2);
  losses.crossEntropy.derivative(Float64Array.of(1, 0), Float64Array.of(1, 0), lossByA, 0, 2);
  expect(lossAt(losses.crossEntropy, Float64Array.of(1, 0), Float64Array.of(1, 0))).toBeCloseTo(0, 15);
  expect([...lossByA]).toEqual([-1, 0]);
});

describe.each(Object.entries<Loss>(losses))("%s", (_name, { value, derivative }) => {
  it("has the slopes that its derivative says, for the row it is asked for", () => {
    const padded = Float64Array.of(9, 9, 9, ...a);
    const targets = Float64Array.of(9, 9, 9, ...t);
    const lossByA = new Float64Array(6);
    derivative(padded, targets, lossByA, 3, 3);
    expect([...lossByA.subarray(0, 3)]).toEqual([0, 0, 0]);
    const h = 1e-6;
    for (let j = 3; j < 6; j++) {
      const at = (nudge: number) =>
        value(
          padded.map((x, k) => (k === j ? x + nudge : x)),
          targets,
          3,
          3,
        );
      expect(lossByA[j]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 7);
    }
  });
});

describe.each([
  ["binaryCrossEntropy", "sigmoid"],
  ["crossEntropy", "softmax"],
] as const)("%s with %s", (loss, activation) => {
  const joint = lossOfZ(loss, activation);
  if (!joint) throw new Error("they are taken as one");
  const outputsOf = (z: Float64Array) => {
    if (activation === "sigmoid") return z.map(activations.sigmoid.value);
    const outputs = new Float64Array(z.length);
    softmax(z, outputs, 0, z.length);
    return outputs;
  };

  it("is the loss of the outputs", () => {
    const z = Float64Array.of(0.3, -1.2, 2);
    expect(joint.value(z, t, 0, 3)).toBeCloseTo(lossAt(losses[loss], outputsOf(z), t), 13);
  });

  it("has the slopes by z that its derivative says", () => {
    const z = Float64Array.of(0.3, -1.2, 2);
    const lossByZ = new Float64Array(3);
    joint.derivative(outputsOf(z), t, lossByZ, 0, 3);
    const h = 1e-6;
    for (let j = 0; j < 3; j++) {
      const at = (nudge: number) =>
        joint.value(
          z.map((x, k) => (k === j ? x + nudge : x)),
          t,
          0,
          3,
        );
      expect(lossByZ[j]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 8);
    }
  });

  it("stays right where the outputs are rounded to 0 and 1", () => {
    const z = Float64Array.of(800, -800, 0);
    const wrong = Float64Array.of(0, 1, 0);
    const lossByZ = new Float64Array(3);
    joint.derivative(outputsOf(z), wrong, lossByZ, 0, 3);
    const share = activation === "sigmoid" ? 3 : 1;
    expect(joint.value(z, wrong, 0, 3)).toBeCloseTo(activation === "sigmoid" ? (1600 + Math.LN2) / 3 : 1600, 10);
    expect([lossByZ[0], lossByZ[1]]).toEqual([1 / share, -1 / share]);
  });
});

it("takes other losses and activations each by itself", () => {
  expect(lossOfZ("binaryCrossEntropy", "softmax")).toBeNull();
  expect(lossOfZ("mse", "sigmoid")).toBeNull();
});
