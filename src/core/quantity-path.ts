import type { ParameterKind } from "./parameters.ts";

/** The place of one weight or bias. Layers, units and inputs count from 0. */
export interface ParameterPlace {
  readonly layer: number;
  readonly kind: ParameterKind;
  readonly unit: number;
  /** The input that a weight comes from; null for a bias. */
  readonly input: number | null;
}

/** The place of one number of a run's network. */
export type QuantityPath =
  | { readonly of: "layers" | "gradients"; readonly parameter: ParameterPlace }
  | { readonly of: "activations"; readonly layer: number; readonly unit: number };

/** Reads `layers.0.weights[0][0]`, `gradients.2.biases[0]` or `activations.1[0]`; null if it is none of them. */
export function parseQuantityPath(text: string): QuantityPath | null {
  const activation = /^activations\.(\d+)\[(\d+)\]$/.exec(text);
  if (activation) return { of: "activations", layer: Number(activation[1]), unit: Number(activation[2]) };
  const parameter = /^(layers|gradients)\.(\d+)\.(?:(weights)\[(\d+)\]\[(\d+)\]|(biases)\[(\d+)\])$/.exec(text);
  if (!parameter) return null;
  const [, of, layer, weights, weightUnit, input, , biasUnit] = parameter;
  const place: ParameterPlace = weights
    ? { layer: Number(layer), kind: "weights", unit: Number(weightUnit), input: Number(input) }
    : { layer: Number(layer), kind: "biases", unit: Number(biasUnit), input: null };
  return { of: of as "layers" | "gradients", parameter: place };
}

/** The path as a person writes it. */
export function quantityPathText(path: QuantityPath): string {
  return path.of === "activations"
    ? `activations.${path.layer}[${path.unit}]`
    : `${path.of}.${parameterPlaceText(path.parameter)}`;
}

/** `0.weights[0][0]` */
function parameterPlaceText({ layer, kind, unit, input }: ParameterPlace): string {
  return input === null ? `${layer}.${kind}[${unit}]` : `${layer}.${kind}[${unit}][${input}]`;
}

/** Where a parameter stands in its layer's row-major list. */
export function indexOf({ unit, input }: ParameterPlace, fanIn: number): number {
  return input === null ? unit : unit * fanIn + input;
}
