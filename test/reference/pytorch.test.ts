import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { activations } from "../../src/core/activation.ts";
import type { CreateEngine } from "../../src/core/engine.ts";
import { losses } from "../../src/core/loss.ts";
import type { Precision } from "../../src/core/numbers.ts";
import { optimizers } from "../../src/core/optimizer.ts";
import { type ParameterKind, type Parameters, parameterKinds } from "../../src/core/parameters.ts";
import type { Schedule } from "../../src/core/schedule.ts";
import { createTrainer, takeStep } from "../../src/core/trainer.ts";
import { specOf } from "../support/specs.ts";
import { wasmEngine } from "../support/wasm-engine.ts";

/**
 * PyTorch as the judge: trains what PyTorch 1.13 trained in float64 and compares the losses, gradients and parameters.
 * pytorch.py wrote pytorch.json; it needs to run again only for a new case. `JUDGE_REPORT=1 npx vitest run
 * --project reference test/reference/pytorch.test.ts` prints the largest differences seen.
 */

interface JudgedCase {
  readonly name: string;
  /** What a spec's file holds. */
  readonly spec: CaseFile;
  readonly steps: readonly JudgedStep[];
}

/** What the coverage is counted by. */
interface CaseFile {
  readonly layers: readonly { readonly activation: string; readonly trainable?: unknown; readonly biases: unknown }[];
  readonly loss: string;
  readonly optimizer: { readonly type: string; readonly schedule?: object; readonly [option: string]: unknown };
}

interface JudgedStep {
  /** Counted from 1. */
  readonly step: number;
  /** Of the step's batch, before the update, with what regularization adds. */
  readonly loss: number;
  /** Of that loss, before clipping; null for what may not change. */
  readonly gradients: readonly JudgedParameters[];
  /** After the step. */
  readonly parameters: readonly JudgedParameters[];
}

/** Weights are written row by row. */
type JudgedParameters = Readonly<Record<ParameterKind, readonly number[] | null>>;

const { cases }: { cases: readonly JudgedCase[] } = JSON.parse(
  readFileSync(new URL("pytorch.json", import.meta.url), "utf8"),
);

/** How far from PyTorch's a number may be, whose layer has a number as large as `largest`. */
type Tolerance = (number: number, largest: number) => number;

/**
 * 10⁻¹² of the largest, and 10⁻¹⁰ of itself, to which 2⁻⁵² of the largest is added: the rounding of large terms remains
 * where they nearly cancel.
 */
const inFloat64: Tolerance = (number, largest) =>
  Math.min(1e-10 * Math.abs(number) + Number.EPSILON * largest, 1e-12 * largest);

/** Gradients and losses come from outputs and targets of about 1, of which 2⁻²³ may be lost. */
const inFloat32: Tolerance = (_number, largest) => 1e-5 * largest + 2 ** -23;

/** The engines that are judged. */
const engines: readonly (readonly [name: string, Precision, Tolerance, CreateEngine | undefined])[] = [
  ["plain in float64", "float64", inFloat64, undefined],
  ["wasm in float64", "float64", inFloat64, wasmEngine],
  ["plain in float32", "float32", inFloat32, undefined],
  ["wasm in float32", "float32", inFloat32, wasmEngine],
];

/** The largest differences seen, of the number itself and of the largest in its layer. */
const seen = {
  loss: { ofItself: 0, ofLargest: 0 },
  gradients: { ofItself: 0, ofLargest: 0 },
  parameters: { ofItself: 0, ofLargest: 0 },
};

afterAll(() => {
  if (process.env.JUDGE_REPORT) console.info("Largest differences from PyTorch:", seen);
});

/** Expects numbers to be PyTorch's, within a tolerance. */
function expectJudged(
  tolerance: Tolerance,
  quantity: keyof typeof seen,
  actual: ArrayLike<number>,
  judged: readonly number[],
  largest: number,
  where: string,
): void {
  expect(actual.length, where).toBe(judged.length);
  for (const [k, number] of judged.entries()) {
    const error = Math.abs(actual[k] - number);
    if (!(error <= tolerance(number, largest))) expect.fail(`${where}[${k}] is ${actual[k]}, but ${number} in PyTorch`);
    if (error === 0 || tolerance !== inFloat64) continue;
    seen[quantity].ofItself = Math.max(seen[quantity].ofItself, error / Math.abs(number));
    seen[quantity].ofLargest = Math.max(seen[quantity].ofLargest, error / largest);
  }
}

/** Expects what a layer has for each of its parameters to be PyTorch's. */
function expectLayerJudged(
  tolerance: Tolerance,
  quantity: "gradients" | "parameters",
  actual: Parameters,
  judged: JudgedParameters,
  where: string,
): void {
  const largest = parameterKinds
    .flatMap((kind) => judged[kind] ?? [])
    .reduce((largest, number) => Math.max(largest, Math.abs(number)), 0);
  for (const kind of parameterKinds) {
    const numbers = judged[kind];
    if (numbers) expectJudged(tolerance, quantity, actual[kind], numbers, largest, `${where}.${kind}`);
  }
}

describe.each(engines)("trains as PyTorch does: %s", (_engine, precision, tolerance, createEngine) => {
  it.each(cases.map((judged) => [judged.name, judged] as const))("%s", async (_name, { spec, steps }) => {
    const trainer = createTrainer(await specOf({ ...spec, precision }), createEngine);
    for (const { step, loss, gradients, parameters } of steps) {
      while (trainer.step < step) expect(takeStep(trainer), `step ${trainer.step + 1}`).toBe(true);
      expectJudged(tolerance, "loss", [trainer.batchLoss], [loss], loss, `step ${step}: loss`);
      for (const [l, layer] of trainer.network.layers.entries()) {
        expectLayerJudged(tolerance, "gradients", trainer.gradients[l], gradients[l], `step ${step}: gradients.${l}`);
        expectLayerJudged(tolerance, "parameters", layer.parameters, parameters[l], `step ${step}: layers.${l}`);
      }
    }
  });
});

describe("has a judge for", () => {
  const everyOptimizer = Object.keys(optimizers);
  const everyLoss = Object.keys(losses);
  const everyHidden = Object.keys(activations);
  const everyActivation = [...everyHidden, "softmax"];

  /** What each case says about itself; every one of `wanted` must be said by some case. */
  const expectAll = (wanted: readonly string[], of: (spec: CaseFile) => string | readonly string[]) => {
    const judged = new Set(cases.flatMap(({ spec }) => of(spec)));
    expect(wanted.filter((name) => !judged.has(name))).toEqual([]);
  };
  const outputOf = ({ layers }: CaseFile) => layers[layers.length - 1].activation;
  const pairs = (firsts: readonly string[], seconds: readonly string[]) =>
    firsts.flatMap((first) => seconds.map((second) => `${first}, ${second}`));

  it("every optimizer with every loss and activation", () => {
    expectAll(pairs(everyOptimizer, everyLoss), ({ optimizer, loss }) => `${optimizer.type}, ${loss}`);
    expectAll(pairs(everyOptimizer, everyActivation), (spec) => `${spec.optimizer.type}, ${outputOf(spec)}`);
    expectAll(pairs(everyOptimizer, everyHidden), ({ optimizer, layers }) =>
      layers.slice(0, -1).map(({ activation }) => `${optimizer.type}, ${activation}`),
    );
  });

  it("every loss with every activation that it goes with", () => {
    expectAll(pairs(everyLoss, everyHidden), ({ loss, layers }) =>
      layers.slice(0, -1).map(({ activation }) => `${loss}, ${activation}`),
    );
    const goesWith: Record<string, readonly string[]> = {
      binaryCrossEntropy: ["sigmoid", "softmax"],
      crossEntropy: ["softmax"],
    };
    expectAll(
      everyLoss.flatMap((loss) => pairs([loss], goesWith[loss] ?? everyActivation)),
      (spec) => `${spec.loss}, ${outputOf(spec)}`,
    );
  });

  it("every hyperparameter of every optimizer, other than its default", () => {
    const wanted = Object.entries(optimizers).flatMap(([type, { defaults }]) => pairs([type], Object.keys(defaults)));
    expectAll(wanted, ({ optimizer: { type, ...options } }) => {
      const defaults: Record<string, number> = optimizers[type as keyof typeof optimizers].defaults;
      return Object.entries(options).flatMap(([key, value]) => (value === defaults[key] ? [] : [`${type}, ${key}`]));
    });
  });

  it("every optimizer with every schedule, with clipping and with nothing but its name", () => {
    const kinds: Record<Schedule["kind"], true> = { constant: true, step: true, exponential: true, cosine: true };
    expectAll(pairs(everyOptimizer, Object.keys(kinds)), ({ optimizer: { type, schedule } }) =>
      Object.keys(schedule ?? { constant: true }).map((kind) => `${type}, ${kind}`),
    );
    expectAll(pairs(everyOptimizer, ["clipNorm"]), ({ optimizer }) =>
      Object.keys(optimizer).map((key) => `${optimizer.type}, ${key}`),
    );
    expectAll(everyOptimizer, ({ optimizer }) => (Object.keys(optimizer).length === 1 ? optimizer.type : []));
  });
});
