import { describe, expect, it } from "vitest";
import { likely, nearest } from "../../../src/spec/likeness.ts";
import { mistakesOf, textWith } from "./loading.ts";

const optimizerKeys = ["type", "learningRate", "momentum", "beta1", "beta2", "clipNorm"];

describe("the word that was probably meant", () => {
  it.each<[string, string, readonly string[], string | undefined]>([
    ["has other capitals", "A", ["b", "a"], "a"],
    ["is joined otherwise", "learning_rate", optimizerKeys, "learningRate"],
    ["is misspelt", "momentun", optimizerKeys, "momentum"],
    ["is cut short", "clip", optimizerKeys, "clipNorm"],
    ["has more to it", "momentumFactor", optimizerKeys, "momentum"],
    ["is called so elsewhere", "lr", optimizerKeys, "learningRate"],
    ["is called so elsewhere, but not known here", "lr", ["units"], undefined],
    ["is not another letter", "x", ["a", "b"], undefined],
    ["is not another word", "zebra", optimizerKeys, undefined],
    ["is not one of several that begin so", "heigh", ["heightLeft", "heightRight"], undefined],
    ["is none of none", "x", [], undefined],
    ["is no word of an object", "constructor", ["units"], undefined],
  ])("%s", (_name, written, known, expected) => {
    expect(likely(written, known)).toBe(expected);
  });

  it("is not looked for among very many", () => {
    const known = Array.from({ length: 50_000 }, (_, i) => `x${i}`);
    expect(likely("X7", known)).toBeUndefined();
  });
});

it("the nearest word has the fewest letters to change", () => {
  expect(nearest("betta", ["alpha", "beta", "gamma"])).toBe("beta");
  expect(nearest("x", [])).toBeUndefined();
});

describe("an unknown key", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["clip", { optimizer: { clip: 1 } }, 'Did you mean "clipNorm"?'],
    ["lr", { optimizer: { lr: 0.1 } }, 'Did you mean "learningRate"?'],
    ["batch_size", { training: { batch_size: 8 } }, 'Did you mean "batchSize"?'],
    ["outputs", { outputs: ["t"] }, 'Did you mean "targets"?'],
    ["features", { features: ["a"] }, 'Did you mean "inputs"?'],
    ["zz", { regularization: { zz: 1 } }, 'The known keys here are "l1" and "l2"; the nearest is "l1".'],
    ["zzz", { data: { rows: [[1, 2, 3]], zzz: 1 } }, 'The only known key here is "rows".'],
  ])("%s has advice", async (key, changes, advice) => {
    expect(await mistakesOf(textWith(changes))).toEqual([`"${key}": Unknown key "${key}". ${advice}`]);
  });
});

describe("a name that is none of those to choose from", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["ReLU", { layers: [{ units: 1, activation: "ReLU" }] }, "relu"],
    ["Adam", { optimizer: { type: "Adam" } }, "adam"],
    ["MSE", { loss: "MSE" }, "mse"],
    ["cross_entropy", { loss: "cross_entropy" }, "crossEntropy"],
    ["minmax", { data: { csv: "a.csv", normalize: "minmax" } }, "minMax"],
    ["spirals", { data: { generate: "spirals" } }, "spiral"],
    ["He_Uniform", { layers: [{ units: 1, init: "He_Uniform" }] }, "heUniform"],
    ["Weights", { layers: [{ units: 1, trainable: "Weights" }] }, "weights"],
    ["All", { training: { batchSize: "All" } }, "all"],
    ["End", { expect: [{ after: "End", loss: 1 }] }, "end"],
  ])("%s", async (written, changes, meant) => {
    const [mistake, ...others] = await mistakesOf(textWith(changes));
    expect(mistake).toMatch(new RegExp(`, not "${written}"\\. Did you mean "${meant}"\\?$`));
    expect(others).toEqual([]);
  });

  it("is left at that where none is like it", async () => {
    const [mistake] = await mistakesOf(textWith({ loss: "hinge" }));
    expect(mistake).toMatch(/, not "hinge"$/);
  });
});
