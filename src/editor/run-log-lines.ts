import { formatCounted, formatNumber } from "../format/number-format.ts";
import type { Outline, Snapshot } from "../run/snapshot.ts";

/**
 * What the log says when a run begins: "a run began: 4-8-3 (tanh, softmax), 105 of 150 samples trained on, …; engine
 * wasm".
 */
export function beginningLine(
  { inputs, layers, loss, optimizer, ...outline }: Outline,
  { engine }: Pick<Snapshot, "engine">,
): string {
  const widths = [inputs.length, ...layers.map(({ units }) => units)].join("-");
  const activations = layers.map(({ activation }) => activation).join(", ");
  const samples = `${outline.trainingSamples} of ${formatCounted(outline.samples, "sample")} trained on`;
  const training = `${outline.batchSize} a step, ${loss}, ${optimizer.type} with learning rate ${optimizer.learningRate}`;
  return `a run began: ${widths} (${activations}), ${samples}, ${training}; engine ${engine}`;
}

/**
 * What the log says when a run ends: how far it came, and why if it failed. The loss is that of the last batch: the mean
 * over all samples may have been measured some steps before.
 */
export function endLine({ state, step, epoch, epochsInAll, batchLoss, stopped, failure }: Snapshot): string {
  const loss = batchLoss === null ? "" : `, batch loss ${formatNumber(batchLoss)}`;
  const place = `step ${step} (epoch ${epoch} of ${epochsInAll})${loss}`;
  if (state === "failed") return `the run failed after ${place}: ${failure}`;
  return `the run finished at ${place}${stopped === null ? "" : `, ended by stopWhen.${stopped}`}`;
}
