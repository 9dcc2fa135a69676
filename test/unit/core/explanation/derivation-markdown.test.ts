import { expect, it } from "vitest";
import { derive } from "../../../../src/core/explanation/derivation.ts";
import { derivationMarkdown } from "../../../../src/core/explanation/derivation-markdown.ts";
import type { Quantity } from "../../../../src/core/explanation/quantity.ts";
import { createTrainer } from "../../../../src/core/trainer.ts";
import { workStep } from "../../../../src/core/worked-step.ts";
import { figuresWith } from "../../../../src/format/figures.ts";
import { chainFile, specOf, xorFile } from "../../../support/specs.ts";

async function markdownOf(file: object, quantity: Quantity, digits: number | null = null): Promise<string> {
  const spec = await specOf(file);
  const worked = workStep(createTrainer(spec), { moments: true });
  const derivation = worked && derive(worked, worked.samples[0], quantity, spec);
  if (!derivation) throw new Error("there is nothing to derive");
  return derivationMarkdown(derivation, "in step 1", figuresWith(digits));
}

const firstWeight: Quantity = { of: "parameter", parameter: { layer: 0, kind: "weights", unit: 0, input: 0 } };

it("writes the article's first gradient, factor by factor, and its update", async () => {
  expect(await markdownOf(chainFile, firstWeight)).toBe(`\
**∂ℓ/∂w₁ = 33** in step 1. Four local slopes, multiplied from the loss back to w₁. Every ReLU is open, so each contributes ×1.

\`\`\`plaintext
∂ℓ/∂w₁ = ∂ℓ/∂a₃ · ∂a₃/∂a₂ · ∂a₂/∂a₁ · ∂a₁/∂w₁
       = 2(a₃ − t) · w₃ · ReLU′(z₃) · w₂ · ReLU′(z₂) · x
         · ReLU′(z₁)
       = 2(3.75 − 1) · 2 · 1 · 1.5 · 1 · 2 · 1
       = 5.5 · 2 · 1.5 · 2 = 33
\`\`\`

Raise w₁ by 0.001 and the loss rises by about 0.033.

**Update** by gradient descent, η = 0.0078125:

\`\`\`plaintext
w₁ ← w₁ − η · ∂ℓ/∂w₁
   = 0.5 − 0.0078125 · 33 = 0.2421875
\`\`\``);
});

it("writes numbers with the digits that are set", async () => {
  const text = await markdownOf(chainFile, firstWeight, 5);
  expect(text).toContain("**∂ℓ/∂w₁ = 33.000**");
  expect(text).toContain("= 5.50000 · 2.00000 · 1.50000 · 2.00000 = 33.000");
});

it("writes each line of a longer rule, with hats above their letters", async () => {
  const text = await markdownOf({ ...chainFile, optimizer: { type: "adam" } }, firstWeight);
  expect(text).toContain("**Update** by Adam, η = 0.001:");
  expect(text).toContain("m ← β₁ · m + (1 − β₁) · ∂ℓ/∂w₁\n  = 0.9 · 0 + (1 − 0.9) · 33 = 3.3000");
  expect(text).toContain("m̂ = m/(1 − β₁ᵗ)\n  = 3.30000/(1 − 0.9¹) = 33");
});

it("writes several ways back as a table of the largest", async () => {
  const file = { ...xorFile(1), layers: [{ units: 4, activation: "tanh" }, { units: 5 }, { units: 2 }], targets: 2 };
  const rows = [
    [0, 0, 0, 1],
    [0, 1, 1, 0],
  ];
  const text = await markdownOf({ ...file, data: { rows } }, firstWeight);
  expect(text).toContain("| unit k | &emsp;w₂,ₖ,₁ | &emsp;δ₂,ₖ | ");
  expect(text).toMatch(/\| \d \| &emsp;[−\d.]+ \| &emsp;[−\d.]+ \| &emsp;[−\d.×⁻⁰-⁹]+ \| &emsp;\d+ % \|/);
  expect(text).toMatch(/\| 2 other units \| &emsp; \| &emsp; \| &emsp;[−\d.]+ \| &emsp;\d+ % \|/);
  expect(text).toContain("The step went by the mean over its batch of 2");
});

it("writes what follows where a unit is closed, and why a parameter stays", async () => {
  const [first, ...others] = chainFile.layers;
  const closed = await markdownOf({ ...chainFile, layers: [{ ...first, biases: [-9] }, ...others] }, firstWeight);
  expect(closed).toContain("**∂ℓ/∂w₁ = 0**");
  expect(closed).toContain("get gradient 0 from this sample");
  const fixed = await markdownOf({ ...chainFile, layers: [{ ...first, trainable: false }, ...others] }, firstWeight);
  expect(fixed).toContain("w₁ stays 0.5: the spec does not let it train.");
  expect(fixed).not.toContain("**Update**");
});
