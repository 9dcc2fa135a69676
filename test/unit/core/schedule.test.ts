import { describe, expect, it } from "vitest";
import { learningRateIn, type Schedule } from "../../../src/core/schedule.ts";
import { createTrainer } from "../../../src/core/trainer.ts";
import { workStep } from "../../../src/core/worked-step.ts";
import { specOf, xorFile } from "../../support/specs.ts";

describe.each<[Schedule, number[]]>([
  [{ kind: "constant" }, [0.1, 0.1, 0.1, 0.1, 0.1]],
  [{ kind: "step", every: 2, factor: 0.5 }, [0.1, 0.1, 0.05, 0.05, 0.025]],
  [{ kind: "exponential", factor: 0.5 }, [0.1, 0.05, 0.025, 0.0125, 0.00625]],
  [{ kind: "cosine", epochs: 4 }, [0.1, 0.05 * (1 + Math.SQRT1_2), 0.05, 0.05 * (1 - Math.SQRT1_2), 0]],
])("%j", (schedule, expected) => {
  it("gives each epoch its learning rate", () => {
    for (const [k, rate] of expected.entries()) expect(learningRateIn(k + 1, 0.1, schedule)).toBeCloseTo(rate, 15);
  });
});

it("goes up and down again after a cosine's end, however late", () => {
  const cosine: Schedule = { kind: "cosine", epochs: 4 };
  for (const epoch of [1, 2, 3, 4]) {
    expect(learningRateIn(epoch + 8_000_000_000, 0.1, cosine)).toBe(learningRateIn(epoch, 0.1, cosine));
    expect(learningRateIn(epoch + 4, 0.1, cosine)).toBeCloseTo(0.1 - learningRateIn(epoch, 0.1, cosine), 15);
  }
});

it("changes from epoch to epoch, not from step to step", async () => {
  const optimizer = { learningRate: 0.1, schedule: { exponential: { factor: 0.5 } } };
  const trainer = createTrainer(await specOf({ ...xorFile(3, { batchSize: 3 }), optimizer }));
  const rates = Array.from({ length: 6 }, () => workStep(trainer)?.learningRate);
  expect(rates).toEqual([0.1, 0.1, 0.05, 0.05, 0.025, 0.025]);
});
