import { describe, expect, it } from "vitest";
import { evaluate } from "../../../../src/core/evaluation.ts";
import type { Finding, FindingKind } from "../../../../src/core/findings/finding.ts";
import {
  afterStep,
  beforeStep,
  createHealth,
  finishObserving,
  type Health,
  healthFindings,
} from "../../../../src/core/health/health.ts";
import { nonFiniteFinding, nonFiniteLossFinding } from "../../../../src/core/health/non-finite.ts";
import { type HealthSchedule, healthSchedule, nextObserved } from "../../../../src/core/health/schedule.ts";
import { createHistory, goBefore, record } from "../../../../src/core/history.ts";
import type { Spec } from "../../../../src/core/spec.ts";
import { stepsInAll } from "../../../../src/core/steps.ts";
import { createTrainer, isDone, type Trainer, takeStep } from "../../../../src/core/trainer.ts";
import { type HandBuilt, handBuilt } from "../../../support/hand-built.ts";

/** After the first and the last step, after each power of two, and then at regular intervals. */
function isObserved({ interval, firstPower, last }: HealthSchedule, step: number): boolean {
  if (step === 1 || step === last) return true;
  return step >= interval ? step % interval === 0 : step >= firstPower && Number.isInteger(Math.log2(step));
}

type LayerOf = HandBuilt["layers"][number];
const layer = (units: number, activation: LayerOf["activation"], more: Partial<LayerOf> = {}): LayerOf =>
  ({ units, activation, ...more }) as LayerOf;
const repeated = (count: number, of: LayerOf) => Array.from({ length: count }, () => of);

const xorRows = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
];
const lineRows = [-2, -1, 0, 1, 2].map((x) => [x, 2 * x + 1]);
const sineRows = Array.from({ length: 60 }, (_, k) => [k / 10 - 3, Math.sin(k / 5 - 6)]);
const output = layer(1, "linear");

/** Takes a step as a run does; whether it could be taken. */
function step(trainer: Trainer, health: Health): boolean {
  finishObserving(health, trainer);
  beforeStep(health, trainer);
  if (!takeStep(trainer)) return false;
  afterStep(health, trainer);
  return true;
}

/** Trains to the end, or to a step. */
function trained(spec: Spec, to = stepsInAll(spec)): { trainer: Trainer; health: Health } {
  const trainer = createTrainer(spec);
  const health = createHealth(trainer);
  while (!isDone(trainer) && trainer.step < to && step(trainer, health));
  return { trainer, health };
}

/** What was found in the end, and each kind that ever was. */
function found(file: HandBuilt): { ever: Set<FindingKind>; last: readonly Finding[] } {
  const spec = handBuilt(file);
  const trainer = createTrainer(spec);
  const health = createHealth(trainer);
  const ever = new Set<FindingKind>();
  while (!isDone(trainer) && step(trainer, health)) {
    if (!isObserved(healthSchedule(spec), trainer.step)) continue;
    for (const { kind } of healthFindings(health, trainer, evaluate(trainer))) ever.add(kind);
  }
  return { ever, last: healthFindings(health, trainer, evaluate(trainer)) };
}

/** The one finding at the end of a run. */
function findingOf(file: HandBuilt): Finding {
  const { last } = found(file);
  expect(last.map(({ kind }) => kind)).toHaveLength(1);
  return last[0];
}

describe("healthy runs", () => {
  const xor = (activation: "tanh" | "sigmoid", seed: number): HandBuilt => ({
    rows: xorRows,
    seed,
    layers: [layer(4, activation), layer(1, "sigmoid")],
    optimizer: { learningRate: 0.5 },
    training: { epochs: 5000 },
  });
  const chainLayer = (weight: number, bias: number) => layer(1, "relu", { weights: [[weight]], biases: [bias] });
  const runs: [string, HandBuilt][] = [
    ["XOR with tanh", xor("tanh", 1)],
    ["XOR with tanh, another seed", xor("tanh", 2)],
    ["XOR with sigmoid", xor("sigmoid", 1)],
    ["XOR with sigmoid, another seed", xor("sigmoid", 4)],
    [
      "the chain",
      {
        rows: [[2, 1]],
        layers: [chainLayer(0.5, 0.25), chainLayer(1.5, -0.5), chainLayer(2, 1)],
        optimizer: { learningRate: 1 / 128 },
        training: { epochs: 200 },
      },
    ],
    [
      "Mazur's network",
      {
        rows: [[0.05, 0.1, 0.01, 0.99]],
        layers: [layer(2, "sigmoid"), layer(2, "sigmoid")],
        loss: "halfSquaredError",
        optimizer: { learningRate: 0.5 },
        training: { epochs: 10000 },
      },
    ],
    ["a line", { rows: lineRows, layers: [output], optimizer: { learningRate: 0.05 }, training: { batchSize: 1 } }],
    [
      "a sine",
      {
        rows: sineRows,
        layers: [layer(16, "tanh"), layer(16, "tanh"), output],
        optimizer: { learningRate: 0.05 },
        training: { epochs: 500, batchSize: 10, shuffle: true },
      },
    ],
  ];

  it.each(runs)("finds nothing at any time in %s", (_, file) =>
    expect(found(file)).toEqual({ ever: new Set(), last: [] }),
  );
});

describe("deadUnits", () => {
  const sine = (biases: number[], rest: Partial<HandBuilt> = {}): HandBuilt => ({
    rows: sineRows,
    layers: [layer(biases.length, "relu", { biases }), output],
    ...rest,
  });

  it("tells of a whole layer", () => {
    const finding = findingOf(sine([-20, -20, -20, -20]));
    expect(finding).toMatchObject({ kind: "deadUnits", since: 0, numbers: { units: 4, dead: 4, share: 1 } });
    expect(finding.where).toEqual({ of: "layer", layer: 0, key: null });
    expect(finding.message).toMatch(/^All 4 units of layer 1 are 0 on all 60 training samples/);
  });

  it("names single units once the loss no longer falls", () => {
    const { last } = found(sine([1, -20, 1, -20], { training: { epochs: 2000 }, optimizer: { learningRate: 0.001 } }));
    expect(last.map(({ kind, where }) => ({ kind, ...where }))).toEqual([
      { kind: "deadUnits", of: "unit", layer: 0, unit: 1 },
      { kind: "deadUnits", of: "unit", layer: 0, unit: 3 },
    ]);
    expect(last[0].since).toBeGreaterThan(0);
  });

  it("lets a few of many pass", () => {
    const biases = [-20, ...Array.from({ length: 7 }, (_, k) => k / 2 - 1)];
    const file = sine(biases, { training: { epochs: 2000 }, optimizer: { learningRate: 0.001 } });
    expect(found(file).last).toEqual([]);
  });

  it("lets idle units pass once the others have learned", () => {
    const rows = [0, 1, 2, 3].map((x) => [x, x]);
    const layers = [layer(2, "relu", { weights: [[0.5], [1]], biases: [0.1, -20] }), output];
    const { ever, last } = found({ rows, layers, optimizer: { learningRate: 0.02 }, training: { epochs: 2000 } });
    expect({ ever, last }).toEqual({ ever: new Set(), last: [] });
  });

  it("lets leakyRelu pass", () => {
    const layers = [layer(4, "leakyRelu", { biases: [-20, -20, -20, -20] }), output];
    expect(found({ rows: sineRows, layers }).last).toEqual([]);
  });

  it("lets pass what is right to be 0", () => {
    expect(
      found({
        rows: [
          [1, 0],
          [2, 0],
        ],
        layers: [layer(1, "relu", { weights: [[-1]], biases: [0] })],
      }).last,
    ).toEqual([]);
  });
});

describe("vanishingGradients", () => {
  const deep = (depth: number, activation: "sigmoid" | "tanh"): HandBuilt => ({
    rows: xorRows,
    layers: [...repeated(depth, layer(4, activation)), layer(1, "sigmoid")],
    optimizer: { learningRate: 0.5 },
    training: { epochs: 300 },
  });

  it("tells of eight sigmoid layers", () => {
    const { kind, where, numbers, since } = findingOf(deep(8, "sigmoid"));
    expect({ kind, where, since }).toEqual({
      kind: "vanishingGradients",
      where: { of: "layer", layer: 0, key: "activation" },
      since: 0,
    });
    expect(numbers.ratio).toBeLessThan(1e-5);
    expect(numbers.ratio).toBe(numbers.first / numbers.last);
  });

  it("says nothing of one layer, or of four tanh layers", () => {
    expect(found(deep(1, "sigmoid")).last).toEqual([]);
    expect(found(deep(4, "tanh")).last).toEqual([]);
  });
});

describe("explodingGradients", () => {
  const deep = (deviation: number): HandBuilt => ({
    rows: sineRows,
    layers: [...repeated(8, layer(16, "relu", { init: { normal: [0, deviation] } })), output],
    optimizer: { learningRate: 1e-12 },
    seed: 2,
    training: { epochs: 20 },
  });

  it("tells of gradients that grow from layer to layer", () => {
    const { kind, where, since, numbers } = findingOf(deep(1.5));
    expect({ kind, where, since }).toEqual({
      kind: "explodingGradients",
      where: { of: "layer", layer: 0, key: "init" },
      since: 0,
    });
    expect(numbers.ratio).toBeGreaterThan(100);
  });

  it("says nothing of gradients that keep their size", () => {
    expect(found(deep(Math.sqrt(2 / 16))).ever).not.toContain("explodingGradients");
  });

  it("is told of as the cause when the first steps then ruin all", () => {
    const { last } = found({ ...deep(1.5), optimizer: { learningRate: 1e-3 } });
    expect(last.map(({ kind }) => kind)).toEqual(["nonFinite", "explodingGradients"]);
  });
});

describe("saturatedUnits", () => {
  it("tells of hidden units whose inputs are too large", () => {
    const rows = sineRows.map(([x, t]) => [1000 * x + 5000, t]);
    const finding = findingOf({ rows, layers: [layer(8, "tanh"), output] });
    expect(finding).toMatchObject({ kind: "saturatedUnits", where: { of: "layer", layer: 0, key: null } });
    expect(finding.message).toMatch(/^All 8 units of layer 1 are saturated/);
  });

  it("is told of as the cause of gradients that vanish", () => {
    const rows = [-3, -2, -1, 1, 2, 3].map((x) => [x, x * x]);
    const weights = [[8], [-9], [10]];
    const finding = findingOf({ rows, layers: [layer(3, "tanh", { weights, biases: [0, 0, 0] }), output] });
    expect(finding.kind).toBe("saturatedUnits");
  });

  const stuck = (loss: "mse" | "binaryCrossEntropy", bias: number): HandBuilt => ({
    rows: xorRows,
    layers: [layer(4, "tanh"), layer(1, "sigmoid", { biases: [bias] })],
    loss,
    optimizer: { learningRate: 0.5 },
    training: { epochs: 200 },
  });

  it("tells of outputs that are flat and wrong", () => {
    const finding = findingOf(stuck("mse", 30));
    expect(finding).toMatchObject({ kind: "saturatedUnits", where: { of: "unit", layer: 1, unit: 0 }, since: 0 });
    expect(finding.numbers).toEqual({ share: 0.5 });
  });

  it("says nothing of outputs that are not flat, or whose loss is steep there", () => {
    expect(found(stuck("mse", 3)).ever).toEqual(new Set());
    expect(found(stuck("binaryCrossEntropy", 30)).ever).toEqual(new Set());
  });
});

describe("steps that are too long", () => {
  // The curvature of the line's loss is 2·mean(x²) = 4 and 2 along its axes: η up to 0.5 is stable.
  const line = (learningRate: number, epochs: number, rest: Partial<HandBuilt> = {}): HandBuilt => ({
    rows: lineRows,
    layers: [output],
    optimizer: { learningRate },
    training: { epochs },
    ...rest,
  });

  it("tells of overshoot, not of its consequences", () => {
    const finding = findingOf(line(0.55, 100));
    expect(finding).toMatchObject({ kind: "overshoot", where: { of: "spec", key: "optimizer" } });
    expect(finding.numbers.predicted).toBeLessThan(0);
    expect(finding.numbers.actual).toBeGreaterThan(0);
    // For plain descent along an axis of curvature κ: −η·g² and −η·g²·(1 − ½ηκ).
    expect(finding.numbers.actual / finding.numbers.predicted).toBeCloseTo(1 - (0.55 * 4) / 2, 2);
  });

  it("says nothing just below", () => expect(found(line(0.45, 300)).ever).toEqual(new Set()));

  it("tells of divergence while too few steps are observed", () => {
    const { trainer, health } = trained(handBuilt(line(3, 100)), 2);
    const [finding] = healthFindings(health, trainer, evaluate(trainer));
    expect(finding).toMatchObject({ kind: "divergence", since: 2 });
    expect(finding.numbers.loss).toBe(health.observations[2].loss);
  });

  it("tells of overshoot when only some samples make the steps too long", () => {
    const training = { epochs: 200, batchSize: 1, shuffle: true };
    expect(findingOf(line(0.4, 200, { training })).kind).toBe("overshoot");
  });

  it("counts what regularization adds", () => {
    const spec = handBuilt(line(1e-9, 1, { regularization: { l1: 0, l2: 5 } }));
    const { change } = trained(spec).health.observations[1];
    expect(change?.actual).toBeCloseTo(change?.predicted ?? Number.NaN, 10);
    expect(change?.actual).toBeLessThan(0);
  });

  it("measures the change on the step's own batch, also on an epoch's last one", () => {
    const spec = handBuilt(line(0.1, 20, { training: { epochs: 2, batchSize: 2, shuffle: true }, seed: 5 }));
    const { health } = trained(spec);
    const again = createTrainer(spec);
    for (const { step, change } of health.observations.slice(1)) {
      while (again.step < step) takeStep(again);
      expect(change?.before).toBe(again.batchLoss);
      // −η·‖g‖² for plain descent
      const squares = Array.from(again.gradientNumbers).reduce((sum, g) => sum + g * g, 0);
      expect(change?.predicted).toBeCloseTo(-0.1 * squares, 10);
      // The loss is a quadratic: the change is exactly what gradient and curvature say.
      const start = ((step - 1) % 3) * 2;
      const rows = [...again.order.slice(start, start + 2)];
      const [gw, gb] = again.gradientNumbers;
      const curvature = rows.reduce((sum, row) => sum + (2 * (gw * lineRows[row][0] + gb) ** 2) / rows.length, 0);
      expect(change?.actual).toBeCloseTo(-0.1 * squares + (0.01 / 2) * curvature, 10);
    }
    expect(health.observations.map(({ step }) => step)).toContain(6);
  });
});

describe("what could be told before training", () => {
  const dead = layer(3, "relu", { biases: [-9, -9, -9] });
  const frozen = { trainable: { weights: false, biases: false } };

  it("is not told once more by the run", () => {
    const zero = { init: "zeros" } as const;
    for (const layers of [
      [
        { ...dead, ...frozen },
        { ...output, ...frozen },
      ],
      [layer(3, "relu", zero), { ...output, ...zero }],
    ]) {
      expect(found({ rows: xorRows, layers })).toEqual({ ever: new Set(), last: [] });
    }
    expect(findingOf({ rows: xorRows, layers: [dead, output] }).kind).toBe("deadUnits");
  });
});

describe("a network with one hidden layer", () => {
  it("has no way back on which gradients could vanish", () => {
    const weights = [[1e-9]];
    const layers = [
      layer(1, "tanh", { weights: [[1]] }),
      layer(1, "linear", { weights, trainable: { weights: false, biases: true } }),
    ];
    expect([...found({ rows: lineRows, layers, optimizer: { learningRate: 1e-9 } }).ever]).toEqual([]);
  });
});

describe("nonFinite", () => {
  it("speaks of the weights it started from where no step was taken", () => {
    const spec = handBuilt({ rows: lineRows, layers: [layer(1, "linear", { weights: [[1e200]], biases: [0] })] });
    const { trainer, health } = trained(spec);
    expect(trainer.step).toBe(0);
    const [finding] = healthFindings(health, trainer, evaluate(trainer));
    expect(finding.message).toContain("the largest parameter is 1×10²⁰⁰.");
    expect(finding.advice).toContain("Start from smaller weights");
  });

  it("tells of a parameter that a step has made infinite, as soon as it is", () => {
    const rows = [[1, 0]];
    const layers = [layer(1, "linear", { weights: [[1e150]], biases: [0] })];
    const trainer = createTrainer(handBuilt({ rows, layers, optimizer: { learningRate: 1e170 } }));
    const health = createHealth(trainer);
    expect(step(trainer, health)).toBe(true);
    expect(trainer.breakdown).not.toBeNull();
    const [finding] = healthFindings(health, trainer, evaluate(trainer));
    expect(finding).toMatchObject({ kind: "nonFinite", where: { of: "layer", layer: 0, key: null } });
    expect(takeStep(trainer)).toBe(false);
  });

  it("tells of a loss over all samples that is no number, though each step could be taken", () => {
    const rows = [
      [1, 1],
      [1e200, 0],
    ];
    const spec = handBuilt({
      rows,
      layers: [layer(1, "linear", { weights: [[1]], biases: [0] })],
      training: { batchSize: 1 },
    });
    const trainer = createTrainer(spec);
    const health = createHealth(trainer);
    step(trainer, health);
    const [finding] = healthFindings(health, trainer, evaluate(trainer));
    expect(trainer.breakdown).toBeNull();
    expect(finding.message).toBe("After step 1 the mean loss over the training samples is ∞, too large for a number.");
  });

  it("finds the first number that is not finite", () => {
    const { trainer, health } = trained(
      handBuilt({ rows: lineRows, layers: [output], optimizer: { learningRate: 100 } }),
    );
    const [finding, cause] = healthFindings(health, trainer, evaluate(trainer));
    expect(finding).toMatchObject({ kind: "nonFinite", since: trainer.step + 1, where: { of: "spec", key: "loss" } });
    expect(finding.numbers.row).toBe(1);
    expect(cause.kind).toBe("overshoot");
  });

  it.each([
    ["z", [[1e200], [1]], { of: "unit", layer: 1, unit: 0 }, 2],
    ["loss", [[1], [1e200]], { of: "spec", key: "loss" }, 2],
  ] as const)("names the unit and the sample: %s", (_, [[w1], [w2]], where, row) => {
    const spec = handBuilt({
      rows: [
        [0, 0],
        [1, 0],
      ],
      layers: [
        layer(1, "linear", { weights: [[w1]], biases: [0] }),
        layer(1, "linear", { weights: [[w1 === 1 ? w2 : 1e200]], biases: [0] }),
      ],
    });
    const trainer = createTrainer(spec);
    expect(takeStep(trainer)).toBe(false);
    expect(nonFiniteFinding(trainer)).toMatchObject({ where, numbers: { row }, since: 1 });
  });

  it("looks at the batch of the step that failed", () => {
    const rows = [
      [1, 0],
      [2, 0],
      [3, 0],
      [1e200, 0],
    ];
    const training = { batchSize: 1 } as const;
    const { trainer } = trained(handBuilt({ rows, layers: [output], training, optimizer: { learningRate: 1e-6 } }));
    expect(trainer.step).toBe(3);
    expect(nonFiniteFinding(trainer)).toMatchObject({ since: 4, numbers: { row: 4 } });
  });

  it("finds a parameter that a step made infinite", () => {
    const spec = handBuilt({ rows: [[1e154, 1e150]], layers: [output], optimizer: { learningRate: 1e200 } });
    const { trainer } = trained(spec);
    expect(nonFiniteFinding(trainer).message).toMatch(/a weight of layer 1 is −?∞/);
  });

  it("finds a gradient, or a sum over the batch, where all else is finite", () => {
    const weights = (w: number) => layer(1, "linear", { weights: [[w]], biases: false });
    const gradient = createTrainer(handBuilt({ rows: [[1e200, -1e120]], layers: [weights(1e-200), weights(1e150)] }));
    expect(takeStep(gradient)).toBe(false);
    expect(nonFiniteFinding(gradient)).toMatchObject({ where: { of: "layer", layer: 0 }, numbers: { row: 0 } });
    expect(nonFiniteFinding(gradient).message).toContain("a gradient of layer 1 is ");
    const rows = [
      [0, 1e154],
      [0, 1e154],
    ];
    const sum = createTrainer(handBuilt({ rows, layers: [layer(1, "linear", { weights: [[0]], biases: [0] })] }));
    expect(takeStep(sum)).toBe(false);
    expect(nonFiniteFinding(sum).message).toMatch(/^In step 1 the loss over the batch is ∞/);
  });

  it("tells of samples beside the step's own whose loss has no end", () => {
    const rows = [
      [1, 0],
      [1e200, 0],
    ];
    const file = { rows, layers: [output], training: { batchSize: 1 }, optimizer: { learningRate: 1e-6 } } as const;
    const { trainer, health } = trained(handBuilt(file), 1);
    const [finding] = healthFindings(health, trainer, evaluate(trainer));
    expect(finding).toMatchObject({ kind: "nonFinite", since: 1, where: { of: "spec", key: "loss" } });
    expect(finding.message).toBe("After step 1 the mean loss over the training samples is ∞, too large for a number.");
    const ofTest = nonFiniteLossFinding(trainer, { loss: 1, testLoss: Number.NaN, accuracy: null });
    expect(ofTest?.message).toBe("After step 1 the mean loss over the samples held out is NaN, not a number.");
    expect(nonFiniteLossFinding(trainer, { loss: 1, testLoss: 1, accuracy: null })).toBeNull();
  });

  it("is not told of together with the divergence that it came of", () => {
    const file = { rows: lineRows, layers: [output], optimizer: { learningRate: 1e50 } };
    const { trainer, health } = trained(handBuilt(file));
    expect(trainer.breakdown).not.toBeNull();
    expect(
      healthFindings(health, { ...trainer, breakdown: null }, { loss: 1, testLoss: null, accuracy: null }),
    ).toMatchObject([{ kind: "divergence" }]);
    expect(healthFindings(health, trainer, evaluate(trainer))).toMatchObject([{ kind: "nonFinite" }]);
  });

  it("leaves the trainer as it is", () => {
    const { trainer } = trained(handBuilt({ rows: lineRows, layers: [output], optimizer: { learningRate: 100 } }));
    const before = structuredClone([trainer.batch, trainer.gradientNumbers, trainer.network.numbers]);
    nonFiniteFinding(trainer);
    expect([trainer.batch, trainer.gradientNumbers, trainer.network.numbers]).toEqual(before);
  });
});

describe("the schedule", () => {
  const spec = (samples: number, batchSize: number | "all", epochs: number, units = 4) =>
    handBuilt({
      rows: Array.from({ length: samples }, (_, k) => [k, k]),
      layers: [layer(units, "tanh"), output],
      training: { batchSize, epochs },
    });
  const observedSteps = (of: Spec) => {
    const schedule = healthSchedule(of);
    const steps: number[] = [];
    for (let s = nextObserved(schedule, 0); s <= schedule.last; s = nextObserved(schedule, s)) steps.push(s);
    expect(steps).toEqual(
      Array.from({ length: schedule.last }, (_, k) => k + 1).filter((s) => isObserved(schedule, s)),
    );
    return steps;
  };

  it("begins with powers of two, and has the first and the last step", () => {
    const steps = observedSteps(spec(4, "all", 1000));
    expect(steps.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 27, 54]);
    expect(steps.at(-1)).toBe(1000);
  });

  it.each([
    [4, "all", 100_000],
    [1, 1, 50_000],
    [5000, 1, 400],
    [2000, "all", 3000],
  ] as const)("takes a twentieth of the time for %d samples in batches of %s", (samples, batchSize, epochs) => {
    const of = spec(samples, batchSize, epochs);
    const steps = observedSteps(of);
    expect(steps.length).toBeLessThanOrEqual(520);
    const batch = batchSize === "all" ? samples : batchSize;
    const cost = steps.length * (healthSchedule(of).samples + batch / 3);
    expect(cost / (stepsInAll(of) * batch)).toBeLessThan(0.06);
  });

  it("has the first step also where powers of two begin later", () => {
    expect(observedSteps(spec(5000, 1, 1, 100)).slice(0, 4)).toEqual([1, 1024, 2048, 4096]);
  });

  it("has fewer steps where observations are large", () => {
    // 2 MB hold 100 observations of 5000 units and an output; 30 of them are for powers of two.
    expect(healthSchedule(spec(4, "all", 1_000_000, 5000)).interval).toBe(Math.ceil(1_000_000 / 70));
    const wide = healthSchedule(spec(4, "all", 1_000_000, 50_000));
    expect(wide.interval).toBe(200_000);
    expect(wide.firstPower).toBe(200_000 / 2 ** 5);
    expect(healthSchedule(spec(4, "all", 1_000_000, 4)).interval).toBe(2000);
  });

  it("looks at fewer samples in a large network", () => {
    expect(healthSchedule(spec(5000, 1, 1, 2 ** 21)).samples).toBe(32);
    expect(healthSchedule(spec(5000, 1, 1)).samples).toBe(1024);
    expect(healthSchedule(spec(5000, 1, 1, 100_000)).samples).toBe(167);
  });
});

describe("an observation", () => {
  const first = (file: HandBuilt) => trained(handBuilt(file), 1).health.observations[0];
  const unit = (activation: LayerOf["activation"], weight = 1) =>
    layer(1, activation, { weights: [[weight]], biases: [0] });

  it.each([
    ["tanh", [2.9, 3.1, -2.9, -3.1, -3.1], 0.6],
    ["sigmoid", [5.9, 6.1, -5.9, -6.1, -6.1], 0.6],
    ["relu", [-1, 0, 1, 2, 3], 0.4],
    ["leakyRelu", [-9, -8, 0, 8, 9], 0],
  ] as const)("tells where %s lets next to nothing through", (activation, xs, share) => {
    const { idle } = first({ rows: xs.map((x) => [x, 0]), layers: [unit(activation), output] });
    expect([...idle]).toEqual([Math.fround(share), 0]);
  });

  it.each([
    ["tanh", [-1, 1, -2, 2, 0.6], 0.2],
    ["sigmoid", [-1, 0, 0.4, 2, 0.6], 0.4],
  ] as const)("counts outputs of %s that are flat and far from a target within reach", (activation, ts, share) => {
    // All outputs are 1.
    const { wrong } = first({ rows: ts.map((t) => [20, t]), layers: [unit(activation)] });
    expect([...wrong]).toEqual([Math.fround(share)]);
  });

  it("measures the gradient anew each time", () => {
    const { health } = trained(handBuilt({ rows: lineRows, layers: [output], optimizer: { learningRate: 0.01 } }), 2);
    const again = createTrainer(handBuilt({ rows: lineRows, layers: [output], optimizer: { learningRate: 0.01 } }));
    for (const { gradientNorm } of health.observations.slice(0, 2)) {
      takeStep(again);
      expect(gradientNorm).toBeCloseTo(Math.hypot(...again.gradientNumbers), 12);
    }
  });

  it("looks at samples from all over the data", () => {
    const rows = Array.from({ length: 5000 }, (_, k) => [k, k]);
    const looked = [...createHealth(createTrainer(handBuilt({ rows, layers: [output] }))).looking.rows];
    expect(looked).toHaveLength(1024);
    expect(looked.slice(1).every((row, k) => [4, 5].includes(row - looked[k]))).toBe(true);
    expect(looked[1023]).toBeGreaterThan(4990);
  });
});

describe("a run", () => {
  const spiral = handBuilt({
    rows: sineRows,
    layers: [layer(8, "relu"), layer(8, "relu"), output],
    optimizer: { learningRate: 0.3 },
    training: { epochs: 60, batchSize: 7, shuffle: true },
    seed: 3,
  });

  it("is not changed by being observed", () => {
    const { trainer } = trained(spiral);
    const alone = createTrainer(spiral);
    while (!isDone(alone) && takeStep(alone));
    expect(trainer.network.numbers).toEqual(alone.network.numbers);
    expect(trainer.gradientNumbers).toEqual(alone.gradientNumbers);
    expect(trainer.batch).toEqual(alone.batch);
  });

  it("tells the same whenever it is told, also after going back", () => {
    const trainer = createTrainer(spiral);
    const health = createHealth(trainer);
    const history = createHistory(trainer);
    const told: (readonly Finding[])[] = [healthFindings(health, trainer, evaluate(trainer))];
    while (!isDone(trainer) && step(trainer, health)) {
      record(history, trainer);
      told.push(healthFindings(health, trainer, evaluate(trainer)));
    }
    expect(told.filter((findings) => findings.length > 0).length).toBeGreaterThan(10);
    for (const to of [400, 33, 1, 129]) {
      goBefore(history, trainer, to);
      while (trainer.step < to) step(trainer, health);
      expect(healthFindings(health, trainer, evaluate(trainer))).toEqual(told[to]);
    }
    while (!isDone(trainer)) {
      step(trainer, health);
      expect(healthFindings(health, trainer, evaluate(trainer))).toEqual(told[trainer.step]);
    }
    expect(trained(spiral).health.observations).toEqual(health.observations);
  });

  it("says nothing before its first step", () => {
    const { trainer, health } = trained(spiral, 0);
    finishObserving(health, trainer);
    beforeStep(health, trainer);
    expect(healthFindings(health, trainer, evaluate(trainer))).toEqual([]);
  });

  it("is observed where it was stopped", () => {
    const { stopWhen } = spiral.training;
    const stopped = { ...spiral, training: { ...spiral.training, stopWhen: { ...stopWhen, loss: 0.4 } } };
    const { trainer, health } = trained(stopped);
    expect(trainer.stopped).toBe("loss");
    expect(health.observations.at(-1)?.step).toBe(trainer.step);
    expect(isObserved(healthSchedule(stopped), trainer.step)).toBe(false);
    // What such a step does to the loss is not measured, since nobody could know of it before.
    expect(health.observations.at(-1)?.change).toBeNull();
    const observations = structuredClone(health.observations);
    goBefore(createHistory(trainer), trainer, trainer.step);
    while (!isDone(trainer)) step(trainer, health);
    expect(health.observations).toEqual(observations);
  });
});
