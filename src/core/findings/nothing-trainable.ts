import type { Spec } from "../spec.ts";
import type { Finding } from "./finding.ts";
import { remedy, trying } from "./remedy.ts";

/** Layers of which none may change: training does nothing. */
export function nothingTrainable({ layers }: Spec): Finding[] {
  const mayChange = layers.some(({ trainable, biases }) => trainable.weights || (trainable.biases && biases !== false));
  if (mayChange) return [];
  return [
    {
      kind: "nothingTrainable",
      message: "No weight and no bias may change: training does nothing to this network.",
      ...trying(remedy('take "trainable" away from the layers that are to learn', "layers")),
      where: { of: "spec", key: "layers" },
      since: 0,
      numbers: {},
    },
  ];
}
