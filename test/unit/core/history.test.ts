import { describe, expect, it } from "vitest";
import { createHistory, goBefore, maxHistoryBytes, record } from "../../../src/core/history.ts";
import { createTrainer, type Trainer, takeStep } from "../../../src/core/trainer.ts";
import { specOf, xorFile } from "../../support/specs.ts";

/** All that a run's next steps follow from, and what its last step left. */
function stateOf({ step, network, gradientNumbers, moments, batchLoss, order, stopped, stopping }: Trainer) {
  return structuredClone({
    step,
    parameters: network.numbers,
    gradients: gradientNumbers,
    moments,
    batchLoss,
    order,
    stopped,
    stopping,
  });
}

/** Takes `steps` steps, with a history of them. */
function trained(trainer: Trainer, steps: number) {
  const history = createHistory(trainer);
  while (trainer.step < steps && takeStep(trainer)) record(history, trainer);
  return history;
}

function goTo(history: ReturnType<typeof createHistory>, trainer: Trainer, step: number): void {
  goBefore(history, trainer, step);
  while (trainer.step < step) takeStep(trainer);
}

describe.each([
  ["sgd, a new order each epoch", { optimizer: { learningRate: 0.5 }, training: { epochs: 10_000, batchSize: 1 } }],
  [
    "adam with a schedule, batches of 3",
    {
      optimizer: { type: "adam", learningRate: 0.05, schedule: { exponential: { factor: 0.999 } } },
      training: { epochs: 10_000, batchSize: 3 },
    },
  ],
  [
    "momentum, no shuffling, patience",
    {
      optimizer: { type: "momentum", learningRate: 0.1 },
      training: { epochs: 10_000, batchSize: "all", shuffle: false, stopWhen: { patience: 10_000 } },
    },
  ],
  ["float32", { precision: "float32", training: { epochs: 10_000, batchSize: 3 } }],
  [
    "epochs of three steps, in the midst of which states are kept",
    {
      data: { rows: [1, 2, 3].map((x) => [x / 3, 1, x / 4]) },
      optimizer: { learningRate: 0.1 },
      training: { epochs: 10_000, batchSize: 1 },
    },
  ],
])("%s", (_name, settings) => {
  it("goes to any step taken exactly, forward and back, and trains on as before", async () => {
    const spec = await specOf({ ...xorFile(1), ...settings });
    const expected = new Map<number, ReturnType<typeof stateOf>>();
    const wanted = [0, 1, 2, 3, 5, 100, 4095, 4096, 4097, 4098, 8191, 8192, 8193, 8194, 9000];
    const straight = createTrainer(spec);
    for (let step = 0; step <= 9000; step++) {
      if (wanted.includes(step)) expected.set(step, stateOf(straight));
      takeStep(straight);
    }
    const trainer = createTrainer(spec);
    const history = trained(trainer, 9000);
    for (const step of [9000, 0, 4097, 4096, 3, 8191, 2, 8193, 1, 100, 8192, 4098, 5, 4095, 8194]) {
      goTo(history, trainer, step);
      const { batchLoss, order, ...rest } = stateOf(trainer);
      const {
        batchLoss: expectedLoss,
        order: expectedOrder,
        ...others
      } = expected.get(step) as ReturnType<typeof stateOf>;
      expect(rest).toEqual(others);
      // Before the first step there is neither a loss nor, until an epoch begins, an order.
      if (step > 0) expect([batchLoss, order]).toEqual([expectedLoss, expectedOrder]);
      while (trainer.step < Math.min(step + 3, 9000)) takeStep(trainer);
    }
    goTo(history, trainer, 7);
    while (trainer.step < 9000) takeStep(trainer);
    expect(stateOf(trainer)).toEqual(expected.get(9000));
  });
});

it("keeps its memory bounded, and its states evenly spaced, however long the run", async () => {
  const wide = { ...xorFile(5000), layers: [{ units: 300 }, { units: 300 }, { units: 1, activation: "sigmoid" }] };
  const trainer = createTrainer(await specOf({ ...wide, optimizer: { type: "adam" } }));
  const history = trained(trainer, 300);
  const bytes = (trainer.network.numbers.byteLength * 3 + 2500) * (history.checkpoints.length + history.spare.length);
  expect(history.capacity).toBe(Math.floor(maxHistoryBytes / (trainer.network.numbers.byteLength * 3 + 2500)));
  expect(bytes).toBeLessThanOrEqual(maxHistoryBytes);
  const steps = history.checkpoints.map(({ step }) => step);
  expect(steps).toEqual(steps.map((_, k) => (k + 1) * history.stride));
  expect(300 - (steps.at(-1) ?? 0)).toBeLessThan(2 * history.stride);
  expect(history.stride).toBe(32);
});

it("goes back to the beginning where nothing can be kept", async () => {
  const trainer = createTrainer(await specOf(xorFile(10)));
  const history = { ...createHistory(trainer), capacity: 0 };
  while (trainer.step < 5) {
    takeStep(trainer);
    record(history, trainer);
  }
  const expected = stateOf(trainer);
  takeStep(trainer);
  goTo(history, trainer, 5);
  expect(stateOf(trainer)).toEqual(expected);
});

it("forgets an end of the run when it goes back before it", async () => {
  const spec = await specOf({ ...xorFile(100), training: { epochs: 100, batchSize: "all", stopWhen: { loss: 10 } } });
  const trainer = createTrainer(spec);
  const history = trained(trainer, 100);
  expect([trainer.step, trainer.stopped]).toEqual([1, "loss"]);
  goBefore(history, trainer, 1);
  expect([trainer.step, trainer.stopped, trainer.batchLoss]).toEqual([0, null, Number.NaN]);
  takeStep(trainer);
  expect([trainer.step, trainer.stopped]).toEqual([1, "loss"]);
});
