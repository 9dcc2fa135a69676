import { describe, expect, it } from "vitest";
import { evaluate, trainingLoss } from "../../../../src/core/evaluation.ts";
import { type Surface, type SurfaceRequest, surface } from "../../../../src/core/inspection/surface.ts";
import { directionsOf, placeIndex, type SurfaceAxes } from "../../../../src/core/inspection/surface-axes.ts";
import { surfacePath } from "../../../../src/core/inspection/surface-path.ts";
import { surfaceRanges } from "../../../../src/core/inspection/surface-range.ts";
import type { ParameterPlace } from "../../../../src/core/quantity-path.ts";
import type { Spec } from "../../../../src/core/spec.ts";
import {
  advance,
  createTrainingRun,
  editBefore,
  rewindBefore,
  type TrainingRun,
} from "../../../../src/core/training-run.ts";
import { answerOf } from "../../../support/answer.ts";
import { exampleSpec } from "../../../support/examples.ts";
import { handBuilt } from "../../../support/hand-built.ts";

const weight = (layer: number, unit: number, input: number): ParameterPlace => ({
  layer,
  kind: "weights",
  unit,
  input,
});
const bias = (layer: number, unit: number): ParameterPlace => ({ layer, kind: "biases", unit, input: null });
const parameters = (...places: [ParameterPlace, ...ParameterPlace[]]): SurfaceAxes => ({ of: "parameters", places });

function trained(spec: Spec, steps: number): TrainingRun {
  const run = createTrainingRun(spec);
  advanceTo(run, steps);
  return run;
}

function advanceTo(run: TrainingRun, step: number): void {
  while (run.trainer.step < step) if (!advance(run)) throw new Error("The step cannot be taken");
}

function surfaceOf(run: TrainingRun, axes: SurfaceAxes, rest: Partial<SurfaceRequest> = {}): Surface {
  const answer = answerOf(surface(run, { axes, zoom: 0, coarse: true, ...rest }));
  if (!answer) throw new Error("There is no surface");
  return answer;
}

/** The coordinates of cell k. */
function cellOf({ columns, rows, rangeOfX, rangeOfY }: Surface, k: number): [x: number, y: number] {
  const at = ([low, high]: readonly [number, number], share: number) => low + (high - low) * share;
  return [
    at(rangeOfX, (k % columns) / (columns - 1)),
    rows > 1 ? at(rangeOfY, 1 - Math.floor(k / columns) / (rows - 1)) : 0,
  ];
}

/** A few cells of a surface, its corners among them. */
const someCells = ({ losses, columns }: Surface) => [
  0,
  columns - 1,
  Math.floor(losses.length / 3),
  losses.length - columns,
  losses.length - 1,
];

/** The training loss of a run with other parameters, which are put back. */
function lossWith(run: TrainingRun, change: (numbers: Float64Array | Float32Array) => void): number {
  const { numbers } = run.trainer.network;
  const kept = numbers.slice();
  change(numbers);
  const loss = trainingLoss(run.trainer);
  numbers.set(kept);
  return loss;
}

/** Three layers with everything a loss may depend on. */
const regularized = () =>
  handBuilt({
    layers: [
      { units: 4, activation: "tanh" },
      { units: 3, activation: "relu" },
      { units: 2, activation: "sigmoid" },
    ],
    rows: Array.from({ length: 70 }, (_, k) => [Math.sin(k), Math.cos(3 * k), k % 2, (k + 1) % 2]),
    regularization: { l1: 0.01, l2: 0.1 },
    optimizer: { learningRate: 0.1 },
    training: { batchSize: 7, testFraction: 0.1 },
    seed: 3,
  });

describe("the loss over two parameters", () => {
  it.each([
    ["of different layers", [weight(0, 2, 1), weight(2, 1, 0)]],
    ["of one layer", [weight(1, 0, 3), bias(1, 2)]],
    ["of the last layer", [bias(2, 0), weight(2, 0, 2)]],
    ["the later one first", [weight(2, 0, 2), bias(0, 3)]],
  ] as const)("%s is what the loss is with these two set", (_case, [first, second]) => {
    const run = trained(regularized(), 12);
    const shown = surfaceOf(run, parameters(first, second));
    const { network } = run.trainer;
    for (const k of someCells(shown)) {
      const [x, y] = cellOf(shown, k);
      const direct = lossWith(run, (numbers) => {
        numbers[placeIndex(network, first)] = x;
        numbers[placeIndex(network, second)] = y;
      });
      expect(shown.losses[k]).toBeCloseTo(direct, 12);
    }
  });

  it.each(["chain", "xor", "circle", "moons", "iris", "digits"])(
    "has at the current point the loss that the snapshot has: %s",
    async (name) => {
      const run = trained(await exampleSpec(name), 20);
      const { loss, samples, of } = surfaceOf(run, parameters(weight(0, 0, 0), weight(1, 0, 0)));
      expect(samples).toBe(of);
      expect(loss).toBe(evaluate(run.trainer).loss);
    },
  );

  it("is computed in float32 where the run is", async () => {
    const run = trained({ ...(await exampleSpec("circle")), precision: "float32" }, 20);
    const shown = surfaceOf(run, parameters(weight(0, 1, 1), weight(1, 0, 2)));
    expect(shown.loss).toBe(evaluate(run.trainer).loss);
    const [x, y] = cellOf(shown, 40);
    const direct = lossWith(run, (numbers) => {
      numbers[placeIndex(run.trainer.network, weight(0, 1, 1))] = x;
      numbers[placeIndex(run.trainer.network, weight(1, 0, 2))] = y;
    });
    expect(shown.losses[40]).toBeCloseTo(direct, 5);
  });

  it("over one parameter is a curve", async () => {
    const run = trained(await exampleSpec("line"), 5);
    const shown = surfaceOf(run, parameters(weight(0, 0, 0)));
    expect([shown.columns, shown.rows]).toEqual([121, 1]);
    for (const k of [0, 60, 120]) {
      const [x] = cellOf(shown, k);
      expect(shown.losses[k]).toBeCloseTo(
        lossWith(run, (numbers) => {
          numbers[0] = x;
        }),
        12,
      );
    }
  });

  it("is null for a parameter that the network does not have", async () => {
    const run = createTrainingRun(await exampleSpec("chain"));
    const none = [weight(3, 0, 0), weight(0, 1, 0), weight(0, 0, 1), bias(0, 1), { ...bias(0, 0), input: 0 }];
    for (const place of none) {
      expect(answerOf(surface(run, { axes: parameters(place), zoom: 0, coarse: true }))).toBeNull();
      expect(answerOf(surfacePath(run, { axes: parameters(weight(0, 0, 0), place) }))).toBeNull();
    }
  });

  it("has no finite number where the loss has none", () => {
    const rows = [[1e200, 1]];
    const run = createTrainingRun(handBuilt({ layers: [{ units: 1, weights: [[1e-200]], biases: [0] }], rows }));
    const { losses, loss } = surfaceOf(run, parameters(weight(0, 0, 0), bias(0, 0)));
    expect(Number.isFinite(loss)).toBe(true);
    expect(losses.some((value) => !Number.isFinite(value))).toBe(true);
  });

  it("is that of the step at which the work began, though the run trains on between its pieces", () => {
    const axes = [parameters(weight(0, 0, 0), weight(2, 0, 0)), { of: "directions" }] as const;
    for (const of of axes) {
      const calm = surfaceOf(trained(regularized(), 30), of);
      const run = trained(regularized(), 30);
      const busy = answerOf(surface(run, { axes: of, zoom: 0, coarse: true }), () => {
        if (run.trainer.step < 60) advance(run);
      });
      expect(busy).toEqual(calm);
    }
  });

  it("is finer while nothing is trained", () => {
    const axes = parameters(weight(0, 0, 0), weight(2, 0, 0));
    expect(surfaceOf(trained(regularized(), 1), axes, { coarse: false }).columns).toBe(41);
    expect(surfaceOf(trained(regularized(), 1), axes, { coarse: true }).columns).toBe(31);
  });

  it("of a large network is the mean over some of its samples, which it tells", () => {
    const rows = Array.from({ length: 500 }, (_, k) => Array.from({ length: 210 }, (_, i) => Math.sin(k + i)));
    const spec = handBuilt({ layers: [{ units: 100, activation: "tanh" }, { units: 100 }, { units: 10 }], rows });
    const run = createTrainingRun(spec);
    const { samples, of } = answerOf(surfacePath(run, { axes: parameters(weight(0, 0, 0)) })) ?? {};
    expect(of).toBe(500);
    expect(samples).toBeGreaterThan(16);
    expect(samples).toBeLessThan(200);
  });
});

describe("the loss over two directions", () => {
  it("is what the loss is that far along both", () => {
    const run = trained(regularized(), 12);
    const shown = surfaceOf(run, { of: "directions" });
    const [first, second] = answerOf(directionsOf(run.trainer.network, { of: "directions" }));
    expect([shown.x.at(-1), shown.y.at(-1)]).toEqual([0, 0]);
    for (const k of someCells(shown)) {
      const [α, β] = cellOf(shown, k);
      const direct = lossWith(run, (numbers) => {
        for (const [d, c] of [
          [first, α],
          [second, β],
        ] as const) {
          for (const [i, index] of d.indices.entries()) numbers[index] += c * d.values[i];
        }
      });
      expect(shown.losses[k]).toBeCloseTo(direct, 12);
    }
  });

  it("gives what leads into each unit the length that it has in the network", () => {
    const { network } = trained(regularized(), 5).trainer;
    const directions = answerOf(directionsOf(network, { of: "directions" }));
    for (const { indices, values } of directions) {
      const all = new Float64Array(network.numbers.length);
      for (const [i, index] of indices.entries()) all[index] = values[i];
      for (const [l, { units, fanIn }] of network.layers.entries()) {
        for (let j = 0; j < units; j++) {
          const filter = [bias(l, j), ...Array.from({ length: fanIn }, (_, i) => weight(l, j, i))].map((place) =>
            placeIndex(network, place),
          );
          const length = (numbers: ArrayLike<number>) => Math.hypot(...filter.map((index) => numbers[index]));
          expect(length(all)).toBeCloseTo(length(network.numbers), 12);
        }
      }
    }
    expect(directions[0].values).not.toEqual(directions[1].values);
    expect(answerOf(directionsOf(network, { of: "directions" }))).toEqual(directions);
  });

  it("leaves alone what training may not change", () => {
    const frozen = { weights: false, biases: true };
    const spec = handBuilt({ layers: [{ units: 2, trainable: frozen }, { units: 1 }], rows: [[1, 2, 3]] });
    const { network } = createTrainingRun(spec).trainer;
    const [{ indices }] = answerOf(directionsOf(network, { of: "directions" }));
    expect([...indices].sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8]);
  });
});

describe("the way of a run", () => {
  it("leads through the parameters at its steps, as going back to them shows", () => {
    const run = trained(regularized(), 40);
    const places = [weight(0, 1, 1), bias(2, 1)] as const;
    const way = answerOf(surfacePath(run, { axes: parameters(...places) }));
    if (!way) throw new Error("There is no way");
    expect([...way.steps]).toEqual(Array.from({ length: 41 }, (_, step) => step));
    for (const k of [0, 1, 17, 39, 40]) {
      rewindBefore(run, way.steps[k]);
      advanceTo(run, way.steps[k]);
      const { network } = run.trainer;
      expect([way.x[k], way.y[k]]).toEqual(places.map((place) => network.numbers[placeIndex(network, place)]));
    }
  });

  it("ends where the run stands after going back, and is the same when it is there again", () => {
    const run = trained(regularized(), 40);
    const axes = parameters(weight(0, 1, 1), bias(2, 1));
    const whole = answerOf(surfacePath(run, { axes }));
    rewindBefore(run, 9);
    advanceTo(run, 9);
    const part = answerOf(surfacePath(run, { axes }));
    expect([...(part?.steps ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(part?.x).toEqual(whole?.x.slice(0, 10));
    advanceTo(run, 40);
    expect(answerOf(surfacePath(run, { axes }))).toEqual(whole);
  });

  it("leads through what was set by hand, at the beginning and on the way, and no other future", () => {
    const run = trained(regularized(), 30);
    const place = weight(0, 1, 1);
    const axes = parameters(place, bias(2, 1));
    for (const [step, value] of [
      [1, 1.5],
      [11, -2],
    ]) {
      editBefore(run, step, place, value);
      advanceTo(run, 15);
    }
    const way = answerOf(surfacePath(run, { axes }));
    if (!way) throw new Error("There is no way");
    expect([...way.steps]).toEqual(Array.from({ length: 16 }, (_, step) => step));
    expect(way.x[0]).toBe(1.5);
    expect(way.x[10]).toBeGreaterThan(0);
    expect(way.x[11]).toBeLessThan(-1);
    expect(way.x[15]).toBe(run.trainer.network.numbers[placeIndex(run.trainer.network, place)]);
  });

  it("is drawn through at most 200 of the states kept, evenly chosen", async () => {
    const run = trained(await exampleSpec("xor"), 2000);
    const { steps } = answerOf(surfacePath(run, { axes: parameters(weight(0, 0, 0)) })) ?? {};
    expect(steps?.length).toBe(202);
    expect([steps?.[0], steps?.[1], steps?.[201]]).toEqual([0, 1, 2000]);
    const gaps = [...(steps ?? [])].slice(1, 201).map((step, k, all) => step - (all[k - 1] ?? step - 9.99));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(10);
  });

  it("is projected onto two directions: what is left is perpendicular to both", () => {
    const run = trained(regularized(), 25);
    const way = answerOf(surfacePath(run, { axes: { of: "directions" } }));
    if (!way) throw new Error("There is no way");
    const here = run.trainer.network.numbers.slice();
    const [first, second] = answerOf(directionsOf(run.trainer.network, { of: "directions" }));
    rewindBefore(run, 8);
    advanceTo(run, 8);
    const there = run.trainer.network.numbers;
    const rest = new Float64Array(here.length);
    for (let k = 0; k < rest.length; k++) rest[k] = here[k] - there[k];
    for (const [i, index] of first.indices.entries()) {
      rest[index] += way.x[8] * first.values[i] + way.y[8] * second.values[i];
    }
    for (const { indices, values } of [first, second]) {
      expect(indices.reduce((sum, index, i) => sum + values[i] * rest[index], 0)).toBeCloseTo(0, 12);
    }
    expect(Math.hypot(way.x[8], way.y[8])).toBeGreaterThan(1e-4);
  });

  it.each([[parameters(weight(0, 1, 1), bias(2, 1))], [{ of: "directions" }]] as const)(
    "knows how steep the loss is where it stands: %j",
    (axes) => {
      const run = trained(regularized(), 6);
      const way = answerOf(surfacePath(run, { axes }));
      const directions = answerOf(directionsOf(run.trainer.network, axes));
      for (const [d, { indices, values }] of directions.entries()) {
        const [above, below] = [1e-5, -1e-5].map((h) =>
          lossWith(run, (numbers) => {
            for (const [i, index] of indices.entries()) numbers[index] += h * values[i];
          }),
        );
        expect(way?.gradient[d]).toBeCloseTo((above - below) / 2e-5, 6);
      }
    },
  );
});

describe("the range of a surface", () => {
  const ranges = (x: number[], y: number[], zoom = 0) =>
    surfaceRanges(Float64Array.from(x), Float64Array.from(y), 0.5, zoom);

  it("covers the way and is equally long both ways", () => {
    const { x, y } = ranges([0.5, 3.7, 2], [-1, -1.2, -1.1]);
    expect(x[0]).toBeLessThan(0.5);
    expect(x[1]).toBeGreaterThan(3.7);
    expect(x[1] - x[0]).toBe(6);
    expect(y[1] - y[0]).toBe(6);
    expect(y[0]).toBeLessThan(-1.2);
    expect(y[1]).toBeGreaterThan(-1);
  });

  it("stays as it is while the run moves a little", () => {
    expect(ranges([0, 1, 1.01], [0, 1, 1.01])).toEqual(ranges([0, 1, 1.02], [0, 1, 1.02]));
  });

  it("is halved around the current point, and doubled", () => {
    const { x } = ranges([0, 4, 4], [0, 0, 0], 2);
    expect(x[1] - x[0]).toBe(1.5);
    expect(Math.abs((x[0] + x[1]) / 2 - 4)).toBeLessThan(0.1);
    const { x: wide } = ranges([0, 4, 4], [0, 0, 0], -1);
    expect(wide[1] - wide[0]).toBe(12);
  });

  it("is some range where nothing is finite", () => {
    for (const end of ranges([Number.NaN], [Number.POSITIVE_INFINITY], 1).x) expect(end).toBeTypeOf("number");
    expect(ranges([Number.NaN], [Number.NaN], 1).x).toEqual([-0.25, 0.25]);
  });
});
