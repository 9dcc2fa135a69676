import type { Finding } from "../findings/finding.ts";
import { firstTrainable } from "../health/delta-ratio.ts";
import { growthBackward } from "../health/gradient-growth.ts";
import type { Observation } from "../health/observation.ts";
import { latest, mostRecent, type Sight } from "../health/sight.ts";

/** Evidence from what was observed of a run: the very numbers that its findings were told by. */

/** How δ goes on its way back. */
export interface Deltas {
  readonly of: "deltas";
  /** After which step it was observed. */
  readonly step: number;
  /** Per layer, the root mean square of δ over samples and units. */
  readonly deltas: Float64Array;
  /** The layer that has trouble: the first that may change its weights. */
  readonly layer: number;
}

/** How a number went over the steps observed. */
export interface Trend {
  readonly of: "trend";
  readonly what: "loss" | "gradientNorm";
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /** The loss of a constant answer, that to beat; null for other numbers. */
  readonly reference: number | null;
}

/** What the latest steps observed did to the loss of their own batch. */
export interface Changes {
  readonly of: "changes";
  readonly steps: Float64Array;
  readonly before: Float64Array;
  /** The change that the gradient promised, and the one that came. */
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
}

/** What observations say about a finding; null where it is not by them that it was told. */
export function observedEvidence(
  { kind, where }: Pick<Finding, "kind" | "where">,
  sight: Sight,
): Deltas | Trend | Changes | null {
  if (sight.observations.length === 0) return null;
  switch (kind) {
    case "vanishingGradients":
      return deltasOf(sight, latest(sight.observations));
    case "explodingGradients":
      if (where.of === "layer") return deltasOf(sight, growthBackward(sight) ?? latest(sight.observations));
      return trendOf(sight, "gradientNorm");
    case "divergence":
      return trendOf(sight, "loss");
    case "overshoot":
      return changesOf(sight);
    default:
      return null;
  }
}

function deltasOf({ spec }: Sight, { step, deltas }: Observation): Deltas {
  return { of: "deltas", step, deltas: deltas.slice(), layer: firstTrainable(spec) };
}

function trendOf({ observations, constantLoss }: Sight, what: Trend["what"]): Trend {
  return {
    of: "trend",
    what,
    steps: Float64Array.from(observations, ({ step }) => step),
    values: Float64Array.from(observations, (observation) => observation[what]),
    reference: what === "loss" && Number.isFinite(constantLoss) ? constantLoss : null,
  };
}

function changesOf({ observations }: Sight): Changes {
  const seen = observations
    .slice(-mostRecent)
    .flatMap(({ step, change }) => (change === null ? [] : [{ step, ...change }]));
  const list = (numberOf: (change: (typeof seen)[number]) => number) => Float64Array.from(seen, numberOf);
  return {
    of: "changes",
    steps: list(({ step }) => step),
    before: list(({ before }) => before),
    predicted: list(({ predicted }) => predicted),
    actual: list(({ actual }) => actual),
  };
}
