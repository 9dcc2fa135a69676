import { describe, expect, it } from "vitest";
import { type UnitMaps, type UnitMapsRequest, unitMaps } from "../../../../src/core/inspection/unit-maps.ts";
import { createBatch, forward } from "../../../../src/core/network.ts";
import { advance, createTrainingRun, type TrainingRun } from "../../../../src/core/training-run.ts";
import { specOf } from "../../../support/specs.ts";

const file = {
  inputs: 2,
  layers: [
    { units: 5, activation: "tanh" },
    { units: 3, activation: "relu" },
    { units: 1, activation: "sigmoid" },
  ],
  data: {
    rows: [
      [1, 10, 0],
      [3, 14, 1],
      [2, 30, 1],
    ],
  },
};
const request: UnitMapsRequest = { columns: 6, rows: 4, mostUnits: 12 };

async function runOf(changes: object = {}): Promise<TrainingRun> {
  const run = createTrainingRun(await specOf({ ...file, ...changes }));
  for (let k = 0; k < 7; k++) advance(run);
  return run;
}

/** Takes all pieces of work, of which there were `pieces`. */
function drive(run: TrainingRun, asked: UnitMapsRequest): { maps: UnitMaps; pieces: number } {
  const work = unitMaps(run, asked);
  for (let pieces = 1; ; pieces++) {
    const { done, value } = work.next();
    if (done && value) return { maps: value, pieces };
  }
}

/** What the network itself makes of a point. */
function activationsAt({ trainer: { network } }: TrainingRun, x: number, y: number): number[][] {
  const batch = createBatch(network, 1);
  batch.inputs.set([x, y]);
  forward(network, batch, 1);
  return batch.layers.map(({ a }) => Array.from(a));
}

describe("the maps of a network's units", () => {
  it("hold what the network makes of the middle of each cell", async () => {
    const run = await runOf();
    const { maps } = drive(run, request);
    expect(maps).toMatchObject({ step: 7, columns: 6, rows: 4, xRange: [0.8, 3.2], yRange: [8, 32] });
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 6; column++) {
        const [x, y] = [0.8 + (column + 0.5) * 0.4, 8 + (row + 0.5) * 6];
        const cell = row * 6 + column;
        expect([maps.inputs[cell], maps.inputs[24 + cell]]).toEqual([expect.closeTo(x, 12), expect.closeTo(y, 12)]);
        const seen = maps.layers.map((map) =>
          Array.from({ length: map.length / 24 }, (_, unit) => map[unit * 24 + cell]),
        );
        expect(seen).toEqual(activationsAt(run, maps.inputs[cell], maps.inputs[24 + cell]));
      }
    }
  });

  it("tell ranges as the data has them, and give the network normalized inputs", async () => {
    const plain = await specOf(file);
    const { data } = plain;
    const spec = {
      ...plain,
      data: {
        ...data,
        inputs: data.inputs.map((x, k) => (k % 2 === 0 ? (x - 1) / 2 : (x - 10) / 20)),
        normalization: { offset: [1, 10], scale: [2, 20] },
      },
    };
    const { maps } = drive(createTrainingRun(spec), request);
    expect([...maps.xRange, ...maps.yRange].map((x) => Number(x.toFixed(9)))).toEqual([0.8, 3.2, 8, 32]);
    expect(maps.inputs[0]).toBeCloseTo(-0.1 + (0.5 * 1.2) / 6, 12);
    expect(maps.layers[0][0]).toBe(activationsAt(createTrainingRun(spec), maps.inputs[0], maps.inputs[24])[0][0]);
  });

  it("are all of one moment, also if the run trains on between two pieces of work", async () => {
    const run = await runOf({
      layers: [{ units: 200, activation: "tanh" }, ...Array(3).fill({ units: 200 }), { units: 1 }],
    });
    const { maps: still, pieces } = drive(run, { ...request, mostUnits: 200 });
    expect(pieces).toBeGreaterThan(5);
    const work = unitMaps(run, { ...request, mostUnits: 200 });
    work.next();
    for (let k = 0; k < 5; k++) advance(run);
    let result = work.next();
    while (!result.done) result = work.next();
    expect(result.value).toEqual(still);
  });

  it("leave out layers wider than asked for", async () => {
    const { maps } = drive(await runOf(), { ...request, mostUnits: 3 });
    expect(maps.layers.map(({ length }) => length / 24)).toEqual([0, 3, 1]);
  });

  it("reach to both sides of an input that is always the same", async () => {
    const rows = [
      [2, 5, 0],
      [2, 7, 1],
    ];
    const { maps } = drive(await runOf({ data: { rows } }), request);
    expect(maps.xRange).toEqual([1, 3]);
  });

  it("are none where there are not two inputs", async () => {
    const run = await runOf({ inputs: 1, data: { rows: [[1, 0]] } });
    expect(unitMaps(run, request).next()).toEqual({ done: true, value: null });
  });
});
