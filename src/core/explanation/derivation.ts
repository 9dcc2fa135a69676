import type { Spec } from "../spec.ts";
import type { WorkedSample, WorkedStep } from "../worked-step.ts";
import type { Quantity } from "./quantity.ts";
import { type Trace, traceOf } from "./trace.ts";

/** Why one number of a worked step is what it is. Plain data: a view only has to write it down. */
export interface Derivation {
  readonly quantity: Quantity;
  /** What the picture of the network marks. */
  readonly trace: Trace;
}

/** Derives a quantity of one sample; null if the network has no such quantity. */
export function derive(
  worked: WorkedStep,
  sample: WorkedSample,
  quantity: Quantity,
  _spec: Pick<Spec, "layers" | "optimizer" | "regularization">,
): Derivation | null {
  if (quantity.of === "parameter" && !worked.layers[quantity.parameter.layer]) return null;
  return { quantity, trace: traceOf(worked, sample, quantity) };
}
