import type { Spec } from "../core/spec.ts";
import { batchSizeOf, trainingSamples } from "../core/steps.ts";
import type { Outline } from "./snapshot.ts";

/** What a view needs to draw and name the network of a spec. */
export function outlineOf(spec: Spec): Outline {
  return {
    title: spec.title,
    inputs: spec.inputs,
    targets: spec.targets,
    layers: spec.layers.map(({ name, units, activation }) => ({ name, units, activation })),
    loss: spec.loss,
    optimizer: spec.optimizer,
    samples: spec.data.samples,
    trainingSamples: trainingSamples(spec),
    batchSize: batchSizeOf(spec),
  };
}
