import type { Finding } from "../findings/finding.ts";
import type { Spec } from "../spec.ts";
import type { Observation } from "./observation.ts";

/** A run as seen after one of its observations, the last of `observations`; the first is that before the first step. */
export interface Sight {
  readonly spec: Spec;
  /** The mean loss of outputs that are always the mean of the targets: what a network that learned nothing gets. */
  readonly constantLoss: number;
  /** How many training samples each observation looked at. */
  readonly samples: number;
  readonly observations: readonly Observation[];
}

/** The finding if its condition holds now, since when it has held at every observation. */
export function told(sight: Sight, holds: (at: Sight) => boolean, finding: Omit<Finding, "since">): Finding[] {
  const { observations } = sight;
  let first = observations.length;
  while (first > 0 && holds({ ...sight, observations: observations.slice(0, first) })) first--;
  if (first === observations.length) return [];
  const numbers = Object.fromEntries(Object.entries(finding.numbers).filter(([, value]) => Number.isFinite(value)));
  return [{ ...finding, numbers, since: observations[first].step }];
}

export function latest(observations: readonly Observation[]): Observation {
  return observations[observations.length - 1];
}

/** A loss below this share of what a constant answer gets is a success, in which units may well be idle. */
const learnedShare = 0.05;
/** A loss below this is as good as none. */
const noLoss = 1e-9;

/** Whether there is still much to learn. Where all targets are the same, the initial loss is the measure. */
export function isYetToLearn({ constantLoss, observations }: Sight, share = learnedShare): boolean {
  const measure = constantLoss > noLoss ? constantLoss : observations[0].loss;
  return !(latest(observations).loss <= Math.max(share * measure, noLoss));
}

/** Whether there is any loss to speak of. */
export function hasLoss({ observations }: Sight): boolean {
  return !(latest(observations).loss <= noLoss);
}

/** A loss so many times what it was in the beginning does not come from chance. */
const blownUp = 10;

/** Whether the loss is far above where it began, and above what a constant answer gets, or no number any more. */
export function isBlownUp({ constantLoss, observations }: Sight): boolean {
  return !(latest(observations).loss <= blownUp * Math.max(observations[0].loss, constantLoss || 0, noLoss));
}

/** The latest observations, so many at most and at least, that what comes and goes is judged by. */
export const mostRecent = 8;
export const fewestRecent = 4;
/** A loss that falls below this share over them is being learned, however it staggers. */
const stillFalls = 0.9;

/** Whether the loss has not fallen lately. */
export function isStalled({ observations }: Sight): boolean {
  const recent = observations.slice(-mostRecent);
  return recent.length >= fewestRecent && !(latest(recent).loss < stillFalls * recent[0].loss);
}
