import { describe, expect, it } from "vitest";
import { classNamed, classOf, isClassification } from "../../../src/core/classification.ts";
import { evaluate } from "../../../src/core/evaluation.ts";
import { createTrainer } from "../../../src/core/trainer.ts";
import { specOf } from "../../support/specs.ts";

const file = (targets: number[][], settings = {}) => ({
  inputs: 1,
  layers: [{ units: targets[0].length }],
  loss: "mse",
  data: { rows: targets.map((row, k) => [k, ...row]) },
  ...settings,
});

describe("targets are classes", () => {
  it.each([
    ["0 and 1", [[0], [1], [1]], true],
    ["another number", [[0], [0.5], [1]], false],
    ["always the same class", [[1], [1]], false],
    [
      "one of several",
      [
        [1, 0, 0],
        [0, 0, 1],
      ],
      true,
    ],
    [
      "none of several",
      [
        [1, 0],
        [0, 0],
      ],
      false,
    ],
    [
      "two of several",
      [
        [1, 1],
        [0, 1],
      ],
      false,
    ],
    [
      "numbers that add up to 1",
      [
        [0.5, 0.5],
        [0, 1],
      ],
      false,
    ],
  ])("%s", async (_name, targets, expected) => {
    expect(isClassification(await specOf(file(targets)))).toBe(expected);
  });

  it.each([
    ["always the same class", "sigmoid", "binaryCrossEntropy", [[1], [1]], true],
    ["no class", "sigmoid", "binaryCrossEntropy", [[0.3], [1]], false],
    [
      "several at once",
      "sigmoid",
      "binaryCrossEntropy",
      [
        [1, 1],
        [0, 1],
      ],
      false,
    ],
    [
      "shares",
      "softmax",
      "crossEntropy",
      [
        [0.3, 0.7],
        [0, 1],
      ],
      true,
    ],
    [
      "no shares",
      "softmax",
      "crossEntropy",
      [
        [0.3, 0.3],
        [0, 1],
      ],
      false,
    ],
    [
      "a negative share",
      "softmax",
      "crossEntropy",
      [
        [-1, 2],
        [0, 1],
      ],
      false,
    ],
  ])("with cross-entropies: %s", async (_name, activation, loss, targets, expected) => {
    const layers = [{ units: targets[0].length, activation }];
    expect(isClassification(await specOf(file(targets, { layers, loss })))).toBe(expected);
  });
});

it("takes the largest output, or whether a single one is at least ½", () => {
  const outputs = Float64Array.of(9, 0.1, 0.7, 0.2, 0.5, 0.49);
  expect(classOf(outputs, 1, 3)).toBe(1);
  expect(classOf(outputs, 4, 1)).toBe(1);
  expect(classOf(outputs, 5, 1)).toBe(0);
  expect(classOf(Float64Array.of(1, 3, 3), 0, 3)).toBe(1);
});

describe("a class is called", () => {
  const named = (classes: string[] | null, targets: string[]) => [0, 1].map((k) => classNamed({ classes, targets }, k));

  it("by the words of the data", () => expect(named(["no", "yes"], ["ripe"])).toEqual(["no", "yes"]));
  it("as its target, without words", () => expect(named(null, ["u", "v"])).toEqual(["u", "v"]));
  it("0 or 1 where there is a single target", () => expect(named(null, ["t"])).toEqual(["0", "1"]));
  it("nothing where the data has no name for it", () => expect(named(["only"], ["t"])).toEqual(["only", null]));
});

describe("accuracy", () => {
  const identity = { layers: [{ units: 1, weights: [[1]], biases: [0] }] };
  const rows = (xs: number[], ts: number[]) => ({ rows: xs.map((x, k) => [x, ts[k]]) });

  it("is the share in the right class", async () => {
    const spec = await specOf({ ...file([[0]], identity), data: rows([0.1, 0.6, 0.7, 0.9], [0, 0, 1, 1]) });
    expect(evaluate(createTrainer(spec)).accuracy).toBe(0.75);
  });

  it("is null for numbers", async () => {
    const spec = await specOf({ ...file([[0]], identity), data: rows([0.1, 0.6], [0.2, 0.5]) });
    expect(evaluate(createTrainer(spec)).accuracy).toBeNull();
  });

  it("and the test loss are measured on what is held out", async () => {
    const xs = Array.from({ length: 10 }, (_, k) => k);
    const settings = { ...identity, training: { testFraction: 0.3 } };
    const spec = await specOf({
      ...file([[0]], settings),
      data: rows(
        xs,
        xs.map((x) => x % 2),
      ),
    });
    const trainer = createTrainer(spec);
    const held = [...trainer.split.test];
    const { loss, testLoss, accuracy } = evaluate(trainer);
    const meanError = (kept: number[]) => kept.reduce((sum, x) => sum + (x - (x % 2)) ** 2, 0) / kept.length;
    expect(accuracy).toBeCloseTo(held.filter((x) => (x >= 0.5 ? 1 : 0) === x % 2).length / 3, 14);
    expect(testLoss).toBeCloseTo(meanError(held), 12);
    expect(loss).toBeCloseTo(meanError([...trainer.split.training]), 12);
  });
});

it("counts what regularization adds to the training loss, not to the test loss", async () => {
  const xs = [0, 1, 2, 3];
  const settings = {
    layers: [{ units: 1, weights: [[-3]], biases: [5] }],
    regularization: { l1: 0.5, l2: 0.25 },
    training: { testFraction: 0.5 },
  };
  const data = { rows: xs.map((x) => [x, -3 * x + 5]) };
  const { loss, testLoss } = evaluate(createTrainer(await specOf({ ...file([[0]], settings), data })));
  expect([loss, testLoss]).toEqual([0.5 * 3 + 0.125 * 9, 0]);
});
