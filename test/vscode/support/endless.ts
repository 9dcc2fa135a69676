import { readFileSync } from "node:fs";

const sample = '{ "x": 2, "t": 1 }';

/** The chain of the examples with a run that takes hours: the most epochs there may be, of a hundred steps each. */
export const endlessChain = readFileSync("examples/chain.nn.json", "utf8")
  .replace('"epochs": 200', '"epochs": 1000000000, "batchSize": 1')
  .replace(`[${sample}]`, `[${Array(100).fill(sample).join(", ")}]`);
