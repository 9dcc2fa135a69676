import type { ActivationName } from "../src/core/activation.ts";
import type { LayerValues } from "../src/core/network.ts";
import type { Parameters } from "../src/core/parameters.ts";
import type { WorkedSample, WorkedStep } from "../src/core/worked-step.ts";
import type { ViewUpdate } from "../src/run/protocol.ts";
import type { Outline, Standing } from "../src/run/snapshot.ts";

/** A run that can be shown: its network and its numbers, of the last step where there was one. */
export interface RunView {
  readonly outline: Outline;
  readonly snapshot: Standing;
  readonly worked: WorkedStep | null;
  /** The sample that the step is shown for; null before the first step. */
  readonly sample: WorkedSample | null;
  /** How many samples' gradients the step took the mean of. */
  readonly batch: number;
  readonly layers: readonly LayerView[];
  /** Whether the input and every layer are one unit wide. */
  readonly isChain: boolean;
}

/** One layer with its numbers; what only a step computes is null before the first. */
export interface LayerView {
  readonly name: string;
  readonly activation: ActivationName;
  readonly units: number;
  readonly fanIn: number;
  /** The parameters before the step's update, or the initial ones. */
  readonly before: Parameters;
  readonly gradients: Parameters | null;
  readonly after: Parameters | null;
  readonly values: LayerValues | null;
}

/** The run in an update, or null while there is none. */
export function runViewOf({ outline, snapshot, parameters, worked }: ViewUpdate): RunView | null {
  const numbers = worked?.layers ?? parameters?.map((before) => ({ before, gradients: null, after: null }));
  if (!outline || !snapshot || !numbers) return null;
  const sample = worked?.samples[0] ?? null;
  const layers = outline.layers.map(({ name, activation, units }, l): LayerView => {
    const fanIn = l === 0 ? outline.inputs.length : outline.layers[l - 1].units;
    const { before, gradients, after } = numbers[l];
    return { name, activation, units, fanIn, before, gradients, after, values: sample?.layers[l] ?? null };
  });
  const isChain = outline.inputs.length === 1 && layers.every(({ units }) => units === 1);
  return { outline, snapshot, worked, sample, batch: worked?.batchSize ?? outline.batchSize, layers, isChain };
}

/** Whether a layer's units have biases. */
export function hasBiases({ before }: Pick<LayerView, "before">): boolean {
  return before.biases.length > 0;
}

/** How many parameters a network has. */
export function parameterCount(layers: readonly Pick<LayerView, "before">[]): number {
  return layers.reduce((sum, { before }) => sum + before.weights.length + before.biases.length, 0);
}
