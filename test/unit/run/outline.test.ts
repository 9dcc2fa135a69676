import { expect, it } from "vitest";
import type { Quantity } from "../../../src/core/explanation/quantity.ts";
import { outlineHas, outlineOf } from "../../../src/run/outline.ts";
import { specWith } from "../spec/loading.ts";

it("a network has the quantities of its inputs, units, targets and parameters, and no others", async () => {
  const outline = outlineOf(await specWith({ layers: [{ units: 3, biases: false }, { units: 1 }] }));
  const parameter = (layer: number, unit: number, input: number | null): Quantity => ({
    of: "parameter",
    parameter: { layer, kind: input === null ? "biases" : "weights", unit, input },
  });
  const present: Quantity[] = [
    { of: "loss" },
    { of: "input", input: 1 },
    { of: "target", unit: 0 },
    { of: "delta", layer: 0, unit: 2 },
    parameter(0, 2, 1),
    parameter(1, 0, 2),
    parameter(1, 0, null),
  ];
  const absent: Quantity[] = [
    { of: "input", input: 2 },
    { of: "input", input: -1 },
    { of: "target", unit: 1 },
    { of: "delta", layer: 0, unit: 3 },
    { of: "a", layer: 2, unit: 0 },
    parameter(0, 2, 2),
    parameter(1, 0, 3),
    parameter(1, 1, 0),
    parameter(2, 0, 0),
    // A layer without biases.
    parameter(0, 0, null),
  ];
  expect(present.filter((quantity) => !outlineHas(outline, quantity))).toEqual([]);
  expect(absent.filter((quantity) => outlineHas(outline, quantity))).toEqual([]);
});
