import type { Finding } from "../findings/finding.ts";
import { sightAt } from "../health/health.ts";
import { latest, type Sight } from "../health/sight.ts";
import { createBatch } from "../network.ts";
import { batchEnd, batchStart } from "../steps.ts";
import type { TrainingRun } from "../training-run.ts";
import { type Breakdown, type BrokenLosses, breakdownEvidence, lossesEvidence } from "./evidence-breakdown.ts";
import {
  type Distribution,
  gather,
  gathered,
  gatheringFor,
  idleUnitsOf,
  targetsEvidence,
} from "./evidence-distribution.ts";
import { type Ranges, rangesEvidence } from "./evidence-ranges.ts";
import { type Changes, type Deltas, observedEvidence, type Trend } from "./evidence-run.ts";
import { type ShownWeights, weightsEvidence } from "./evidence-weights.ts";
import { copyNetwork } from "./network-copy.ts";

/** The findings whose evidence is asked for, in the order of the answers. */
export interface EvidenceRequest {
  readonly findings: readonly Pick<Finding, "kind" | "where">[];
}

/** The numbers that stand behind findings, and those that tell how the run does otherwise. */
export interface EvidenceAnswer {
  /** The step whose update was the last. */
  readonly step: number;
  /** For each finding; null where its own numbers say it all. */
  readonly evidence: readonly (Evidence | null)[];
  /** Null before the first step. */
  readonly vitals: Vitals | null;
}

/** Numbers by which a person can see that a finding is true. */
export type Evidence = Distribution | Deltas | Trend | Changes | ShownWeights | Ranges | Breakdown | BrokenLosses;

/** How a run does, as last observed. */
export interface Vitals {
  readonly step: number;
  /** How many samples were looked at. */
  readonly samples: number;
  readonly layers: readonly LayerVitals[];
}

/** How a layer does. */
export interface LayerVitals {
  readonly units: number;
  /** The root mean square of δ over samples and units. */
  readonly delta: number;
  /** How many units let nothing back on all or nearly all samples; null where that cannot be. */
  readonly idle: number | null;
}

/** Gathers the evidence for findings. */
export function* evidence(
  { trainer, health }: TrainingRun,
  { findings }: EvidenceRequest,
): Generator<void, EvidenceAnswer> {
  const { spec, step, order, split } = trainer;
  const sight = sightAt(health, step);
  const network = copyNetwork(spec, trainer.network);
  const batch = createBatch(network, trainer.batch.capacity);
  const nextRows = order.slice(batchStart(spec, step + 1), batchEnd(spec, step + 1));

  const gatherings = findings.map((finding) => gatheringFor(finding, sight));
  const { rows } = health.looking;
  yield* gather(
    network,
    batch,
    spec.data,
    rows,
    gatherings.filter((gathering) => gathering !== null),
  );
  const answers: (Evidence | null)[] = [];
  for (const [k, finding] of findings.entries()) {
    const gathering = gatherings[k];
    answers.push(gathering ? gathered(gathering, rows.length) : yield* evidenceFor(finding));
    yield;
  }
  return { step, evidence: answers, vitals: vitalsOf(sight) };

  function* evidenceFor(finding: EvidenceRequest["findings"][number]): Generator<void, Evidence | null> {
    switch (finding.kind) {
      case "reluOutput":
      case "sigmoidOutput":
      case "tanhOutput":
        return targetsEvidence(spec);
      case "inputScales":
      case "constantFeature":
        return rangesEvidence(spec, finding.kind);
      case "symmetricWeights":
      case "zeroWeights": {
        const { where } = finding;
        if (where.of !== "layer") return null;
        return weightsEvidence(spec, network, where.layer, finding.kind === "symmetricWeights");
      }
      case "nonFinite": {
        const way = yield* breakdownEvidence(spec, network, batch, nextRows, step + 1);
        return way.stages[way.stages.length - 1].broken === null ? yield* brokenLosses() : way;
      }
      default:
        return observedEvidence(finding, sight);
    }
  }

  /** Those of the training samples, or where they are all finite, of the samples held out. */
  function* brokenLosses(): Generator<void, BrokenLosses> {
    const training = yield* lossesEvidence(spec, network, batch, split.training);
    return training.broken > 0 ? training : yield* lossesEvidence(spec, network, batch, split.test);
  }
}

function vitalsOf(sight: Sight): Vitals | null {
  const { spec, observations, samples } = sight;
  if (observations.length === 0) return null;
  const { step, deltas } = latest(observations);
  return {
    step,
    samples,
    layers: spec.layers.map(({ units, activation }, l) => ({
      units,
      delta: deltas[l],
      idle: canIdle(activation) ? idleUnitsOf(sight, l).length : null,
    })),
  };
}

function canIdle(activation: string): boolean {
  return activation === "relu" || activation === "sigmoid" || activation === "tanh";
}
