import { describe, expect, it } from "vitest";
import { specFile, unboxed, unboxedIn, unboxedJson } from "../support/command-line.ts";
import { chainFile, xorFile } from "../support/specs.ts";

it("prints where training got, as JSON", () => {
  expect(unboxedJson("train", "examples/chain.nn.json", "--steps", "1")).toEqual({
    state: "paused",
    engine: "generated",
    step: 1,
    epoch: 1,
    stopped: null,
    loss: 0.20819503900341318,
    batchLoss: 7.5625,
    testLoss: null,
    accuracy: null,
    findings: [],
    layers: [
      { name: "Layer 1", activation: "relu", weights: [[0.2421875]], biases: [0.12109375] },
      { name: "Layer 2", activation: "relu", weights: [[1.392578125]], biases: [-0.5859375] },
      { name: "Layer 3", activation: "relu", weights: [[1.94091796875]], biases: [0.95703125] },
    ],
  });
});

it("trains to the end of the epochs, for a number of epochs, or of steps", () => {
  const file = specFile(xorFile(10, { batchSize: 3 }));
  expect(unboxedJson("train", file)).toMatchObject({ state: "finished", engine: "generated", step: 20, epoch: 10 });
  expect(unboxedJson("train", file, "--epochs", "2")).toMatchObject({ state: "paused", step: 4, epoch: 2 });
  expect(unboxedJson("train", file, "--steps", "5")).toMatchObject({ state: "paused", step: 5, epoch: 3 });
  expect(unboxedJson("train", file, "--steps", "99")).toMatchObject({ state: "finished", step: 20 });
});

it("prints the same with full precision for people, and nothing that does not apply", () => {
  const { stdout, stderr, status } = unboxed("train", "examples/chain.nn.json", "--steps", "1");
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  expect(stdout).toContain("0.20819503900341318");
  expect(stdout).toMatch(/Layer 3 \(relu\)\n {2}w\[0\]\[0\] {2}1\.94091796875\n/);
  expect(stdout).not.toMatch(/test loss|accuracy|stopWhen|What keeps it/);
});

it("measures loss and accuracy on the samples held out", () => {
  const report = unboxedJson("train", "examples/iris.nn.json");
  expect(report).toMatchObject({ state: "finished", epoch: 60, accuracy: 44 / 45 });
  expect(report.testLoss).toBeGreaterThan(0);
  expect(report.testLoss).not.toBe(report.loss);
  const { stdout } = unboxed("train", "examples/iris.nn.json");
  expect(stdout).toContain(`test loss   ${report.testLoss}   (mean over the samples held out)`);
  expect(stdout).toContain(`accuracy    ${44 / 45}   (of the samples held out)`);
});

it("measures accuracy on the training samples where none are held out", () => {
  const file = specFile(xorFile(3000));
  expect(unboxedJson("train", file)).toMatchObject({ accuracy: 1, testLoss: null });
  expect(unboxed("train", file).stdout).toContain("accuracy    1   (of the training samples)");
});

it("tells which limit has ended the run", () => {
  const file = specFile(xorFile(5000, { stopWhen: { loss: 0.01 } }));
  const report = unboxedJson("train", file);
  expect(report).toMatchObject({ state: "finished", stopped: "loss" });
  expect(report.step).toBeLessThan(5000);
  expect(report.loss).toBeLessThanOrEqual(0.01);
  const [firstLine] = unboxed("train", file).stdout.split("\n");
  expect(firstLine).toBe(`finished at step ${report.step}, epoch ${report.step}, by stopWhen.loss`);
  // A run that has been stopped goes no further.
  expect(unboxedJson("train", file, "--steps", "4999").step).toBe(report.step);
});

it("prints layers without biases", () => {
  const file = specFile({ ...chainFile, layers: [{ units: 2, biases: false }, { units: 1 }] });
  const [first, second] = unboxedJson("train", file, "--steps", "1").layers;
  expect(first.weights).toHaveLength(2);
  expect(first.biases).toEqual([]);
  expect(second.biases).toHaveLength(1);
  expect(unboxed("train", file, "--steps", "1").stdout).toMatch(
    /L1 \(linear\)\n {2}w\[0\]\[0\].*\n {2}w\[1\]\[0\].*\n\n/,
  );
});

describe("what keeps a network from learning", () => {
  it("is printed under a heading", () => {
    const { stdout, status } = unboxed("train", "examples/dead-relu.nn.json");
    expect(status).toBe(0);
    expect(stdout).toMatch(/\nWhat keeps it from learning well\n {2}• .*layer 3 .*\n {4}\S.*leakyRelu/);
  });

  it("is in the JSON as plain data", () => {
    const { findings } = unboxedJson("train", "examples/dead-relu.nn.json");
    expect(findings).toHaveLength(1);
    expect(Object.keys(findings[0]).sort()).toEqual([
      "advice",
      "kind",
      "message",
      "numbers",
      "remedies",
      "since",
      "where",
    ]);
    expect(findings[0]).toMatchObject({ kind: "deadUnits", where: { of: "unit", layer: 2, unit: 0 } });
  });

  it("includes what only the run has shown", () => {
    // The first step is so long that it makes the last layer's unit negative, and so it stays.
    const file = specFile({ ...chainFile, optimizer: { learningRate: 0.5 } });
    const { findings } = unboxedJson("train", file);
    expect(findings).toContainEqual(expect.objectContaining({ kind: "deadUnits", since: 1 }));
    expect(unboxed("train", file).stdout).toContain("(since step 1)\n");
  });

  it("includes what can be told from the spec alone", () => {
    const layers = [{ units: 2 }, { units: 1 }];
    const { findings } = unboxedJson("train", specFile({ ...chainFile, layers }), "--steps", "1");
    expect(findings).toContainEqual(expect.objectContaining({ kind: "linearStack", since: 0 }));
  });
});

describe("when the loss grows without bound", () => {
  const file = specFile({
    ...chainFile,
    layers: [{ units: 1, weights: [[1]], biases: [0] }],
    optimizer: { learningRate: 100 },
  });

  it("says so, and prints how far it came", () => {
    const { status, stdout, stderr } = unboxed("train", file, "--json");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^unboxed: In step \d+ the loss .* is ∞.* Lower the learning rate, which is 100/);
    // What is printed belongs to the last step that was taken.
    const { state, step, batchLoss, findings } = JSON.parse(stdout);
    expect(state).toBe("failed");
    expect(stderr).toContain(`In step ${step + 1} `);
    expect(batchLoss).toBe(unboxedJson("step", file, "--at", String(step)).loss);
    expect(findings.map(({ kind }: { kind: string }) => kind)).toContain("nonFinite");
  });

  it("writes numbers that JSON cannot hold as words, and nothing for a step that was not taken", () => {
    const hopeless = specFile({ ...chainFile, layers: [{ units: 1, weights: [[1e200]], biases: [0] }] });
    const { loss, batchLoss, step } = JSON.parse(unboxed("train", hopeless, "--json").stdout);
    expect([loss, batchLoss, step]).toEqual(["Infinity", null, 0]);
    expect(unboxed("train", hopeless).stdout).not.toContain("batch loss");
  });

  it("other verbs say so too", () => {
    for (const args of [
      ["step", file, "--at", "200"],
      ["predict", file, "--input", "2"],
    ]) {
      const { status, stderr, stdout } = unboxed(...args);
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toMatch(/^unboxed: In step \d+ the loss .* is ∞/);
    }
  });
});

describe("where not even the first step can be taken", () => {
  const layer = { units: 1, weights: [[1e200]], biases: [0] };
  const file = specFile({ ...chainFile, layers: [layer] });

  it("there is no batch loss", () => {
    const { status, stdout } = unboxed("train", file);
    expect(status).toBe(1);
    expect(stdout).toContain("failed at step 0, epoch 0\n");
    expect(stdout).not.toContain("batch loss");
    expect(JSON.parse(unboxed("train", file, "--json").stdout)).toMatchObject({ state: "failed", batchLoss: null });
  });

  it("what is no finite number is a word in the JSON, unlike what does not apply", () => {
    expect(JSON.parse(unboxed("train", file, "--json").stdout)).toMatchObject({ loss: "Infinity", testLoss: null });
    const far = [
      JSON.stringify({ ...chainFile, layers: [layer] }).slice(0, -1),
      '"expect": [{ "after": "end", "loss": 0 }]}',
    ];
    const [{ expectations }] = JSON.parse(unboxed("check", specFile(far.join()), "--json").stdout);
    expect(expectations[0].actual).toBe("Infinity");
  });
});

it("paints no progress bar away from a terminal, however long it takes", () => {
  expect(unboxed("train", specFile(xorFile(60_000)), "--json").stderr).toBe("");
});

describe("colours", () => {
  const escapeCode = "\u001B[";
  const train = (env: Record<string, string>) =>
    unboxedIn({ env }, "train", "examples/chain.nn.json", "--steps", "1").stdout;

  it("stay away from what is no terminal", () => {
    expect(train({})).not.toContain(escapeCode);
    expect(train({ NO_COLOR: "1" })).not.toContain(escapeCode);
    expect(train({ FORCE_COLOR: "0" })).not.toContain(escapeCode);
  });

  it("can be forced", () => {
    expect(train({ FORCE_COLOR: "1" })).toContain(`${escapeCode}1mpaused at step 1, epoch 1`);
    expect(unboxedIn({ env: { FORCE_COLOR: "1" } }, "check", specFile("[")).stdout).toContain(`${escapeCode}31merror`);
  });
});
