import { linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, specFile, unboxed, unboxedJson } from "../support/command-line.ts";
import { chainFile, xorFile } from "../support/specs.ts";

describe("train", () => {
  it("prints where training got, as JSON", () => {
    expect(unboxedJson("train", "examples/chain.nn.json", "--steps", "1")).toEqual({
      state: "paused",
      step: 1,
      epoch: 1,
      loss: 0.20819503900341318,
      batchLoss: 7.5625,
      testLoss: null,
      accuracy: null,
      layers: [
        { name: "Layer 1", activation: "relu", weights: [[0.2421875]], biases: [0.12109375] },
        { name: "Layer 2", activation: "relu", weights: [[1.392578125]], biases: [-0.5859375] },
        { name: "Layer 3", activation: "relu", weights: [[1.94091796875]], biases: [0.95703125] },
      ],
    });
  });

  it("trains to the end of the epochs, for a number of epochs, or of steps", () => {
    const file = specFile(xorFile(10, { batchSize: 3 }));
    expect(unboxedJson("train", file)).toMatchObject({ state: "finished", step: 20, epoch: 10 });
    expect(unboxedJson("train", file, "--epochs", "2")).toMatchObject({ state: "paused", step: 4, epoch: 2 });
    expect(unboxedJson("train", file, "--steps", "5")).toMatchObject({ state: "paused", step: 5, epoch: 3 });
    expect(unboxedJson("train", file, "--steps", "99")).toMatchObject({ state: "finished", step: 20 });
  });

  it("prints the same with full precision for people", () => {
    const { stdout, stderr, status } = unboxed("train", "examples/chain.nn.json", "--steps", "1");
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    expect(stdout).toContain("0.20819503900341318");
    expect(stdout).toMatch(/Layer 3 \(relu\)\n {2}w\[0\]\[0\] {2}1\.94091796875\n/);
  });

  it("says when the loss grows without bound, and prints how far it came", () => {
    const file = specFile({
      ...chainFile,
      layers: [{ units: 1, weights: [[1]], biases: [0] }],
      optimizer: { learningRate: 100 },
    });
    const { status, stdout, stderr } = unboxed("train", file, "--json");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /The loss of step \d+ is not a finite number, .* The learning rate 100 is probably too large/,
    );
    // What is printed belongs to the last step that was taken.
    const { state, step, batchLoss } = JSON.parse(stdout);
    expect(state).toBe("failed");
    expect(batchLoss).toBe(unboxedJson("step", file, "--at", String(step)).loss);
  });
});

describe("step", () => {
  it("prints the whole worked step as JSON", () => {
    const worked = unboxedJson("step", "examples/chain.nn.json");
    expect(Object.keys(worked)).toEqual(["step", "epoch", "learningRate", "loss", "samples", "layers"]);
    expect(worked).toMatchObject({ step: 1, epoch: 1, learningRate: 0.0078125, loss: 7.5625 });
    expect(worked.samples).toEqual([
      {
        index: 0,
        inputs: [2],
        targets: [1],
        loss: 7.5625,
        layers: [
          { name: "Layer 1", z: [1.25], a: [1.25], aByZ: [1], lossByA: [16.5], lossByZ: [16.5] },
          { name: "Layer 2", z: [1.375], a: [1.375], aByZ: [1], lossByA: [11], lossByZ: [11] },
          { name: "Layer 3", z: [3.75], a: [3.75], aByZ: [1], lossByA: [5.5], lossByZ: [5.5] },
        ],
      },
    ]);
    expect(worked.layers[0]).toEqual({
      name: "Layer 1",
      activation: "relu",
      before: { weights: [[0.5]], biases: [0.25] },
      gradients: { weights: [[33]], biases: [16.5] },
      after: { weights: [[0.2421875]], biases: [0.12109375] },
    });
  });

  it("goes to any step, where training would be then", () => {
    const file = specFile(xorFile(50, { batchSize: 3 }));
    const worked = unboxedJson("step", file, "--at", "7");
    expect(worked).toMatchObject({ step: 7, epoch: 4 });
    expect(worked.samples).toHaveLength(3);
    const trained = unboxedJson("train", file, "--steps", "7");
    expect(worked.layers.map(({ after }: { after: object }) => after)).toEqual(
      trained.layers.map(({ weights, biases }: { weights: number[][]; biases: number[] }) => ({ weights, biases })),
    );
  });

  it("prints aligned text for people", () => {
    expect(unboxed("step", "examples/chain.nn.json").stdout).toContain(
      [
        "           before  ∂l/∂·       after",
        "  w[0][0]     0.5     33   0.2421875",
        "  b[0]       0.25   16.5  0.12109375",
      ].join("\n"),
    );
  });

  it("knows how many steps there are", () => {
    const { status, stderr } = unboxed("step", "examples/chain.nn.json", "--at", "201");
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "unboxed: There is no step 201: this spec's training has 200 steps\n",
    });
  });
});

describe("check", () => {
  it("says nothing of good specs", () => {
    const files = ["chain", "iris", "line", "mazur", "xor"].map((name) => `examples/${name}.nn.json`);
    expect(unboxed("check", ...files)).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it("names file, line and column of every mistake", () => {
    const file = specFile(
      '{\n  "inputs": ["x", 5],\n  "layers": [{ "unit": 1 }],\n  "data": [{ "x": 1, "t": 1 }]\n}\n',
    );
    expect(unboxed("check", file)).toEqual({
      status: 1,
      stderr: "",
      stdout: [
        `${file}:2:19: error: inputs[1] must be a name in quotes, not 5`,
        `${file}:3:16: error: Unknown key "unit". Did you mean "units"?\n`,
      ].join("\n"),
    });
  });

  it("reads files with a byte order mark and Windows line ends", () => {
    const text = JSON.stringify(chainFile, null, 2).replaceAll("\n", "\r\n");
    expect(unboxed("check", specFile(`\uFEFF${text}`))).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it("names the place in a data file", () => {
    const folder = folderWith({
      "a.nn.json": { inputs: ["x"], layers: [{ units: 1 }], data: { csv: "a.csv", target: "t" } },
      "a.csv": "x,t\n1,2\n3,\n",
    });
    expect(unboxed("check", join(folder, "a.nn.json"))).toMatchObject({
      status: 1,
      stdout: `${join(folder, "a.csv")}:3:3: error: "t" is empty; a finite number is expected\n`,
    });
  });

  it("tells a file that cannot be read from one with mistakes", () => {
    expect(unboxed("check", "none.nn.json")).toEqual({
      status: 2,
      stdout: "",
      stderr: "unboxed: none.nn.json cannot be read: there is no such file\n",
    });
    expect(unboxed("check", specFile("["), "none.nn.json").status).toBe(2);
    expect(unboxed("check", "none.nn.json", specFile("["), "examples/chain.nn.json").status).toBe(2);
    expect(unboxed("check", "examples").stderr).toBe("unboxed: examples cannot be read: it is a folder\n");
  });
});

describe("a data file", () => {
  const withData = (csv: string) => ({ inputs: ["x"], layers: [{ units: 1 }], data: { csv, target: "t" } });
  const good = "x,t\n1,2\n";

  function complaint(csv: string, arrange: (folder: string) => void): string {
    const folder = folderWith({ "outside.csv": good });
    const own = join(folder, "own");
    mkdirSync(own);
    writeFileSync(join(own, "a.nn.json"), JSON.stringify(withData(csv)));
    arrange(own);
    return unboxed("check", join(own, "a.nn.json"))
      .stdout.replace(/^.*error: /, "")
      .trim();
  }

  it("may lie beside the spec, below it, or behind a link that stays there", () => {
    expect(complaint("a.csv", (own) => writeFileSync(join(own, "a.csv"), good))).toBe("");
    const below = (own: string) => {
      mkdirSync(join(own, "data"));
      writeFileSync(join(own, "data", "a.csv"), good);
      symlinkSync(join(own, "data", "a.csv"), join(own, "link.csv"));
    };
    expect(complaint("data/a.csv", below)).toBe("");
    expect(complaint("link.csv", below)).toBe("");
    expect(complaint("hard.csv", (own) => linkSync(join(own, "..", "outside.csv"), join(own, "hard.csv")))).toBe("");
  });

  it.each<[string, string, (own: string) => void, string]>([
    [
      "outside",
      "../outside.csv",
      () => undefined,
      "../outside.csv lies outside the folder that this spec may read; copy it there",
    ],
    [
      "an absolute path",
      "/etc/passwd",
      () => undefined,
      "/etc/passwd lies outside the folder that this spec may read; copy it there",
    ],
    [
      "a link that leads out",
      "link.csv",
      (own) => symlinkSync(join(own, "..", "outside.csv"), join(own, "link.csv")),
      "link.csv cannot be read: it is a link that leads outside the folder; copy the file there",
    ],
    ["missing", "none.csv", () => undefined, "none.csv cannot be read: there is no such file"],
    ["a folder", "sub", (own) => mkdirSync(join(own, "sub")), "sub cannot be read: it is a folder"],
    [
      "50 MB",
      "big.csv",
      (own) => writeFileSync(join(own, "big.csv"), Buffer.alloc(50 * 1024 * 1024, "1,2\n")),
      "big.csv cannot be read: it is 50 MB large; at most 16 MB are read",
    ],
  ])("that is %s is refused", (_name, csv, arrange, message) => {
    expect(complaint(csv, arrange)).toBe(message);
  });
});

describe("arguments", () => {
  it.each<[string[], string]>([
    [["learn", "a"], 'unboxed: Unknown command "learn"; there are train, step, check\n'],
    [["train"], "unboxed: One .nn.json file is expected; see unboxed --help\n"],
    [["train", "a", "--steps", "0"], 'unboxed: --steps takes a whole number of at least 1, not "0"\n'],
    [["train", "a", "--steps", "1", "--epochs", "1"], "unboxed: Give --steps or --epochs, not both\n"],
    [["check"], "unboxed: At least one .nn.json file is expected; see unboxed --help\n"],
  ])("%j are refused in one line", (args, stderr) => {
    expect(unboxed(...args)).toEqual({ status: 2, stdout: "", stderr });
  });

  it("an unknown option is refused", () => {
    expect(unboxed("train", "a", "--fast")).toEqual({
      status: 2,
      stdout: "",
      stderr: "unboxed: Unknown option '--fast'\n",
    });
  });

  it("--help tells of every command and exit status", () => {
    const { status, stdout } = unboxed("--help");
    expect(status).toBe(0);
    expect(unboxed("train", "--help")).toMatchObject({ status: 0, stdout });
    for (const word of ["train FILE", "step FILE", "check FILE", "Exit status"]) expect(stdout).toContain(word);
  });
});
