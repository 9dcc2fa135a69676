import { evaluate } from "../../../src/core/evaluation.ts";
import { emptyEvaluations } from "../../../src/core/evaluation-series.ts";
import {
  createSeries,
  type LossSeries,
  pushLoss,
  type SeenSeries,
  type SeriesTail,
  tailSince,
} from "../../../src/core/series.ts";
import type { Spec } from "../../../src/core/spec.ts";
import { epochOf, stepsInAll } from "../../../src/core/steps.ts";
import { createTrainer, type Trainer } from "../../../src/core/trainer.ts";
import { type WorkedStep, workStep } from "../../../src/core/worked-step.ts";
import { outlineOf } from "../../../src/run/outline.ts";
import type { ShownStep, ViewUpdate } from "../../../src/run/protocol.ts";
import { shownLayers } from "../../../src/run/shown-layer.ts";
import type { Snapshot } from "../../../src/run/snapshot.ts";
import type { RunState } from "../../../src/run/state.ts";

/** A run of the real core, taken step by step, as a host would show it. */
export interface TestRun {
  readonly spec: Spec;
  readonly trainer: Trainer;
  readonly series: LossSeries;
  generation: number;
  worked: WorkedStep | null;
}

/** A run at step 0. */
export function createRun(spec: Spec, generation = 1): TestRun {
  return { spec, trainer: createTrainer(spec), series: createSeries(), generation, worked: null };
}

/** Takes steps, as far as the run goes. */
export function takeSteps(run: TestRun, steps: number): TestRun {
  for (let k = 0; k < steps; k++) {
    const worked = workStep(run.trainer, { isSampleWanted: (place) => place === 0 });
    if (!worked) break;
    run.worked = worked;
    pushLoss(run.series, run.trainer.batchLoss);
  }
  return run;
}

/** What a view is told of the run; whatever is given in `changes` is told instead. */
export function updateOf(run: TestRun, state: RunState, changes: Partial<ViewUpdate> = {}): ViewUpdate {
  return {
    spec: "file:///specs/chain.nn.json",
    file: "chain.nn.json",
    outline: outlineOf(run.spec),
    snapshot: snapshotOf(run, state),
    layers: shownLayers(run.trainer.network, run.worked, null),
    worked: run.worked && shownStep(run.worked),
    derivation: null,
    series: seriesOf(run),
    evaluations: emptyEvaluations(),
    settings: { digits: null, animation: true },
    speed: null,
    changed: [],
    problems: [],
    ...changes,
  };
}

/** Where the run stands. */
export function snapshotOf({ spec, trainer, generation }: TestRun, state: RunState): Snapshot {
  return {
    generation,
    state,
    engine: trainer.engine.name,
    step: trainer.step,
    stepsInAll: stepsInAll(spec),
    epoch: epochOf(spec, trainer.step),
    epochsInAll: spec.training.epochs,
    ...evaluate(trainer),
    batchLoss: Number.isNaN(trainer.batchLoss) ? null : trainer.batchLoss,
    stopped: trainer.stopped,
    findings: [],
    edits: [],
    failure: null,
  };
}

function shownStep({ layers: _, ...step }: WorkedStep): ShownStep {
  return step;
}

/** All losses so far, or those since `seen`. */
export function seriesOf({ series }: TestRun, seen: Omit<SeenSeries, "cuts"> | null = null): SeriesTail {
  return tailSince(series, seen && { ...seen, cuts: series.cuts });
}
