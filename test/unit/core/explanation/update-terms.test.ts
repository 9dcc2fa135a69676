import { expect, it } from "vitest";
import { explainParameter, type UpdateTerms } from "../../../../src/core/explanation/explanation.ts";
import { createTrainer } from "../../../../src/core/trainer.ts";
import { workStep } from "../../../../src/core/worked-step.ts";
import { specOf, xorFile } from "../../../support/specs.ts";

/** The update as somebody computes it who has nothing but the rule and the numbers that are shown. */
function byHand(type: string, before: number, terms: UpdateTerms): { after: number; moments: number[] } {
  const { learningRate: η, gradientScale: c, hyperparameters, corrections, moments } = terms;
  const { µ = 0, "β₁": β1 = 0, "β₂": β2 = 0, ε = 0, α = 0, λ = 0 } = hyperparameters;
  const old = Object.fromEntries(moments.map((moment) => [moment.name, moment.before]));
  const g = c * terms.gradient + (type === "adamw" ? 0 : λ * before);
  const v = µ * old.v + g;
  const m = β1 * old.m + (1 - β1) * g;
  switch (type) {
    case "sgd":
      return { after: before - η * g, moments: [] };
    case "momentum":
      return { after: before - η * v, moments: [v] };
    case "nesterov":
      return { after: before - η * (g + µ * v), moments: [v] };
    case "rmsprop": {
      const s = α * old.s + (1 - α) * g ** 2;
      const step = µ * old.v + g / (Math.sqrt(s) + ε);
      return { after: before - η * step, moments: [s, step] };
    }
    case "adagrad": {
      const s = old.s + g ** 2;
      return { after: before - (η * g) / (Math.sqrt(s) + ε), moments: [s] };
    }
    default: {
      const s = β2 * old.s + (1 - β2) * g ** 2;
      const θ = type === "adamw" ? before - η * λ * before : before;
      const [mHat, sHat] = [m / corrections["1 − β₁ᵗ"], s / corrections["1 − β₂ᵗ"]];
      return { after: θ - (η * mHat) / (Math.sqrt(sHat) + ε), moments: [m, s] };
    }
  }
}

const types = ["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"];
const settings = [{}, { weightDecay: 0.1 }, { clipNorm: 0.01, weightDecay: 0.05 }];

it.each(types.flatMap((type) => settings.map((setting) => [type, setting] as const)))(
  "%s with %j can be computed again by hand, from what is shown",
  async (type, setting) => {
    const spec = await specOf({ ...xorFile(10), optimizer: { type, learningRate: 0.1, ...setting } });
    const trainer = createTrainer(spec);
    const parameter = { layer: 0, kind: "weights", unit: 1, input: 0 } as const;
    for (let step = 1; step <= 3; step++) {
      const worked = workStep(trainer, { moments: true });
      if (!worked) throw new Error("the step can be taken");
      const { update, terms } = explainParameter(worked, worked.samples[0], parameter, spec);
      const expected = byHand(type, update.before, terms);
      expect(update.after).toBeCloseTo(expected.after, 13);
      expect(terms.moments).toHaveLength(expected.moments.length);
      for (const [k, { after }] of terms.moments.entries()) expect(after).toBeCloseTo(expected.moments[k], 13);
      expect(update.after).not.toBe(update.before);
      expect(terms.gradientScale < 1).toBe("clipNorm" in setting);
      expect(update.rule?.includes("g ← c·g")).toBe("clipNorm" in setting);
      expect(update.rule?.includes("λ")).toBe("weightDecay" in setting || type === "adamw");
    }
  },
);

it("adam without running means shows their corrections all the same", async () => {
  const spec = await specOf({ ...xorFile(10), optimizer: { type: "adam", learningRate: 0.1, beta1: 0, beta2: 0 } });
  const worked = workStep(createTrainer(spec), { moments: true });
  if (!worked) throw new Error("the step can be taken");
  const parameter = { layer: 0, kind: "biases", unit: 0, input: null } as const;
  const { update, terms } = explainParameter(worked, worked.samples[0], parameter, spec);
  expect(terms.corrections).toEqual({ "1 − β₁ᵗ": 1, "1 − β₂ᵗ": 1 });
  expect(terms.hyperparameters).toMatchObject({ "β₁": 0, "β₂": 0 });
  expect(update.after).toBeCloseTo(byHand("adam", update.before, terms).after, 13);
});
