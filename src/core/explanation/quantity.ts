import { type ParameterPlace, quantityPathText } from "../quantity-path.ts";

/** One number of a worked step that a person can point at and ask about. Layers, units and inputs count from 0. */
export type Quantity =
  | { readonly of: "input"; readonly input: number }
  | { readonly of: "target"; readonly unit: number }
  | { readonly of: "loss" }
  | { readonly of: UnitQuantity; readonly layer: number; readonly unit: number }
  /** A weight or bias, and with it its gradient and its update. */
  | { readonly of: "parameter"; readonly parameter: ParameterPlace };

/** What a unit has one of: z, a, σ′(z), ∂l/∂a and δ = ∂l/∂z. */
export type UnitQuantity = "z" | "a" | "slope" | "lossByA" | "delta";

/** A word for a quantity that no other has; the same for the same. */
export function quantityKey(quantity: Quantity): string {
  switch (quantity.of) {
    case "loss":
      return "loss";
    case "input":
      return `input ${quantity.input}`;
    case "target":
      return `target ${quantity.unit}`;
    case "parameter":
      return quantityPathText({ of: "layers", parameter: quantity.parameter });
    default:
      return `${quantity.of} ${quantity.layer} ${quantity.unit}`;
  }
}

/** Whether two are the same quantity. */
export function isSameQuantity(a: Quantity | null, b: Quantity | null): boolean {
  return a === null || b === null ? a === b : quantityKey(a) === quantityKey(b);
}
