import type { ActivationName } from "../src/core/activation.ts";
import type { Derivation } from "../src/core/explanation/derivation.ts";
import type { LayerValues } from "../src/core/network.ts";
import type { Parameters } from "../src/core/parameters.ts";
import type { WorkedSample } from "../src/core/worked-step.ts";
import type { ShownStep, ViewUpdate } from "../src/run/protocol.ts";
import type { LayerExcerpt } from "../src/run/shown-layer.ts";
import type { Outline, Snapshot } from "../src/run/snapshot.ts";
import { stageState } from "./stage.ts";

/** A run that can be shown: its network and its numbers, of the last step where there was one. */
export interface RunView {
  readonly outline: Outline;
  readonly snapshot: Snapshot;
  readonly worked: ShownStep | null;
  /** The sample that the step is shown for; null before the first step. */
  readonly sample: WorkedSample | null;
  /** The sample's loss; null where it is yet to come. */
  readonly loss: number | null;
  /** How many samples' gradients the step took the mean of. */
  readonly batch: number;
  readonly layers: readonly LayerView[];
  /** Whether the input and every layer are one unit wide. */
  readonly isChain: boolean;
  /** Whether the step is shown only up to one of its stages. */
  readonly isStaged: boolean;
  /** Whether the sample was taken up, the loss computed, the update made at this stage of the step. */
  readonly isSampleFresh: boolean;
  readonly isLossFresh: boolean;
  readonly isUpdateFresh: boolean;
  /** What is asked about, and why it is its number; null where nothing is. */
  readonly derivation: Derivation | null;
}

/** One layer with its numbers. What only a step computes is null before the first, and what is yet to come of one. */
export interface LayerView {
  readonly name: string;
  readonly activation: ActivationName;
  readonly units: number;
  readonly fanIn: number;
  readonly hasBiases: boolean;
  /** The parameters before the step's update, or the initial ones. */
  readonly before: Parameters;
  readonly gradients: Parameters | null;
  readonly after: Parameters | null;
  /** In place of matrices too large to be shown whole, whose lists are empty then. */
  readonly excerpt: LayerExcerpt | null;
  readonly forward: Pick<LayerValues, "z" | "a"> | null;
  readonly backward: Pick<LayerValues, "aByZ" | "lossByA" | "lossByZ"> | null;
  /** What of it was computed at this stage of the step. */
  readonly fresh: "forward" | "backward" | null;
}

/**
 * The run in an update, or null while there is none.
 * @param stage the stage of the step up to which it is shown; null for the whole step
 */
export function runViewOf(update: ViewUpdate, stage: number | null): RunView | null {
  const { outline, snapshot, worked, layers: shown, derivation } = update;
  if (!outline || !snapshot || !shown) return null;
  const sample = worked?.samples[0] ?? null;
  const shownStage = worked ? stage : null;
  const { isDone, isNow } = stageState(shownStage, shown.length);
  const layers = shown.map(({ name, activation, before, gradients, after, excerpt }, l): LayerView => {
    const values = sample?.layers[l] ?? null;
    const isBack = isDone({ of: "backward", layer: l });
    return {
      name,
      activation,
      units: outline.layers[l].units,
      fanIn: l === 0 ? outline.inputs.length : outline.layers[l - 1].units,
      hasBiases: outline.layers[l].hasBiases,
      before,
      gradients: isBack ? gradients : null,
      after: isDone({ of: "update" }) ? after : null,
      excerpt,
      forward: isDone({ of: "forward", layer: l }) ? values : null,
      backward: isBack ? values : null,
      fresh: freshOf(l),
    };
  });

  function freshOf(layer: number): LayerView["fresh"] {
    if (isNow({ of: "forward", layer })) return "forward";
    return isNow({ of: "backward", layer }) ? "backward" : null;
  }

  return {
    outline,
    snapshot,
    worked,
    sample,
    loss: sample && isDone({ of: "loss" }) ? sample.loss : null,
    batch: worked?.batchSize ?? outline.batchSize,
    layers,
    isChain: outline.inputs.length === 1 && layers.every(({ units }) => units === 1),
    isStaged: shownStage !== null,
    isSampleFresh: isNow({ of: "sample" }),
    isLossFresh: isNow({ of: "loss" }),
    isUpdateFresh: isNow({ of: "update" }),
    derivation,
  };
}

/** How many parameters a network has. */
export function parameterCount(layers: readonly Pick<LayerView, "units" | "fanIn" | "hasBiases">[]): number {
  return layers.reduce((sum, { units, fanIn, hasBiases }) => sum + units * (fanIn + (hasBiases ? 1 : 0)), 0);
}
