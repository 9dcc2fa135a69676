import { expect, it } from "vitest";
import { derive } from "../../../src/core/explanation/derivation.ts";
import { type ParameterRole, parameterRole } from "../../../src/core/explanation/parameter-role.ts";
import type { ParameterPlace } from "../../../src/core/quantity-path.ts";
import { createTrainer } from "../../../src/core/trainer.ts";
import { workStep } from "../../../src/core/worked-step.ts";
import {
  activationHover,
  learningRateHover,
  optimizerHover,
  parameterHover,
  parameterRoleHover,
} from "../../../src/editor/hover-text.ts";
import { figuresWith } from "../../../src/format/figures.ts";
import { optimizerWithDefaults } from "../../../src/spec/defaults.ts";
import { chainFile, specOf } from "../../support/specs.ts";

const links = { select: "command:select", step: "command:step", reset: "command:reset" };
const usual = figuresWith(null);
const parameter: ParameterPlace = { layer: 0, kind: "weights", unit: 0, input: 0 };

function roleIn(input: string): ParameterRole {
  const names = { inputs: [input], layers: [{ name: "first", hasBiases: true }] };
  const role = parameterRole({ inputs: 1, units: [1] }, names, parameter);
  if (!role) throw new Error("there is no such parameter");
  return role;
}

it("tells what a weight is for before it has a gradient, and what to do to see one", () => {
  const hover = parameterRoleHover(roleIn("x"), false, links);
  expect(hover).toBe(
    "**w₁** weighs x in first.\n\n```plaintext\nz₁ = w₁ · x + b₁\n∂ℓ/∂w₁ = ∂ℓ/∂z₁ · x\n```\n\n[Take a step](command:step) to see its gradient, and why it is that number.",
  );
  expect(parameterRoleHover(roleIn("x"), true, links)).toContain("[Reset](command:reset)");
});

it("takes names as they are", () => {
  expect(parameterRoleHover(roleIn("[a](b) *c*"), false, links)).toContain("weighs \\[a\\](b) \\*c\\* in first");
});

it("tells a weight's number now, and why its gradient is what it is", async () => {
  const spec = await specOf(chainFile);
  const worked = workStep(createTrainer(spec));
  const derivation = worked && derive(worked, worked.samples[0], { of: "parameter", parameter }, spec);
  if (!derivation) throw new Error("there is nothing to derive");
  const hover = parameterHover(roleIn("x"), { derivation, step: 1200, sample: 0 }, links, usual);
  expect(hover).toMatch(
    /^\*\*w₁ = 0\.2421875\*\* weighs x in first: z₁ = w₁ · x \+ b₁ · \[Select in view\]\(command:select\)\n\n/,
  );
  expect(hover).toContain("**∂ℓ/∂w₁ = 33** in step 1,200, sample 1. Four local slopes");
  expect(hover).toContain("= 0.5 − 0.0078125 · 33 = 0.2421875");
});

it("shows an activation's formulas and its curve, and says what the curve shows", () => {
  const hover = activationHover("tanh", "data:picture", [0.25, -1, 2, 3, 4], usual);
  expect(hover).toContain("∂a/∂z = 1 − a²");
  expect(hover).toContain("![The curve of tanh and of its derivative, marked at z = 0.25, −1, 2, 3, …](data:picture)");
  expect(activationHover("softmax", null, [], usual)).not.toContain("![");
});

it("writes an optimizer's rule line by line, with its numbers", () => {
  const hover = optimizerHover(optimizerWithDefaults({ type: "momentum", learningRate: 0.5 }), usual);
  expect(hover).toContain("**Update** by momentum:");
  expect(hover).toContain("\nv ← µ·v + g\nθ ← θ − η·v\n");
  expect(hover).toContain("; η = 0.5, µ = 0.9.");
  const decaying = optimizerHover(optimizerWithDefaults({ type: "adamw" }), usual);
  expect(decaying).toContain("plaintext\nθ ← θ − η·λ·θ\nm ← ");
  expect(decaying).toContain("ε = 1×10⁻⁸, λ = 0.01.");
});

const change = (predicted: number, actual: number) => ({ step: 8, before: 2, predicted, actual });

it.each<[number, number, string]>([
  [-0.5, 0.25, "was too long: the loss rose where the slope promised a fall"],
  [-0.5, -0.1, "brought 20 % of what the slope promised: it is close to being too long"],
  [-0.5, -0.3, "brought 60 % of what the slope promised: the slope became less along its way"],
  [-0.5, -0.49, "brought 98 % of what the slope promised: the slope hardly changed along its way"],
  [-0.5, -0.75, "brought 150 % of what the slope promised: the slope became steeper along its way"],
  [0.5, -0.1, "was not to lower the loss of its batch"],
])(
  "says of a step that was to change the loss by %s and changed it by %s what that means",
  (predicted, actual, said) => {
    const hover = learningRateHover(null, [change(-1, -1), change(predicted, actual)], false, links, usual);
    expect(hover).toContain(`The latest of them ${said}.`);
    expect(hover).toContain("| 8 | &emsp;−1 | &emsp;−1 |\n| 8 | ");
  },
);

it("tells the learning rate of the schedule, and what to do to see steps", () => {
  const hover = learningRateHover({ value: 0.125, epoch: 3 }, [], false, links, usual);
  expect(hover).toContain("**η = 0.125** in epoch 3, as the schedule has it.");
  expect(hover).toContain("[Take a step](command:step) to see how true that is.");
  expect(learningRateHover(null, [], true, links, usual)).toContain(
    "began with another optimizer. [Reset](command:reset)",
  );
});
