import { formatSignificant } from "../../format/number-format.ts";
import type { Finding } from "../findings/finding.ts";
import { layerText } from "../findings/finding-text.ts";
import { initialWeights, remedy, trying } from "../findings/remedy.ts";
import { deltaRatio, firstTrainable } from "./delta-ratio.ts";
import { growsBackward, growthBackward } from "./gradient-growth.ts";
import { overshootsOften, shareWhenBlownUp } from "./overshoot.ts";
import { latest, type Sight, told } from "./sight.ts";

/** A gradient above so many times its length in the beginning, with a loss that has grown as well. */
const explodedInTime = 1e3;

/** Gradients that grow on their way back, or from step to step. */
export function explodingGradients(sight: Sight): Finding[] {
  const { spec, observations } = sight;
  const l = firstTrainable(spec);
  const taming = trying(
    remedy("start from smaller weights, such as xavierUniform draws", ...initialWeights(spec, l)),
    remedy("lower the learning rate", "optimizer", "learningRate"),
    remedy('limit the gradient with "clipNorm"', "optimizer", "clipNorm"),
  );
  const seen = growthBackward(sight);
  if (seen) {
    const { first, last, ratio } = deltaRatio(spec, seen);
    return told(sight, growsBackward, {
      kind: "explodingGradients",
      message: `δ grows on its way back ${formatSignificant(ratio)}-fold: ${formatSignificant(last)} in the last layer, ${formatSignificant(first)} in ${layerText(spec, l)}.`,
      ...taming,
      where: { of: "layer", layer: l, key: spec.layers[l].weights ? "weights" : "init" },
      numbers: { first, last, ratio },
    });
  }
  const [begin, now] = [observations[0].gradientNorm, latest(observations).gradientNorm];
  return told(sight, growsInTime, {
    kind: "explodingGradients",
    message: `The gradient is ${formatSignificant(now / begin)} times as long as before the first step: its norm went from ${formatSignificant(begin)} to ${formatSignificant(now)}.`,
    ...taming,
    where: { of: "spec", key: "optimizer" },
    numbers: { first: begin, last: now, ratio: now / begin },
  });
}

/** A gradient may well grow when a network leaves a plateau; here the loss has grown with it. */
export function growsInTime(sight: Sight): boolean {
  const { observations } = sight;
  const [begin, now] = [observations[0], latest(observations)];
  const isLong = now.gradientNorm > explodedInTime * begin.gradientNorm && begin.gradientNorm > 0;
  return isLong && now.loss > begin.loss && !overshootsOften(sight, 1, shareWhenBlownUp);
}
