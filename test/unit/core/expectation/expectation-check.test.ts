import { describe, expect, it } from "vitest";
import { evaluate } from "../../../../src/core/evaluation.ts";
import { createExpectationCheck } from "../../../../src/core/expectation/expectation-check.ts";
import { createTrainer, isDone } from "../../../../src/core/trainer.ts";
import { workStep } from "../../../../src/core/worked-step.ts";
import { chainFile, specOf, xorFile } from "../../../support/specs.ts";

/** What becomes of each expectation: whether it holds, and the number found. */
async function outcomes(file: object, steps = Number.POSITIVE_INFINITY) {
  const check = createExpectationCheck(await specOf(file));
  while (!check.advance(steps));
  return check.results().map(({ holds, actual, step }) => [holds, actual, step]);
}

describe("the article's chain", () => {
  it("is found as it should be, before and after its first step", async () => {
    const expectations = [
      { after: { steps: 1 }, "layers.0.weights[0][0]": 0.2421875, "layers.2.biases[0]": 0.95703125 },
      { after: { steps: 1 }, "gradients.0.weights[0][0]": 33, "activations.2[0]": 3.75 },
      { after: { steps: 0 }, loss: 7.5625 },
      { after: { epochs: 1 }, loss: { near: 0.2, tolerance: 0.01 } },
    ];
    expect(await outcomes({ ...chainFile, expect: expectations })).toEqual([
      [true, 0.2421875, 1],
      [true, 0.95703125, 1],
      [true, 33, 1],
      [true, 3.75, 1],
      [true, 7.5625, 0],
      [true, 0.20819503900341318, 1],
    ]);
  });

  it("is told apart from other numbers", async () => {
    const expectations = [
      { after: { steps: 1 }, "layers.0.weights[0][0]": 0.242188 },
      { after: { steps: 0 }, loss: { below: 7.5625 } },
      { after: { steps: 0 }, loss: { above: 7.5625 } },
      { after: { steps: 0 }, loss: { below: 7.6 } },
      { after: { steps: 0 }, loss: { above: 7.5 } },
      { after: { steps: 0 }, loss: { near: 7.5, tolerance: 0.0624 } },
      { after: { steps: 0 }, loss: { near: 7.5, tolerance: 0.0625 } },
    ];
    expect((await outcomes({ ...chainFile, expect: expectations })).map(([holds]) => holds)).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
      true,
    ]);
  });
});

it("looks at the end, wherever that is, with the activations of its last step", async () => {
  const file = { ...xorFile(2000, { stopWhen: { loss: 0.1 } }), loss: "mse" };
  const expectations = [
    { after: "end", loss: { below: 0.1 }, accuracy: 1 },
    { after: "end", "activations.1[0]": { below: 1 } },
    { after: { steps: 1999 }, loss: { below: 1 } },
  ];
  const [loss, accuracy, activation, late] = await outcomes({ ...file, expect: expectations }, 7);
  expect(loss[0]).toBe(true);
  expect(accuracy.slice(0, 2)).toEqual([true, 1]);
  expect(activation[0]).toBe(true);
  expect(activation[1]).toBeGreaterThan(0);
  expect(late).toEqual([false, null, loss[2]]);
});

it("looks at the activations of the very last step, and counts an epoch's steps", async () => {
  const file = xorFile(3000, { batchSize: 3, shuffle: false, stopWhen: { loss: 0.1 } });
  const trainer = createTrainer(await specOf(file));
  const outputs = [Number.NaN];
  const losses = [evaluate(trainer).loss];
  while (!isDone(trainer)) {
    outputs.push(workStep(trainer)?.samples[0].layers[1].a[0] ?? Number.NaN);
    losses.push(evaluate(trainer).loss);
  }
  const { step } = trainer;
  expect(trainer.stopped).toBe("loss");
  const expectations = [
    { after: "end", "activations.1[0]": 0, loss: 0 },
    { after: { epochs: 2 }, "activations.1[0]": 0, loss: 0 },
  ];
  expect((await outcomes({ ...file, expect: expectations })).map(([, ...found]) => found)).toEqual([
    [outputs[step], step],
    [losses[step], step],
    [outputs[4], 4],
    [losses[4], 4],
  ]);
});

it("cannot look where training broke off before, but at how that ended", async () => {
  const file = {
    ...chainFile,
    layers: chainFile.layers.map((layer) => ({ ...layer, activation: "linear" })),
    optimizer: { learningRate: 10 },
    expect: [
      { after: { steps: 50 }, loss: 1 },
      { after: "end", loss: { above: 1 } },
    ],
  };
  const [late, end] = await outcomes(file);
  expect(late.slice(0, 2)).toEqual([false, null]);
  expect(end[0]).toBe(true);
  expect(end[2]).toBeLessThan(50);
});

it("looks at an end far from any state that was kept", async () => {
  const training = { epochs: 10_000, stopWhen: { patience: 8194 } };
  const file = { ...chainFile, optimizer: { learningRate: 1e-300 }, training };
  const expectations = [{ after: "end", "activations.2[0]": 3.75 }];
  expect(await outcomes({ ...file, expect: expectations })).toEqual([[true, 3.75, 8195]]);
});

it("goes no further than the run does", async () => {
  const spec = await specOf({ ...chainFile, training: { epochs: 3 }, expect: [{ after: { steps: 3 }, loss: 1 }] });
  const [expectation] = spec.expect;
  const check = createExpectationCheck({ ...spec, expect: [{ ...expectation, after: { steps: 4 } }] });
  expect(check.advance(10)).toBe(true);
  expect(check.results()).toMatchObject([{ actual: null, holds: false, step: 3 }]);
});

it("goes no further than it has to, in as many pieces as it is asked in", async () => {
  const file = { ...xorFile(1_000_000_000), expect: [{ after: { steps: 20 }, loss: { below: 10 } }] };
  const check = createExpectationCheck(await specOf(file));
  expect(check.advance(13)).toBe(false);
  expect(check.progress()).toEqual({ step: 13, steps: 20 });
  expect(check.advance(13)).toBe(true);
  expect(check.progress()).toEqual({ step: 20, steps: 20 });
});
