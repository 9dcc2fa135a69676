import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, type Edit, editFor, parameterAt } from "../../../src/core/edits.ts";
import { evaluate } from "../../../src/core/evaluation.ts";
import { createEvaluationRecord } from "../../../src/core/evaluation-series.ts";
import { createNotedStep, writeOut } from "../../../src/core/noted-step.ts";
import type { ParameterPlace } from "../../../src/core/quantity-path.ts";
import type { LossSeries } from "../../../src/core/series.ts";
import type { Spec } from "../../../src/core/spec.ts";
import { createTrainer, isDone, type Trainer, takeStep } from "../../../src/core/trainer.ts";
import {
  advance,
  createTrainingRun,
  editBefore,
  findingsOf,
  rewindBefore,
  type TrainingRun,
} from "../../../src/core/training-run.ts";
import { specOf, xorFile } from "../../support/specs.ts";

const weight = (layer: number, unit: number, input: number): ParameterPlace => ({
  layer,
  kind: "weights",
  unit,
  input,
});
const bias = (layer: number, unit: number): ParameterPlace => ({ layer, kind: "biases", unit, input: null });

/** Places of the xor network, the last of which are not there. */
const places: readonly ParameterPlace[] = [weight(0, 0, 0), weight(0, 3, 1), weight(1, 0, 2), bias(0, 1), bias(1, 0)];

/** Trains from scratch with a plain trainer, setting parameters as a person would write it down. */
function retrained(spec: Spec, edits: readonly Edit[], steps: number): { trainer: Trainer; losses: number[] } {
  const trainer = createTrainer(spec);
  const losses: number[] = [];
  while (trainer.step < steps) {
    applyEdits(edits, trainer.network, trainer.step + 1);
    if (!takeStep(trainer)) break;
    losses.push(trainer.batchLoss);
  }
  if (trainer.step === 0) applyEdits(edits, trainer.network, 1);
  return { trainer, losses };
}

/** What a series of that stride has to hold of these losses. */
function bucketsOf(losses: readonly number[], stride: number): number[] {
  return Array.from({ length: Math.ceil(losses.length / stride) }, (_, k) => {
    const bucket = losses.slice(k * stride, (k + 1) * stride);
    return [Math.min(...bucket), Math.max(...bucket), bucket[bucket.length - 1]];
  }).flat();
}

function used({ values, steps, stride }: LossSeries): number[] {
  return [...values.subarray(0, 3 * Math.ceil(steps / stride))];
}

function goTo(run: TrainingRun, step: number): void {
  rewindBefore(run, step);
  while (run.trainer.step < step && advance(run));
}

/** Edits the step shown, and takes it again. */
function edit(run: TrainingRun, place: ParameterPlace, value: number | null): void {
  const shown = run.trainer.step;
  if (editBefore(run, Math.max(1, shown), place, value)) goTo(run, shown);
}

const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("train" as const), steps: fc.integer({ min: 1, max: 700 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("seek" as const), to: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("edit" as const),
      place: fc.nat(places.length - 1),
      value: fc.double({ min: -3, max: 3, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("takeBack" as const), place: fc.nat(places.length - 1) }) },
);

const settings = [
  { optimizer: { learningRate: 0.5 }, training: { epochs: 5000, batchSize: 3 } },
  { optimizer: { type: "adam", learningRate: 0.02 }, training: { epochs: 5000, batchSize: "all" } },
  { precision: "float32", training: { epochs: 5000, batchSize: 1, testFraction: 0.25, stopWhen: { patience: 4000 } } },
];

it("is the run that training from scratch with the same edits gives, bit for bit", { timeout: 120_000 }, async () => {
  const specs = await Promise.all(settings.map((changes) => specOf({ ...xorFile(1), ...changes })));
  let [takenBack, coarse] = [0, 0];
  fc.assert(
    fc.property(fc.nat(specs.length - 1), fc.array(action, { minLength: 3, maxLength: 14 }), (which, actions) => {
      const spec = specs[which];
      const run = createTrainingRun(spec, { evaluations: createEvaluationRecord(spec) });
      // The plain model: which edits there are, and how far was trained since the last.
      let edits: Edit[] = [];
      let furthest = 0;
      for (const act of actions) {
        const shown = run.trainer.step;
        const step = Math.max(1, shown);
        if (act.do === "train") {
          for (let k = 0; k < act.steps; k++) advance(run);
          furthest = Math.max(furthest, run.trainer.step);
        } else if (act.do === "seek") {
          goTo(run, Math.floor(act.to * furthest));
        } else {
          const parameter = places[act.place];
          const value = act.do === "edit" ? act.value : null;
          const before = edits.find((e) => e.step === step && e.parameter === parameter);
          edit(run, parameter, value);
          if (value === null && !before) continue;
          if (value === null) takenBack++;
          edits = edits.filter((e) => e.step < step || (e.step === step && e.parameter !== parameter));
          if (value !== null) edits.push(editFor(run.trainer.network, { step, parameter, value }) as Edit);
          furthest = shown;
        }
      }
      const expected = retrained(spec, edits, furthest);
      if (run.series.stride > 1) coarse++;
      expect([run.edits, run.series.steps]).toEqual([edits, furthest]);
      expect(used(run.series)).toEqual(bucketsOf(expected.losses, run.series.stride));
      const there = retrained(spec, edits, run.trainer.step).trainer;
      expect(run.trainer.network.numbers).toEqual(there.network.numbers);
      expect(run.trainer.moments.map(({ numbers }) => numbers)).toEqual(there.moments.map(({ numbers }) => numbers));
      for (const { step, ...evaluation } of run.evaluations?.points.slice(-2) ?? []) {
        expect(evaluation).toEqual(evaluate(retrained(spec, edits, step).trainer));
      }
      goTo(run, furthest);
      expect(run.trainer.network.numbers).toEqual(expected.trainer.network.numbers);
    }),
    { numRuns: 60, seed: 5 },
  );
  expect(Math.min(takenBack, coarse)).toBeGreaterThan(5);
});

describe("an edit", () => {
  it("at the beginning sets the initial parameter, at once and for good", async () => {
    const run = createTrainingRun(await specOf(xorFile(100)));
    edit(run, weight(0, 0, 0), 2);
    expect(run.edits).toEqual([{ step: 1, parameter: weight(0, 0, 0), value: 2 }]);
    expect(parameterAt(run.trainer.network, weight(0, 0, 0))).toBe(2);
    for (let step = 0; step < 10; step++) advance(run);
    goTo(run, 0);
    expect(parameterAt(run.trainer.network, weight(0, 0, 0))).toBe(2);
  });

  it("stands in the step that is shown, before its update", async () => {
    const run = createTrainingRun(await specOf(xorFile(100)));
    const noted = createNotedStep(run.trainer);
    for (let step = 0; step < 5; step++) advance(run);
    editBefore(run, 5, bias(1, 0), -7);
    while (run.trainer.step < 4) advance(run);
    expect(parameterAt(run.trainer.network, bias(1, 0))).not.toBe(-7);
    advance(run, noted);
    expect(writeOut(noted, run.trainer, null)?.layers[1].before.biases[0]).toBe(-7);
  });

  it("is undone by going back across it, and repeated by training on", async () => {
    const run = createTrainingRun(await specOf(xorFile(100)));
    goTo(run, 20);
    const before = run.trainer.network.numbers.slice();
    advance(run);
    edit(run, weight(1, 0, 0), 3);
    const after = run.trainer.network.numbers.slice();
    goTo(run, 20);
    expect(run.trainer.network.numbers).toEqual(before);
    advance(run);
    expect(run.trainer.network.numbers).toEqual(after);
  });

  it("may change a parameter that training does not", async () => {
    const file = xorFile(10);
    const layers = [{ ...file.layers[0], trainable: false }, file.layers[1]];
    const run = createTrainingRun(await specOf({ ...file, layers }));
    for (let step = 0; step < 5; step++) advance(run);
    edit(run, weight(0, 1, 1), 0.75);
    expect(parameterAt(run.trainer.network, weight(0, 1, 1))).toBe(0.75);
    advance(run);
    expect(parameterAt(run.trainer.network, weight(0, 1, 1))).toBe(0.75);
  });

  it("of another parameter of the same step stays, one of the same is replaced, and those of later steps are gone", async () => {
    const run = createTrainingRun(await specOf(xorFile(100)));
    for (const [step, place] of [
      [3, bias(0, 0)],
      [6, bias(0, 1)],
      [6, bias(0, 2)],
      [9, bias(0, 3)],
    ] as const) {
      while (run.trainer.step < step) advance(run);
      edit(run, place, step);
    }
    goTo(run, 6);
    edit(run, bias(0, 1), 66);
    const value = (place: ParameterPlace) => run.edits.filter(({ parameter }) => parameter === place);
    expect(run.edits.map(({ step, value }) => [step, value])).toEqual([
      [3, 3],
      [6, 6],
      [6, 66],
    ]);
    expect(value(bias(0, 1))).toEqual([]);
  });

  it("is rounded where a run is in float32", async () => {
    const run = createTrainingRun(await specOf({ ...xorFile(10), precision: "float32" }));
    edit(run, bias(0, 0), 0.1);
    expect(run.edits[0].value).toBe(Math.fround(0.1));
    edit(run, bias(0, 1), 1e300);
    expect(run.edits).toHaveLength(1);
  });

  it.each<[string, ParameterPlace, number | null]>([
    ["a layer that is not there", bias(2, 0), 1],
    ["half a layer", bias(0.5, 0), 1],
    ["a unit that is not there", weight(0, 4, 0), 1],
    ["a negative unit", bias(0, -1), 1],
    ["an input that is not there", weight(0, 0, 2), 1],
    ["a weight without an input", { ...weight(0, 0, 0), input: null }, 1],
    ["a bias with an input", { ...bias(0, 0), input: 0 }, 1],
    ["no kind of parameter", { ...bias(0, 0), kind: "scale" as "biases" }, 1],
    ["a number without end", bias(0, 0), Number.POSITIVE_INFINITY],
    ["no number", bias(0, 0), Number.NaN],
    ["nothing that could be taken back", bias(0, 0), null],
  ])("of %s is ignored", async (_name, place, value) => {
    const run = createTrainingRun(await specOf(xorFile(10)));
    for (let step = 0; step < 3; step++) advance(run);
    const before = structuredClone([run.trainer.network.numbers, run.series, run.history.checkpoints]);
    expect(editBefore(run, 3, place, value)).toBe(false);
    expect([run.trainer.network.numbers, run.series, run.history.checkpoints]).toEqual(before);
    expect(run.edits).toEqual([]);
    expect(
      createTrainingRun(run.trainer.spec, { edits: [{ step: 1, parameter: place, value: value ?? Number.NaN }] }).edits,
    ).toEqual([]);
  });

  it("of a layer without biases is ignored", async () => {
    const run = createTrainingRun(await specOf({ ...xorFile(10), layers: [{ units: 1, biases: false }] }));
    expect(editBefore(run, 1, bias(0, 0), 1)).toBe(false);
  });

  it("makes what was observed from its step on unknown, of the beginning too where it is the first", async () => {
    const run = createTrainingRun(await specOf(xorFile(200)));
    while (advance(run));
    const observed = () => run.health.observations.map(({ step }) => step);
    const before = structuredClone(run.health.observations);
    goTo(run, 8);
    edit(run, bias(0, 0), 5);
    expect(observed()).toEqual([0, 1, 2, 4, 8]);
    expect(run.health.observations.slice(0, 4)).toEqual(before.slice(0, 4));
    expect(run.health.observations[4]).not.toEqual(before[4]);
    goTo(run, 1);
    edit(run, bias(0, 0), 5);
    expect(observed()).toEqual([0, 1]);
    expect(run.health.observations[0]).not.toEqual(before[0]);
  });

  it("may set free a network that could not learn", async () => {
    const layers = [
      { units: 2, activation: "relu", init: "zeros" },
      { units: 1, init: "zeros" },
    ];
    const rows = [
      [0, 1],
      [1, 3],
      [2, 5],
    ];
    const file = { inputs: 1, layers, training: { epochs: 300 }, data: { rows } };
    const run = createTrainingRun(await specOf(file));
    expect(run.health.isStuck).toBe(true);
    edit(run, weight(1, 0, 0), 1);
    expect(run.health.isStuck).toBe(false);
    edit(run, weight(1, 0, 0), null);
    expect(run.health.isStuck).toBe(true);
  });

  it("brings new findings even if there are as many observations as before", async () => {
    const run = createTrainingRun(await specOf({ ...xorFile(400), optimizer: { learningRate: 0.01 } }));
    while (advance(run));
    const kinds = () => findingsOf(run, evaluate(run.trainer)).map(({ kind }) => kind);
    const before = kinds();
    const count = run.health.observations.length;
    goTo(run, 1);
    for (let unit = 0; unit < 4; unit++) edit(run, bias(0, unit), 1000);
    while (advance(run));
    expect(run.health.observations).toHaveLength(count);
    expect(before).not.toContain("saturatedUnits");
    expect(kinds()).toContain("saturatedUnits");
  });
});

describe("the losses after an edit", () => {
  it("are as fine as those of a new run where few steps went before", async () => {
    const run = createTrainingRun(await specOf(xorFile(20_000)));
    while (advance(run));
    expect(run.series.stride).toBeGreaterThan(16);
    goTo(run, 900);
    edit(run, bias(0, 0), 1);
    expect([run.series.stride, run.series.steps, run.history.stride]).toEqual([1, 900, 1]);
  });

  it("keep their buckets where many did", async () => {
    const spec = await specOf({ ...xorFile(70_000), training: { epochs: 70_000, batchSize: 1 } });
    const run = createTrainingRun(spec);
    for (let step = 0; step < 70_000; step++) advance(run);
    const { stride } = run.series;
    expect(stride).toBeGreaterThan(16);
    goTo(run, 50_001);
    edit(run, bias(0, 0), 1);
    expect([run.series.stride, run.series.steps]).toEqual([stride, 50_001]);
    for (let step = 0; step < 99; step++) advance(run);
    const { losses } = retrained(spec, run.edits, 50_100);
    expect(used(run.series)).toEqual(bucketsOf(losses, stride));
  });
});

it("repeats its edits when it is taken up again", async () => {
  const spec = await specOf(xorFile(1000));
  const run = createTrainingRun(spec);
  goTo(run, 300);
  edit(run, weight(0, 1, 0), -2);
  goTo(run, 500);
  edit(run, bias(1, 0), 0.5);
  const again = createTrainingRun(spec, { edits: [...run.edits].reverse() });
  while (again.trainer.step < 500) advance(again);
  expect(again.trainer.network.numbers).toEqual(run.trainer.network.numbers);
  expect(again.series).toEqual({ ...run.series, cuts: 0 });
});

it("ends its series where a step can no longer be taken", async () => {
  const run = createTrainingRun(await specOf({ ...xorFile(100), layers: [{ units: 1 }] }));
  for (let step = 0; step < 10; step++) advance(run);
  editBefore(run, 10, weight(0, 0, 0), 1e200);
  while (run.trainer.step < 10 && advance(run));
  expect([run.trainer.step, run.series.steps, run.trainer.breakdown?.step]).toEqual([9, 9, 10]);
  expect(isDone(run.trainer)).toBe(false);
});
