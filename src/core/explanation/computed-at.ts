import type { Quantity } from "./quantity.ts";

/**
 * The point within a step at which a number of it is computed; null for what is there before: parameters, inputs and
 * targets. Layers count from 0.
 */
export type ComputedAt =
  | null
  | { readonly of: "forward" | "backward"; readonly layer: number }
  | { readonly of: "loss" }
  | { readonly of: "update" };

/** When a quantity is computed; a parameter stands for its value before the update. */
export function computedAt(quantity: Quantity): ComputedAt {
  switch (quantity.of) {
    case "input":
    case "target":
    case "parameter":
      return null;
    case "loss":
      return { of: "loss" };
    case "z":
    case "a":
      return { of: "forward", layer: quantity.layer };
    default:
      return { of: "backward", layer: quantity.layer };
  }
}
