import { formatSignificant } from "../../format/number-format.ts";
import type { Finding } from "../findings/finding.ts";
import { remedy, trying } from "../findings/remedy.ts";
import { growsBackward } from "./gradient-growth.ts";
import type { LossChange, Observation } from "./observation.ts";
import { fewestRecent, isBlownUp, isStalled, isYetToLearn, mostRecent, type Sight, told } from "./sight.ts";

/** The share of the latest steps that must have overshot; less where the loss is blown up: a few samples can do it. */
const usualShare = 0.5;
export const shareWhenBlownUp = 0.25;
/** Rises within rounding do not count: in float32 a loss has 7 digits. */
const leastRise = 1e-6;

/** Steps so long that the loss they were to lower is higher after them. */
export function overshoot(sight: Sight): Finding[] {
  const { spec, observations } = sight;
  const changes = latestChanges(observations);
  const rises = changes.filter(isRise);
  if (rises.length === 0) return [];
  const { before, predicted, actual } = rises[rises.length - 1];
  const η = spec.optimizer.learningRate;
  return told(sight, overshoots, {
    kind: "overshoot",
    message: `The steps are too long: ${formatSignificant(rises.length)} of the last ${formatSignificant(changes.length)} observed made their own batch’s loss larger. The latest of them was to change it from ${formatSignificant(before)} by ${formatSignificant(predicted)} and changed it by ${formatSignificant(actual)}.`,
    ...trying(
      remedy(
        `lower the learning rate, which is ${formatSignificant(η)}: try ${formatSignificant(η / 10)}`,
        "optimizer",
        "learningRate",
      ),
    ),
    where: { of: "spec", key: "optimizer" },
    numbers: { rises: rises.length, observed: changes.length, predicted, actual },
  });
}

export function overshoots(sight: Sight): boolean {
  if (growsBackward(sight)) return false;
  if (isBlownUp(sight)) return overshootsOften(sight, fewestRecent, shareWhenBlownUp);
  return isStalled(sight) && isYetToLearn(sight) && overshootsOften(sight, fewestRecent, usualShare);
}

/** Whether at least some share of the latest steps observed overshot, of which there must be `fewest`. */
export function overshootsOften({ observations }: Sight, fewest: number, share: number): boolean {
  const changes = latestChanges(observations);
  return changes.length >= fewest && changes.filter(isRise).length >= share * changes.length;
}

function isRise({ before, predicted, actual }: LossChange): boolean {
  return predicted < 0 && actual > leastRise * Math.abs(before);
}

function latestChanges(observations: readonly Observation[]): LossChange[] {
  return observations.slice(-mostRecent).flatMap(({ change }) => change ?? []);
}
