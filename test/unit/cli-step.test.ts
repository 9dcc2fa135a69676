import { describe, expect, it } from "vitest";
import { specFile, unboxed, unboxedJson } from "../support/command-line.ts";
import { chainFile, xorFile } from "../support/specs.ts";

describe("a step in full", () => {
  it("is printed as JSON", () => {
    const worked = unboxedJson("step", "examples/chain.nn.json");
    expect(Object.keys(worked)).toEqual([
      "step",
      "epoch",
      "learningRate",
      "gradientScale",
      "loss",
      "penalty",
      "batchSize",
      "samples",
      "layers",
    ]);
    expect(worked).toMatchObject({ step: 1, epoch: 1, learningRate: 0.0078125, loss: 7.5625 });
    expect(worked).toMatchObject({ gradientScale: 1, penalty: 0, batchSize: 1 });
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

  it("can be any step, where training would be then", () => {
    const file = specFile(xorFile(50, { batchSize: 3 }));
    const worked = unboxedJson("step", file, "--at", "7");
    expect(worked).toMatchObject({ step: 7, epoch: 4, batchSize: 3 });
    expect(worked.samples).toHaveLength(3);
    const trained = unboxedJson("train", file, "--steps", "7");
    expect(worked.layers.map(({ after }: { after: object }) => after)).toEqual(
      trained.layers.map(({ weights, biases }: { weights: number[][]; biases: number[] }) => ({ weights, biases })),
    );
  });

  it("has a row of weights for each unit", () => {
    const [hidden, output] = unboxedJson("step", specFile(xorFile(1))).layers;
    for (const { weights, biases } of [hidden.before, hidden.gradients, hidden.after]) {
      expect(weights.map((row: number[]) => row.length)).toEqual([2, 2, 2, 2]);
      expect(biases).toHaveLength(4);
    }
    expect(output.after.weights.map((row: number[]) => row.length)).toEqual([4]);
  });

  it("can show one sample of the batch only", () => {
    const file = specFile(xorFile(50, { batchSize: 3 }));
    const all = unboxedJson("step", file, "--at", "7");
    const one = unboxedJson("step", file, "--at", "7", "--sample", "2");
    expect(one).toEqual({ ...all, samples: [all.samples[1]] });
  });

  it("names samples by their place in the batch and their row in the data", () => {
    const file = specFile(xorFile(50, { batchSize: 3 }));
    const rows = unboxedJson("step", file).samples.map(({ index }: { index: number }) => index + 1);
    // The order is shuffled: the two numbers differ.
    expect(rows).not.toEqual([1, 2, 3]);
    const { stdout } = unboxed("step", file);
    rows.forEach((row: number, place: number) => {
      expect(stdout).toContain(`\nSample ${place + 1} of the batch (row ${row} of the data): loss `);
    });
    const second = `ample 2 of the batch (row ${rows[1]} of the data)`;
    expect(unboxed("step", file, "--sample", "2").stdout.match(/^Sample .*(?=: loss)/gm)).toEqual([`S${second}`]);
    const explained = unboxed("step", file, "--sample", "2", "--parameter", "layers.0.biases[0]").stdout;
    expect(explained).toContain(`(of s${second}, whose loss is `);
  });

  it("is printed as aligned text for people", () => {
    const { stdout } = unboxed("step", "examples/chain.nn.json");
    expect(stdout).toContain("Step 1, epoch 1\nloss 7.5625   learning rate 0.0078125   batch of 1 sample\n");
    expect(stdout).toContain(
      [
        "           before  ∂l/∂·       after",
        "  w[0][0]     0.5     33   0.2421875",
        "  b[0]       0.25   16.5  0.12109375",
      ].join("\n"),
    );
    expect(stdout).not.toMatch(/regularization|clipping/);
  });

  it("tells of regularization and clipping", () => {
    const file = specFile({
      ...chainFile,
      optimizer: { learningRate: 1 / 128, clipNorm: 1 },
      regularization: { l2: 1 },
    });
    const { loss, penalty, gradientScale } = unboxedJson("step", file);
    // ½(0.5² + 1.5² + 2²)
    expect(penalty).toBe(3.25);
    expect(loss).toBe(7.5625 + 3.25);
    expect(gradientScale).toBeLessThan(0.03);
    const { stdout } = unboxed("step", file);
    expect(stdout).toContain("regularization adds 3.25 to the loss\n");
    expect(stdout).toContain(`clipping multiplies the gradients by ${gradientScale} before the update\n`);
  });

  it.each<[string[], string]>([
    [["--at", "201"], "There is no step 201: this spec's training has 200 steps"],
    [["--sample", "2"], "There is no sample 2: the batch of step 1 has samples 1 to 1"],
  ])("%j is refused", (args, message) => {
    expect(unboxed("step", "examples/chain.nn.json", ...args)).toEqual({
      status: 2,
      stdout: "",
      stderr: `unboxed: ${message}\n`,
    });
  });

  it("knows that the run has ended before", () => {
    const file = specFile(xorFile(100, { stopWhen: { accuracy: 0 } }));
    expect(unboxed("step", file, "--at", "3")).toMatchObject({
      status: 2,
      stderr: "unboxed: There is no step 3: stopWhen.accuracy ends the run after step 1\n",
    });
  });
});

describe("a parameter", () => {
  it("is explained factor by factor, as JSON", () => {
    const explained = unboxedJson("step", "examples/chain.nn.json", "--parameter", "layers.0.weights[0][0]");
    expect(explained).toEqual({
      parameter: "layers.0.weights[0][0]",
      symbol: "w₁",
      step: 1,
      sample: 0,
      value: 0.5,
      gradient: 33,
      batchGradient: 33,
      regularization: 0,
      factors: [
        { symbol: "∂l/∂a₃", value: 5.5 },
        { symbol: "∂a₃/∂z₃", value: 1 },
        { symbol: "∂z₃/∂a₂", value: 2 },
        { symbol: "∂a₂/∂z₂", value: 1 },
        { symbol: "∂z₂/∂a₁", value: 1.5 },
        { symbol: "∂a₁/∂z₁", value: 1 },
        { symbol: "∂z₁/∂w₁", value: 2 },
      ],
      deltas: [],
      paths: [{ units: [0, 0, 0], product: 33 }],
      pathsTotal: 1,
      share: 1,
      update: { rule: "θ ← θ − η·g", before: 0.5, after: 0.2421875 },
      updateTerms: {
        gradient: 33,
        learningRate: 0.0078125,
        gradientScale: 1,
        hyperparameters: {},
        corrections: {},
        moments: [],
      },
    });
  });

  it("is explained for people", () => {
    const { stdout } = unboxed("step", "examples/chain.nn.json", "--parameter", "layers.0.weights[0][0]");
    expect(stdout).toContain("\nw₁ = 0.5   (layers.0.weights[0][0], before the update)\n");
    expect(stdout).toContain(
      [
        "∂l/∂w₁ = 33   (of sample 1 of the batch (row 1 of the data), whose loss is 7.5625)",
        "  ∂l/∂w₁ = ∂l/∂a₃ · ∂a₃/∂z₃ · ∂z₃/∂a₂ · ∂a₂/∂z₂ · ∂z₂/∂a₁ · ∂a₁/∂z₁ · ∂z₁/∂w₁",
        "         = 5.5 · 1 · 2 · 1 · 1.5 · 1 · 2",
        "         = 33",
      ].join("\n"),
    );
    expect(stdout).toContain(
      [
        "Update   w₁ ← w₁ − η·g",
        "  η = 0.0078125",
        "  g = 33   (mean over the batch's 1 sample)",
        "  w₁ ← 0.2421875   (it was 0.5)",
      ].join("\n"),
    );
  });

  it("of a wide layer opens δ, and sums up over paths", () => {
    const args = ["step", "examples/mazur.nn.json", "--parameter", "layers.0.weights[0][0]"];
    const { gradient, deltas, paths, pathsTotal, share } = unboxedJson(...args);
    expect(deltas).toHaveLength(1);
    expect(deltas[0].terms).toHaveLength(2);
    expect(pathsTotal).toBe(2);
    expect(paths.map(({ units }: { units: number[] }) => units)).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(paths[0].product + paths[1].product).toBeCloseTo(gradient, 15);
    expect(share).toBeCloseTo(1, 12);
    const { stdout } = unboxed(...args);
    expect(stdout).toContain("where ∂l/∂a₁,₁ = Σ of what the 2 units of the next layer hand back:");
    expect(stdout).toMatch(/∂z₂,₂\/∂a₁,₁ · δ₂,₂ +0\.5 +· +-0\.0380982365165\d+ +-0\.01904911825827\d+\n/);
    expect(stdout).toContain("Both paths from the loss, together 100.0 % of the gradient");
    expect(stdout).toMatch(/\n {2}2 ← 1 +-0\.0002298282866\d+\n/);
  });

  it("of a deep network shows its largest paths", () => {
    const file = specFile({ ...xorFile(1), layers: [{ units: 12, activation: "tanh" }, { units: 12 }, { units: 1 }] });
    const args = ["step", file, "--parameter", "layers.0.biases[3]"];
    const { paths, pathsTotal, gradient } = unboxedJson(...args);
    expect(pathsTotal).toBe(12);
    const largest = paths.slice(0, 10).reduce((sum: number, { product }: { product: number }) => sum + product, 0);
    const share = ((100 * largest) / gradient).toPrecision(4);
    expect(unboxed(...args).stdout).toContain(
      `The largest 10 of 12 paths from the loss, together ${share} % of the gradient`,
    );
  });

  it("of one sample of the batch, with the batch's own mean beside it", () => {
    const file = specFile(xorFile(50));
    const gradients = [1, 2, 3, 4].map((sample) => {
      const args = ["--at", "5", "--sample", String(sample), "--parameter", "layers.1.biases[0]"];
      return unboxedJson("step", file, ...args);
    });
    expect(new Set(gradients.map(({ sample }) => sample))).toEqual(new Set([0, 1, 2, 3]));
    const mean = gradients.reduce((sum, { gradient }) => sum + gradient, 0) / 4;
    for (const { batchGradient, step } of gradients) {
      expect(batchGradient).toBeCloseTo(mean, 15);
      expect(step).toBe(5);
    }
    // The first sample, unless another is named.
    const first = unboxedJson("step", file, "--at", "5", "--parameter", "layers.1.biases[0]");
    expect(first).toEqual(gradients[0]);
  });

  it("tells of clipping and regularization, and of a parameter that stays", () => {
    const [layer, ...others] = chainFile.layers;
    const file = specFile({
      ...chainFile,
      layers: [{ ...layer, trainable: "weights" }, ...others],
      optimizer: { type: "adam", clipNorm: 1 },
      regularization: { l2: 2 },
    });
    const { stdout } = unboxed("step", file, "--parameter", "layers.0.weights[0][0]");
    // 33 + 2 · 0.5
    expect(stdout).toContain("g = 34   (mean over the batch's 1 sample, with 1 from regularization)\n  c = 0.0");
    expect(stdout).toContain("Update   g ← c·g, m ← β₁·m + (1 − β₁)·g");
    expect(stdout).toMatch(
      /\n {2}η = 0\.001 {3}β₁ = 0\.9 {3}β₂ = 0\.999 {3}ε = 1e-8 {3}1 − β₁ᵗ = 0\.0999\d* {3}1 − β₂ᵗ = 0\.0\d+\n/,
    );
    expect(stdout).toMatch(/\n {2}m ← 0\.\d+ {3}\(it was 0\)\n {2}s ← \S+ {3}\(it was 0\)\n/);
    expect(unboxed("step", file, "--parameter", "layers.0.biases[0]").stdout).toContain(
      "Update\n  b₁ stays 0.25: the spec does not let it train\n",
    );
    expect(unboxedJson("step", file, "--parameter", "layers.0.biases[0]").update.rule).toBeNull();
  });

  it("has all that its rule speaks of, as text and as JSON", () => {
    const file = specFile({
      ...chainFile,
      optimizer: { type: "adam", learningRate: 0.5, weightDecay: 0.25, clipNorm: 1 },
    });
    const args = ["step", file, "--at", "2", "--parameter", "layers.0.weights[0][0]"];
    const { update, updateTerms } = unboxedJson(...args);
    expect(update.rule).toBe(
      "g ← c·g, g ← g + λ·θ, m ← β₁·m + (1 − β₁)·g, s ← β₂·s + (1 − β₂)·g², m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ), θ ← θ − η·m̂/(√ŝ + ε)",
    );
    expect(Object.keys(updateTerms.hyperparameters)).toEqual(["β₁", "β₂", "ε", "λ"]);
    expect(updateTerms.corrections).toEqual({ "1 − β₁ᵗ": 1 - 0.9 ** 2, "1 − β₂ᵗ": 1 - 0.999 ** 2 });
    const { stdout } = unboxed(...args);
    expect(stdout).toContain(`\nUpdate   ${update.rule.replaceAll("θ", "w₁")}\n  η = 0.5   β₁ = 0.9   `);
    expect(stdout).toContain(`\n  c = ${updateTerms.gradientScale}   (clips`);
    for (const { name, before, after } of updateTerms.moments) {
      expect(stdout).toContain(`\n  ${name} ← ${after}   (it was ${before})\n`);
    }
  });

  it("has µ where the rule has it, also if it is 0", () => {
    const file = specFile({ ...chainFile, optimizer: { type: "rmsprop" } });
    const { hyperparameters } = unboxedJson("step", file, "--parameter", "layers.0.weights[0][0]").updateTerms;
    expect(hyperparameters).toEqual({ µ: 0, ε: 1e-8, α: 0.99 });
  });

  it("has numbers of paths that can be read", () => {
    const hidden = (layers: number, units: number) => Array.from({ length: layers }, () => ({ units }));
    const paths = (layers: number, units: number) =>
      unboxed(
        ...["step", specFile({ ...chainFile, layers: [...hidden(layers, units), { units: 1 }] })],
        ...["--parameter", "layers.0.biases[0]"],
      ).stdout;
    expect(paths(5, 11)).toContain("\nThe largest 10 of 14,641 paths from the loss");
    expect(paths(40, 18)).toContain("\nThe largest 10 of 9×10⁴⁸ paths from the loss");
    expect(paths(2, 2)).toContain("\nBoth paths from the loss");
    expect(paths(2, 3)).toContain("\nAll 3 paths from the loss");
  });

  it.each<[string, string]>([
    ["w1", '--parameter takes a path such as layers.0.weights[0][0] or layers.0.biases[0], not "w1"'],
    [
      "gradients.0.biases[0]",
      '--parameter takes a path such as layers.0.weights[0][0] or layers.0.biases[0], not "gradients.0.biases[0]"',
    ],
    ["layers.2.biases[0]", "There is no layers.2.biases[0]: the layers are layers.0…1"],
    ["layers.0.weights[2][0]", "There is no layers.0.weights[2][0]: layers.0 has weights[0…1][0]"],
    ["layers.0.weights[0][1]", "There is no layers.0.weights[0][1]: layers.0 has weights[0…1][0]"],
    ["layers.0.biases[2]", "There is no layers.0.biases[2]: layers.0 has biases[0…1]"],
    ["layers.1.biases[0]", "There is no layers.1.biases[0]: layers.1 has no biases"],
  ])("%s that is not there is refused", (path, message) => {
    const file = specFile({ ...chainFile, layers: [{ units: 2 }, { units: 1, biases: false }] });
    expect(unboxed("step", file, "--parameter", path)).toEqual({
      status: 2,
      stdout: "",
      stderr: `unboxed: ${message}\n`,
    });
  });
});
