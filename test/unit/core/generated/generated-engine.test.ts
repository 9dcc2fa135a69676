import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generatedEngine, isGenerated } from "../../../../src/core/generated/generated-engine.ts";
import { stepCode } from "../../../../src/core/generated/step-code.ts";
import { type OptimizerName, optimizers } from "../../../../src/core/optimizer.ts";
import type { Spec } from "../../../../src/core/spec.ts";
import { createTrainer, type Trainer, takeStep } from "../../../../src/core/trainer.ts";
import { handBuilt } from "../../../support/hand-built.ts";
import { networkFile } from "../../../support/networks.ts";
import { specOf } from "../../../support/specs.ts";

const optimizer = fc.record({
  type: fc.constantFrom(...(Object.keys(optimizers) as OptimizerName[])),
  learningRate: fc.constantFrom(0.01, 0.5),
  weightDecay: fc.constantFrom(0, 0, 0.1),
  clipNorm: fc.constantFrom(null, 0.1, 10),
});
const layer = fc.record({ hasBiases: fc.boolean(), weights: fc.boolean(), biases: fc.boolean() });

/** A network of any of the kinds that a spec can describe, with layers that are frozen or have no biases. */
const anySpec = fc.record({ file: networkFile, optimizer, layers: fc.array(layer, { minLength: 4, maxLength: 4 }) });
type AnySpec = typeof anySpec extends fc.Arbitrary<infer Any> ? Any : never;

async function specFor({ file, optimizer, layers }: AnySpec): Promise<Spec> {
  const spec = await specOf({ ...file, optimizer: { type: optimizer.type, learningRate: optimizer.learningRate } });
  return {
    ...spec,
    optimizer: { ...spec.optimizer, weightDecay: optimizer.weightDecay, clipNorm: optimizer.clipNorm },
    layers: spec.layers.map((given, l) => {
      const { hasBiases, weights, biases } = layers[l];
      return { ...given, biases: hasBiases ? given.biases : false, trainable: { weights, biases } };
    }),
  };
}

/** All that a step leaves, bit for bit. */
function bitsOf({ network, gradientNumbers, moments, batchLoss, breakdown, step }: Trainer) {
  const bits = (numbers: ArrayLike<number>) => [...new BigUint64Array(Float64Array.from(numbers).buffer)];
  return {
    step,
    breakdown,
    batchLoss: bits([batchLoss]),
    parameters: bits(network.numbers),
    gradients: bits(gradientNumbers),
    moments: moments.map(({ numbers }) => bits(numbers)),
  };
}

function expectSameSteps(spec: Spec, steps: number): void {
  const plain = createTrainer(spec);
  const generated = createTrainer(spec, () => generatedEngine);
  for (let k = 0; k < steps; k++) {
    expect(takeStep(generated)).toBe(takeStep(plain));
    expect(bitsOf(generated)).toEqual(bitsOf(plain));
  }
}

describe("a generated step gives the bits of the plain one", () => {
  it("for networks of all kinds", async () => {
    await fc.assert(
      fc.asyncProperty(anySpec, async (any) => expectSameSteps(await specFor(any), 6)),
      { numRuns: 60 },
    );
  });

  it("where the loss or a gradient is no finite number, and where a parameter comes to be none", () => {
    const rows = [[1e200, 1]];
    for (const weight of [1e-200, 1, 1e150]) {
      const layers = [{ units: 1, weights: [[weight]], biases: [0] }];
      for (const learningRate of [1, 1e308])
        expectSameSteps(handBuilt({ layers, rows, optimizer: { learningRate } }), 3);
    }
  });
});

describe("the code", () => {
  const names = [
    "`; process.exit(); `",
    '"); throw 1; ("',
    "*/ throw 1 /*",
    "\n throw 1;",
    "\u2028throw 1",
    "constructor",
  ];
  const spec = handBuilt({ layers: [{ units: 2 }, { units: 1 }], rows: [[1, 1]], training: { batchSize: 1 } });

  it("has no string of the spec in it", () => {
    for (const name of names) {
      const hostile: Spec = {
        ...spec,
        title: name,
        inputs: [name],
        targets: [name],
        layers: spec.layers.map((layer) => ({ ...layer, name })),
        data: { ...spec.data, classes: [name] },
      };
      expect(stepCode(hostile)).toBe(stepCode(spec));
    }
  });

  it("is not made of words that are no activation, loss or optimizer", () => {
    for (const name of names) {
      const [layer, ...layers] = spec.layers;
      const hostile = [
        { ...spec, loss: name },
        { ...spec, optimizer: { ...spec.optimizer, type: name } },
        { ...spec, layers: [{ ...layer, activation: name }, ...layers] },
      ] as unknown as Spec[];
      for (const one of hostile) expect(() => stepCode(one)).toThrow();
    }
  });
});

it("is for tiny networks in float64", () => {
  const withUnits = (units: number) => handBuilt({ layers: [{ units }, { units: 1 }], rows: [[1, 1, 1]] });
  // Two weights and a bias for each hidden unit, and a weight and one bias for the output.
  expect(isGenerated(withUnits(12))).toBe(true);
  expect(isGenerated(withUnits(13))).toBe(false);
  expect(isGenerated({ ...withUnits(1), precision: "float32" })).toBe(false);
});
