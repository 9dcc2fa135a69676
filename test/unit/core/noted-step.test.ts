import fc from "fast-check";
import { expect, it } from "vitest";
import { createNotedStep, noteNextStep, writeOut } from "../../../src/core/noted-step.ts";
import type { Numbers } from "../../../src/core/numbers.ts";
import type { Spec } from "../../../src/core/spec.ts";
import { createTrainer, takeStep } from "../../../src/core/trainer.ts";
import { type WorkedStep, workStep } from "../../../src/core/worked-step.ts";
import { networkFile } from "../../support/networks.ts";
import { specOf, xorFile } from "../../support/specs.ts";

/** A worked step with all numbers in float64, as `workStep` gives them. */
function widened(worked: WorkedStep | null): WorkedStep | null {
  const widen = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) return Float64Array.from(value as Numbers);
    if (Array.isArray(value)) return value.map(widen);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, widen(inner)]));
  };
  return widen(worked) as WorkedStep | null;
}

/** Two trainers of the same spec, the steps of one of which are noted. */
function twins(spec: Spec) {
  const [plain, trainer] = [createTrainer(spec), createTrainer(spec)];
  const noted = createNotedStep(trainer);
  return {
    plain,
    trainer,
    noted,
    takeNotedStep: () => {
      noteNextStep(noted, trainer);
      return takeStep(trainer);
    },
  };
}

it("is written out as the step that is written out while it is taken, for every sample of the batch", {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(networkFile, fc.constantFrom("sgd", "adam"), async (file, type) => {
      const { plain, trainer, noted, takeNotedStep } = twins(await specOf({ ...file, optimizer: { type } }));
      for (let step = 0; step < 2; step++) {
        const worked = workStep(plain, { moments: true });
        if (!takeNotedStep() || !worked) return;
        for (const sample of worked.samples) {
          const expected = { ...worked, samples: [sample] };
          expect(widened(writeOut(noted, trainer, sample.index))).toEqual(expected);
        }
        expect(widened(writeOut(noted, trainer, null))?.samples[0]).toEqual(worked.samples[0]);
      }
    }),
    { numRuns: 30 },
  );
});

it.each(["float64", "float32"])(
  "shows any sample as it went through the network before the step, in %s",
  async (precision) => {
    const file = { ...xorFile(10, { batchSize: 1, testFraction: 0.25 }), precision };
    const { trainer, noted, takeNotedStep } = twins(await specOf(file));
    for (let step = 0; step < 5; step++) takeNotedStep();
    const [heldOut] = trainer.split.test;
    const inBatch = trainer.order[(trainer.step - 1) % 3];
    for (let row = 0; row < 4; row++) {
      const { samples, layers } = writeOut(noted, trainer, row) as WorkedStep;
      expect(samples).toHaveLength(1);
      expect([samples[0].index, samples[0].place]).toEqual([row, row === inBatch ? 0 : null]);
      expect([...samples[0].inputs]).toEqual([row >> 1, row & 1]);
      const [first] = samples[0].layers;
      const { weights, biases } = layers[0].before;
      const z = weights[0] * (row >> 1) + weights[1] * (row & 1) + biases[0];
      expect(first.z[0]).toBeCloseTo(z, precision === "float64" ? 15 : 6);
    }
    expect(writeOut(noted, trainer, heldOut)?.samples[0].place).toBeNull();
  },
);

it("leaves the trainer as it is, whatever sample is shown", async () => {
  const { plain, trainer, noted, takeNotedStep } = twins(await specOf(xorFile(100, { batchSize: 3 })));
  for (let step = 0; step < 20; step++) {
    takeStep(plain);
    takeNotedStep();
    for (let row = 0; row < 4; row++) writeOut(noted, trainer, row);
    expect(trainer.gradientNumbers).toEqual(plain.gradientNumbers);
    expect(trainer.batch).toEqual(plain.batch);
    expect(trainer.network.numbers).toEqual(plain.network.numbers);
  }
});

it("has the batch's own gradients, whatever sample is shown", async () => {
  const { plain, trainer, noted, takeNotedStep } = twins(await specOf(xorFile(10, { batchSize: 2 })));
  const worked = workStep(plain, { moments: true });
  takeNotedStep();
  for (let row = 0; row < 4; row++) {
    expect(writeOut(noted, trainer, row)?.layers.map(({ gradients }) => gradients)).toEqual(
      worked?.layers.map(({ gradients }) => gradients),
    );
    expect(writeOut(noted, trainer, row)?.loss).toBe(worked?.loss);
  }
});

it.each([-1, 4, 0.5, Number.NaN, null])("shows the first sample of the batch where there is no row %s", async (row) => {
  const { trainer, noted, takeNotedStep } = twins(await specOf(xorFile(10, { batchSize: 2 })));
  takeNotedStep();
  expect(writeOut(noted, trainer, row)?.samples).toMatchObject([{ index: trainer.order[0], place: 0 }]);
});

it("is there only until another step follows", async () => {
  const { trainer, noted, takeNotedStep } = twins(await specOf(xorFile(10)));
  expect(writeOut(noted, trainer, null)).toBeNull();
  takeNotedStep();
  expect(writeOut(noted, trainer, null)?.step).toBe(1);
  takeStep(trainer);
  expect(writeOut(noted, trainer, null)).toBeNull();
});
