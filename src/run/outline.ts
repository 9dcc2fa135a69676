import { isClassification } from "../core/classification.ts";
import type { Spec } from "../core/spec.ts";
import { batchSizeOf, trainingSamples } from "../core/steps.ts";
import type { Outline } from "./snapshot.ts";

/** What a view needs to draw and name the network of a spec. */
export function outlineOf(spec: Spec): Outline {
  return {
    title: spec.title,
    inputs: spec.inputs,
    targets: spec.targets,
    layers: spec.layers.map(({ name, units, activation, biases, trainable }) => ({
      name,
      units,
      activation,
      hasBiases: biases !== false,
      trainable,
    })),
    loss: spec.loss,
    optimizer: spec.optimizer,
    samples: spec.data.samples,
    trainingSamples: trainingSamples(spec),
    batchSize: batchSizeOf(spec),
    classes: spec.data.classes,
    classifies: isClassification(spec),
    normalization: spec.data.normalization,
  };
}
