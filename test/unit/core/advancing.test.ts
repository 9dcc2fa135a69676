import { expect, it } from "vitest";
import { createEvaluationRecord } from "../../../src/core/evaluation-series.ts";
import { outcomeOf } from "../../../src/core/gradual.ts";
import type { Numbers } from "../../../src/core/numbers.ts";
import { advance, advancing, createTrainingRun, type TrainingRun } from "../../../src/core/training-run.ts";
import { longFile, specOf } from "../../support/specs.ts";

/** A batch goes through in parts, and to observe the run takes more than a moment. */
const file = {
  ...longFile,
  layers: [
    { units: 30, activation: "relu" },
    { units: 30, activation: "relu" },
    { units: 1, activation: "sigmoid" },
  ],
  training: { epochs: 6, batchSize: 200, testFraction: 0.2 },
};

/** What a run has come to. */
function outcomeOfRun({ trainer, series, history, health, evaluations }: TrainingRun) {
  const { step, nextStart, batchLoss, stopped, breakdown, network, order } = trainer;
  const { numbers } = network;
  const { observations, due } = health;
  const kept = { series, checkpoints: history.checkpoints.length, observations, due, evaluations };
  return { step, nextStart, batchLoss, stopped, breakdown, numbers, order, ...kept };
}

it.each<[string, object]>([
  ["with batches in parts", file],
  ["that a limit ends", { ...file, training: { ...file.training, stopWhen: { loss: 0.69 } } }],
  ["that breaks down", { ...file, optimizer: { learningRate: 1e150 } }],
])("a run %s is the same in pieces as in one", async (_name, file) => {
  const spec = await specOf(file);
  const edits = [{ step: 3, parameter: { layer: 0, kind: "weights", unit: 0, input: 1 }, value: 0.5 } as const];
  const [whole, inPieces] = [0, 1].map(() =>
    createTrainingRun(spec, { edits, evaluations: createEvaluationRecord(spec) }),
  );
  for (let step = 0; step < 15; step++) expect(outcomeOf(advancing(inPieces))).toBe(advance(whole));
  expect(whole.trainer.step).toBeGreaterThan(0);
  expect(outcomeOfRun(inPieces)).toEqual(outcomeOfRun(whole));
});

it("goes through a batch part by part, and leaves the parameters until all have come back", async () => {
  const { trainer, ...run } = createTrainingRun(await specOf(file));
  const before = trainer.network.numbers.slice();
  const pieces = advancing({ trainer, ...run });
  let count = 0;
  while (trainer.step === 0 && !pieces.next().done) {
    count++;
    if (trainer.step === 0) expect(isSame(trainer.network.numbers, before)).toBe(true);
  }
  expect(count).toBeGreaterThan(3);
  expect(isSame(trainer.network.numbers, before)).toBe(false);
});

function isSame(a: Numbers, b: Numbers): boolean {
  return a.every((value, k) => value === b[k]);
}
