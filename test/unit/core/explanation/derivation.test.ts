import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Derivation, derive } from "../../../../src/core/explanation/derivation.ts";
import type { Block, Line } from "../../../../src/core/explanation/derivation-parts.ts";
import type { Expression } from "../../../../src/core/explanation/notation/expression.ts";
import type { Quantity } from "../../../../src/core/explanation/quantity.ts";
import type { Spec } from "../../../../src/core/spec.ts";
import { createTrainer } from "../../../../src/core/trainer.ts";
import { type WorkedSample, type WorkedStep, workStep } from "../../../../src/core/worked-step.ts";
import { evaluate } from "../../../support/evaluate.ts";
import { networkFile } from "../../../support/networks.ts";
import { specOf } from "../../../support/specs.ts";

/** Every quantity of a sample. */
function quantitiesOf({ layers }: WorkedStep, sample: WorkedSample): Quantity[] {
  return [
    { of: "loss" },
    ...Array.from(sample.inputs, (_, input): Quantity => ({ of: "input", input })),
    ...Array.from(sample.targets, (_, unit): Quantity => ({ of: "target", unit })),
    ...sample.layers.flatMap(({ z }, layer) =>
      (["z", "a", "slope", "lossByA", "delta"] as const).flatMap((of) =>
        Array.from(z, (_, unit): Quantity => ({ of, layer, unit })),
      ),
    ),
    ...layers.flatMap(({ before: { weights, biases } }, layer) => {
      const fanIn = weights.length / sample.layers[layer].z.length;
      return [
        ...Array.from(weights, (_, k) => ({
          layer,
          kind: "weights" as const,
          unit: Math.floor(k / fanIn),
          input: k % fanIn,
        })),
        ...Array.from(biases, (_, unit) => ({ layer, kind: "biases" as const, unit, input: null })),
      ].map((parameter): Quantity => ({ of: "parameter", parameter }));
    }),
  ];
}

/** Core's own number for a quantity; of a parameter, the sample's gradient. */
function valueIn(sample: WorkedSample, quantity: Quantity): number {
  switch (quantity.of) {
    case "loss":
      return sample.loss;
    case "input":
      return sample.inputs[quantity.input];
    case "target":
      return sample.targets[quantity.unit];
    case "parameter": {
      const { layer, unit, input } = quantity.parameter;
      const inputs = layer === 0 ? sample.inputs : sample.layers[layer - 1].a;
      return sample.layers[layer].lossByZ[unit] * (input === null ? 1 : inputs[input]);
    }
    default: {
      const key = { z: "z", a: "a", slope: "aByZ", lossByA: "lossByA", delta: "lossByZ" } as const;
      return sample.layers[quantity.layer][key[quantity.of]][quantity.unit];
    }
  }
}

function expectSame(shown: number, value: number, size: number, what: () => string): void {
  if (Object.is(shown, value) || shown === value) return;
  const isSame = Math.abs(shown - value) <= 1e-12 * Math.max(size, Math.abs(value), Number.MIN_VALUE);
  if (!isSame) expect.fail(`${what()}: ${shown} is shown for ${value}`);
}

function checkFormula(formula: Expression, value: number, what: () => string): void {
  const shown = evaluate(formula);
  expectSame(shown.value, value, shown.size, what);
}

function checkLine({ forms, value }: Line, what: () => string): void {
  if (value !== null) checkFormula(forms[forms.length - 1], value, what);
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

function checkBlock(block: Block, value: number, what: () => string): void {
  switch (block.kind) {
    case "lines":
      for (const line of block.lines) checkLine(line, what);
      expectSame(block.lines[0].value ?? 0, value, 0, what);
      break;
    case "product": {
      let product = 1;
      for (const { formula, value, soFar } of block.factors) {
        checkFormula(formula, value, what);
        product *= value;
        if (soFar) expectSame(product, soFar.value, Math.abs(product), what);
      }
      expectSame(product, value, Math.abs(value), what);
      break;
    }
    case "terms": {
      const { rows, rest, total, isProduct, count } = block;
      for (const { numbers, value } of rows) {
        if (isProduct)
          expectSame(
            numbers.reduce((p, n) => p * n.value, 1),
            value,
            0,
            what,
          );
      }
      const all = [...rows, ...(rest ? [rest] : [])];
      expectSame(
        sumOf(all.map((row) => row.value)),
        total,
        sumOf(all.map((row) => Math.abs(row.value))) + Math.abs(total),
        what,
      );
      expect(rows.length + (rest?.count ?? 0)).toBe(count);
      checkShares(
        all.map(({ share }) => share?.percent ?? null),
        what,
      );
      break;
    }
    case "paths": {
      const { rows, rest, total, count } = block;
      const all = [...rows, ...(rest ? [rest] : [])];
      expectSame(sumOf(all.map((row) => row.value)), total, sumOf(rows.map((row) => Math.abs(row.value))), what);
      expect(rows.length + (rest?.count ?? 0)).toBe(count);
      checkShares(
        all.map(({ share }) => share?.percent ?? null),
        what,
      );
    }
  }
}

function checkShares(percents: readonly (number | null)[], what: () => string): void {
  if (percents.every((percent) => percent === null)) return;
  const isFair = sumOf(percents.map(Number)) === 100 && percents.every((percent) => Number(percent) >= 0);
  if (!isFair) expect.fail(`${what()}: shares of ${percents}`);
}

function check(derivation: Derivation, sample: WorkedSample, quantity: Quantity): void {
  const what = () => `${JSON.stringify(quantity)} ${JSON.stringify(derivation.blocks, null, 1)}`;
  expect(derivation.quantity).toEqual(quantity);
  expectSame(derivation.value, valueIn(sample, quantity), 0, what);
  for (const block of derivation.blocks) checkBlock(block, derivation.value, what);
  const badges = derivation.blocks.flatMap((block) => {
    if (block.kind === "product") return block.factors.map(({ badge }) => badge);
    return block.kind === "terms" ? block.rows.map(({ badge }) => badge) : [];
  });
  const marked = derivation.trace.badges.map(({ number }) => number);
  const isLine = derivation.blocks.every(({ kind }) => kind === "lines");
  if (!isLine) expect(badges.filter((badge) => badge !== null)).toEqual(marked);
  for (const line of derivation.update?.lines ?? []) checkLine(line, () => JSON.stringify(line));
}

/** Every optimizer with its settings. */
const optimizer = fc.record({
  type: fc.constantFrom("sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"),
  learningRate: fc.constantFrom(0.1, 1 / 128),
  weightDecay: fc.constantFrom(0, 0.1),
  clipNorm: fc.constantFrom(0.05, undefined),
});

describe("every number of random networks", () => {
  it("comes out of what its derivation shows", async () => {
    await fc.assert(
      fc.asyncProperty(networkFile, optimizer, async (file, optimizer) => {
        const { clipNorm, ...settings } = optimizer;
        const spec: Spec = await specOf({
          ...file,
          training: { ...file.training, epochs: 3 },
          optimizer: { ...settings, ...(clipNorm ? { clipNorm } : {}) },
        });
        const trainer = createTrainer(spec);
        for (let step = 1; step <= 2; step++) {
          const worked = workStep(trainer, { moments: true });
          if (!worked) return;
          for (const sample of worked.samples.slice(0, 2)) {
            for (const quantity of quantitiesOf(worked, sample)) {
              const derivation = derive(worked, sample, quantity, spec);
              if (!derivation) throw new Error(`${JSON.stringify(quantity)} is not derived`);
              check(derivation, sample, quantity);
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  }, 60_000);
});
