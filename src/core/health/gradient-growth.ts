import { deltaRatio } from "./delta-ratio.ts";
import type { Observation } from "./observation.ts";
import { isBlownUp, isYetToLearn, latest, type Sight } from "./sight.ts";

/** δ of the first layer above so many times the last one's: the layers have no learning rate in common. */
const explodedBackward = 100;
/** Whether gradients grow on their way back. */
export function growsBackward(sight: Sight): boolean {
  return growthBackward(sight) !== null;
}

/**
 * The observation at which gradients grow on their way back: the latest, but the last one before the loss blew up if it
 * did, since that makes everything large.
 */
export function growthBackward({ observations, ...run }: Sight): Observation | null {
  let count = observations.length;
  while (count > 1 && isBlownUp({ ...run, observations: observations.slice(0, count) })) count--;
  const at = { ...run, observations: observations.slice(0, count) };
  const observation = latest(at.observations);
  return deltaRatio(run.spec, observation).ratio > explodedBackward && isYetToLearn(at) ? observation : null;
}
