import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, specFile, unboxed, unboxedJson } from "../support/command-line.ts";
import { chainFile, xorFile } from "../support/specs.ts";

/** A spec whose text has each of its expectations on a line of its own. */
function withExpectations(spec: object, ...expectations: string[]): string {
  return specFile(`${JSON.stringify(spec).slice(0, -1)},\n"expect": [\n${expectations.join(",\n")}\n]}\n`);
}

describe("mistakes", () => {
  it("are named with file, line and column", () => {
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

  it("in data files are named with their place there", () => {
    const folder = folderWith({
      "a.nn.json": { inputs: ["x"], layers: [{ units: 1 }], data: { csv: "a.csv", target: "t" } },
      "a.csv": "x,t\n1,2\n3,\n",
    });
    expect(unboxed("check", join(folder, "a.nn.json"))).toMatchObject({
      status: 1,
      stdout: `${join(folder, "a.csv")}:3:3: error: "t" is empty; a finite number is expected\n`,
    });
  });

  it("are told from warnings, with which a spec can run", () => {
    const file = specFile({ ...chainFile, training: { testFraction: 0.1 } });
    const { status, stdout } = unboxed("check", file);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^.*:1:\d+: warning: No sample is held out: .*\n.*\n.*gradients right/);
    expect(unboxed("train", file, "--steps", "1")).toMatchObject({ status: 0, stderr: "" });
  });

  it("are counted where a spec is to be run, without the warnings", () => {
    const training = { testFraction: 0.1, stopWhen: { accuracy: 1 } };
    const { status, stderr } = unboxed("train", specFile({ ...chainFile, training }));
    expect(status).toBe(1);
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect(
      lines
        .slice(0, 2)
        .map((line) => /: (error|warning): /.exec(line)?.[1])
        .sort(),
    ).toEqual(["error", "warning"]);
    expect(lines[2]).toMatch(/ has an error and cannot be run$/);
  });

  it("do not include a byte order mark and Windows line ends", () => {
    const text = JSON.stringify(chainFile, null, 2).replaceAll("\n", "\r\n");
    expect(unboxed("check", specFile(`\uFEFF${text}`))).toMatchObject({ status: 0, stderr: "" });
  });

  it("are told from files that cannot be read", () => {
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

describe("gradients", () => {
  it("are compared with differences, in one line", () => {
    const file = specFile(chainFile);
    const { status, stdout, stderr } = unboxed("check", file);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const [line, summary] = stdout.split("\n");
    expect(line).toMatch(
      /: gradients: 6 parameters, 1 sample; farthest apart layers\.\d\.\S+: [\d.]+ by backpropagation, [\d.]+ by differences$/,
    );
    expect(summary).toBe(`${file}: no expectations, gradients right (6 parameters)`);
  });

  it("at a kink are counted", () => {
    // z is 0 exactly, where relu has no derivative.
    const layers = [{ units: 1, activation: "relu", weights: [[1]], biases: [-2] }];
    const { stdout, status } = unboxed("check", specFile({ ...chainFile, layers }));
    expect(status).toBe(0);
    expect(stdout).toMatch(/: gradients: 2 parameters, 1 sample; 2 at a kink, without a derivative\n/);
  });

  it("are in the JSON", () => {
    const [{ gradients }] = unboxedJson("check", specFile(chainFile));
    expect(gradients).toMatchObject({ parameters: 6, samples: 1, kinks: 0, unclear: 0, wrong: 0, findings: [] });
    expect(Object.keys(gradients.worst)).toEqual(["parameter", "backpropagation", "differences", "difference"]);
    expect(gradients.worst.difference).toBeLessThan(1e-6);
  });
});

describe("expectations", () => {
  it("that hold are counted", () => {
    const file = withExpectations(
      chainFile,
      '{ "after": { "steps": 1 }, "layers.0.weights[0][0]": 0.2421875 }',
      '{ "after": "end", "loss": { "below": 1e-12 } }',
    );
    const { status, stdout } = unboxed("check", file);
    expect(status).toBe(0);
    expect(stdout.split("\n")[1]).toBe(`${file}: 2 expectations hold, gradients right (6 parameters)`);
    const one = withExpectations(chainFile, '{ "after": "end", "loss": { "below": 1 } }');
    expect(unboxed("check", one).stdout).toContain(": 1 expectation holds, ");
  });

  it("that fail are named with their place, and what is the case instead", () => {
    const file = withExpectations(
      chainFile,
      '{ "after": { "steps": 1 }, "layers.0.weights[0][0]": { "near": 0.25, "tolerance": 0.001 } }',
      '{ "after": { "epochs": 2 }, "loss": { "above": 100 } }',
      '{ "after": "end", "loss": { "below": 1e-40 } }',
      '{ "after": { "steps": 2 }, "gradients.0.weights[0][0]": { "above": 0 } }',
    );
    const { loss } = unboxedJson("train", file, "--epochs", "2");
    const end = unboxedJson("train", file).loss;
    const { status, stdout, stderr } = unboxed("check", file);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines.slice(0, 3)).toEqual([
      `${file}:3:28: error: expected layers.0.weights[0][0] after 1 step to be near 0.25 (within 0.001), but it is 0.2421875`,
      `${file}:4:29: error: expected loss after 2 epochs to be above 100, but it is ${loss}`,
      `${file}:5:19: error: expected loss at the end to be below 1e-40, but it is ${end}`,
    ]);
    expect(lines[3]).toBe(
      `${file}: the first number that differs, as a run computes them, is layers.0.weights[0][0] after 1 step`,
    );
    expect(lines[5]).toBe(`${file}: 1 of 4 expectations hold, gradients right (6 parameters)`);
  });

  it("that a run ends before say so", () => {
    const file = withExpectations(
      xorFile(100, { stopWhen: { accuracy: 0 } }),
      '{ "after": { "steps": 50 }, "loss": { "below": 100 } }',
    );
    const { status, stdout } = unboxed("check", file);
    expect(status).toBe(1);
    expect(stdout).toContain("expected loss after 50 steps to be below 100, but the run ended after step 1\n");
    // One by itself need not be said to be the first.
    expect(stdout).not.toContain("first number");
  });

  it("that a run breaks down before say why", () => {
    const file = withExpectations(
      { ...chainFile, layers: [{ units: 1, weights: [[1]], biases: [0] }], optimizer: { learningRate: 1e200 } },
      '{ "after": { "steps": 50 }, "loss": { "below": 100 } }',
    );
    expect(unboxed("check", file).stdout).toMatch(
      /expected loss after 50 steps to be below 100, but the run broke down after step 1: In step 2 .* is -?∞/,
    );
  });

  it("are in the JSON", () => {
    const file = withExpectations(
      chainFile,
      '{ "after": { "steps": 1 }, "layers.0.weights[0][0]": { "near": 0.25, "tolerance": 0.001 } }',
      '{ "after": "end", "loss": { "below": 1 } }',
    );
    const { status, stdout } = unboxed("check", file, "--json");
    expect(status).toBe(1);
    const [{ expectations }] = JSON.parse(stdout);
    expect(expectations).toEqual([
      {
        line: 3,
        column: 28,
        after: { steps: 1 },
        quantity: "layers.0.weights[0][0]",
        condition: { near: 0.25, tolerance: 0.001 },
        holds: false,
        actual: 0.2421875,
        step: 1,
        differsFirst: true,
      },
      expect.objectContaining({ line: 4, after: "end", quantity: "loss", holds: true, step: 200, differsFirst: false }),
    ]);
  });
});

it("--json has an entry for every file", () => {
  const bad = specFile("{\n  x }");
  const { status, stdout, stderr } = unboxed("check", "--json", "none.nn.json", bad, "examples/chain.nn.json");
  expect(status).toBe(2);
  expect(stderr).toContain("none.nn.json cannot be read");
  const entries = JSON.parse(stdout);
  for (const entry of entries) {
    expect(Object.keys(entry)).toEqual(["file", "error", "diagnostics", "gradients", "expectations"]);
  }
  const [unreadable, unfit, fine] = entries;
  expect(unreadable).toMatchObject({ file: "none.nn.json", diagnostics: [], gradients: null, expectations: null });
  expect(unreadable.error).toContain("there is no such file");
  expect(unfit).toMatchObject({ file: bad, error: null, gradients: null, expectations: null });
  expect(unfit.diagnostics[0]).toMatchObject({ file: bad, line: 2, severity: "error" });
  expect(Object.keys(unfit.diagnostics[0])).toEqual(["file", "line", "column", "severity", "message"]);
  expect(fine).toMatchObject({ error: null, diagnostics: [] });
  expect(fine.gradients.parameters).toBe(6);
});

it("says why there was nothing to look at, where training broke down before", () => {
  const file = specFile({
    ...chainFile,
    layers: [{ units: 1, weights: [[1]], biases: [0] }],
    optimizer: { learningRate: 100 },
    expect: [{ after: { steps: 199 }, loss: 1 }],
  });
  expect(unboxed("check", file).stdout).toMatch(/but the run broke down after step \d+: In step \d+ the loss .* is ∞/);
});
