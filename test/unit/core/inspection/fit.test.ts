import { describe, expect, it } from "vitest";
import { classOf } from "../../../../src/core/classification.ts";
import { evaluate } from "../../../../src/core/evaluation.ts";
import { fitConfusion } from "../../../../src/core/inspection/fit-confusion.ts";
import { fitCurve } from "../../../../src/core/inspection/fit-curve.ts";
import { fitMap, sizeFor } from "../../../../src/core/inspection/fit-map.ts";
import { fitPoints, mostPoints, rowsOf } from "../../../../src/core/inspection/fit-points.ts";
import { predict } from "../../../../src/core/inspection/prediction.ts";
import type { Spec } from "../../../../src/core/spec.ts";
import { advance, createTrainingRun, type TrainingRun } from "../../../../src/core/training-run.ts";
import { answerOf } from "../../../support/answer.ts";
import { exampleSpec } from "../../../support/examples.ts";
import { handBuilt } from "../../../support/hand-built.ts";

function trained(spec: Spec, steps: number): TrainingRun {
  const run = createTrainingRun(spec);
  for (let k = 0; k < steps; k++) advance(run);
  return run;
}

const predicted = (run: TrainingRun, inputs: readonly number[]) => answerOf(predict(run, { inputs })).outputs;

/** One input, normalized, through two linear layers to two outputs. */
const linearStack = () =>
  handBuilt({
    layers: [{ units: 3 }, { units: 2 }],
    rows: [
      [-1.5, 3, 1],
      [0.5, 2, -1],
      [1, 0, 2],
    ],
    data: { normalization: { offset: [10], scale: [4] } },
    seed: 5,
  });

describe("the curve of a network of one input", () => {
  it("is what the network predicts, over the range of the data and a margin", async () => {
    const run = trained(await exampleSpec("sine"), 200);
    const { step, x, outputs, lines } = answerOf(fitCurve(run, {}));
    expect(step).toBe(200);
    expect(lines).toBeNull();
    const { inputs } = answerOf(fitPoints(run, { part: "all", row: null }));
    const width = Math.max(...inputs) - Math.min(...inputs);
    expect(x[0]).toBeCloseTo(Math.min(...inputs) - 0.08 * width, 12);
    expect(x[199]).toBeCloseTo(Math.max(...inputs) + 0.08 * width, 12);
    for (const k of [0, 63, 64, 150, 199]) expect(outputs[0][k]).toBe(predicted(run, [x[k]])[0]);
  });

  it("is in the units of the data where inputs are normalized, and so is the line of linear layers", () => {
    const run = trained(linearStack(), 3);
    const { x, outputs, lines } = answerOf(fitCurve(run, {}));
    // The data are −1.5 to 1 in units of 4 around 10.
    expect(x[0]).toBeCloseTo(4 - 0.8, 12);
    expect(x[199]).toBeCloseTo(14 + 0.8, 12);
    expect(lines).toHaveLength(2);
    for (const [j, { m, c }] of (lines ?? []).entries()) {
      for (const k of [0, 100, 199]) {
        expect(outputs[j][k]).toBe(predicted(run, [x[k]])[j]);
        expect(m * x[k] + c).toBeCloseTo(outputs[j][k], 12);
      }
    }
  });

  it("reaches to 0 around a single value", async () => {
    const { x } = answerOf(fitCurve(createTrainingRun(await exampleSpec("chain")), {}));
    expect([x[0], x[199]]).toEqual([0, 4]);
  });
});

describe("the map of a network of two inputs", () => {
  it("is what the network predicts in the middle of each cell", async () => {
    const run = trained(await exampleSpec("spiral"), 30);
    const { size, x, y, layers, border, range, of } = answerOf(fitMap(run, { output: null }));
    expect({ layers: layers.length, border, range, of }).toEqual({
      layers: 1,
      border: 0.5,
      range: [0, 1],
      of: "output",
    });
    for (const k of [0, size - 1, 5 * size + 17, size * size - 1]) {
      const [column, row] = [k % size, Math.floor(k / size)];
      const inputs = [
        x[0] + ((column + 0.5) / size) * (x[1] - x[0]),
        // The first row is at the top, where the second input is largest.
        y[1] - ((row + 0.5) / size) * (y[1] - y[0]),
      ];
      expect(layers[0][k]).toBeCloseTo(predicted(run, inputs)[0], 12);
    }
  });

  it("tells by how much each class leads, so that the one that is named leads and no other", async () => {
    const run = trained(await exampleSpec("moons"), 100);
    const { layers, of, border } = answerOf(fitMap(run, { output: null }));
    expect({ of, border }).toEqual({ of: "classes", border: 0 });
    const first = answerOf(fitMap(run, { output: 0 })).layers[0];
    const second = answerOf(fitMap(run, { output: 1 })).layers[0];
    for (let k = 0; k < first.length; k++) {
      expect(layers[0][k]).toBe(first[k] - second[k]);
      expect(layers[1][k]).toBe(second[k] - first[k]);
    }
  });

  it("has a border half-way between two targets, and none between more", () => {
    const bordersOf = (targets: readonly number[]) => {
      const spec = handBuilt({ layers: [{ units: 1 }], rows: targets.map((t, k) => [k, -k, t]) });
      const { border, range } = answerOf(fitMap(createTrainingRun(spec), { output: null }));
      return { border, range };
    };
    expect(bordersOf([-1, 1, -1])).toEqual({ border: 0, range: [-1, 1] });
    expect(bordersOf([-1, 0.5, 1])).toEqual({ border: null, range: [-1, 1] });
    expect(bordersOf([2, 2, 2])).toEqual({ border: null, range: [2, 2] });
  });

  it("is the coarser the larger the network is, and computed in pieces", async () => {
    expect(sizeFor(1000)).toBe(96);
    expect(sizeFor(20_000)).toBe(63);
    expect(sizeFor(1e9)).toBe(24);
    let pieces = 0;
    answerOf(fitMap(createTrainingRun(await exampleSpec("spiral")), { output: null }), () => pieces++);
    expect(pieces).toBe((96 * 96) / 64);
  });
});

describe("the points of a fit", () => {
  it("are all samples, as a person has them, with what the network makes of them", async () => {
    const run = trained(await exampleSpec("spiral"), 60);
    const { trainer } = run;
    const points = answerOf(fitPoints(run, { part: "all", row: null }));
    expect([...points.rows]).toEqual(Array.from({ length: 400 }, (_, row) => row));
    expect([...points.rows].filter((_, k) => points.isTest[k] === 1)).toEqual([...trainer.split.test]);
    expect(points.inputs).toEqual(trainer.spec.data.inputs);
    expect(points.targets).toEqual(trainer.spec.data.targets);
    expect(points.outputs[7]).toBe(predicted(run, [points.inputs[14], points.inputs[15]])[0]);
    const test = answerOf(fitPoints(run, { part: "test", row: null }));
    const { accuracy, testLoss } = evaluate(trainer);
    expect((test.right?.test ?? 0) / test.rows.length).toBe(accuracy);
    expect(points.right?.test).toBe(test.right?.test);
    expect(points.groups).toEqual(points.targets);
    expect(test.losses.reduce((sum, loss) => sum + loss, 0) / 100).toBeCloseTo(testLoss ?? 0, 12);
  });

  it("are in the units of the data where inputs are normalized", () => {
    const points = answerOf(fitPoints(createTrainingRun(linearStack()), { part: "all", row: null }));
    expect([...points.inputs]).toEqual([4, 12, 14]);
    expect(points.groups).toBeNull();
    expect(points.right).toBeNull();
  });

  it("are in two groups where a target takes two values, and in none where it takes more", () => {
    const groupsOf = (targets: readonly number[]) => {
      const spec = handBuilt({ layers: [{ units: 1 }], rows: targets.map((t, k) => [k, t]) });
      return answerOf(fitPoints(createTrainingRun(spec), { part: "all", row: null })).groups;
    };
    expect([...(groupsOf([1, -1, 1]) ?? [])]).toEqual([1, 0, 1]);
    expect([...(groupsOf([3, 7, 3]) ?? [])]).toEqual([0, 1, 0]);
    expect(groupsOf([1, -1, 0])).toBeNull();
    expect(groupsOf([2, 2])).toBeNull();
  });

  it("are evenly chosen of more than can be shown, with the one that is asked for", () => {
    const rows = Array.from({ length: 3 * mostPoints }, (_, k) => [k, 2 * k]);
    const run = createTrainingRun(handBuilt({ layers: [{ units: 1 }], rows }));
    const points = answerOf(fitPoints(run, { part: "all", row: null }));
    expect([...points.rows.subarray(0, 3)]).toEqual([0, 3, 6]);
    expect([points.rows.length, points.of]).toEqual([mostPoints, 3 * mostPoints]);
    const withOne = answerOf(fitPoints(run, { part: "all", row: 5 }));
    expect([...withOne.rows.subarray(0, 4)]).toEqual([0, 3, 5, 6]);
    expect(withOne.inputs[2]).toBe(5);
  });

  it("are those of the step at which the work began, though the run trains on between its pieces", async () => {
    const spec = await exampleSpec("spiral");
    const calm = answerOf(fitPoints(trained(spec, 10), { part: "all", row: null }));
    const run = trained(spec, 10);
    expect(answerOf(fitPoints(run, { part: "all", row: null }), () => advance(run))).toEqual(calm);
    const map = answerOf(fitMap(trained(spec, 10), { output: null }));
    const other = trained(spec, 10);
    expect(answerOf(fitMap(other, { output: null }), () => advance(other))).toEqual(map);
  });
});

describe("the confusion of classes", () => {
  it("counts the held-out samples by their class and the one that the network names", async () => {
    const run = trained(await exampleSpec("iris"), 40);
    const { counts, classes, samples, of, right } = answerOf(fitConfusion(run, { part: "test", cell: null }));
    const points = answerOf(fitPoints(run, { part: "test", row: null }));
    const expected = new Float64Array(9);
    for (let k = 0; k < 45; k++) expected[3 * classOf(points.targets, 3 * k, 3) + classOf(points.outputs, 3 * k, 3)]++;
    expect({ classes, samples, of }).toEqual({ classes: 3, samples: 45, of: 45 });
    expect(counts).toEqual(expected);
    expect(right).toBe(expected[0] + expected[4] + expected[8]);
    expect(right / 45).toBe(evaluate(run.trainer).accuracy);
  });

  it("names the samples of a cell, the largest loss first", async () => {
    const run = trained(await exampleSpec("iris"), 1);
    const { counts } = answerOf(fitConfusion(run, { part: "training", cell: null }));
    const wrong = counts.findIndex((count, k) => count > 1 && k % 3 !== Math.floor(k / 3));
    const cell = { truth: Math.floor(wrong / 3), named: wrong % 3 };
    const named = answerOf(fitConfusion(run, { part: "training", cell })).cell?.samples ?? [];
    expect(named).toHaveLength(Math.min(20, counts[wrong]));
    const points = answerOf(fitPoints(run, { part: "training", row: null }));
    for (const [k, { row, loss, output }] of named.entries()) {
      const place = points.rows.indexOf(row);
      expect(loss).toBe(points.losses[place]);
      expect(output).toBe(points.outputs[3 * place + cell.truth]);
      expect(classOf(points.outputs, 3 * place, 3)).toBe(cell.named);
      expect(loss).toBeLessThanOrEqual(named[Math.max(0, k - 1)].loss);
    }
  });

  it("has two classes for a single output", async () => {
    const run = trained(await exampleSpec("xor"), 500);
    const { counts, classes } = answerOf(fitConfusion(run, { part: "training", cell: null }));
    expect(classes).toBe(2);
    expect([...counts]).toEqual([2, 0, 0, 2]);
  });
});

it("tells training, held-out and all rows apart, in their order", async () => {
  const { split } = createTrainingRun(await exampleSpec("moons")).trainer;
  expect(rowsOf(split, "training")).toBe(split.training);
  expect(rowsOf(split, "test")).toBe(split.test);
  expect([...rowsOf(split, "all")]).toEqual(Array.from({ length: 200 }, (_, row) => row));
});
