import { expect, it } from "vitest";
import { stepCode } from "../../../../src/core/generated/step-code.ts";
import { stepNotes } from "../../../../src/core/generated/step-notes.ts";
import { createTrainer } from "../../../../src/core/trainer.ts";
import { type WorkedStep, workStep } from "../../../../src/core/worked-step.ts";
import { handBuilt } from "../../../support/hand-built.ts";

// z = 2·3 − 1 = 5, e = 5 − 1 = 4, ℓ = 16, δ = 2·4 = 8, ∂ℓ/∂w = 8·3 = 24, w ← 2 − 0.1·24
const spec = handBuilt({
  layers: [{ units: 1, weights: [[2]], biases: [-1] }],
  rows: [[3, 1]],
  optimizer: { learningRate: 0.1 },
});

it("the numbers of a step stand beside its code", () => {
  const worked = workStep(createTrainer(spec)) as WorkedStep;
  const lines = stepCode(
    spec,
    stepNotes(spec, { worked, layers: worked.layers }, (value) => value.toFixed(1)),
  );
  const noted = lines.split("\n").flatMap(
    (line) =>
      line
        .match(/^ *(\S.*;) \/\/ (.*)$/)
        ?.slice(1)
        .join(" ") ?? [],
  );
  expect(noted).toEqual([
    "let w1 = parameters[0]; 2.0",
    "let b1 = parameters[1]; -1.0",
    "const x = inputs[row]; 3.0",
    "const t = targets[row]; 1.0",
    "const z1 = w1 * x + b1; 5.0",
    "const a1 = z1; 5.0",
    "const e = a1 - t; 4.0",
    "loss += e * e; 16.0",
    "const da1 = 2 * e; 8.0",
    "const δ1 = da1; 8.0",
    "gradients[0] = dw1; 24.0",
    "gradients[1] = db1; 8.0",
    "parameters[0] = w1; -0.4",
    "parameters[1] = b1; -1.8",
  ]);
});

it("before the first step only the parameters are known", () => {
  const { network } = createTrainer(spec);
  const layers = network.layers.map(({ parameters }) => ({ before: parameters, gradients: null, after: null }));
  const notes = stepNotes(spec, { worked: null, layers }, String);
  expect([...notes]).toEqual([
    ["w1", "2"],
    ["b1", "-1"],
  ]);
});
