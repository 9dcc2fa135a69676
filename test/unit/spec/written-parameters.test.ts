import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNetwork } from "../../../src/core/network.ts";
import { copyParameters, type Parameters } from "../../../src/core/parameters.ts";
import { createRandom, streams } from "../../../src/core/random.ts";
import { loadSpec } from "../../../src/spec/load.ts";
import { writtenParameters } from "../../../src/spec/written-parameters.ts";
import { noFiles } from "../../support/data-access.ts";

/** A spec with these layers, written as they stand. */
function textWith(layers: string, rest = ""): string {
  return `{
  "inputs": ["x", "y"], // two
  "layers": [
${layers}
  ],
  "data": { "rows": [[1, 2, 3]] }${rest}
}
`;
}

async function specIn(text: string) {
  const { spec, diagnostics } = await loadSpec(text, "test.nn.json", noFiles);
  if (!spec) throw new Error(diagnostics[0].message);
  return spec;
}

const list = (weights: number[], biases: number[]): Parameters => ({
  weights: Float64Array.from(weights),
  biases: Float64Array.from(biases),
});

/** The text after the parameters were written into it. */
async function written(text: string, parameters: readonly Parameters[]): Promise<string> {
  const changes = writtenParameters(text, await specIn(text), parameters);
  if (typeof changes === "string") throw new Error(changes);
  return changes.reduceRight(
    (all, { offset, length, text }) => all.slice(0, offset) + text + all.slice(offset + length),
    text,
  );
}

const twoLayers = [list([0.1, -2, 3e-7, 4], [0.5, 0]), list([1, 2.5], [-1])];

describe("where there are no parameters", () => {
  it("adds them to layers on one line, one row a line", async () => {
    const text = textWith(`    { "name": "A", "units": 2, "activation": "tanh" }, // hidden
    { "units": 1 }`);
    expect(await written(text, twoLayers)).toBe(
      textWith(`    { "name": "A", "units": 2, "activation": "tanh",
      "weights": [
        [0.1, -2],
        [3e-7, 4]
      ],
      "biases": [0.5, 0] }, // hidden
    { "units": 1,
      "weights": [[1, 2.5]],
      "biases": [-1] }`),
    );
  });

  it("adds them to layers on several lines, after the comments of what stands there", async () => {
    const text = textWith(`    {
      // how many
      "units": 2,
      "activation": "tanh" // bends /* the plane
    },
    {
      "units": 1, /* one */ // output
    }`);
    expect(await written(text, twoLayers)).toBe(
      textWith(`    {
      // how many
      "units": 2,
      "activation": "tanh", // bends /* the plane
      "weights": [
        [0.1, -2],
        [3e-7, 4]
      ],
      "biases": [0.5, 0]
    },
    {
      "units": 1, /* one */ // output
      "weights": [[1, 2.5]],
      "biases": [-1],
    }`),
    );
  });

  it("takes up tabs and line ends", async () => {
    const text = textWith('\t\t{ "units": 2 },\n\t\t{ "units": 1 }').replaceAll("  ", "\t").replaceAll("\n", "\r\n");
    const result = await written(text, twoLayers);
    expect(result).toContain('\r\n\t\t\t"weights": [\r\n\t\t\t\t[0.1, -2],\r\n');
    expect(result.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

describe("where there are parameters", () => {
  it("puts each number in its place, and keeps the layout and the comments of the lists", async () => {
    const text = textWith(`    {
      "units": 2,
      "weights": [
        [ 1,   2 ], // to the first
        /* and the second */ [3, 4],
      ],
      "biases": [5, /* ! */ 6]
    },
    { "units": 1, "weights": [[7, 8]], "biases": [9] }`);
    expect(await written(text, twoLayers)).toBe(
      textWith(`    {
      "units": 2,
      "weights": [
        [ 0.1,   -2 ], // to the first
        /* and the second */ [3e-7, 4],
      ],
      "biases": [0.5, /* ! */ 0]
    },
    { "units": 1, "weights": [[1, 2.5]], "biases": [-1] }`),
    );
  });

  it("lays several rows on one line out anew, one row a line", async () => {
    const text = textWith(`    {
      "units": 2,
      "weights": [[1, 2], [3, 4]],
      "biases": [5, 6]
    },
    { "units": 1 }`);
    expect(await written(text, twoLayers)).toContain(`      "weights": [
        [0.1, -2],
        [3e-7, 4]
      ],
      "biases": [0.5, 0]
`);
  });

  it("adds only what is missing", async () => {
    const text = textWith(`    { "units": 2, "biases": [5, 6] },
    { "weights": [[7, 8]], "units": 1 }`);
    const result = await written(text, twoLayers);
    expect(result).toContain('"biases": [0.5, 0],\n      "weights": [');
    expect(result).toContain('{ "weights": [[1, 2.5]], "units": 1,\n      "biases": [-1] }');
  });
});

it("leaves layers without biases without them", async () => {
  const text = textWith(`    { "units": 2, "biases": false },
    { "biases": false, "units": 1, "weights": [[0, 0]] }`);
  expect(await written(text, [list([1, 2, 3, 4], []), list([5, 6], [])])).toBe(
    textWith(`    { "units": 2, "biases": false,
      "weights": [
        [1, 2],
        [3, 4]
      ] },
    { "biases": false, "units": 1, "weights": [[5, 6]] }`),
  );
});

it("writes −0 and the shortest numbers that are read as the same", async () => {
  const text = textWith('    { "units": 2 },\n    { "units": 1 }', ',\n  "precision": "float32"');
  const parameters = [list([0.1, 1 / 3, 16777217, 1e-40], [-0, 3.4e38]), list([1, 2], [0])];
  const floats = parameters.map(({ weights, biases }) =>
    list([...Float32Array.from(weights)], [...Float32Array.from(biases)]),
  );
  const result = await written(text, floats);
  expect(result).toContain("[0.1, 0.33333334],");
  expect(result).toContain('"biases": [-0, 3.4e+38]');
  const { layers } = createNetwork(await specIn(result), createRandom(0, streams.parameters));
  expect(layers.map(({ parameters }) => copyParameters(parameters))).toEqual(floats);
});

it("gives a spec that begins with exactly these parameters, whatever they are", async () => {
  const texts = [
    '    { "units": 2 },\n    { "units": 1 }',
    '    {"units":2,"weights":[[1,2],[3,4]],},\n    {"units":1,"biases":[1]}',
    '    {\n"units": 2\n,\n"biases": [1,\n2], // c\n},\n    { "units": 1 /* one */ }',
  ].map((layers) => textWith(layers));
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const numbers = fc.array(number, { minLength: 9, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...texts), numbers, async (text, all) => {
      const parameters = [list(all.slice(0, 4), all.slice(4, 6)), list(all.slice(6, 8), all.slice(8))];
      const result = await written(text, parameters);
      const { layers } = createNetwork(await specIn(result), createRandom(0, streams.parameters));
      expect(layers.map(({ parameters }) => copyParameters(parameters))).toEqual(parameters);
      expect(result.match(/\/\/.*|\/\*.*?\*\//g)).toEqual(text.match(/\/\/.*|\/\*.*?\*\//g));
      expect(await written(result, parameters)).toBe(result);
    }),
    { numRuns: 100 },
  );
});

describe("changes nothing and says why", () => {
  const text = textWith('    { "units": 2 },\n    { "name": "Out", "units": 1 }');

  it.each<[string, readonly Parameters[], RegExp]>([
    ["there are more layers", [...twoLayers, list([1], [1])], /^The spec has 2 layers now, and the run has 3$/],
    ["a layer has another size", [twoLayers[0], list([1, 2, 3], [1])], /layer 2 \("Out"\) has another shape now/],
    ["a layer has no biases", [twoLayers[0], list([1, 2], [])], /layer 2 \("Out"\) has another shape now/],
    ["a number is not finite", [twoLayers[0], list([1, Number.NaN], [1])], /layer 2 \("Out"\) is no finite number/],
  ])("where %s", async (_name, parameters, expected) => {
    expect(writtenParameters(text, await specIn(text), parameters)).toMatch(expected);
  });

  it("where the spec would be too long to be read", async () => {
    const wide = textWith('    { "units": 50000 },\n    { "units": 1 }');
    const parameters = [
      list(Array(100_000).fill(1e-300 / 3), Array(50_000).fill(1e-300 / 3)),
      list(Array(50_000).fill(1e-300 / 3), [1]),
    ];
    expect(writtenParameters(wide, await specIn(wide), parameters)).toMatch(/^With all its parameters .* 6 MB long/);
  });
});
