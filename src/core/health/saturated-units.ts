import { formatCounted, formatShare } from "../../format/number-format.ts";
import type { Finding } from "../findings/finding.ts";
import { layerText } from "../findings/finding-text.ts";
import { initialWeights, remedy, trying } from "../findings/remedy.ts";
import { idleUnits, mostNamed, unitsWhere } from "./idle-units.ts";
import { isYetToLearn, latest, type Sight, told } from "./sight.ts";

/** The share of samples on which a unit must be saturated: then so little comes back that it is as good as stuck. */
export const saturatedShare = 0.99;

/** Hidden sigmoid and tanh units that are flat on nearly all samples. */
export function saturatedUnits(sight: Sight): Finding[] {
  return sight.spec.layers.slice(0, -1).flatMap(({ activation }, l) => {
    if (!isSigmoidal(activation)) return [];
    const what = `saturated on at least 99 % of ${formatCounted(sight.samples, "training sample")}: ${activation} is flat there, and hardly any gradient passes.`;
    return idleUnits(sight, l, saturatedShare, {
      kind: "saturatedUnits",
      one: `is ${what}`,
      many: `are ${what}`,
      ...trying(
        ...(l === 0
          ? [
              remedy("start from smaller weights", ...initialWeights(sight.spec, l)),
              remedy("scale the inputs to about −1 … 1", "data"),
            ]
          : [remedy("start from smaller weights, for instance with xavierUniform", ...initialWeights(sight.spec, l))]),
        remedy("lower the learning rate", "optimizer", "learningRate"),
      ),
    });
  });
}

/** How many samples an output must have wrong for good reason to call it stuck. */
const wrongShare = 0.1;

/** Outputs that are flat where they are far from their targets, with a loss that does not make up for it. */
export function saturatedOutputs(sight: Sight): Finding[] {
  const { spec, observations } = sight;
  const l = spec.layers.length - 1;
  const { activation } = spec.layers[l];
  const { wrong } = latest(observations);
  const stuck = unitsWhere(wrong, (share) => share >= wrongShare);
  const loosening = trying(
    remedy('use the loss "binaryCrossEntropy" with sigmoid outputs, whose gradient stays large', "loss"),
    remedy("start from smaller weights", ...initialWeights(spec, l)),
  );
  return stuck.slice(0, mostNamed).flatMap((unit) =>
    told(sight, (at) => isYetToLearn(at) && latest(at.observations).wrong[unit] >= wrongShare, {
      kind: "saturatedUnits",
      message: `Unit ${unit + 1} of ${layerText(spec, l)} is saturated and wrong by more than 0.5 on ${formatShare(wrong[unit])} of ${formatCounted(sight.samples, "training sample")}: ${activation} is flat there, and hardly any gradient passes.`,
      ...loosening,
      where: { of: "unit", layer: l, unit },
      numbers: { share: wrong[unit] },
    }),
  );
}

export function isSigmoidal(activation: string): boolean {
  return activation === "sigmoid" || activation === "tanh";
}
