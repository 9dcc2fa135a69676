import type { Spec } from "../spec.ts";
import type { Observation } from "./observation.ts";

/** RMS δ in the first layer that may change its weights, in the last layer, and what the former is of the latter. */
export function deltaRatio(spec: Spec, { deltas }: Observation): { first: number; last: number; ratio: number } {
  const first = deltas[firstTrainable(spec)];
  const last = deltas[deltas.length - 1];
  return { first, last, ratio: last > 0 ? first / last : Number.NaN };
}

export function firstTrainable({ layers }: Spec): number {
  return Math.max(
    0,
    layers.findIndex(({ trainable }) => trainable.weights),
  );
}
