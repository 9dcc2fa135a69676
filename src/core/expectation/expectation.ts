import type { QuantityPath } from "../quantity-path.ts";

/** One thing that must come true of a run: a quantity, when to look at it, and what it must be. */
export interface Expectation {
  readonly after: ExpectationTime;
  readonly quantity: ExpectedQuantity;
  readonly condition: Condition;
}

/** After how many steps or epochs, or at the end of the run. */
export type ExpectationTime = { readonly steps: number } | { readonly epochs: number } | "end";

/** A number that says how the run stands, or one number within the network. */
export type ExpectedQuantity = "loss" | "testLoss" | "accuracy" | QuantityPath;

/** What a number must be. `near` means within `tolerance`. */
export type Condition =
  | { readonly near: number; readonly tolerance: number }
  | { readonly below: number }
  | { readonly above: number };
