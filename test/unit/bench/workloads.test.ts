import { describe, expect, it } from "vitest";
import { strokes } from "../../../bench/training/samples.ts";
import { outputsOf, parametersIn, shapeOf, type Workload } from "../../../bench/training/workload.ts";
import { compared, createWorkload, growthName, growthWidths, large } from "../../../bench/training/workloads.ts";

const workloads = compared.map(createWorkload);

/** The numbers of one sample of a list. */
function row(numbers: Float64Array, width: number, sample: number): number[] {
  return Array.from(numbers.subarray(sample * width, (sample + 1) * width));
}

describe.each(workloads)("the workload $name", (workload) => {
  const { name, inputs, data, batchSize } = workload;

  it("has a row of inputs and targets for each sample, and whole batches", () => {
    expect(data.inputs.length).toBe(data.samples * inputs);
    expect(data.targets.length).toBe(data.samples * outputsOf(workload));
    expect(data.samples % batchSize).toBe(0);
  });

  it("is the same whenever it is made", () => {
    const again = createWorkload(name).data;
    // Compared as bytes, since the largest has a million numbers.
    expect(Buffer.compare(Buffer.from(again.inputs.buffer), Buffer.from(data.inputs.buffer))).toBe(0);
    expect(Buffer.compare(Buffer.from(again.targets.buffer), Buffer.from(data.targets.buffer))).toBe(0);
  });
});

it("has the networks and batches that the targets are about", () => {
  expect(workloads.map((workload) => `${workload.name} ${shapeOf(workload)}, ${workload.batchSize}`)).toEqual([
    "chain 1-1-1-1, 1",
    "xor 2-4-1, 1",
    "playground 2-8-8-1, 10",
    "iris 4-16-16-3, 16",
    "digits 64-64-10, 32",
    "mnist 784-128-64-10, 32",
  ]);
  expect(createWorkload(large).data.samples).toBe(10_000);
});

it("grows tenfold from one network to the next, up to a million parameters", () => {
  const sizes = growthWidths.map((width) => Math.log10(parametersIn(createWorkload(growthName(width)))));
  sizes.forEach((size, k) => {
    expect(Math.abs(size - (k + 1))).toBeLessThan(0.3);
  });
});

it("knows no other workload", () => {
  expect(() => createWorkload("width-")).toThrow('There is no workload "width-"');
  expect(() => createWorkload("toString")).toThrow('There is no workload "toString"');
});

it("has pictures of whose pixels exactly a quarter is not 0, at other places for each class and sample", () => {
  const { data, inputs } = createWorkload("mnist");
  const covered = Array.from({ length: data.samples }, (_, s) =>
    row(data.inputs, inputs, s).flatMap((grey, pixel) => (grey === 0 ? [] : pixel)),
  );
  expect(new Set(covered.map(({ length }) => length))).toEqual(new Set([inputs / 4]));
  expect(covered[0]).not.toEqual(covered[1]);
  expect(new Set(Array.from({ length: 20 }, (_, k) => covered[10 * k].join())).size).toBeGreaterThan(5);
  expect(data.inputs.every((grey) => grey >= 0 && grey <= 1)).toBe(true);
});

it("draws other pictures from another seed", () => {
  const pictures = { side: 4, share: 0.5, classes: 2 };
  expect(strokes(pictures, 8, 1).inputs).not.toEqual(strokes(pictures, 8, 2).inputs);
});

it.each(["playground", "iris", "digits"])("has pairs of samples in %s that no network can learn both", (name) => {
  const { data, inputs, ...workload } = createWorkload(name);
  const outputs = outputsOf(workload as Workload);
  let pairs = 0;
  for (let s = 1; s < data.samples; s++) {
    if (row(data.inputs, inputs, s).join() !== row(data.inputs, inputs, s - 1).join()) continue;
    expect(row(data.targets, outputs, s)).not.toEqual(row(data.targets, outputs, s - 1));
    pairs++;
  }
  expect(pairs).toBe(Math.floor(data.samples / 20));
});

it.each(["iris", "digits", "mnist"])("names one class with each sample of %s", (name) => {
  const { data, ...workload } = createWorkload(name);
  const outputs = outputsOf(workload);
  for (let s = 0; s < data.samples; s++) {
    expect(row(data.targets, outputs, s).toSorted()).toEqual([...new Array(outputs - 1).fill(0), 1]);
  }
});
