import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Histogram,
  histogramOf,
  mostBins,
  rangeOf,
  summaryOf,
} from "../../../../src/core/inspection/histogram.ts";
import { type Distribution, type Statistics, statistics } from "../../../../src/core/inspection/statistics.ts";
import { createNetwork } from "../../../../src/core/network.ts";
import { createRandom, streams } from "../../../../src/core/random.ts";
import { addPenaltyGradients } from "../../../../src/core/regularization.ts";
import type { Spec } from "../../../../src/core/spec.ts";
import { advance, createTrainingRun, rewindBefore, type TrainingRun } from "../../../../src/core/training-run.ts";
import { type HandBuilt, handBuilt } from "../../../support/hand-built.ts";

const rows = Array.from({ length: 12 }, (_, k) => [Math.sin(k), Math.cos(2 * k), Math.sin(3 * k)]);
const twoLayers: HandBuilt = {
  rows,
  layers: [{ units: 5, activation: "tanh" }, { units: 1 }],
  optimizer: { learningRate: 0.1 },
  training: { batchSize: 4, epochs: 20 },
  regularization: { l1: 0, l2: 0.01 },
};

function runOf(spec: Spec, steps: number): TrainingRun {
  const run = createTrainingRun(spec);
  for (let k = 0; k < steps; k++) advance(run);
  return run;
}

/** The outcome of a generator, and how many pieces it took. */
function finish<Answer>(work: Generator<void, Answer>): { answer: Answer; pieces: number } {
  for (let pieces = 0; ; pieces++) {
    const next = work.next();
    if (next.done) return { answer: next.value, pieces };
  }
}

function ask(run: TrainingRun, sameScale = false): Statistics {
  return finish(statistics(run, { sameScale })).answer;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const normOf = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));

/** Holds what is told of a list against the list. */
function expectOf(told: Distribution | null, list: ArrayLike<number>): void {
  const values = Array.from(list);
  const mean = sum(values) / values.length;
  expect(told).toMatchObject({
    count: values.length,
    notFinite: 0,
    zeros: values.filter((value) => value === 0).length,
    min: Math.min(...values),
    max: Math.max(...values),
  });
  expect(told?.mean).toBeCloseTo(mean, 12);
  expect(told?.deviation).toBeCloseTo(Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length), 12);
  expect(told?.norm).toBeCloseTo(normOf(values), 12);
  expectBins(told?.histogram as Histogram, values);
}

/** Every number lies in the bin that counts it. */
function expectBins({ first, width, counts }: Histogram, values: readonly number[]): void {
  const binOf = (value: number) => Math.floor(value / width) - (value < 0 && value / width === 0 ? 1 : 0);
  const expected = Array.from(counts, (_, bin) => values.filter((value) => binOf(value) === first + bin).length);
  expect([...counts]).toEqual(expected);
  expect(sum(expected)).toBe(values.length);
}

describe("a run's statistics", () => {
  it("are of the current parameters, and of the last step's gradients as the update took them", () => {
    const run = runOf(handBuilt(twoLayers), 7);
    const told = ask(run);
    expect(told.step).toBe(7);
    const { network, gradients } = run.trainer;
    for (const [l, { parameters }] of network.layers.entries()) {
      expectOf(told.layers[l].weights.values, parameters.weights);
      expectOf(told.layers[l].biases?.values ?? null, parameters.biases);
      expectOf(told.layers[l].weights.gradients, gradients[l].weights);
      expectOf(told.layers[l].biases?.gradients ?? null, gradients[l].biases);
    }
  });

  it("know no gradients before the first step, and no biases where there are none", () => {
    const run = runOf(handBuilt({ ...twoLayers, layers: [{ units: 5, biases: false }, { units: 1 }] }), 0);
    const told = ask(run);
    expect(told.layers.map(({ weights }) => weights.gradients)).toEqual([null, null]);
    expect(told.layers.map(({ biases }) => biases?.values.count ?? null)).toEqual([null, 1]);
    expect(told.largest.gradients).toEqual([]);
    expectOf(told.layers[0].weights.values, run.trainer.network.layers[0].parameters.weights);
  });

  it("put all layers of a kind into the same bins if asked to", () => {
    const run = runOf(handBuilt(twoLayers), 3);
    const [own, same] = [ask(run), ask(run, true)];
    const bins = ({ layers }: Statistics) =>
      layers.map(({ weights: { values } }) => [values.histogram?.first, values.histogram?.width]);
    expect(bins(own)[0]).not.toEqual(bins(own)[1]);
    expect(bins(same)[0]).toEqual(bins(same)[1]);
    for (const [l, { weights }] of same.layers.entries())
      expectOf(weights.values, run.trainer.network.layers[l].parameters.weights);
  });

  it("name the largest parameters and gradients, with their places", () => {
    const run = runOf(handBuilt(twoLayers), 5);
    const { layers, numbers } = run.trainer.network;
    const { values, gradients } = ask(run).largest;
    const sizes = [...numbers].map(Math.abs).sort((a, b) => b - a);
    expect(values.map(({ value }) => Math.abs(value))).toEqual(sizes.slice(0, 8));
    for (const { parameter, value } of values) {
      const { layer, kind, unit, input } = parameter;
      const { fanIn, parameters } = layers[layer];
      expect(parameters[kind][input === null ? unit : unit * fanIn + input]).toBe(value);
    }
    for (const { parameter, value } of gradients) {
      const { layer, kind, unit, input } = parameter;
      const list = run.trainer.gradients[layer][kind];
      expect(list[input === null ? unit : unit * layers[layer].fanIn + input]).toBe(value);
    }
    expect(gradients).toHaveLength(8);
  });

  it("are those of the step they were asked at, though the run trains on meanwhile", () => {
    const run = runOf(handBuilt(twoLayers), 4);
    const expected = ask(run);
    const work = statistics(run, { sameScale: false });
    work.next();
    for (let k = 0; k < 30; k++) advance(run);
    expect(finish(work).answer).toEqual(expected);
  });

  it("come in pieces where there are many parameters", () => {
    const run = runOf(
      handBuilt({ rows: [[...new Array(700).fill(0.5), 1]], layers: [{ units: 300 }, { units: 1 }] }),
      1,
    );
    const { answer, pieces } = finish(statistics(run, { sameScale: true }));
    expect(answer.layers[0].weights.values.count).toBe(210_000);
    expect(pieces).toBeGreaterThan(20);
    expect(answer.layers[0].weights.values.histogram?.counts.length).toBeLessThanOrEqual(mostBins);
  });

  it("have no gradients of a step that could not be taken, but those of one that made a parameter infinite", () => {
    const one = (weight: number, learningRate: number, x: number) =>
      runOf(
        handBuilt({
          rows: [[x, 0]],
          layers: [{ units: 1, weights: [[weight]], biases: [0] }],
          optimizer: { learningRate },
        }),
        2,
      );
    const overflown = one(1e100, 1e-250, 1e60);
    expect(overflown.trainer.breakdown).not.toBeNull();
    expect(ask(overflown).layers[0].weights.gradients).toBeNull();
    const infinite = one(1e150, 1e170, 1);
    expect(infinite.trainer.step).toBe(1);
    const told = ask(infinite).layers[0].weights;
    expect(told.values).toMatchObject({ count: 1, notFinite: 1, histogram: null, mean: Number.NaN, max: Number.NaN });
    expect(told.gradients).toMatchObject({ max: 2e150 });
  });
});

describe("the norms over time", () => {
  /** ‖W‖ and ‖∂l/∂W‖ of each layer after so many steps, from a run of its own; all samples are one batch. */
  function normsAfter(spec: Spec, steps: number) {
    const run = runOf(spec, steps);
    const weights = run.trainer.network.layers.map(({ parameters }) => normOf(parameters.weights));
    advance(run);
    return { weights, gradients: run.trainer.gradients.map((gradient) => normOf(gradient.weights)) };
  }

  it("are those of every observed step up to where the run stands", () => {
    const spec = handBuilt({ ...twoLayers, regularization: { l1: 0, l2: 0 }, training: { epochs: 60 } });
    const { steps, weights, gradients } = ask(runOf(spec, 20)).norms;
    expect([...steps]).toEqual([0, 1, 2, 4, 8, 16]);
    for (const [at, step] of steps.entries()) {
      const expected = normsAfter(spec, step);
      for (const l of [0, 1]) {
        expect(weights[l][at]).toBeCloseTo(expected.weights[l], 12);
        expect(gradients[l][at]).toBeCloseTo(expected.gradients[l], 12);
      }
    }
  });

  it("end where the run stands, also after going back", () => {
    const run = runOf(handBuilt(twoLayers), 40);
    const before = ask(runOf(handBuilt(twoLayers), 5));
    rewindBefore(run, 5);
    while (run.trainer.step < 5) advance(run);
    expect(ask(run)).toEqual(before);
    expect(before.norms.steps.at(-1)).toBe(4);
  });

  it("are known of a run that can lead nowhere, and empty before anything was observed", () => {
    const stuck = handBuilt({
      rows: [[1, 1]],
      layers: [
        { units: 2, activation: "relu", init: "zeros" },
        { units: 1, init: "zeros" },
      ],
    });
    const run = runOf(stuck, 1);
    expect(run.health.isStuck).toBe(true);
    expect(ask(run).norms).toEqual({
      steps: Float64Array.of(0, 1),
      weights: [Float64Array.of(0, 0), Float64Array.of(0, 0)],
      gradients: [Float64Array.of(0, 0), Float64Array.of(0, 0)],
    });
    expect(ask(runOf(stuck, 0)).norms.steps).toHaveLength(0);
    expect(ask(run).layers[0].weights.values).toMatchObject({ zeros: 2, min: 0, max: 0, norm: 0 });
  });

  it("leave regularization out, which the gradients of the last step have", () => {
    const run = runOf(handBuilt({ ...twoLayers, training: { batchSize: "all", epochs: 20 } }), 1);
    const network = createNetwork(run.trainer.spec, createRandom(0, streams.parameters));
    const penalty = run.trainer.gradients.map(({ weights, biases }) => ({
      weights: weights.map(() => 0),
      biases: biases.map(() => 0),
    }));
    addPenaltyGradients({ l1: 0, l2: 0.01 }, network.layers, penalty);
    const [gradient] = run.trainer.gradients;
    const withoutPenalty = gradient.weights.map((g, k) => g - penalty[0].weights[k]);
    expect(normOf(penalty[0].weights)).toBeGreaterThan(1e-3);
    expect(ask(run).norms.gradients[0][0]).toBeCloseTo(normOf(withoutPenalty), 12);
  });
});

describe("a histogram", () => {
  const binned = (values: readonly number[]) => {
    const numbers = Float64Array.from(values);
    const { answer: summary } = finish(summaryOf(numbers));
    const range = rangeOf(summary);
    return range && finish(histogramOf(numbers, range)).answer;
  };

  it("has round bins with an edge at 0, few enough to be drawn, for any numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
        const histogram = binned(values) as Histogram;
        expect(histogram.counts.length).toBeLessThanOrEqual(mostBins);
        expect(Number.isInteger(histogram.first)).toBe(true);
        expectBins(histogram, values);
      }),
    );
  });

  it.each([
    [[0, 0], 0, 0.01, 1],
    [[0.5], 0, 0.02, 26],
    [[-1, 1], -10, 0.1, 21],
    [[-1], -20, 0.05, 20],
    [[-1, 0], -20, 0.05, 21],
    [[-0, 2e6], 0, 1e5, 21],
    [[5e-324], 0, 5e-324, 2],
  ])("of %j has bins from %d times %d, %d in all", (values, first, width, bins) => {
    const histogram = binned(values);
    expect([histogram?.first, histogram?.width, histogram?.counts.length]).toEqual([first, width, bins]);
  });

  it("leaves out what is no number, and is none where nothing else is there", () => {
    expect(binned([Number.NaN, Number.POSITIVE_INFINITY])).toBeNull();
    const { answer } = finish(summaryOf(Float64Array.of(1, Number.NaN, 0, Number.NEGATIVE_INFINITY)));
    expect(answer).toEqual({
      count: 4,
      notFinite: 2,
      zeros: 1,
      mean: 0.5,
      deviation: 0.5,
      min: 0,
      max: 1,
      norm: 1,
    });
  });
});
