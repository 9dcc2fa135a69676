import { formatSignificant } from "../../format/number-format.ts";
import type { Finding } from "../findings/finding.ts";
import { allOf, layerText, sentence } from "../findings/finding-text.ts";
import type { Spec } from "../spec.ts";
import { trainingSamples } from "../steps.ts";
import { growsBackward } from "./gradient-growth.ts";
import type { Observation } from "./observation.ts";
import { overshoots } from "./overshoot.ts";
import { isBlownUp, isStalled, isYetToLearn, latest, type Sight, told } from "./sight.ts";

/** Some idle units are usual and no harm: below this share of a layer they are not worth a word. */
const fewUnits = 0.25;
/** Nor are they while the loss falls, or once it is below this share of what a constant answer gets: others do the work. */
const halfLearned = 0.5;
/** Up to so many units each have a finding of their own. */
export const mostNamed = 3;

/** Findings about the units of a layer that are idle on at least some share of the samples: one each, or one for all. */
export function idleUnits(
  sight: Sight,
  l: number,
  least: number,
  { kind, one, many, ...what }: Pick<Finding, "kind" | "advice" | "remedies"> & { one: string; many: string },
): Finding[] {
  const { spec, observations } = sight;
  const { units } = spec.layers[l];
  const idleAt = (observation: Observation) => unitsWhere(idleIn(spec, observation, l), (share) => share >= least);
  const areMany = (idle: readonly number[]) => idle.length > 0 && idle.length >= fewUnits * units;
  const isHarm = (at: Sight) =>
    isYetToLearn(at, halfLearned) &&
    !isAdrift(at) &&
    (isStalled(at) || idleAt(latest(at.observations)).length === units);
  const idle = idleAt(latest(observations));
  if (!areMany(idle)) return [];
  if (idle.length > mostNamed || (idle.length === units && units > 1)) {
    const holds = (at: Sight) => isHarm(at) && areMany(idleAt(latest(at.observations)));
    const which =
      idle.length === units
        ? sentence(allOf(units, "unit"))
        : `${formatSignificant(idle.length)} of the ${formatSignificant(units)} units`;
    const message = `${which} of ${layerText(spec, l)} ${many}`;
    const numbers = { units, [kind === "deadUnits" ? "dead" : "saturated"]: idle.length, share: least };
    return told(sight, holds, { kind, message, ...what, where: { of: "layer", layer: l, key: null }, numbers });
  }
  return idle.flatMap((unit) => {
    const shareAt = (observation: Observation) => idleIn(spec, observation, l)[unit];
    return told(sight, (at) => isHarm(at) && shareAt(latest(at.observations)) >= least, {
      kind,
      message: `Unit ${unit + 1} of ${layerText(spec, l)} ${one}`,
      ...what,
      where: { of: "unit", layer: l, unit },
      numbers: { share: shareAt(latest(observations)) },
    });
  });
}

/** Whether the parameters have been thrown about, so that where units stand now is only what came of it. */
function isAdrift(sight: Sight): boolean {
  return isBlownUp(sight) || overshoots(sight) || growsBackward(sight);
}

/** The idle shares of one layer's units. */
export function idleIn({ layers }: Spec, { idle }: Observation, l: number): Float32Array {
  const start = layers.slice(0, l).reduce((sum, { units }) => sum + units, 0);
  return idle.subarray(start, start + layers[l].units);
}

export function unitsWhere(shares: Float32Array, holds: (share: number) => boolean): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < shares.length; unit++) if (holds(shares[unit])) units.push(unit);
  return units;
}

/** "all 200 training samples" */
export function samplesText({ spec, samples: seen }: Sight): string {
  return `${allOf(seen, "training sample")}${seen < trainingSamples(spec) ? " looked at" : ""}`;
}
