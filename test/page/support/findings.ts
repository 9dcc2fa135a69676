import type { Finding } from "../../../src/core/findings/finding.ts";
import { remedy, trying } from "../../../src/core/findings/remedy.ts";

/** A finding of units that no longer learn, with a number that changes as the run goes on. */
export function deadUnits(dead = 3): Finding {
  return {
    kind: "deadUnits",
    message: `${dead} of 8 units in Layer 1 have given 0 for every sample since step 340.`,
    ...trying(
      remedy("lower the learning rate", "optimizer", "learningRate"),
      remedy("use leakyRelu", "layers", 0, "activation"),
    ),
    where: { of: "layer", layer: 0, key: "activation" },
    since: 340,
    numbers: { dead },
  };
}

/** A finding from the spec alone. */
export const inputScales: Finding = {
  kind: "inputScales",
  message: "The inputs differ in size: petal width is about 120 times as large as sepal length.",
  ...trying(remedy('try "normalize": "standard" in the data', "data", "normalize")),
  where: { of: "spec", key: "data" },
  since: 0,
  numbers: { ratio: 120 },
};

/** A finding of another layer. */
export const vanishingGradients: Finding = {
  kind: "vanishingGradients",
  message: "The gradients of Layer 1 are 3,100 times as small as those of Layer 4.",
  ...trying(remedy("try relu instead of sigmoid", "layers", 0, "activation"), remedy("fewer layers", "layers")),
  where: { of: "layer", layer: 0, key: null },
  since: 12,
  numbers: { ratio: 3100 },
};
