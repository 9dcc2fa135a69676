import type { Quantity } from "../../src/core/explanation/quantity.ts";
import type { Store } from "../store.ts";

/** Asks about a parameter, and begins to set it by hand. */
export function editParameter(store: Store, quantity: Quantity): void {
  store.select(quantity);
}
