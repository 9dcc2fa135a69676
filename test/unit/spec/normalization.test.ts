import { describe, expect, it } from "vitest";
import type { Numbers } from "../../../src/core/numbers.ts";
import { splitSamples } from "../../../src/core/split.ts";
import { mistakesOf, specWith, textWith } from "./loading.ts";

/** The last row is far from the others: whoever fits on it, too, gets other numbers. */
const files = {
  "some.csv": "a,b,y\n1,7,1\n2,7,2\n3,7,3\n6,7,4\n",
  "huge.csv": "a,b,y\n-1e308,1,1\n1e308,2,2\n",
};
const a = [1, 2, 3, 6];

const dataOf = async (data: object, training = {}, seed = 0) =>
  (await specWith({ data: { csv: "some.csv", target: "y", ...data }, training, seed }, files)).data;
const column = (inputs: Numbers, index: number) => [...inputs].filter((_, i) => i % 2 === index);

describe("inputs from a csv file", () => {
  it.each([[{}], [{ normalize: "none" }]])("stay as they are with %j", async (data) => {
    const { inputs, normalization } = await dataOf(data);
    expect(column(inputs, 0)).toEqual(a);
    expect(normalization).toBeNull();
  });

  it("get mean 0 and standard deviation 1", async () => {
    const { inputs, normalization } = await dataOf({ normalize: "standard" });
    const scale = Math.sqrt((4 + 1 + 0 + 9) / 4);
    expect(normalization).toEqual({ offset: [3, 7], scale: [scale, 1] });
    expect(column(inputs, 0)).toEqual(a.map((x) => (x - 3) / scale));
  });

  it("get lowest value 0 and highest value 1", async () => {
    const { inputs, normalization } = await dataOf({ normalize: "minMax" });
    expect(normalization).toEqual({ offset: [1, 7], scale: [5, 1] });
    expect(column(inputs, 0)).toEqual([0, 1 / 5, 2 / 5, 1]);
  });

  it("that never change become 0", async () => {
    expect(column((await dataOf({ normalize: "standard" })).inputs, 1)).toEqual([0, 0, 0, 0]);
    expect(column((await dataOf({ normalize: "minMax" })).inputs, 1)).toEqual([0, 0, 0, 0]);
  });

  it.each([1, 2, 3, 4, 5])("are fitted on the training samples only (seed %d)", async (seed) => {
    const training = [...splitSamples(4, 0.5, seed).training].map((row) => a[row]);
    expect(training).toHaveLength(2);
    const lowest = Math.min(...training);
    const highest = Math.max(...training);
    const minMax = await dataOf({ normalize: "minMax" }, { testFraction: 0.5 }, seed);
    expect(minMax.normalization).toEqual({ offset: [lowest, 7], scale: [highest - lowest, 1] });
    // What is held out is normalized all the same.
    expect(column(minMax.inputs, 0)).toEqual(a.map((x) => (x - lowest) / (highest - lowest)));
    const standard = await dataOf({ normalize: "standard" }, { testFraction: 0.5 }, seed);
    expect(standard.normalization).toEqual({
      offset: [(lowest + highest) / 2, 7],
      scale: [(highest - lowest) / 2, 1],
    });
  });

  it("leave the targets alone", async () => {
    expect([...(await dataOf({ normalize: "standard" })).targets]).toEqual([1, 2, 3, 4]);
  });

  it("that are too large are a mistake", async () => {
    const data = { csv: "huge.csv", target: "y", normalize: "minMax" };
    expect(await mistakesOf(textWith({ data }), files)).toEqual([
      '"minMax": The inputs in huge.csv are too large to be normalized; scale them down',
    ]);
  });

  it("cannot be normalized in another way", async () => {
    const data = { csv: "some.csv", target: "y", normalize: "max" };
    expect(await mistakesOf(textWith({ data }), files)).toEqual([
      '"max": data.normalize must be "none", "standard" or "minMax", not "max"',
    ]);
  });
});
