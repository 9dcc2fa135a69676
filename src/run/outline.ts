import { isClassification } from "../core/classification.ts";
import type { Quantity } from "../core/explanation/quantity.ts";
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

/** Whether a network has a quantity. */
export function outlineHas({ inputs, targets, layers }: Outline, quantity: Quantity): boolean {
  const isWithin = (index: number, length = 0) => index >= 0 && index < length;
  switch (quantity.of) {
    case "loss":
      return true;
    case "input":
      return isWithin(quantity.input, inputs.length);
    case "target":
      return isWithin(quantity.unit, targets.length);
    case "parameter": {
      const { layer, unit, input } = quantity.parameter;
      if (!isWithin(unit, layers[layer]?.units)) return false;
      if (input === null) return layers[layer].hasBiases;
      return isWithin(input, layer === 0 ? inputs.length : layers[layer - 1].units);
    }
    default:
      return isWithin(quantity.unit, layers[quantity.layer]?.units);
  }
}
