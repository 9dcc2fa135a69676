import { expect, it } from "vitest";
import { createTrainer } from "../../../src/core/trainer.ts";
import { workStep } from "../../../src/core/worked-step.ts";
import { type Packed, pack, unpack } from "../../../src/run/packing.ts";
import { specOf } from "../../support/specs.ts";

/** What VS Code does with a message on its way: JSON, and the buffers beside it. */
function carried({ message, doubles, singles }: Packed): Packed {
  return { message: JSON.parse(JSON.stringify(message)), doubles: doubles.slice(), singles: singles.slice() };
}

it("brings a worked step of a deep network across", async () => {
  const layers = Array.from({ length: 40 }, () => ({ units: 3, activation: "tanh" }));
  const worked = workStep(createTrainer(await specOf({ inputs: 1, layers, data: { rows: [[1, 2, 3, 4]] } })));
  expect(unpack(carried(pack(worked)))).toEqual(worked);
});

it("brings arrays of both kinds across, each in its kind", () => {
  const message = [
    Float64Array.of(0.1, 2),
    Float32Array.of(3, Number.NaN),
    { a: Float64Array.of(4), b: new Float32Array(0) },
  ];
  expect(unpack(carried(pack(message)))).toEqual(message);
});

it("brings across what JSON cannot write", () => {
  const message = { loss: Number.NaN, list: [1, Number.POSITIVE_INFINITY, null, "∞"], low: Number.NEGATIVE_INFINITY };
  expect(unpack(carried(pack(message)))).toEqual(message);
});

it("leaves everything else as it is", () => {
  for (const message of [null, "a", 0, -1.5, true, [], {}, { a: [{ b: null }], c: new Float64Array() }]) {
    expect(unpack(carried(pack(message)))).toEqual(message);
  }
});
