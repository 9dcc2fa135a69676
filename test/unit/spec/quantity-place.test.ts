import { describe, expect, it } from "vitest";
import type { Quantity } from "../../../src/core/explanation/quantity.ts";
import { parseSpecText } from "../../../src/spec/parse.ts";
import { placeOfQuantity, quantityAt } from "../../../src/spec/quantity-place.ts";

const text = `{
  "inputs": ["x1", "x2"], // two
  "layers": [
    { "name": "Hidden", "units": 2, "activation": "tanh", "weights": [[0.5, -1.5], [2.5, 3]], "biases": [0.25, 7] },
    {
      "units": 1
    }
  ],
  "targets": ["y"],
  "loss": "mse",
  "optimizer": { "learningRate": 0.1 },
  "data": [{ "x1": 0.75, "x2": 1, "y": 0 }]
}`;
const { root } = parseSpecText(text);
if (!root) throw new Error("no tree");

const parameter = (layer: number, kind: "weights" | "biases", unit: number, input: number | null): Quantity => ({
  of: "parameter",
  parameter: { layer, kind, unit, input },
});

describe("the place of a quantity", () => {
  const placed = (quantity: Quantity) => {
    const place = placeOfQuantity(root, quantity);
    return place && [place.of, text.slice(place.range.offset, place.range.offset + place.range.length)];
  };

  it("is the number of a parameter that is written", () => {
    expect(placed(parameter(0, "weights", 1, 0))).toEqual(["value", "2.5"]);
    expect(placed(parameter(0, "biases", 1, null))).toEqual(["value", "7"]);
  });

  it("is the layer of a parameter that is drawn, and of all that its units have", () => {
    expect(placed(parameter(1, "weights", 0, 1))).toEqual(["layer", '"units"']);
    for (const of of ["z", "a", "slope", "lossByA", "delta"] as const) {
      expect(placed({ of, layer: 0, unit: 1 })).toEqual(["layer", '"name"']);
    }
  });

  it("is the name of an input or target, and the loss", () => {
    expect(placed({ of: "input", input: 1 })).toEqual(["value", '"x2"']);
    expect(placed({ of: "target", unit: 0 })).toEqual(["value", '"y"']);
    expect(placed({ of: "loss" })).toEqual(["value", '"mse"']);
  });

  it("is none where the text has no such thing", () => {
    const { root } = parseSpecText('{ "inputs": 2, "layers": [{}], "data": [] }');
    if (!root) throw new Error("no tree");
    const quantities: Quantity[] = [{ of: "loss" }, { of: "input", input: 0 }, { of: "target", unit: 0 }];
    expect(quantities.map((quantity) => placeOfQuantity(root, quantity))).toEqual([null, null, null]);
    expect(placeOfQuantity(root, { of: "a", layer: 1, unit: 0 })).toBeNull();
    expect(placeOfQuantity(root, { of: "a", layer: 0, unit: 0 })?.range.length).toBe(1);
  });
});

describe("the quantity that a place points at", () => {
  const at = (words: string, selected: Quantity | null = null) => quantityAt(root, text.indexOf(words) + 1, selected);

  it("is the parameter, also right behind it", () => {
    expect(at("-1.5")).toEqual(parameter(0, "weights", 0, 1));
    expect(quantityAt(root, text.indexOf("-1.5") + 4, null)).toEqual(parameter(0, "weights", 0, 1));
    expect(at("0.25")).toEqual(parameter(0, "biases", 0, null));
  });

  it("is the input, the target, the loss", () => {
    expect(at('"x2"]')).toEqual({ of: "input", input: 1 });
    expect(at('"y"]')).toEqual({ of: "target", unit: 0 });
    expect(at('"mse"')).toEqual({ of: "loss" });
  });

  it("is what a unit passes on, where its weights or a whole layer are meant", () => {
    expect(at("[2.5")).toEqual(parameter(0, "weights", 1, 0));
    expect(quantityAt(root, text.indexOf("[2.5"), null)).toEqual({ of: "a", layer: 0, unit: 1 });
    expect(at('"tanh"')).toEqual({ of: "a", layer: 0, unit: 0 });
    expect(at('"units": 1')).toEqual({ of: "a", layer: 1, unit: 0 });
  });

  it("is what is selected already, where that is of the layer", () => {
    const weight = parameter(0, "weights", 1, 1);
    expect(at('"name"', weight)).toBe(weight);
    expect(at('"name"', { of: "delta", layer: 0, unit: 1 })).toEqual({ of: "delta", layer: 0, unit: 1 });
    expect(at('"units": 1', weight)).toEqual({ of: "a", layer: 1, unit: 0 });
    expect(at('"name"', { of: "loss" })).toEqual({ of: "a", layer: 0, unit: 0 });
    // A number is meant by itself.
    expect(at("-1.5", weight)).toEqual(parameter(0, "weights", 0, 1));
  });

  it("is none in the data, the settings and between", () => {
    expect(["0.75", "learningRate", "two", '"data"'].map((words) => at(words))).toEqual([null, null, null, null]);
  });
});
