import type { ViewUpdate } from "../src/run/protocol.ts";

/** A point within one step, at which Stage stops. Layers count from 0. */
export type StagePoint =
  | { readonly of: "sample" }
  | { readonly of: "forward"; readonly layer: number }
  | { readonly of: "loss" }
  | { readonly of: "backward"; readonly layer: number }
  | { readonly of: "update" };

/** All points of a step, in the order in which it computes: forward, loss, backward, update. */
export function stagesOf(layers: number): readonly StagePoint[] {
  const forward = Array.from({ length: layers }, (_, layer): StagePoint => ({ of: "forward", layer }));
  const backward = Array.from({ length: layers }, (_, k): StagePoint => ({ of: "backward", layer: layers - 1 - k }));
  return [{ of: "sample" }, ...forward, { of: "loss" }, ...backward, { of: "update" }];
}

/** Where a step stands at one of its points: what is computed, and what of it just now. */
export interface StageState {
  readonly isDone: (point: StagePoint) => boolean;
  readonly isNow: (point: StagePoint) => boolean;
}

/**
 * The state at stage `stage`, counted from 0.
 * @param stage null where the step is shown whole
 */
export function stageState(stage: number | null, layers: number): StageState {
  if (stage === null) return { isDone: () => true, isNow: () => false };
  const stages = stagesOf(layers);
  const indexOf = (point: StagePoint) =>
    stages.findIndex((other) => other.of === point.of && layerOf(other) === layerOf(point));
  return { isDone: (point) => indexOf(point) <= stage, isNow: (point) => indexOf(point) === stage };
}

function layerOf(point: StagePoint): number | null {
  return "layer" in point ? point.layer : null;
}

/** What tells one step from another. */
type Standing = Pick<ViewUpdate, "snapshot" | "worked">;

/**
 * The stage to be shown after news of the run. A step is walked through from its beginning; a run that trains on, or
 * begins anew, is shown whole.
 * @param before what was shown until now
 */
export function stageAfter(stage: number | null, before: Standing | null, next: Standing): number | null {
  if (stage === null || !before || !next.snapshot) return null;
  if (next.snapshot.state === "running" || next.snapshot.generation !== before.snapshot?.generation) return null;
  // Before the first step there is nothing to walk through, unless that step is on its way.
  if (!next.worked) return before.worked ? null : stage;
  return next.worked.step === before.worked?.step ? stage : 0;
}
