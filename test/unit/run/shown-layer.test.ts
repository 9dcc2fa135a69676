import { describe, expect, it } from "vitest";
import type { Quantity } from "../../../src/core/explanation/quantity.ts";
import { createTrainer } from "../../../src/core/trainer.ts";
import { workStep } from "../../../src/core/worked-step.ts";
import { mapOf } from "../../../src/run/matrix-map.ts";
import { shownLayers } from "../../../src/run/shown-layer.ts";
import { specOf } from "../../support/specs.ts";

/** 120 inputs to 100 units to 40 units to 1: 12,000, 4,000 and 40 weights. */
const wideFile = {
  inputs: 120,
  layers: [{ units: 100, activation: "tanh" }, { units: 40, activation: "tanh" }, { units: 1 }],
  training: { epochs: 10, batchSize: "all" },
  seed: 3,
  data: { rows: [0, 1, 2].map((row) => Array.from({ length: 121 }, (_, i) => Math.sin(row + i))) },
};

async function wide(changes: object = {}) {
  const trainer = createTrainer(await specOf({ ...wideFile, ...changes }));
  const { network } = trainer;
  return { trainer, network, initial: shownLayers(network, null, null), worked: workStep(trainer) };
}

describe("a layer of at most 4,096 weights", () => {
  it("is shown whole, around the step", async () => {
    const { network, worked } = await wide();
    const [, second, last] = shownLayers(network, worked, null);
    expect([second.excerpt, last.excerpt]).toEqual([null, null]);
    expect(second).toMatchObject({ name: "L2", activation: "tanh" });
    expect([second.before, second.gradients, second.after]).toEqual([
      worked?.layers[1].before,
      worked?.layers[1].gradients,
      worked?.layers[1].after,
    ]);
  });

  it("is shown as it is before the first step", async () => {
    const { initial, worked } = await wide();
    expect(initial[1].before).toEqual(worked?.layers[1].before);
    expect([initial[1].gradients, initial[1].after]).toEqual([null, null]);
  });

  it("is a copy in float64, also of a run in float32", async () => {
    const { network, worked } = await wide({ precision: "float32" });
    const [, { before, after }] = shownLayers(network, worked, null);
    for (const list of [before.weights, before.biases, after?.weights]) expect(list).toBeInstanceOf(Float64Array);
    const [, { before: initial }] = shownLayers(network, null, null);
    expect(initial.weights.buffer).not.toBe(network.numbers.buffer);
  });
});

describe("a larger layer", () => {
  it("is shown by its biases, and by the number of largest size in each block of its weights and gradients", async () => {
    const { network, worked } = await wide();
    const [{ before, gradients, after, excerpt }] = shownLayers(network, worked, null);
    for (const list of [before, gradients, after])
      expect([list?.weights.length, list?.biases.length]).toEqual([0, 100]);
    expect(after?.biases).toEqual(worked?.layers[0].after.biases);
    for (const [map, list] of [
      [excerpt?.weights, worked?.layers[0].before],
      [excerpt?.gradients, worked?.layers[0].gradients],
    ] as const) {
      expect(map).toEqual(mapOf(list?.weights ?? [], { rows: 100, columns: 120 }, { rows: 96, columns: 64 }));
    }
    expect([excerpt?.row, excerpt?.column]).toEqual([null, null]);
  });

  it("has no gradients before the first step", async () => {
    const { initial } = await wide();
    expect(initial[0]).toMatchObject({ gradients: null, after: null, excerpt: { gradients: null, row: null } });
    expect(initial[0].excerpt?.weights.shares.length).toBe(96 * 64);
  });

  it("is not divided where it is narrower than a block", async () => {
    const narrow = { inputs: 2, layers: [{ units: 3000 }, { units: 1 }], data: { rows: [[1, 2, 3]] } };
    const trainer = createTrainer(await specOf(narrow));
    const [{ excerpt }] = shownLayers(trainer.network, null, null);
    expect([excerpt?.weights.rows, excerpt?.weights.columns]).toEqual([96, 2]);
  });

  const unit = (layer: number, index: number): Quantity => ({ of: "delta", layer, unit: index });
  it.each<[string, Quantity, number | null, number | null]>([
    ["a unit of the layer", unit(0, 17), 17, null],
    ["an input", { of: "input", input: 5 }, null, 5],
    [
      "a weight of the layer",
      { of: "parameter", parameter: { layer: 0, kind: "weights", unit: 3, input: 9 } },
      3,
      null,
    ],
    [
      "a bias of the layer",
      { of: "parameter", parameter: { layer: 0, kind: "biases", unit: 4, input: null } },
      4,
      null,
    ],
    ["a unit of another layer", unit(1, 7), null, null],
    ["the loss", { of: "loss" }, null, null],
    ["a target", { of: "target", unit: 0 }, null, null],
    ["a unit that is not there", unit(0, 100), null, null],
    ["an input that is not there", { of: "input", input: -1 }, null, null],
  ])("has the lines through %s", async (_name, quantity, row, column) => {
    const { network, worked } = await wide();
    const [{ excerpt }] = shownLayers(network, worked, quantity);
    expect([excerpt?.row?.index ?? null, excerpt?.column?.index ?? null]).toEqual([row, column]);
    const { before, gradients, after } = worked?.layers[0] ?? {};
    if (row !== null) {
      const line = (weights: ArrayLike<number> = []) => Array.from(weights).slice(row * 120, (row + 1) * 120);
      expect(excerpt?.row?.before).toEqual(Float64Array.from(line(before?.weights)));
      expect(excerpt?.row?.gradients).toEqual(Float64Array.from(line(gradients?.weights)));
      expect(excerpt?.row?.after).toEqual(Float64Array.from(line(after?.weights)));
    }
    if (column !== null) {
      const line = (weights: ArrayLike<number> = []) => Array.from(weights).filter((_, k) => k % 120 === column);
      expect(excerpt?.column?.before).toEqual(Float64Array.from(line(before?.weights)));
      expect(excerpt?.column?.after).toEqual(Float64Array.from(line(after?.weights)));
    }
  });

  it("has the column of the unit before it", async () => {
    const layers = [{ units: 70 }, { units: 80 }, { units: 1 }];
    const { network, worked } = await wide({ layers });
    const [first, second] = shownLayers(network, worked, unit(0, 12));
    expect([first.excerpt?.row?.index, second.excerpt?.column?.index]).toEqual([12, 12]);
    expect(second.excerpt?.column?.before.length).toBe(80);
  });
});
