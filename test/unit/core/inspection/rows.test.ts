import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluate } from "../../../../src/core/evaluation.ts";
import { type RowOrder, type RowsAnswer, type RowsView, rows } from "../../../../src/core/inspection/rows.ts";
import type { Spec } from "../../../../src/core/spec.ts";
import { advance, createTrainingRun, type TrainingRun } from "../../../../src/core/training-run.ts";
import { handBuilt } from "../../../support/hand-built.ts";
import { answerOf, exampleSpec, runAfter } from "../../../support/inspect.ts";

const worstFirst: RowsView = {
  order: { by: "loss" },
  isDescending: true,
  filter: "all",
  isWrongOnly: false,
  from: 0,
  count: 1000,
  inputs: 100,
};

function ask(run: TrainingRun, view: Partial<RowsView> = {}, held: readonly number[] | null = null): RowsAnswer {
  return answerOf(rows(run, { view: { ...worstFirst, ...view }, held }));
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rowsOf = ({ rows }: RowsAnswer) => rows.map(({ row }) => row);

let iris: Spec;
let trained: TrainingRun;
beforeAll(async () => {
  iris = await exampleSpec("iris");
  trained = runAfter(iris, 40);
});

describe("the rows of the data", () => {
  it.each([
    ["iris", "iris.csv"],
    ["digits", "digits.csv"],
  ])("have the inputs that stand in the file of %s, however they are normalized", async (name, file) => {
    const spec = await exampleSpec(name);
    expect(spec.data.normalization).not.toBeNull();
    const [header, ...lines] = readFileSync(`examples/${file}`, "utf8").trim().split("\n");
    const columns = spec.inputs.map((input) => header.split(",").indexOf(input));
    const { rows } = ask(createTrainingRun(spec), { order: { by: "row" }, isDescending: false });
    expect(rows.map(({ inputs }) => inputs)).toEqual(
      lines.map((line) => columns.map((column) => Number(line.split(",")[column]))),
    );
    const target = header.split(",").length - 1;
    expect(rows.map(({ classes }) => classes?.target)).toEqual(lines.map((line) => line.split(",")[target].trim()));
  });

  it("have the losses and classes that the network is measured by", () => {
    const { loss, testLoss, accuracy } = evaluate(trained.trainer);
    const heldOut = ask(trained, { filter: "heldOut" });
    expect(mean(ask(trained, { filter: "training" }).rows.map(({ loss }) => loss))).toBeCloseTo(loss, 12);
    expect(mean(heldOut.rows.map(({ loss }) => loss))).toBeCloseTo(testLoss as number, 12);
    expect(mean(heldOut.rows.map(({ classes }) => (classes?.isRight ? 1 : 0)))).toBeCloseTo(accuracy as number, 12);
    expect(heldOut.rows.every(({ isHeldOut }) => isHeldOut)).toBe(true);
    expect([...rowsOf(heldOut)].sort((a, b) => a - b)).toEqual([...trained.trainer.split.test]);
    expect(heldOut.step).toBe(40);
  });

  it("say by which output a class was named", () => {
    for (const { outputs, classes } of ask(trained).rows) {
      expect(classes?.output).toBe(Math.max(...outputs));
      expect(iris.data.classes?.[outputs.indexOf(Math.max(...outputs))]).toBe(classes?.predicted);
    }
    const single = handBuilt({
      layers: [{ units: 1, activation: "sigmoid", weights: [[1]], biases: [0] }],
      rows: [
        [-1, 0],
        [2, 0],
      ],
    });
    const answer = ask(createTrainingRun({ ...single, loss: "binaryCrossEntropy" }));
    expect(answer.rows.map(({ classes }) => [classes?.predicted, classes?.isRight])).toEqual([
      ["1", false],
      ["0", true],
    ]);
    expect(answer.rows.map(({ classes }) => classes?.output)).toEqual(answer.rows.map(({ outputs }) => outputs[0]));
  });

  it("have only as many inputs as are asked for", () => {
    expect(ask(trained, { inputs: 2 }).rows[0].inputs).toHaveLength(2);
  });
});

describe("are sorted", () => {
  it("the worst first", () => {
    const losses = ask(trained).rows.map(({ loss }) => loss);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    expect(losses[0]).toBeGreaterThan(losses[149]);
  });

  it.each<[RowOrder, (row: RowsAnswer["rows"][number]) => number]>([
    [{ by: "row" }, ({ row }) => row],
    [{ by: "loss" }, ({ loss }) => loss],
    [{ by: "input", input: 2 }, ({ inputs }) => inputs[2]],
    [{ by: "target", unit: 0 }, ({ targets }) => targets.indexOf(1)],
    [{ by: "output", unit: 0 }, ({ outputs }) => outputs.indexOf(Math.max(...outputs))],
  ])("by %o, both ways, and those that are equal by their row", (order, key) => {
    for (const isDescending of [false, true]) {
      const { rows } = ask(trained, { order, isDescending });
      const sign = isDescending ? -1 : 1;
      expect(rows).toEqual([...rows].sort((a, b) => sign * (key(a) - key(b)) || a.row - b.row));
    }
  });

  it("by a number among several targets that are no classes", () => {
    const spec = handBuilt({
      layers: [
        {
          units: 2,
          weights: [[1], [-1]],
          biases: [0, 0],
        },
      ],
      rows: [
        [1, 5, 0],
        [3, 4, 0],
        [2, 6, 0],
      ],
    });
    const run = createTrainingRun(spec);
    const order = (order: RowOrder) => rowsOf(ask(run, { order, isDescending: false }));
    expect(order({ by: "output", unit: 0 })).toEqual([0, 2, 1]);
    expect(order({ by: "output", unit: 1 })).toEqual([1, 2, 0]);
    expect(order({ by: "target", unit: 0 })).toEqual([1, 0, 2]);
  });

  it("with a loss that is no number as the worst", () => {
    const spec = handBuilt({
      layers: [{ units: 1, weights: [[1e200]], biases: [0] }],
      rows: [
        [1, 0],
        [1e-200, 0],
        [1e200, 0],
      ],
    });
    const run = createTrainingRun(spec);
    run.trainer.network.numbers[1] = Number.NEGATIVE_INFINITY;
    // ∞ − ∞ for the third row.
    expect(ask(run).rows.map(({ row, loss }) => [row, loss])).toEqual([
      [2, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
      [1, Number.POSITIVE_INFINITY],
    ]);
  });
});

describe("a page of rows", () => {
  it("is that part of the order, with the number of all", () => {
    const all = rowsOf(ask(trained));
    const page = ask(trained, { from: 20, count: 10 });
    expect(rowsOf(page)).toEqual(all.slice(20, 30));
    expect(page.total).toBe(150);
  });

  it("holds only those in the wrong class where that is asked", () => {
    const wrong = ask(trained).rows.filter(({ classes }) => !classes?.isRight);
    const page = ask(trained, { isWrongOnly: true });
    expect(wrong.length).toBeGreaterThan(0);
    expect(page.rows).toEqual(wrong);
    expect(page.total).toBe(wrong.length);
  });

  it("is held as it is, with numbers of now", () => {
    const run = runAfter(iris, 10);
    const before = ask(run, { count: 5 });
    for (let k = 0; k < 30; k++) advance(run);
    const held = ask(run, { count: 5 }, rowsOf(before));
    expect(rowsOf(held)).toEqual(rowsOf(before));
    expect(rowsOf(held)).not.toEqual(rowsOf(ask(run, { count: 5 })));
    const now = new Map(ask(run).rows.map((row) => [row.row, row]));
    expect(held.rows).toEqual(rowsOf(before).map((row) => now.get(row)));
    expect([held.total, held.step]).toEqual([null, 40]);
  });
});

it("are those of the step at which they were asked for, however far the run has gone meanwhile", () => {
  const run = runAfter(iris, 10);
  const expected = ask(run);
  const inspection = rows(run, { view: worstFirst, held: null });
  inspection.next();
  for (let k = 0; k < 30; k++) advance(run);
  expect(answerOf(inspection)).toEqual(expected);
});

it("of 100,000 samples come in small pieces", () => {
  const samples = 100_000;
  const spec = handBuilt({ layers: [{ units: 1 }], rows: Array.from({ length: samples }, (_, k) => [k % 977, 0]) });
  const inspection = rows(createTrainingRun(spec), { view: { ...worstFirst, count: 3 }, held: null });
  let pieces = 0;
  let next = inspection.next();
  for (; !next.done; next = inspection.next()) pieces++;
  expect(pieces).toBeGreaterThan(samples / 64);
  const loss = next.value.rows.map(({ loss }) => loss);
  expect(next.value.total).toBe(samples);
  expect(loss[0]).toBe(Math.max(...loss));
  // The largest input is the farthest from 0, and those that are equal stand by their row.
  expect(rowsOf(next.value)).toEqual([976, 976 + 977, 976 + 2 * 977]);
});
