import { expect, it } from "vitest";
import { derive } from "../../../../src/core/explanation/derivation.ts";
import { plainText } from "../../../../src/core/explanation/notation/plain.ts";
import { ruleOf } from "../../../../src/core/optimizer.ts";
import { createTrainer } from "../../../../src/core/trainer.ts";
import { workStep } from "../../../../src/core/worked-step.ts";
import { specOf, xorFile } from "../../../support/specs.ts";

const parameter = { layer: 1, kind: "weights", unit: 0, input: 2 } as const;
const types = ["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"];
const settings = [{}, { weightDecay: 0.1 }, { clipNorm: 0.01, weightDecay: 0.05 }];

async function updateOf(optimizer: object, hasMoments: boolean, file: object = {}) {
  const spec = await specOf({ ...xorFile(10), optimizer: { learningRate: 0.1, ...optimizer }, ...file });
  const worked = workStep(createTrainer(spec), { moments: hasMoments });
  const update = worked && derive(worked, worked.samples[0], { of: "parameter", parameter }, spec)?.update;
  if (!update || !worked) throw new Error("the step can be taken");
  return { update, spec, worked };
}

it.each(types.flatMap((type) => settings.map((setting) => [type, setting] as const)))(
  "%s with %j is shown by the rule that optimizers say of themselves",
  async (type, setting) => {
    const { update, spec, worked } = await updateOf({ type, ...setting }, true);
    const shown = update.lines
      // How g comes from the batch is not the optimizer's.
      .slice(1)
      .map(({ left, forms, changes }) => `${plainText(left)} ${changes ? "←" : "="} ${plainText(forms[0])}`)
      .join(", ")
      .replaceAll(" · ", "·")
      .replaceAll("w₂,₁,₃", "θ");
    expect(shown.normalize()).toBe(ruleOf(spec.optimizer, worked.gradientScale).normalize());
    expect(update.lines.every(({ value }) => value !== null)).toBe(true);
    expect(update.lines.at(-1)?.value).toBe(update.after);
  },
);

it("shows the rule without numbers where the running numbers are not at hand", async () => {
  const { update } = await updateOf({ type: "adam" }, false);
  expect(update.lines.map(({ value }) => value !== null)).toEqual([true, false, false, false, false, false]);
});

it("shows nothing but that it stays where the spec does not let it train", async () => {
  const { layers } = xorFile(1);
  const frozen = { layers: [layers[0], { ...layers[1], trainable: "biases" }] };
  const { update } = await updateOf({ type: "sgd" }, true, frozen);
  expect([update.lines, update.before === update.after]).toEqual([[], true]);
  expect(update.notes[0].at(-1)).toBe(": the spec does not let it train.");
});
