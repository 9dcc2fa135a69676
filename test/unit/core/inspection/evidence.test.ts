import { describe, expect, it } from "vitest";
import { evaluate } from "../../../../src/core/evaluation.ts";
import type { Finding, FindingKind } from "../../../../src/core/findings/finding.ts";
import { type EvidenceAnswer, evidence } from "../../../../src/core/inspection/evidence.ts";
import type { Distribution } from "../../../../src/core/inspection/evidence-distribution.ts";
import { backward, createBatch, createParameters, forward } from "../../../../src/core/network.ts";
import type { Spec } from "../../../../src/core/spec.ts";
import { advance, createTrainingRun, findingsOf, type TrainingRun } from "../../../../src/core/training-run.ts";
import { type HandBuilt, handBuilt } from "../../../support/hand-built.ts";
import { answerOf, exampleSpec, runAfter } from "../../../support/inspect.ts";

const told = (run: TrainingRun) => findingsOf(run, evaluate(run.trainer));

/** The finding of a kind that a run shows, and the evidence for it. */
function shown(run: TrainingRun, kind: FindingKind) {
  const findings = told(run);
  const place = findings.findIndex((finding) => finding.kind === kind);
  expect(findings.map(({ kind }) => kind)).toContain(kind);
  const answer = answerOf(evidence(run, { findings }));
  return { finding: findings[place], evidence: answer.evidence[place], answer };
}

/** z or δ of every unit of a layer for every sample, computed directly. */
function valuesOf({ spec, network }: TrainingRun["trainer"], layer: number, of: "z" | "lossByZ"): number[] {
  const batch = createBatch(network, spec.data.samples);
  batch.inputs.set(spec.data.inputs);
  batch.targets.set(spec.data.targets);
  forward(network, batch, spec.data.samples);
  backward(network, batch, spec.data.samples, createParameters(spec).parameters);
  return [...batch.layers[layer][of]];
}

const rms = (values: readonly number[]) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

/** Rows of two inputs and a target that a straight line does not fit. */
const rows = Array.from({ length: 60 }, (_, k) => [Math.sin(k), Math.cos(3 * k), Math.sin(5 * k)]);

describe("of units that no longer learn", () => {
  const layers: HandBuilt["layers"] = [
    { units: 3, activation: "relu", biases: [-9, 0.1, -7] },
    { units: 1, activation: "linear" },
  ];

  it("are the z of each unit, counted where they lie", () => {
    const run = runAfter(handBuilt({ layers, rows, optimizer: { learningRate: 1e-6 } }), 10);
    const findings = told(run);
    expect(findings.map(({ where }) => where)).toEqual([
      { of: "unit", layer: 0, unit: 0 },
      { of: "unit", layer: 0, unit: 2 },
    ]);
    const answer = answerOf(evidence(run, { findings }));
    const z = valuesOf(run.trainer, 0, "z");
    for (const [k, unit] of [0, 2].entries()) {
      const of = z.filter((_, place) => place % 3 === unit);
      const { counts, start, width, ...distribution } = answer.evidence[k] as Distribution;
      expect(distribution).toEqual({
        of: "distribution",
        what: { of: "z", layer: 0, units: [unit] },
        samples: 60,
        smallest: Math.min(...of),
        largest: Math.max(...of),
        good: { from: 0, to: Number.POSITIVE_INFINITY },
        inside: 0,
        values: 60,
      });
      const expected = Array.from(
        counts,
        (_, bin) => of.filter((value) => Math.floor((value - start) / width) === bin).length,
      );
      expect([...counts]).toEqual(expected);
      expect(expected.reduce((sum, count) => sum + count, 0)).toBe(60);
      expect(counts.length).toBeLessThanOrEqual(18);
    }
  });

  it("tell how often one fires after all", () => {
    const run = runAfter(handBuilt({ layers, rows }), 1);
    const where = { of: "unit", layer: 0, unit: 1 } as const;
    const answer = answerOf(evidence(run, { findings: [{ kind: "deadUnits", where }] }));
    const firing = valuesOf(run.trainer, 0, "z").filter((z, place) => place % 3 === 1 && z > 0).length;
    expect(firing).toBeGreaterThan(0);
    expect(answer.evidence[0]).toMatchObject({ inside: firing, values: 60 });
  });

  it("are of all the units that are idle where it is said of a layer", () => {
    const biases = [-9, -8, -7, -9, 0.1];
    const wide = [{ units: 5, activation: "relu" as const, biases }, { units: 1 }];
    const run = runAfter(handBuilt({ layers: wide, rows, optimizer: { learningRate: 1e-6 } }), 10);
    const { finding, evidence: of } = shown(run, "deadUnits");
    expect(finding.where).toEqual({ of: "layer", layer: 0, key: null });
    expect(of).toMatchObject({ what: { of: "z", layer: 0, units: [0, 1, 2, 3] }, values: 240, inside: 0 });
  });

  it("in the example: the one z", async () => {
    const { evidence: of } = shown(runAfter(await exampleSpec("dead-relu"), 3), "deadUnits");
    expect(of).toMatchObject({ smallest: -1.75, largest: -1.75, samples: 1, inside: 0 });
    expect([...(of as Distribution).counts]).toEqual([1]);
  });

  it.each(["sigmoid", "tanh"] as const)("%s: as saturated as the finding has it", (activation) => {
    const saturated: HandBuilt["layers"] = [{ units: 2, activation, biases: [40, 30] }, { units: 1 }];
    const run = runAfter(handBuilt({ layers: saturated, rows, optimizer: { learningRate: 1e-6 } }), 10);
    const { evidence: of } = shown(run, "saturatedUnits");
    const { good } = of as Distribution;
    const slope = (z: number) => {
      const a = activation === "tanh" ? Math.tanh(z) : 1 / (1 + Math.exp(-z));
      return activation === "tanh" ? 1 - a * a : 4 * a * (1 - a);
    };
    // There σ′ is a hundredth of its largest.
    expect([slope(good.from), slope(good.to)]).toEqual([expect.closeTo(0.01, 12), expect.closeTo(0.01, 12)]);
    expect(of).toMatchObject({ inside: 0, values: 120 });
  });
});

describe("of gradients on their way back", () => {
  it("are δ of each layer, the numbers of the finding among them", async () => {
    const run = runAfter(await exampleSpec("vanishing"), 256);
    const { finding, evidence: of } = shown(run, "vanishingGradients");
    if (of?.of !== "deltas") throw new Error("No δ");
    expect([of.deltas[0], of.deltas[6]]).toEqual([finding.numbers.first, finding.numbers.last]);
    const direct = run.trainer.network.layers.map((_, l) => rms(valuesOf(run.trainer, l, "lossByZ")));
    for (const [l, delta] of of.deltas.entries()) expect(delta / direct[l]).toBeCloseTo(1, 10);
    expect([of.step, of.layer]).toEqual([256, 0]);
  });

  it("are δ as it grows, where it does", async () => {
    const run = runAfter(await exampleSpec("exploding"), 4);
    const { finding, evidence: of } = shown(run, "explodingGradients");
    if (of?.of !== "deltas") throw new Error("No δ");
    expect([of.deltas[0], of.deltas[7]]).toEqual([finding.numbers.first, finding.numbers.last]);
    for (const [l, delta] of of.deltas.entries()) {
      expect(delta / rms(valuesOf(run.trainer, l, "lossByZ"))).toBeCloseTo(1, 10);
    }
  });
});

describe("of steps that are too long", () => {
  const layers: HandBuilt["layers"] = [{ units: 6, activation: "tanh" }, { units: 1 }];

  it("are what each was to do to the loss, and what it did", () => {
    const run = runAfter(handBuilt({ layers, rows, optimizer: { learningRate: 1.6 } }), 60);
    const { finding, evidence: of } = shown(run, "overshoot");
    if (of?.of !== "changes") throw new Error("No changes");
    expect(of.predicted.at(-1)).toBe(finding.numbers.predicted);
    expect(of.actual.at(-1)).toBe(finding.numbers.actual);
    expect([...of.steps]).toEqual([1, 2, 4, 8, 16, 27, 54]);
    const last = of.steps[6];
    const before = runAfter(run.trainer.spec, last - 1);
    const lossBefore = evaluate(before.trainer).loss;
    advance(before);
    expect(of.before[6] / lossBefore).toBeCloseTo(1, 12);
    expect(of.actual[6] / (evaluate(before.trainer).loss - lossBefore)).toBeCloseTo(1, 9);
  });

  it("is the loss from the first step on where it only rises", () => {
    const run = runAfter(handBuilt({ layers, rows }), 20);
    const where = { of: "spec", key: "optimizer" } as const;
    const answer = answerOf(evidence(run, { findings: [{ kind: "divergence", where }] }));
    const [of] = answer.evidence;
    if (of?.of !== "trend") throw new Error("No trend");
    expect(of.steps[0]).toBe(0);
    expect(of.values[0]).toBeCloseTo(evaluate(createTrainingRun(run.trainer.spec).trainer).loss, 12);
    expect(of.values[1]).toBeCloseTo(evaluate(runAfter(run.trainer.spec, 1).trainer).loss, 12);
    const targets = rows.map((row) => row[2]);
    const mean = targets.reduce((sum, t) => sum + t, 0) / 60;
    expect(of.reference).toBeCloseTo(rms(targets.map((t) => t - mean)) ** 2, 12);
  });
});

describe("of the spec and its data", () => {
  it("are the targets, beside what the outputs can be", () => {
    const targets = [-2, -0.5, 0, 0.25, 1, 3];
    const spec = handBuilt({
      layers: [{ units: 1, activation: "sigmoid" }],
      rows: targets.map((t, k) => [k, t]),
    });
    const { evidence: of } = shown(createTrainingRun(spec), "sigmoidOutput");
    expect(of).toMatchObject({
      what: { of: "targets" },
      good: { from: 0, to: 1 },
      inside: 3,
      values: 6,
      smallest: -2,
      largest: 3,
    });
  });

  it("are the ranges of the inputs, the widest and the narrowest marked", () => {
    const spec = handBuilt({
      layers: [{ units: 1 }],
      rows: Array.from({ length: 9 }, (_, k) => [k, 1000 * k, k / 1000, k, k, k, k, k, k]),
    });
    const { evidence: of, finding } = shown(createTrainingRun(spec), "inputScales");
    if (of?.of !== "ranges") throw new Error("No ranges");
    expect(of.ranges.filter(({ isMarked }) => isMarked).map(({ input }) => input)).toEqual([1, 2]);
    expect(of.ranges.map(({ input }) => input)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(of.ranges[1]).toMatchObject({ smallest: 0, largest: 8000, deviation: finding.numbers.largest });
    expect(of.ranges[2].deviation).toBe(finding.numbers.smallest);
    expect(of.inputsInAll).toBe(8);
  });

  it("are the ranges as the data has them, of those that never change", () => {
    const spec = handBuilt({
      layers: [{ units: 1 }],
      rows: [
        [-1, 0, 1],
        [1, 0, 2],
      ],
      data: { normalization: { offset: [15, 7], scale: [5, 1] } },
    });
    const { evidence: of } = shown(createTrainingRun(spec), "constantFeature");
    expect(of).toMatchObject({
      ranges: [
        { input: 0, smallest: 10, largest: 20, deviation: 5, isMarked: false },
        { input: 1, smallest: 7, largest: 7, deviation: 0, isMarked: true },
      ],
    });
  });

  it("are the weights of the units that stay the same", () => {
    const weights = [
      [1, 2],
      [3, 4],
      [3, 4],
    ];
    const spec = handBuilt({
      layers: [
        { units: 3, activation: "tanh", weights, biases: [0, 1, 1] },
        { units: 1, weights: [[1, 1, 1]] },
      ],
      rows,
      optimizer: { learningRate: 0.1 },
    });
    const run = runAfter(spec, 3);
    const { evidence: of } = shown(run, "symmetricWeights");
    if (of?.of !== "weights") throw new Error("No weights");
    const { weights: now, biases } = run.trainer.network.layers[0].parameters;
    expect(of.units).toEqual([1, 2]);
    expect([...of.weights]).toEqual([...now.slice(2, 6)]);
    expect([...(of.biases ?? [])]).toEqual([...biases.slice(1)]);
    expect([...of.weights.slice(0, 2)]).toEqual([...of.weights.slice(2)]);
    expect(of.weights[0]).not.toBe(3);
  });

  it("are left to the finding's own numbers where those say it all", async () => {
    const { evidence: of } = shown(createTrainingRun(await exampleSpecWithLine()), "linearStack");
    expect(of).toBeNull();
  });
});

async function exampleSpecWithLine(): Promise<Spec> {
  return handBuilt({ layers: [{ units: 2 }, { units: 1 }], rows });
}

describe("of numbers that are none", () => {
  it("is the way of the step up to the first of them", () => {
    const chain: HandBuilt["layers"] = Array.from({ length: 3 }, () => ({ units: 1, weights: [[1e150]], biases: [0] }));
    const run = createTrainingRun(handBuilt({ layers: chain, rows: [[1, 0]] }));
    expect(advance(run)).toBe(false);
    const { evidence: of } = shown(run, "nonFinite");
    expect(of).toEqual({
      of: "breakdown",
      step: 1,
      stages: [
        { what: "z", layer: 0, largest: 1e150, broken: null },
        { what: "a", layer: 0, largest: 1e150, broken: null },
        { what: "z", layer: 1, largest: 1e150 * 1e150, broken: null },
        { what: "a", layer: 1, largest: 1e150 * 1e150, broken: null },
        { what: "z", layer: 2, largest: 0, broken: Number.POSITIVE_INFINITY },
      ],
    });
  });

  it("goes back through the layers where the way forward is well", () => {
    const chain: HandBuilt["layers"] = [
      { units: 1, weights: [[1e-200]], biases: [0] },
      { units: 1, weights: [[1e200]], biases: [0] },
      { units: 1, weights: [[1e120]], biases: [0] },
    ];
    const run = createTrainingRun(handBuilt({ layers: chain, rows: [[1e-100, 1]] }));
    advance(run);
    const [of] = answerOf(
      evidence(run, { findings: [{ kind: "nonFinite", where: { of: "spec", key: "loss" } }] }),
    ).evidence;
    if (of?.of !== "breakdown") throw new Error("No way");
    expect(of.stages.map(({ what, layer }) => `${what} ${layer}`).slice(6)).toEqual([
      "loss null",
      "delta 2",
      "gradient 2",
      "delta 1",
      "gradient 1",
      "delta 0",
    ]);
    expect(of.stages.at(-1)?.broken).toBe(Number.POSITIVE_INFINITY);
  });

  it("are the samples whose loss is none, where every step could be taken", () => {
    const spec = handBuilt({
      layers: [{ units: 1, weights: [[1]], biases: [0] }],
      rows: [
        [1, 1],
        [1e200, 0],
        [1e200, 1],
      ],
      training: { batchSize: 1 },
    });
    const { evidence: of } = shown(createTrainingRun(spec), "nonFinite");
    expect(of).toEqual({ of: "brokenLosses", samples: 3, broken: 2, row: 1 });
  });
});

describe("that all is well", () => {
  it("are δ and the idle units of each layer, as last observed", () => {
    const layers: HandBuilt["layers"] = [
      { units: 3, activation: "relu", biases: [-9, 0.1, 0.2] },
      { units: 2, activation: "tanh" },
      { units: 1 },
    ];
    const run = runAfter(handBuilt({ layers, rows }), 4);
    const { vitals } = answerOf(evidence(run, { findings: [] }));
    expect(vitals).toEqual({
      step: 4,
      samples: 60,
      layers: [0, 1, 2].map((l) => ({
        units: 3 - l,
        delta: expect.closeTo(rms(valuesOf(run.trainer, l, "lossByZ")), 12),
        idle: [1, 0, null][l],
      })),
    });
  });

  it("there is none before the first step", () => {
    const answer: EvidenceAnswer = answerOf(
      evidence(createTrainingRun(handBuilt({ layers: [{ units: 1 }], rows })), { findings: [] }),
    );
    expect(answer).toEqual({ step: 0, evidence: [], vitals: null });
  });
});

it("is of the step at which it was asked for, however far the run has gone meanwhile", async () => {
  const run = runAfter(await exampleSpec("vanishing"), 20);
  const where = { of: "unit", layer: 1, unit: 0 } as const;
  const findings: Pick<Finding, "kind" | "where">[] = [
    { kind: "saturatedUnits", where },
    { kind: "overshoot", where: { of: "spec", key: "optimizer" } },
  ];
  const expected = answerOf(evidence(run, { findings }));
  const inspection = evidence(run, { findings });
  inspection.next();
  for (let k = 0; k < 50; k++) advance(run);
  expect(answerOf(inspection)).toEqual(expected);
});
