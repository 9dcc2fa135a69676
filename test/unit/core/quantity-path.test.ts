import { expect, it } from "vitest";
import { indexOf, parseQuantityPath, quantityPathText } from "../../../src/core/quantity-path.ts";

it.each([
  ["layers.0.weights[0][0]", { of: "layers", parameter: { layer: 0, kind: "weights", unit: 0, input: 0 } }],
  ["gradients.12.weights[3][45]", { of: "gradients", parameter: { layer: 12, kind: "weights", unit: 3, input: 45 } }],
  ["gradients.2.biases[7]", { of: "gradients", parameter: { layer: 2, kind: "biases", unit: 7, input: null } }],
  ["activations.1[0]", { of: "activations", layer: 1, unit: 0 }],
])("%s is read, and written as it was", (text, path) => {
  const read = parseQuantityPath(text);
  expect(read).toEqual(path);
  expect(read && quantityPathText(read)).toBe(text);
});

it.each([
  "",
  "layers",
  "layers.0.weights[0]",
  "layers.0.biases[0][0]",
  "layers.-1.biases[0]",
  "activations.0[0][0]",
  "layer.0.biases[0]",
  "layers.0.biases[0] ",
  " layers.0.biases[0]",
  "the activations.0[0]",
])("%j is none", (text) => {
  expect(parseQuantityPath(text)).toBeNull();
});

it("finds a parameter in its layer's row-major list", () => {
  expect(indexOf({ layer: 0, kind: "weights", unit: 2, input: 1 }, 5)).toBe(11);
  expect(indexOf({ layer: 0, kind: "biases", unit: 2, input: null }, 5)).toBe(2);
});
