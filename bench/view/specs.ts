import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The specs that the view is measured with; none of them ends by itself while it is looked at. */
export const specs = { chain: "chain.nn.json", spiral: "spiral.nn.json", wide: "wide.nn.json" } as const;

const endless = 900_000_000;

/** A chain of three neurons, as in the article. */
const chain = {
  inputs: ["x"],
  layers: [
    { units: 1, activation: "relu", weights: [[0.5]], biases: [0.25] },
    { units: 1, activation: "relu", weights: [[1.5]], biases: [-0.5] },
    { units: 1, activation: "relu", weights: [[2]], biases: [1] },
  ],
  optimizer: { learningRate: 0.0001 },
  training: { epochs: endless },
  data: [{ x: 2, t: 1 }],
};

/** Two spirals and a network of the playground's size: 2-8-8-1. */
const spiral = {
  inputs: ["x1", "x2"],
  layers: [
    { units: 8, activation: "tanh" },
    { units: 8, activation: "tanh" },
    { units: 1, activation: "sigmoid" },
  ],
  targets: ["spiral"],
  loss: "binaryCrossEntropy",
  optimizer: { learningRate: 0.003 },
  training: { epochs: endless, batchSize: 10, testFraction: 0.5 },
  data: { generate: "spiral", samples: 400, noise: 0.1 },
};

const pixels = 784;
const classes = 10;

const pixelNames = Array.from({ length: pixels }, (_, i) => `p${i + 1}`);

/** A network for pictures of digits: 784-128-64-10, with 109,386 parameters. */
const wide = {
  inputs: pixelNames,
  layers: [
    { units: 128, activation: "relu" },
    { units: 64, activation: "relu" },
    { units: classes, activation: "softmax" },
  ],
  loss: "crossEntropy",
  optimizer: { type: "adam", learningRate: 0.001 },
  training: { epochs: endless, batchSize: 32 },
  data: { csv: "wide.csv", target: "digit" },
};

/** Writes the workspace that is measured in. */
export function writeSpecs(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, spec] of Object.entries({ chain, spiral, wide })) {
    writeFileSync(join(folder, `${name}.nn.json`), JSON.stringify(spec, null, 2));
  }
  writeFileSync(join(folder, "wide.csv"), pictures(400));
}

/** Pictures that are the same in every run: each class is a wave of its own, each sample a little different. */
function pictures(samples: number): string {
  const head = [...pixelNames, "digit"].join();
  const rows = Array.from({ length: samples }, (_, sample) => {
    const digit = sample % classes;
    const brightness = (i: number) => Math.max(0, Math.sin(i * (0.05 + 0.013 * digit) + sample)).toFixed(2);
    return [...Array.from({ length: pixels }, (_, i) => brightness(i)), `d${digit}`].join();
  });
  return [head, ...rows, ""].join("\n");
}
