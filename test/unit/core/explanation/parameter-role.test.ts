import { expect, it } from "vitest";
import type { Expression } from "../../../../src/core/explanation/notation/expression.ts";
import { plainText } from "../../../../src/core/explanation/notation/plain.ts";
import { type NetworkNames, parameterRole } from "../../../../src/core/explanation/parameter-role.ts";
import type { NetworkShape } from "../../../../src/core/explanation/symbols.ts";
import type { ParameterPlace } from "../../../../src/core/quantity-path.ts";

const layer = (name: string, hasBiases = true) => ({ name, hasBiases });
const weight = (layer: number, unit: number, input: number): ParameterPlace => ({
  layer,
  kind: "weights",
  unit,
  input,
});
const bias = (layer: number, unit: number): ParameterPlace => ({ layer, kind: "biases", unit, input: null });

const chain: [NetworkShape, NetworkNames] = [
  { inputs: 1, units: [1, 1] },
  { inputs: ["x"], layers: [layer("first"), layer("last", false)] },
];
const wide: [NetworkShape, NetworkNames] = [
  { inputs: 2, units: [3, 1] },
  { inputs: ["width", "height"], layers: [layer("hidden"), layer("output")] },
];

function told([shape, names]: [NetworkShape, NetworkNames], parameter: ParameterPlace) {
  const role = parameterRole(shape, names, parameter);
  if (!role) return null;
  const equal = (left: Expression, right: Expression) => `${plainText(left)} = ${plainText(right)}`;
  return [role.words, equal(role.z, role.formula), equal(role.gradient, role.gradientFormula)];
}

it("tells what a parameter of a chain is for", () => {
  expect(told(chain, weight(0, 0, 0))).toEqual(["weighs x in first", "z₁ = w₁ · x + b₁", "∂ℓ/∂w₁ = ∂ℓ/∂z₁ · x"]);
  expect(told(chain, weight(1, 0, 0))).toEqual([
    "weighs the output of first in last",
    "z₂ = w₂ · a₁",
    "∂ℓ/∂w₂ = ∂ℓ/∂z₂ · a₁",
  ]);
  expect(told(chain, bias(0, 0))).toEqual(["is added in first", "z₁ = w₁ · x + b₁", "∂ℓ/∂b₁ = ∂ℓ/∂z₁"]);
});

it("names units and inputs where there are several, and sums up what is long", () => {
  expect(told(wide, weight(0, 2, 1))).toEqual([
    "weighs height in unit 3 of hidden",
    "z₁,₃ = w₁,₃,₁ · x₁ + w₁,₃,₂ · x₂ + b₁,₃",
    "∂ℓ/∂w₁,₃,₂ = δ₁,₃ · x₂",
  ]);
  expect(told(wide, weight(1, 0, 2))).toEqual([
    "weighs the output of unit 3 of hidden in output",
    "z₂ = Σᵢ w₂,₁,ᵢ · a₁,ᵢ + b₂",
    "∂ℓ/∂w₂,₁,₃ = δ₂ · a₁,₃",
  ]);
});

it("tells nothing of what a network has not", () => {
  for (const parameter of [weight(2, 0, 0), weight(0, 3, 0), weight(0, 0, 2), bias(1, 1)]) {
    expect(told(wide, parameter)).toBeNull();
  }
  expect(told(chain, bias(1, 0))).toBeNull();
});
