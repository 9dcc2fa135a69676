import type { Finding } from "../findings/finding.ts";
import { deadUnits } from "./dead-units.ts";
import { divergence } from "./divergence.ts";
import { explodingGradients } from "./exploding-gradients.ts";
import { overshoot } from "./overshoot.ts";
import { saturatedOutputs, saturatedUnits } from "./saturated-units.ts";
import type { Sight } from "./sight.ts";
import { vanishingGradients } from "./vanishing-gradients.ts";

/**
 * What the observations of a run tell. Each kind has a condition, which looks at the observations up to some point, and
 * a sentence; a finding's `since` is the first step from which on its condition held at every observation.
 *
 * Of causes and what follows from them only the cause is told. A layer whose units are all dead, or mostly saturated,
 * is why its gradients vanish; steps that overshoot are why loss and gradients grow, and so are gradients that grow
 * from layer to layer.
 */

/** The findings after the last of some observations, of which there must be one. */
export function runFindings(sight: Sight): Finding[] {
  return [
    ...deadUnits(sight).slice(0, mostOfAKind),
    ...saturatedUnits(sight).slice(0, mostOfAKind),
    ...saturatedOutputs(sight),
    ...vanishingGradients(sight),
    ...explodingGradients(sight),
    ...overshoot(sight),
    ...divergence(sight),
  ];
}

/** Of a deep network's layers the first ones are enough. */
const mostOfAKind = 8;
