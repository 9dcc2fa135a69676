import { describe, expect, it } from "vitest";
import type { Finding } from "../../../../src/core/findings/finding.ts";
import type { LossChange, Observation } from "../../../../src/core/health/observation.ts";
import { runFindings } from "../../../../src/core/health/run-findings.ts";
import type { Sight } from "../../../../src/core/health/sight.ts";
import { type HandBuilt, handBuilt } from "../../../support/hand-built.ts";

/** What an observation shows where it is not an ordinary one; shares of one layer's units go from its first on. */
interface Seen {
  readonly loss?: number;
  readonly gradientNorm?: number;
  readonly deltas?: readonly number[];
  readonly idle?: readonly number[];
  readonly wrong?: number;
  readonly change?: LossChange;
}

const rows = Array.from({ length: 200 }, (_, k) => [k, k]);
const linear = { units: 1 } as const;
const relu = { units: 4, activation: "relu" } as const;
const tanh = { units: 4, activation: "tanh" } as const;
const twoLayers: HandBuilt["layers"] = [{ units: 4, activation: "leakyRelu" }, linear];

/** A run as it would be seen had it shown just this: constant outputs get a loss of 1. */
function sightOf(seen: readonly Seen[], layers = twoLayers, rest: Partial<Sight> = {}): Sight {
  const spec = handBuilt({ rows, layers });
  const units = spec.layers.reduce((sum, { units }) => sum + units, 0);
  const observations = seen.map(
    ({ loss = 1, gradientNorm = 1, deltas, idle = [], wrong = 0, change }, step): Observation => {
      const shares = new Float32Array(units);
      shares.set(idle);
      return {
        step,
        loss,
        gradientNorm,
        deltas: Float64Array.from(deltas ?? spec.layers.map(() => 1)),
        weightNorms: new Float64Array(layers.length),
        gradientNorms: new Float64Array(layers.length),
        idle: shares,
        wrong: Float32Array.of(wrong),
        change: change ?? null,
      };
    },
  );
  return { spec, constantLoss: 1, samples: 200, observations, ...rest };
}

/** The same at eight observations: the loss does not fall. */
const always = (seen: Seen) => Array.from({ length: 8 }, () => seen);
const kindsOf = (sight: Sight) => runFindings(sight).map(({ kind }) => kind);

function findingOf(sight: Sight): Finding {
  expect(kindsOf(sight)).toHaveLength(1);
  return runFindings(sight)[0];
}

const rise = { before: 1, predicted: -0.1, actual: 0.1 };
const fall = { before: 1, predicted: -0.1, actual: -0.1 };
/** Eight steps observed, the first of which rose. */
const rising = (rises: number, seen: Seen = {}) =>
  Array.from({ length: 8 }, (_, k): Seen => ({ ...seen, change: k < rises ? rise : fall }));
/** A loss that has blown up since the first observation. */
const blownUp = (seen: readonly Seen[]) => [{}, ...seen.map((of, k): Seen => ({ ...of, loss: 20 + k }))];

it("says nothing of an ordinary run", () => expect(kindsOf(sightOf(always({})))).toEqual([]));

describe("idle units", () => {
  const layers = [relu, linear];
  const idle = [1, 1, 0, 0];

  it("are worth a word until half is learned, and only where the loss does not fall", () => {
    expect(kindsOf(sightOf(always({ idle, loss: 0.51 }), layers))).toEqual(["deadUnits", "deadUnits"]);
    expect(kindsOf(sightOf(always({ idle, loss: 0.49 }), layers))).toEqual([]);
    const falling = always({ idle }).map((seen, k) => ({ ...seen, loss: 1 - k / 70 }));
    expect(kindsOf(sightOf(falling, layers))).toEqual(["deadUnits", "deadUnits"]);
    expect(kindsOf(sightOf([{ idle, loss: 1.01 / 0.9 }, ...falling.slice(0, 6), { idle }], layers))).toEqual([]);
    expect(kindsOf(sightOf(always({ idle }).slice(0, 4), layers))).toHaveLength(2);
    expect(kindsOf(sightOf(always({ idle }).slice(0, 3), layers))).toEqual([]);
  });

  it("are worth a word from a quarter of a layer on, and each its own up to three", () => {
    const wide = [{ ...relu, units: 8 }, linear];
    const found = (count: number) =>
      runFindings(sightOf(always({ idle: new Array<number>(count).fill(1) }), wide)).map(({ where }) => where.of);
    expect([1, 2, 3, 4].map(found)).toEqual([[], ["unit", "unit"], ["unit", "unit", "unit"], ["layer"]]);
  });

  it("are dead only where they are 0 on every sample", () => {
    expect(kindsOf(sightOf(always({ idle: [0.995, 0.995, 0.995, 0.995] }), layers))).toEqual([]);
  });

  it("are saturated from 99 % of the samples on, at once where it is the whole layer", () => {
    const of = (share: number, count = 8) =>
      kindsOf(sightOf(always({ idle: [share, share, share, share] }).slice(0, count), [tanh, linear]));
    expect([of(0.98), of(0.99), of(0.99, 1)]).toEqual([[], ["saturatedUnits"], ["saturatedUnits"]]);
  });

  it("are not told of as a cause where something else has thrown the parameters about", () => {
    const saturated = { idle: [1, 1, 1, 1] };
    const kinds = (seen: readonly Seen[]) => kindsOf(sightOf(seen, [tanh, linear]));
    expect(kinds(rising(4, saturated))).toEqual(["overshoot"]);
    expect(kinds(always({ ...saturated, deltas: [101, 1] }))).toEqual(["explodingGradients"]);
    expect(kinds(blownUp(always(saturated)))).toEqual(["divergence"]);
  });

  it("are a whole layer's end unless there is no loss, or it blew up", () => {
    const dead = { idle: [1, 1, 1, 1] };
    expect(kindsOf(sightOf(always(dead), layers))).toEqual(["deadUnits"]);
    expect(kindsOf(sightOf(always({ ...dead, loss: 1e-9 }), layers))).toEqual([]);
    expect(kindsOf(sightOf(always({ ...dead, loss: 1e-8 }), layers))).toEqual(["deadUnits"]);
    expect(kindsOf(sightOf(blownUp(always(dead)), layers))).toEqual(["divergence"]);
  });

  it("are told of with how many samples were looked at", () => {
    const dead = always({ idle: [1, 1, 1, 1] });
    expect(findingOf(sightOf(dead, layers)).message).toContain("on all 200 training samples:");
    expect(findingOf(sightOf(dead, layers, { samples: 100 })).message).toContain(
      "on all 100 training samples looked at:",
    );
  });
});

describe("outputs that are flat and wrong", () => {
  const layers = [tanh, { units: 1, activation: "sigmoid" }] as const;

  it("are told of from a tenth of the samples on, until the loss is low", () => {
    expect(kindsOf(sightOf(always({ wrong: 0.1 }), layers))).toEqual(["saturatedUnits"]);
    expect(kindsOf(sightOf(always({ wrong: 0.09 }), layers))).toEqual([]);
    expect(kindsOf(sightOf(always({ wrong: 0.1, loss: 0.05 }), layers))).toEqual([]);
  });
});

describe("gradients that vanish", () => {
  const deltas = [0.9e-3, 1, 1];
  const deep = [twoLayers[0], ...twoLayers];

  it("are told of below a thousandth, until the loss is low", () => {
    expect(kindsOf(sightOf(always({ deltas }), deep))).toEqual(["vanishingGradients"]);
    expect(kindsOf(sightOf(always({ deltas: [1.1e-3, 1, 1] }), deep))).toEqual([]);
    expect(kindsOf(sightOf(always({ deltas, loss: 0.051 }), deep))).toEqual(["vanishingGradients"]);
    expect(kindsOf(sightOf(always({ deltas, loss: 0.05 }), deep))).toEqual([]);
  });

  it("are measured by the loss in the beginning where all targets are the same", () => {
    const after = (loss: number) =>
      kindsOf(
        sightOf(
          [
            { deltas, loss: 2 },
            { deltas, loss },
          ],
          deep,
          { constantLoss: 0 },
        ),
      );
    expect([after(0.11), after(0.1)]).toEqual([["vanishingGradients"], []]);
  });

  it("need two hidden layers to get lost in", () => {
    expect(kindsOf(sightOf(always({ deltas: [0.9e-3, 1] })))).toEqual([]);
  });

  it("are none where nothing comes back at all", () => {
    expect(kindsOf(sightOf(always({ deltas: [0, 1, 1] }), deep))).toEqual([]);
    expect(kindsOf(sightOf(always({ deltas: [1, 1, 0] }), deep))).toEqual([]);
  });

  it("are looked for in the first layer that may change its weights", () => {
    const frozen = { ...twoLayers[0], trainable: { weights: false, biases: true } };
    const layers = [frozen, ...twoLayers];
    expect(kindsOf(sightOf(always({ deltas: [1e-9, 1, 1] }), layers))).toEqual([]);
    expect(findingOf(sightOf(always({ deltas: [1, 1e-9, 1] }), layers)).where).toMatchObject({ layer: 1 });
    const allFrozen = deep.map((layer) => ({ ...layer, trainable: { weights: false, biases: true } }));
    expect(findingOf(sightOf(always({ deltas }), allFrozen)).where).toMatchObject({ layer: 0 });
  });

  it("are not told of where a layer lets nothing back: dead, or half of it saturated", () => {
    const kinds = (layers: HandBuilt["layers"], idle: readonly number[]) =>
      kindsOf(sightOf(always({ deltas, idle }), [...layers.slice(0, -1), twoLayers[0], ...layers.slice(-1)]));
    expect(kinds([relu, linear], [1, 1, 1, 1])).toEqual(["deadUnits"]);
    expect(kinds([tanh, linear], [1, 1, 0, 0])).toEqual(["saturatedUnits", "saturatedUnits"]);
    expect(kinds([{ ...tanh, units: 8 }, linear], [1, 0, 0, 0])).toEqual(["vanishingGradients"]);
    expect(kinds([{ ...twoLayers[0] }, { units: 1, activation: "tanh" }], [0, 0, 0, 0, 0, 0, 0, 0, 1])).toEqual([
      "vanishingGradients",
    ]);
  });
});

describe("gradients that explode", () => {
  it("are told of where δ grows a hundredfold on its way back, until the loss is low", () => {
    expect(kindsOf(sightOf(always({ deltas: [101, 1] })))).toEqual(["explodingGradients"]);
    expect(kindsOf(sightOf(always({ deltas: [100, 1] })))).toEqual([]);
    expect(kindsOf(sightOf(always({ deltas: [101, 1], loss: 0.05 })))).toEqual([]);
  });

  it("are the cause of steps that are too long and of a loss that rises", () => {
    expect(kindsOf(sightOf(rising(8, { deltas: [101, 1] })))).toEqual(["explodingGradients"]);
    expect(kindsOf(sightOf([{ deltas: [101, 1] }, ...blownUp(always({})).slice(1)]))).toEqual(["explodingGradients"]);
  });

  it("are judged as they were before the loss blew up", () => {
    const { numbers } = findingOf(sightOf([{ deltas: [300, 1] }, { deltas: [200, 1] }, { deltas: [5, 1], loss: 11 }]));
    expect(numbers).toEqual({ first: 200, last: 1, ratio: 200 });
    expect(kindsOf(sightOf([{}, { loss: 2 }, { deltas: [200, 1], loss: 11 }]))).toEqual(["divergence"]);
  });

  it("are told of where the gradient grows a thousandfold and the loss with it, unless steps are too long", () => {
    const after = (gradientNorm: number, loss: number, change = fall) =>
      kindsOf(sightOf([{}, { gradientNorm, loss, change }]));
    expect(after(1001, 1.1)).toEqual(["explodingGradients"]);
    expect(after(1000, 1.1)).toEqual([]);
    expect(after(1001, 0.9)).toEqual([]);
    expect(after(1001, 1.1, rise)).toEqual([]);
    expect(kindsOf(sightOf([{ gradientNorm: 0 }, { gradientNorm: 5, loss: 2 }]))).toEqual([]);
    expect(kindsOf(sightOf([{}, { loss: 10 }, { loss: 20, gradientNorm: 2000 }]))).toEqual(["explodingGradients"]);
  });
});

describe("steps that are too long", () => {
  it("are told of from half of them on where the loss does not fall", () => {
    expect(kindsOf(sightOf(rising(4)))).toEqual(["overshoot"]);
    expect(kindsOf(sightOf(rising(3)))).toEqual([]);
    expect(kindsOf(sightOf(rising(4).slice(0, 4)))).toEqual(["overshoot"]);
    expect(kindsOf(sightOf(rising(3).slice(0, 3)))).toEqual([]);
    expect(kindsOf(sightOf(rising(8, { loss: 0.05 })))).toEqual([]);
    expect(kindsOf(sightOf(rising(8).map((seen, k) => ({ ...seen, loss: 1 - k / 60 }))))).toEqual([]);
  });

  it("are told of from a quarter of them on where the loss blew up", () => {
    expect(kindsOf(sightOf(blownUp(rising(2))))).toEqual(["overshoot"]);
    expect(kindsOf(sightOf(blownUp(rising(1))))).toEqual(["divergence"]);
  });

  it("are those whose loss rises by more than rounding, though it was to fall", () => {
    const with8 = (change: LossChange) => kindsOf(sightOf(always({ change })));
    expect(with8({ before: 100, predicted: -1, actual: 1.1e-4 })).toEqual(["overshoot"]);
    expect(with8({ before: 100, predicted: -1, actual: 0.9e-4 })).toEqual([]);
    expect(with8({ before: 1, predicted: 0.1, actual: 0.1 })).toEqual([]);
  });
});

describe("a loss that rises", () => {
  const after = (losses: readonly number[], constantLoss = 1) =>
    kindsOf(
      sightOf(
        losses.map((loss) => ({ loss })),
        twoLayers,
        { constantLoss },
      ),
    );

  it("diverges above ten times what it was, and what a constant answer gets, while it still rises", () => {
    expect(after([1, 5, 10.1])).toEqual(["divergence"]);
    expect(after([1, 5, 10])).toEqual([]);
    expect(after([1, 15, 19], 2)).toEqual([]);
    expect(after([1, 15, 21], 2)).toEqual(["divergence"]);
    expect(after([2, 15, 19])).toEqual([]);
    expect(after([1, 30, 20, 25])).toEqual([]);
    expect(after([1, 20, 30, 25])).toEqual([]);
    expect(after([1, 20])).toEqual([]);
  });

  it("is told of with finite numbers alone, since the step from which on it did", () => {
    const finding = findingOf(sightOf([1, 5, 11, 12, Number.POSITIVE_INFINITY].map((loss) => ({ loss }))));
    expect(finding).toMatchObject({ kind: "divergence", since: 2 });
    expect(finding.numbers).toEqual({ initialLoss: 1 });
  });
});
