import { describe, expect, it } from "vitest";
import { type Diagnostic, maxDiagnostics, placeOf } from "../../../src/spec/diagnostic.ts";
import { maxSpecLength } from "../../../src/spec/parse.ts";
import { loadWith, mistakesOf, textWith } from "./loading.ts";

const files: Readonly<Record<string, string>> = {
  "good.csv": "a,b,y\n1,2,3\n4,5,6\n",
  "classes.csv": "a,b,kind\n1,2,cat\n3,4,ant\n5,6,bee\n7,8,ant\n",
  "two.csv": "a,b,kind\n1,2,yes\n3,4,no\n",
  "semicolons.csv": '\uFEFFa;b;y\r\n1;2;3\r\n\r\n"4";5;6\r\n',
  "hole.csv": "a,b,y\n1,2,3\n4,,6\n",
  "word.csv": "a,b,y\n1,2,3\n4,5,6\n7,eight,9\n",
  "infinite.csv": "a,b,y\n1,1e999,3\n",
  "quoted.csv": 'a,note,y\n1,"two\nlines, and ""quotes""",3\n2,"x",\n',
  "long.csv": "a,b,y\n1,2,3\n4,5,6,7\n",
  "hex.csv": "a,b,y\n0x10,2,3\n1e3,+2,-.5\n",
  "names.csv": `a,b,kind\n${Array.from({ length: 8000 }, (_, i) => `1,2,name${i}\n`).join("")}`,
  "empty.csv": "",
  "header.csv": "a,b,y\n",
};

const load = (text: string) => loadWith(text, files);
const mistakes = (text: string) => mistakesOf(text, files);

describe("a valid spec", () => {
  it("gets every default", async () => {
    const { spec, diagnostics } = await load(
      '{ "inputs": 2, "layers": [{ "units": 3 }, { "units": 2 }], "data": { "rows": [[1, 2, 3, 4]] } }',
    );
    // Two linear layers are no more than one, but that is no mistake.
    expect(diagnostics.map(({ severity, finding }) => [severity, finding?.kind])).toEqual([["warning", "linearStack"]]);
    expect(spec).toEqual({
      title: "test.nn.json",
      inputs: ["x1", "x2"],
      layers: [
        {
          name: "L1",
          units: 3,
          activation: "linear",
          weights: null,
          biases: null,
          trainable: { weights: true, biases: true },
          init: "torchDefault",
        },
        {
          name: "L2",
          units: 2,
          activation: "linear",
          weights: null,
          biases: null,
          trainable: { weights: true, biases: true },
          init: "torchDefault",
        },
      ],
      targets: ["t1", "t2"],
      loss: "mse",
      optimizer: {
        type: "sgd",
        learningRate: 0.01,
        momentum: 0,
        beta1: 0,
        beta2: 0,
        epsilon: 0,
        alpha: 0,
        weightDecay: 0,
        schedule: { kind: "constant" },
        clipNorm: null,
      },
      regularization: { l1: 0, l2: 0 },
      training: {
        epochs: 100,
        batchSize: 1,
        shuffle: true,
        testFraction: 0,
        stopWhen: { loss: null, testLoss: null, accuracy: null, patience: null },
      },
      precision: "float64",
      seed: 0,
      data: {
        samples: 1,
        inputs: Float64Array.of(1, 2),
        targets: Float64Array.of(3, 4),
        normalization: null,
        classes: null,
      },
      expect: [],
    });
  });

  it("may have comments and trailing commas", async () => {
    expect(
      await mistakes('// a\n{ "inputs": ["a"], "layers": [{ "units": 1, },], /* b */ "data": [{ "a": 1, "t": 2 },], }'),
    ).toEqual([]);
  });

  it("keeps what is written", async () => {
    const { spec } = await load(
      textWith({
        title: "T",
        targets: ["y"],
        loss: "halfSquaredError",
        seed: -4,
        data: [{ y: 9, b: 8, a: 7 }],
        layers: [{ name: "N", units: 1, activation: "tanh", weights: [[1, 2]], biases: [3], init: "torchDefault" }],
        optimizer: { type: "sgd", learningRate: 5 },
        training: { epochs: 2, batchSize: "all", shuffle: false },
      }),
    );
    expect(spec).toMatchObject({
      title: "T",
      targets: ["y"],
      loss: "halfSquaredError",
      seed: -4,
      layers: [{ name: "N", activation: "tanh", weights: [[1, 2]], biases: [3] }],
      optimizer: { learningRate: 5 },
      training: { epochs: 2, batchSize: "all", shuffle: false },
      data: { samples: 1, inputs: Float64Array.of(7, 8), targets: Float64Array.of(9) },
    });
  });
});

describe("mistakes are marked, with what to do about them", () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      "a missing key",
      { inputs: undefined },
      ['{: "inputs" is missing; it must be a list of names such as ["x1", "x2"], or a whole number of at least 1'],
    ],
    ["an unknown key", { layer: [] }, ['"layer": Unknown key "layer". Did you mean "layers"?']],
    [
      "an unknown key inside",
      { layers: [{ unit: 1, units: 1 }] },
      ['"unit": Unknown key "unit". Did you mean "units"?'],
    ],
    [
      "an unknown activation",
      { layers: [{ units: 1, activation: "rel" }] },
      [
        '"rel": layers[0].activation must be "linear", "relu", "leakyRelu", "elu", "gelu", "sigmoid", "tanh", "softplus", "swish" or "softmax", not "rel". Did you mean "relu"?',
      ],
    ],
    [
      "a fraction of a unit",
      { layers: [{ units: 1.5 }] },
      ["1.5: layers[0].units must be the number of neurons: a whole number of at least 1, not 1.5"],
    ],
    ["no layers", { layers: [] }, ['"layers": layers must be a list of 1 to 1,000 layers; it is empty']],
    ["no inputs", { inputs: [] }, ['"inputs": inputs must be a list of at least one name; it is empty']],
    [
      "a learning rate of nothing",
      { optimizer: { learningRate: 0 } },
      ["0: optimizer.learningRate must be a number greater than 0, not 0"],
    ],
    [
      "a word for a batch size",
      { training: { batchSize: "some" } },
      ['"some": training.batchSize must be a whole number of at least 1, or "all", not "some"'],
    ],
    [
      "too many rows of weights",
      {
        layers: [
          {
            units: 1,
            weights: [
              [1, 2],
              [3, 4],
            ],
          },
        ],
      },
      ['"weights": weights has 2 rows; it needs 1, one for each unit'],
    ],
    [
      "ragged weights",
      { layers: [{ units: 2, weights: [[1, 2], [3]] }], targets: 2, data: { rows: [[1, 2, 3, 4]] } },
      ["[3]: This row has 1 weight; it needs 2, one for each number that feeds the layer"],
    ],
    [
      "biases that do not fit",
      { layers: [{ units: 1, biases: [1, 2] }] },
      ['"biases": biases has 2 numbers; it needs 1, one for each unit'],
    ],
    [
      "a null among weights",
      { layers: [{ units: 1, weights: [[1, null]] }] },
      ["null: layers[0].weights[0][1] must be a finite number, not null"],
    ],
    [
      "targets that do not fit",
      { targets: ["t", "u"] },
      ['"targets": There must be as many targets as the last layer has units: 1, not 2'],
    ],
    [
      "10⁹ targets",
      { targets: 1_000_000_000 },
      ['"targets": There must be as many targets as the last layer has units: 1, not 1000000000'],
    ],
    ["a name used twice", { inputs: ["a", "a"] }, ['"a": The name "a" is already taken; give each its own']],
    ["no data", { data: [] }, ['"data": data must be a list of at least one row; it is empty']],
    ["a row with a missing value", { data: [{ a: 1, t: 3 }] }, ['{: This row has no "b"; give it a number']],
    [
      "a row with a word",
      { data: [{ a: 1, b: "two", t: 3 }] },
      ['"two": data[0].b must be a finite number, not "two"'],
    ],
    [
      "a row with a stray name",
      { data: [{ a: 1, b: 2, t: 3, c: 4 }] },
      ['"c": Unknown key "c". The inputs and targets are "a", "b" and "t"; remove it'],
    ],
    ["a row with a name in capitals", { data: [{ A: 1, b: 2, t: 3 }] }, ['"A": Unknown key "A". Did you mean "a"?']],
    ["a row with one name for another", { data: [{ a: 1, c: 2, t: 3 }] }, ['"c": Unknown key "c". Did you mean "b"?']],
    [
      "a row with a misspelt name",
      { inputs: ["width", "height"], data: [{ width: 1, heigth: 2, t: 3, tt: 4 }] },
      [
        '"heigth": Unknown key "heigth". Did you mean "height"?',
        '"tt": Unknown key "tt". The inputs and targets are "width", "height" and "t"; remove it',
      ],
    ],
    [
      "a row with a target of another name",
      { data: [{ a: 1, b: 2, y: 3 }] },
      ['"y": Unknown key "y". The target is called "t" unless the spec names it: add "targets": ["y"]'],
    ],
    [
      "a row with several other names",
      { data: [{ a: 1, p: 2, q: 3 }] },
      [
        '"p": Unknown key "p". The inputs and targets are "a", "b" and "t"; remove it',
        '"q": Unknown key "q". The inputs and targets are "a", "b" and "t"; remove it',
        '{: This row has no "b"; give it a number',
        '{: This row has no "t"; give it a number',
      ],
    ],
    [
      "an input with the target's name",
      { inputs: ["a", "t"], data: [{ a: 1, t: 2 }] },
      [
        '"t": "t" is also what a target is called unless the spec names it; add "targets" with other names, such as "targets": ["y"]',
      ],
    ],
    [
      "an input with one of the targets' names",
      { inputs: ["a", "t2"], layers: [{ units: 2 }], data: { rows: [[1, 2, 3, 4]] } },
      [
        '"t2": "t2" is also what a target is called unless the spec names it; add "targets" with other names, such as "targets": ["y1", "y2"]',
      ],
    ],
    [
      "a target with the name of a numbered input",
      { inputs: 2, targets: ["x1"], data: { rows: [[1, 2, 3]] } },
      ['"x1": The name "x1" is already taken; give each its own'],
    ],
    [
      "an input with the name of a numbered target",
      { inputs: ["a", "t"], targets: 1 },
      ['"targets": The name "t" is already taken; give each its own'],
    ],
    [
      "a row of the wrong length",
      {
        data: {
          rows: [
            [1, 2, 3],
            [1, 2],
          ],
        },
      },
      ["[1,2]: This row has 2 numbers; it needs 3: a, b, t"],
    ],
    [
      "data of no known form",
      { data: 5 },
      [
        '5: data must be a list of named rows, { "rows": [[…]] }, { "csv": "file.csv" } or { "generate": "spiral" }, not 5',
      ],
    ],
    [
      "a network of 10⁹ weights",
      { layers: [{ units: 31623 }, { units: 31623 }, { units: 1 }] },
      ["31623: This network has 1,000,172,245 weights and biases; at most 2,000,000 can be trained. Use fewer units"],
    ],
    [
      "10⁹ inputs",
      { inputs: 1_000_000_000 },
      ['"inputs": There are 1,000,000,000 inputs; at most 50,000 can be trained'],
    ],
    [
      "a layer of 50,001 units",
      { layers: [{ units: 50_001 }, { units: 1 }] },
      ["50001: There are 50,001 units; at most 50,000 can be trained"],
    ],
  ])("%s", async (_name, changes, expected) => {
    expect(await mistakes(textWith(changes))).toEqual(expected);
  });

  it("a number that is too large for a computer", async () => {
    const text = textWith({}).replace('"b":2', '"b":1e999');
    expect(await mistakes(text)).toEqual([
      "1e999: data[0].b must be a finite number; this one is too large for a computer's number",
    ]);
  });

  it.each([
    [
      "not JSON",
      "hello",
      "hello: This word has no meaning in JSON; put words in quotes, and write numbers as finite decimals",
    ],
    [
      "NaN",
      '{ "seed": NaN }',
      "NaN: This word has no meaning in JSON; put words in quotes, and write numbers as finite decimals",
    ],
    ["a missing comma", '{ "seed": 1 "loss": "mse" }', '"loss": A comma is expected here'],
  ])("%s", async (_name, text, expected) => {
    expect(await mistakes(text)).toContain(expected);
    expect((await load(text)).diagnostics.every(({ kind }) => kind === "syntax")).toBe(true);
  });

  it.each([
    ["nothing at all", "", 'This spec is empty. Start with { "inputs": …, "layers": …, "data": … }'],
    ["only a comment", "// soon", 'This spec is empty. Start with { "inputs": …, "layers": …, "data": … }'],
    ["a list", "[]", "A spec must be an object in braces; it is empty"],
    ["a deep nest", "[".repeat(200_000), "The brackets are nested too deeply"],
    [
      "50 MB",
      `{ "title": "${"x".repeat(50 * 1024 * 1024)}" }`,
      `This spec is 50 MB long; at most ${maxSpecLength / 1024 / 1024} MB are read. Put large data into a csv file: "data": { "csv": "data.csv" }`,
    ],
  ])("%s", async (_name, text, message) => {
    const { diagnostics } = await load(text);
    expect(diagnostics[0].message).toBe(message);
  });

  it("a key that stands twice", async () => {
    expect(await mistakes('{ "seed": 1, "seed": 2 }')).toEqual(['"seed": "seed" stands here a second time; keep one']);
  });

  it("only the first mistake of a line of broken JSON", async () => {
    expect(await mistakes("hello world")).toHaveLength(1);
    expect(await mistakes('{ "a" 1 2 3,\n "b" 4 }')).toHaveLength(2);
  });

  const noWord = "This word has no meaning in JSON; put words in quotes, and write numbers as finite decimals";
  const singleQuotes = 'Single quotes have no meaning in JSON; use double quotes: "…"';
  it.each([
    ["a value without meaning", '{\n "seed": NaN\n}\n', [`NaN: ${noWord}`]],
    ["two of them", '{\n "seed": None,\n "title": True\n}', [`None: ${noWord}`, `True: ${noWord}`]],
    ["a key without quotes", '{\n seed: 1,\n "loss": "mse"\n}\n', [`seed: ${noWord}`]],
    ["the last key without quotes", "{\n seed: 1\n}\n", [`seed: ${noWord}`]],
    ["a value in single quotes", "{\n \"loss\": 'mse'\n}\n", [`'mse': ${singleQuotes}`]],
    ["a key in single quotes", "{\n 'seed': 1\n}\n", [`'seed': ${singleQuotes}`]],
  ])("once: %s", async (_name, text, expected) => {
    expect(await mistakes(text)).toEqual(expected);
  });

  it.each([
    ["read as UTF-8", "\uFFFD\uFFFD{\u0000}\u0000"],
    ["without its mark", [...textWith({})].join("\u0000")],
    ["in the wrong order", "\uFFFE\u7B00\u7D00"],
  ])("UTF-16 %s", async (_name, text) => {
    const { diagnostics } = await load(text);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "This spec is not UTF-8 text; save it with the encoding UTF-8",
    ]);
  });

  it.each([
    ["seed", "9007199254740993", "a whole number; the largest allowed is 9007199254740991"],
    ["seed", "-9007199254740993", "a whole number; the smallest allowed is -9007199254740991"],
    [
      "inputs",
      "1e20",
      'a list of names such as ["x1", "x2"], or a whole number of at least 1; the largest allowed is 1000000000',
    ],
  ])("a %s of %s", async (key, value, expected) => {
    const text = textWith({ [key]: "?" }).replace('"?"', value);
    expect(await mistakes(text)).toEqual([`${value}: ${key} must be ${expected}`]);
  });

  it("a thousand layers and one", async () => {
    const layers = Array.from({ length: 1001 }, () => ({ units: 1 }));
    expect(await mistakes(textWith({ layers }))).toEqual([
      '"layers": layers must be a list of 1 to 1,000 layers, not a list like this one',
    ]);
  });

  const allKeys =
    'The known keys here are "$schema", "title", "inputs", "layers", "targets", "loss", "optimizer", "regularization", "training", "precision", "seed", "data" and "expect"';

  it.each([
    ["epochs", 'Unknown key "epochs". It belongs into "training".'],
    ["learningRate", 'Unknown key "learningRate". It belongs into "optimizer".'],
    ["csv", 'Unknown key "csv". It belongs into "data".'],
    ["zzzzzz", `Unknown key "zzzzzz". ${allKeys}; the nearest is "title".`],
    ["__proto__", `Unknown key "__proto__". ${allKeys}; the nearest is "loss".`],
  ])("the key %s at the top", async (key, message) => {
    const text = textWith({}).replace("{", `{ "${key}": 1, `);
    expect(await mistakes(text)).toEqual([`"${key}": ${message}`]);
  });

  it("at most a hundred of them", async () => {
    const data = Array.from({ length: 1000 }, () => ({ a: "x", b: "y", t: 1 }));
    expect(await mistakes(textWith({ data }))).toHaveLength(maxDiagnostics);
  });
});

describe("csv data", () => {
  const csv = (data: object, changes = {}) => textWith({ data, ...changes });
  const dataOf = async (text: string) => {
    const { spec, diagnostics } = await load(text);
    expect(diagnostics).toEqual([]);
    if (!spec) throw new Error("no spec");
    const { inputs, targets, classes, normalization } = spec.data;
    return { inputs: [...inputs], targets: [...targets], names: spec.targets, classes, normalization };
  };

  it("is picked by column name", async () => {
    const data = await dataOf(csv({ csv: "good.csv" }, { inputs: ["b", "a"], targets: ["y"] }));
    expect(data).toEqual({
      inputs: [2, 1, 5, 4],
      targets: [3, 6],
      names: ["y"],
      classes: null,
      normalization: null,
    });
  });

  it("may have another separator, a byte order mark, quotes and empty lines", async () => {
    const data = await dataOf(csv({ csv: "semicolons.csv", separator: ";", target: "y" }));
    expect(data).toMatchObject({ inputs: [1, 2, 4, 5], targets: [3, 6], names: ["y"], classes: null });
  });

  it("turns a target column of words into classes in alphabetical order", async () => {
    const data = await dataOf(csv({ csv: "classes.csv", target: "kind" }, { layers: [{ units: 3 }] }));
    expect(data.names).toEqual(["ant", "bee", "cat"]);
    expect(data.classes).toEqual(["ant", "bee", "cat"]);
    expect(data.targets).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0]);
  });

  it("turns two classes into 0 and 1 for one output", async () => {
    const data = await dataOf(csv({ csv: "two.csv", target: "kind" }));
    expect(data).toMatchObject({ targets: [1, 0], names: ["kind"], classes: ["no", "yes"] });
  });

  const inFile = async (text: string) =>
    (await load(text)).diagnostics.map(
      ({ message, source }: Diagnostic) => `${source?.file}:${source?.line}:${source?.column}: ${message}`,
    );

  it.each([
    ["an empty cell", { csv: "hole.csv", target: "y" }, {}, 'hole.csv:3:3: "b" is empty; a finite number is expected'],
    ["a word", { csv: "word.csv", target: "y" }, {}, 'word.csv:4:3: "b" is "eight"; a finite number is expected'],
    [
      "an infinity",
      { csv: "infinite.csv", target: "y" },
      {},
      'infinite.csv:2:3: "b" is "1e999"; a finite number is expected',
    ],
    [
      "a cell after quoted lines",
      { csv: "quoted.csv", target: "y" },
      { inputs: ["a"] },
      'quoted.csv:4:7: "y" is empty; a finite number is expected',
    ],
  ])("names the place of %s", async (_name, data, changes, expected) => {
    expect(await inFile(csv(data, changes))).toEqual([expected]);
  });

  it.each([
    ["a missing file", { csv: "none.csv" }, {}, '"none.csv": none.csv cannot be read: there is no such file'],
    [
      "an empty file",
      { csv: "empty.csv" },
      {},
      '"empty.csv": empty.csv is empty; it needs a header row with names, and a row for each sample',
    ],
    [
      "a file with only a header",
      { csv: "header.csv" },
      {},
      '"header.csv": header.csv has no data below its header row; it needs a header row with names, and a row for each sample',
    ],
    [
      "an input that is no column",
      { csv: "good.csv", target: "y" },
      { inputs: ["a", "bb"] },
      '"bb": good.csv has no column "bb". Did you mean "b"?',
    ],
    [
      "a target that is no column",
      { csv: "good.csv", target: "z" },
      {},
      '"z": good.csv has no column "z". Its columns are "a", "b" and "y"',
    ],
    [
      "as many classes as outputs",
      { csv: "classes.csv", target: "kind" },
      { layers: [{ units: 2 }] },
      '"kind": "kind" has 3 classes (ant, bee, cat), so the last layer needs 3 units; it has 2',
    ],
    [
      "a column of numbers for several outputs",
      { csv: "good.csv", target: "y" },
      { layers: [{ units: 2 }] },
      '"y": "y" is one column of numbers, so the last layer needs 1 unit; it has 2. If the numbers name classes, write them as words in the file, such as "class 1"',
    ],
    [
      "more classes than memory has room for",
      { csv: "names.csv", target: "kind" },
      { layers: [{ units: 8000 }] },
      '"kind": "kind" has 8,000 classes in 8,000 rows: more than 50,000,000 numbers as targets; use a column with fewer classes, or fewer rows',
    ],
  ])("marks %s in the spec", async (_name, data, changes, expected) => {
    expect(await mistakes(csv(data, changes))).toEqual([expected]);
  });
});

it("counts lines and columns from 1", () => {
  expect(placeOf("ab\ncd\r\ne", 0)).toEqual({ line: 1, column: 1 });
  expect(placeOf("ab\ncd\r\ne", 4)).toEqual({ line: 2, column: 2 });
  expect(placeOf("ab\ncd\r\ne", 7)).toEqual({ line: 3, column: 1 });
});
