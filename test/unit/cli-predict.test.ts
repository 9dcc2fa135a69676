import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, specFile, unboxed, unboxedJson } from "../support/command-line.ts";
import { chainFile, untrainedXorFile, xorFile } from "../support/specs.ts";

/** A neuron that passes its two inputs on as they are, one to each output. */
const identity = {
  inputs: ["x", "y"],
  layers: [
    {
      units: 2,
      weights: [
        [1, 0],
        [0, 1],
      ],
      biases: [0, 0],
    },
  ],
  targets: ["u", "v"],
};

it("prints the outputs by the names of the targets", () => {
  const file = specFile({ ...identity, data: [{ x: 1, y: 2, u: 3, v: 4 }] });
  expect(unboxedJson("predict", file, "--steps", "0", "--input", "1.5,-2e3")).toEqual({
    step: 0,
    epoch: 0,
    predictions: [{ inputs: { x: 1.5, y: -2000 }, outputs: { u: 1.5, v: -2000 }, class: null }],
  });
  expect(unboxed("predict", file, "--steps", "0", "--input", " 1.5 , 2 ").stdout).toBe(
    "after step 0, epoch 0\n\nx = 1.5, y = 2\n  u  1.5\n  v    2\n",
  );
});

it("trains to the end, or for some steps", () => {
  const file = specFile(chainFile);
  const predicted = (...args: string[]) => unboxedJson("predict", file, "--input", "2", ...args);
  expect(predicted("--steps", "0").predictions[0].outputs).toEqual({ t: 3.75 });
  expect(predicted("--steps", "1").step).toBe(1);
  expect(predicted("--steps", "1").predictions[0].outputs.t).toBeCloseTo(1 + Math.sqrt(0.20819503900341318), 12);
  expect(predicted()).toMatchObject({ step: 200, epoch: 200 });
  expect(predicted().predictions[0].outputs.t).toBeCloseTo(1, 12);
  expect(predicted("--steps", "999").step).toBe(200);
});

it("takes any number of inputs", () => {
  const file = specFile(untrainedXorFile);
  const inputs = ["0,0", "0,1", "1,0", "1,1"].flatMap((input) => ["--input", input]);
  const { predictions } = unboxedJson("predict", file, "--steps", "0", ...inputs);
  expect(predictions.map(({ outputs }: { outputs: { t: number } }) => outputs.t)).toEqual([0, 1, 1, 0]);
});

it("takes inputs in the units of the data", () => {
  const folder = folderWith({
    "a.nn.json": { ...identity, data: { csv: "a.csv", normalize: "minMax" } },
    "a.csv": "x,y,u,v\n100,5,0,0\n300,5.5,1,1\n",
  });
  const args = [join(folder, "a.nn.json"), "--steps", "0", "--input", "150,5.25"];
  expect(unboxedJson("predict", ...args).predictions[0]).toMatchObject({
    inputs: { x: 150, y: 5.25 },
    outputs: { u: 0.25, v: 0.5 },
  });
});

describe("classes", () => {
  it("have each their probability, and the largest is named", () => {
    const args = ["predict", "examples/iris.nn.json", "--input", "5.1,3.5,1.4,0.2", "--input", "6.3,3.3,6,2.5"];
    const { predictions } = unboxedJson(...args);
    expect(predictions.map((prediction: { class: string }) => prediction.class)).toEqual(["setosa", "virginica"]);
    const { outputs } = predictions[0];
    expect(Object.keys(outputs)).toEqual(["setosa", "versicolor", "virginica"]);
    expect(outputs.setosa + outputs.versicolor + outputs.virginica).toBeCloseTo(1, 12);
    expect(outputs.setosa).toBeGreaterThan(0.9);
    expect(unboxed(...args).stdout).toMatch(
      /\n {2}setosa +0\.9\d+\n {2}versicolor .*\n {2}virginica .*\n {2}class: setosa\n/,
    );
  });

  it("of two words with a single output are named by the side of ½", () => {
    const folder = folderWith({
      "a.nn.json": {
        inputs: ["x"],
        layers: [{ units: 1, activation: "sigmoid", weights: [[1]], biases: [0] }],
        data: { csv: "a.csv", target: "ripe" },
      },
      "a.csv": "x,ripe\n-1,no\n1,yes\n",
    });
    const args = [join(folder, "a.nn.json"), "--steps", "0", "--input=-3", "--input", "0", "--input", "3"];
    const { predictions } = unboxedJson("predict", ...args);
    expect(predictions.map((prediction: { class: string }) => prediction.class)).toEqual(["no", "yes", "yes"]);
  });

  it("without names are the targets' names, or 0 and 1", () => {
    const single = unboxedJson("predict", specFile(xorFile(3000)), "--input", "0,1", "--input", "1,1");
    expect(single.predictions.map((prediction: { class: string }) => prediction.class)).toEqual(["1", "0"]);
    const rows = [
      [1, 0, 1, 0],
      [0, 1, 0, 1],
    ];
    const several = unboxedJson("predict", specFile({ ...identity, data: { rows } }), "--steps", "0", "--input", "1,2");
    expect(several.predictions[0].class).toBe("v");
  });
});

it.each<[string, string]>([
  ["1", "--input 1 has 1 number; this spec takes 2: x1, x2"],
  ["1,2,3", "--input 1,2,3 has 3 numbers; this spec takes 2: x1, x2"],
  ["1,two", '--input: x2 is "two", not a number'],
  ["1,", '--input: x2 is "", not a number'],
  ["Infinity,1", '--input: x1 is "Infinity", not a number'],
])("--input %s is refused", (input, message) => {
  expect(unboxed("predict", specFile(xorFile(1)), "--input", input)).toEqual({
    status: 2,
    stdout: "",
    stderr: `unboxed: ${message}\n`,
  });
});

it("explains how to give a negative number", () => {
  expect(unboxed("predict", specFile(chainFile), "--input", "-1").stderr).toMatch(
    /^unboxed: Option '--input' argument is ambiguous; a value that begins with a dash goes like this: --input=-1\n$/,
  );
});
