import { formatCounted, formatSignificant } from "../../format/number-format.ts";
import { isDistribution } from "../classification.ts";
import { asWritten } from "../normalization.ts";
import type { Spec } from "../spec.ts";
import { splitSamples } from "../split.ts";
import { spreadsOf } from "../spread.ts";
import type { Finding } from "./finding.ts";
import { listed } from "./finding-text.ts";
import { remedy, trying } from "./remedy.ts";

/** What the samples themselves make hard. */

/**
 * One learning rate has to suit all weights, but the gradient of a weight grows with its feature, and the rate that
 * suits it falls with the square of that: a factor of 100 between features asks for rates 10,000 apart.
 */
const largestFactor = 100;

/** Features so different in size that no learning rate suits them all, unless they were normalized. */
export function inputScales(spec: Spec): Finding[] {
  if (spec.data.normalization !== null) return [];
  const spreads = spreadsOf(spec).filter(({ size }) => size > 0);
  if (spreads.length < 2) return [];
  const wide = spreads.reduce((most, spread) => (spread.size > most.size ? spread : most));
  const narrow = spreads.reduce((most, spread) => (spread.size < most.size ? spread : most));
  const factor = wide.size / narrow.size;
  if (!(factor > largestFactor)) return [];
  const [large, small] = [wide, narrow].map(({ input }) => spec.inputs[input]);
  return [
    {
      kind: "inputScales",
      message: `${large} spreads ${formatSignificant(factor)} times as wide as ${small}: their standard deviations are ${formatSignificant(wide.size)} and ${formatSignificant(narrow.size)}, so one learning rate cannot suit both.`,
      ...trying(
        remedy(
          'scale the features to like sizes: with "normalize": "standard" for a csv file, or in the numbers themselves',
          "data",
          "normalize",
        ),
      ),
      where: { of: "input", input: wide.input },
      since: 0,
      numbers: { largest: wide.size, smallest: narrow.size, factor },
    },
  ];
}

/** Of more features than this it is said in one finding that they are constant. */
const mostNamed = 3;

/** Features that are the same in every training sample, from which nothing can be learned. */
export function constantFeatures(spec: Spec): Finding[] {
  if (spec.data.samples < 2) return [];
  const split = splitSamples(spec.data.samples, spec.training.testFraction, spec.seed);
  if (split.training.length < 2) return [];
  const constant = spreadsOf(spec).filter(({ smallest, largest }) => smallest === largest);
  if (constant.length > mostNamed) {
    const names = listed([...constant.slice(0, mostNamed).map(({ input }) => spec.inputs[input]), "others"]);
    return [
      {
        kind: "constantFeature",
        message: `${formatSignificant(constant.length)} of ${formatCounted(spec.inputs.length, "feature")} never change in the training samples: ${names}.`,
        ...trying(remedy("leave them out", "inputs"), remedy("give samples in which they differ", "data")),
        where: { of: "input", input: constant[0].input },
        since: 0,
        numbers: { features: constant.length },
      },
    ];
  }
  return constant.map(({ input, largest }) => {
    const value = asWritten(largest, input, spec.data.normalization, spec.precision);
    return {
      kind: "constantFeature",
      message: `${spec.inputs[input]} is ${formatSignificant(value)} in all ${formatSignificant(split.training.length)} training samples: it tells them apart no more than a bias does.`,
      ...trying(remedy("leave it out", "inputs", input), remedy("give samples in which it differs", "data")),
      where: { of: "input", input },
      since: 0,
      numbers: { value, samples: split.training.length },
    };
  });
}

/** Cross-entropy compares shares that add up to 1: for other targets its least value is not where outputs fit them. */
export function noDistribution({ loss, targets, data }: Spec): Finding[] {
  if (loss !== "crossEntropy") return [];
  const n = targets.length;
  let count = 0;
  let first = -1;
  for (let row = 0; row < data.samples; row++) {
    if (isDistribution(data.targets, row * n, n)) continue;
    if (first < 0) first = row;
    count++;
  }
  if (first < 0) return [];
  const row = Array.from(data.targets.subarray(first * n, first * n + n));
  const smallest = row.reduce((least, t) => Math.min(least, t), Number.POSITIVE_INFINITY);
  const sum = row.reduce((sum, t) => sum + t, 0);
  const what = smallest < 0 ? `hold ${formatSignificant(smallest)}` : `add up to ${formatSignificant(sum)}, not to 1`;
  const others = count > 1 ? `, and those of ${formatCounted(count - 1, "other row")} are no better` : "";
  return [
    {
      kind: "noDistribution",
      message: `The targets of row ${formatSignificant(first + 1)} ${what}${others}: cross-entropy needs shares, none negative and 1 in sum.`,
      ...trying(
        remedy("give each row a 1 for its class and 0 elsewhere", "data"),
        remedy('use another loss, such as "mse"', "loss"),
      ),
      where: { of: "spec", key: "data" },
      since: 0,
      numbers: { row: first + 1, smallest, sum, count },
    },
  ];
}
