import { describe, expect, it } from "vitest";
import { createRandom, streams, uniform } from "../../../src/core/random.ts";
import type { GeneratorName } from "../../../src/spec/generate.ts";
import { mistakesOf, specWith, textWith } from "./loading.ts";

interface Generated {
  readonly samples?: number;
  readonly noise?: number;
  readonly seed?: number;
  readonly inputs?: number;
  readonly units?: number;
}

/** What a spec says for a generated shape. */
function changesFor(generate: GeneratorName, { samples, noise, seed, inputs = 2, units = 1 }: Generated = {}) {
  return { inputs, layers: [{ units, activation: "tanh" }], seed, data: { generate, samples, noise } };
}

/** Rows of inputs, then targets. */
async function rowsOf(generate: GeneratorName, generated: Generated = {}): Promise<number[][]> {
  const { data, targets, inputs } = await specWith(changesFor(generate, generated));
  return Array.from({ length: data.samples }, (_, row) => [
    ...data.inputs.slice(row * inputs.length, (row + 1) * inputs.length),
    ...data.targets.slice(row * targets.length, (row + 1) * targets.length),
  ]);
}

const planes: GeneratorName[] = ["xor", "circle", "gauss", "spiral", "moons", "blobs", "plane"];
const curves: GeneratorName[] = ["line", "sine", "abs"];
const inputsOf = (name: GeneratorName) => (curves.includes(name) ? 1 : 2);
const mean = (numbers: number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
const deviation = (numbers: number[]) => Math.sqrt(mean(numbers.map((x) => (x - mean(numbers)) ** 2)));

describe.each([...planes, ...curves])("%s", (name) => {
  const inputs = inputsOf(name);

  it("has 200 samples by default, no noise, and numbers only", async () => {
    const rows = await rowsOf(name, { inputs });
    expect(rows).toHaveLength(200);
    expect(rows.flat().every(Number.isFinite)).toBe(true);
    expect(rows).toEqual(await rowsOf(name, { inputs, samples: 200, noise: 0 }));
  });

  it("follows from the seed", async () => {
    const noisy = { inputs, noise: 0.5, samples: 20 };
    expect(await rowsOf(name, { ...noisy, seed: 3 })).toEqual(await rowsOf(name, { ...noisy, seed: 3 }));
    expect(await rowsOf(name, { ...noisy, seed: 3 })).not.toEqual(await rowsOf(name, { ...noisy, seed: 4 }));
  });

  it("is moved by noise", async () => {
    expect(await rowsOf(name, { inputs, noise: 5 })).not.toEqual(await rowsOf(name, { inputs }));
  });

  it.each([1, 2, 7])("may have %d samples", async (samples) => {
    const rows = await rowsOf(name, { inputs, samples });
    expect(rows).toHaveLength(samples);
    expect(rows.flat().every(Number.isFinite)).toBe(true);
  });

  it("knows nothing of class names or normalization", async () => {
    const { data } = await specWith(changesFor(name, { inputs }));
    expect(data).toMatchObject({ classes: null, normalization: null });
  });

  it("wants another number of inputs", async () => {
    const found = await mistakesOf(textWith(changesFor(name, { inputs: 3 })));
    expect(found).toEqual([
      `"inputs": "${name}" has ${inputs === 1 ? "1 input" : "2 inputs"}, but 3 stand here; write "inputs": ${inputs}, or as many names`,
    ]);
  });
});

describe("the shapes", () => {
  it("spiral: two arms by the formula of the TensorFlow Playground", async () => {
    const rows = await rowsOf("spiral", { samples: 9 });
    const arm = (count: number, turn: number, target: number) =>
      Array.from({ length: count }, (_, i) => {
        const r = (5 * i) / count;
        const angle = 1.75 * (i / count) * 2 * Math.PI + turn;
        return [r * Math.sin(angle), r * Math.cos(angle), target];
      });
    const expected = [...arm(5, 0, 1), ...arm(4, Math.PI, 0)];
    rows.forEach((row, index) => {
      row.forEach((value, column) => {
        expect(value, `row ${index}`).toBeCloseTo(expected[index][column], 12);
      });
    });
  });

  it("spiral: noise moves each coordinate by no more than itself", async () => {
    const still = await rowsOf("spiral");
    const moved = await rowsOf("spiral", { noise: 0.5 });
    const distances = moved.flatMap((row, i) => [Math.abs(row[0] - still[i][0]), Math.abs(row[1] - still[i][1])]);
    expect(Math.max(...distances)).toBeLessThanOrEqual(0.5);
    expect(Math.max(...distances)).toBeGreaterThan(0.4);
  });

  it("circle: a disc of class 1 within a ring of class 0", async () => {
    const rows = await rowsOf("circle", { samples: 401 });
    const radii = rows.map(([x, y]) => Math.hypot(x, y));
    expect(rows.filter(([, , t]) => t === 1)).toHaveLength(201);
    rows.forEach(([, , target], i) => {
      if (target === 1) expect(radii[i]).toBeLessThan(2.5);
      else expect(radii[i]).toBeGreaterThanOrEqual(3.5);
      expect(radii[i]).toBeLessThan(5);
    });
  });

  it("circle: noise changes classes, not the disc and the ring", async () => {
    const rows = await rowsOf("circle", { samples: 400, noise: 0.5 });
    rows.forEach(([x, y], i) => {
      if (i < 200) expect(Math.hypot(x, y)).toBeLessThan(2.5);
      else expect(Math.hypot(x, y)).toBeGreaterThanOrEqual(3.5);
    });
    expect(rows.slice(0, 200).some(([, , t]) => t === 0)).toBe(true);
  });

  it("xor: the product's sign, with a gap along the axes", async () => {
    const rows = await rowsOf("xor", { samples: 500 });
    for (const [x, y, target] of rows) {
      expect(target).toBe(x * y >= 0 ? 1 : 0);
      for (const value of [x, y]) {
        expect(Math.abs(value)).toBeGreaterThanOrEqual(0.3);
        expect(Math.abs(value)).toBeLessThanOrEqual(5.3);
      }
    }
    expect(mean(rows.map(([, , t]) => t))).toBeCloseTo(0.5, 1);
  });

  it("xor: drawn from the stream that the data has for itself", async () => {
    const random = createRandom(5, streams.data);
    const coordinates = [uniform(random, -5, 5), uniform(random, -5, 5)];
    const [[x, y]] = await rowsOf("xor", { seed: 5 });
    expect([x, y]).toEqual(coordinates.map((value) => (value > 0 ? value + 0.3 : value - 0.3)));
  });

  it("gauss: clouds around (2, 2) and (−2, −2) whose variance grows with the noise", async () => {
    for (const [noise, variance] of [
      [0, 0.5],
      [0.25, 2.25],
      [0.5, 4],
    ]) {
      const rows = await rowsOf("gauss", { samples: 20_001, noise });
      const first = rows.filter(([, , t]) => t === 1);
      const second = rows.filter(([, , t]) => t === 0);
      expect([first.length, second.length]).toEqual([10_001, 10_000]);
      for (const column of [0, 1]) {
        expect(Math.abs(mean(first.map((row) => row[column])) - 2)).toBeLessThan(0.08);
        expect(Math.abs(mean(second.map((row) => row[column])) + 2)).toBeLessThan(0.08);
        expect(deviation(first.map((row) => row[column])) / Math.sqrt(variance)).toBeCloseTo(1, 1);
      }
    }
  });

  it("moons: as scikit-learn's make_moons without noise", async () => {
    const rows = await rowsOf("moons", { samples: 5 });
    const expected = [
      [1, 0, 0],
      [-1, 0, 0],
      [0, 0.5, 1],
      [1, -0.5, 1],
      [2, 0.5, 1],
    ];
    rows.forEach((row, i) => {
      row.forEach((value, column) => {
        expect(value).toBeCloseTo(expected[i][column], 12);
      });
    });
  });

  it("moons: noise has the deviation that is given", async () => {
    const still = await rowsOf("moons", { samples: 10_000 });
    const moved = await rowsOf("moons", { samples: 10_000, noise: 0.2 });
    expect(deviation(moved.map((row, i) => row[0] - still[i][0])) / 0.2).toBeCloseTo(1, 1);
  });

  it("blobs: a cloud for each output, evenly around a circle of radius 5", async () => {
    const rows = await rowsOf("blobs", { samples: 30_001, units: 3, noise: 0.5 });
    [10_001, 10_000, 10_000].forEach((count, k) => {
      const cloud = rows.filter((row) => row[2 + k] === 1);
      expect(cloud).toHaveLength(count);
      expect(cloud.every((row) => row.slice(2).reduce((sum, t) => sum + t, 0) === 1)).toBe(true);
      expect(mean(cloud.map(([x]) => x))).toBeCloseTo(5 * Math.cos((2 * Math.PI * k) / 3), 0);
      expect(mean(cloud.map(([, y]) => y))).toBeCloseTo(5 * Math.sin((2 * Math.PI * k) / 3), 0);
      expect(Math.abs(deviation(cloud.map(([x]) => x)) - 1.5)).toBeLessThan(0.05);
      expect(Math.abs(deviation(cloud.map(([, y]) => y)) - 1.5)).toBeLessThan(0.05);
    });
  });

  it("blobs: two classes for one output", async () => {
    const rows = await rowsOf("blobs", { samples: 5 });
    expect(rows.map(([, , t]) => t)).toEqual([0, 0, 0, 1, 1]);
  });

  it.each<[GeneratorName, number[][]]>([
    [
      "line",
      [
        [-1, -1],
        [0, 1],
        [1, 3],
      ],
    ],
    [
      "abs",
      [
        [-1, 1],
        [0, 0],
        [1, 1],
      ],
    ],
    [
      "sine",
      [
        [-Math.PI, 0],
        [0, 0],
        [Math.PI, 0],
      ],
    ],
  ])("%s: its function at even distances", async (name, expected) => {
    const rows = await rowsOf(name, { inputs: 1, samples: 3 });
    rows.forEach(([x, t], i) => {
      expect(x).toBe(expected[i][0]);
      expect(t).toBeCloseTo(expected[i][1], 12);
    });
  });

  it("sine: its peak is at π/2", async () => {
    const rows = await rowsOf("sine", { inputs: 1, samples: 5 });
    expect(rows[3]).toEqual([Math.PI / 2, 1]);
  });

  it("line: noise of the deviation that is given moves the target only", async () => {
    const rows = await rowsOf("line", { inputs: 1, samples: 10_000, noise: 0.3 });
    expect(deviation(rows.map(([x, t]) => t - (2 * x + 1))) / 0.3).toBeCloseTo(1, 1);
    expect(rows[1][0]).toBeCloseTo(-1 + 2 / 9999, 12);
  });

  it("plane: a tenth of the sum", async () => {
    for (const [x, y, t] of await rowsOf("plane")) {
      expect(t).toBeCloseTo((x + y) / 10, 12);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(6);
    }
  });

  it("plane: noise of the width of the square moves both inputs of the sum", async () => {
    const rows = await rowsOf("plane", { samples: 20_000, noise: 0.5 });
    // Two uniform numbers in ±3 have a variance of 3 each.
    const expected = Math.sqrt(6) / 10;
    expect(deviation(rows.map(([x, y, t]) => t - (x + y) / 10)) / expected).toBeCloseTo(1, 1);
  });
});

describe("outputs", () => {
  it("as many as classes get a 1 at the class", async () => {
    const one = await rowsOf("spiral", { samples: 6 });
    const two = await rowsOf("spiral", { samples: 6, units: 2 });
    expect(two.map((row) => row.slice(2))).toEqual(one.map(([, , t]) => (t === 1 ? [0, 1] : [1, 0])));
    expect(two.map((row) => row.slice(0, 2))).toEqual(one.map((row) => row.slice(0, 2)));
  });

  it.each<[GeneratorName, string]>([
    ["xor", '"xor" has 2 classes, so the last layer needs 1 unit, or 2, one for each class; it has 3'],
    ["plane", '"plane" has one target, so the last layer needs 1 unit; it has 3'],
  ])("of another number are a mistake for %s", async (name, message) => {
    expect(await mistakesOf(textWith(changesFor(name, { units: 3 })))).toEqual([`3: ${message}`]);
  });
});

describe("limits", () => {
  it.each([
    ["samples", 0, "0: data.samples must be a whole number from 1 to 100,000, not 0"],
    ["samples", 100_001, "100001: data.samples must be a whole number from 1 to 100,000, not 100001"],
    ["noise", -1, "-1: data.noise must be a number from 0 to 10, not -1"],
    ["noise", 11, "11: data.noise must be a number from 0 to 10, not 11"],
  ])("%s of %d", async (key, value, message) => {
    expect(await mistakesOf(textWith(changesFor("xor", { [key]: value })))).toEqual([message]);
  });

  it("all numbers together", async () => {
    expect(await mistakesOf(textWith(changesFor("blobs", { samples: 100_000, units: 1000 })))).toEqual([
      "100000: 100,000 samples with 1,000 targets each are more than 10,000,000 numbers; use fewer samples, or fewer units in the last layer",
    ]);
  });

  it("a shape that nobody knows", async () => {
    expect(await mistakesOf(textWith({ data: { generate: "spirale" } }))).toEqual([
      '"spirale": data.generate must be "xor", "circle", "gauss", "spiral", "moons", "blobs", "line", "sine", "abs" or "plane", not "spirale". Did you mean "spiral"?',
    ]);
  });
});
