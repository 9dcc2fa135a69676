import { expect, it } from "vitest";
import type { ActivationName } from "../../../../src/core/activation.ts";
import { activationText } from "../../../../src/core/explanation/activation-text.ts";

it.each<[ActivationName, string[]]>([
  ["linear", ["a = z", "∂a/∂z = 1"]],
  ["relu", ["a = ReLU(z) = max(0, z)", "∂a/∂z = 1 where z > 0, 0 elsewhere"]],
  ["leakyRelu", ["a = LeakyReLU(z) = z where z > 0, 0.01 · z elsewhere", "∂a/∂z = 1 where z > 0, 0.01 elsewhere"]],
  ["elu", ["a = ELU(z) = z where z > 0, e^z − 1 elsewhere", "∂a/∂z = 1 where z > 0, e^z = a + 1 elsewhere"]],
  [
    "gelu",
    [
      "a = GELU(z) = z · Φ(z)",
      "∂a/∂z = Φ(z) + z · φ(z)",
      "Φ(z) = 1/2 · (1 + erf(z/√2))",
      "φ(z) = (e^(−(z²)/2))/√(2 · π)",
    ],
  ],
  ["sigmoid", ["a = sigmoid(z) = 1/(1 + e^(−z))", "∂a/∂z = a · (1 − a)"]],
  ["tanh", ["a = (e^z − e^(−z))/(e^z + e^(−z)) = tanh(z)", "∂a/∂z = 1 − a²"]],
  ["softplus", ["a = softplus(z) = ln(1 + e^z)", "∂a/∂z = sigmoid(z) = 1/(1 + e^(−z))"]],
  [
    "swish",
    [
      "a = Swish(z) = z · sigmoid(z) = z/(1 + e^(−z))",
      "∂a/∂z = sigmoid(z) + a · (1 − sigmoid(z))",
      "sigmoid(z) = 1/(1 + e^(−z))",
    ],
  ],
  ["softmax", ["a = (e^z)/(Σₖ e^zₖ)", "∂a/∂z = a · (1 − a)"]],
])("writes %s and its derivative for any z", (name, expected) => {
  expect(activationText(name)).toEqual(expected);
});
