import type { Spec } from "../spec.ts";
import type { WorkedSample, WorkedStep } from "../worked-step.ts";
import type { ComputedAt } from "./computed-at.ts";
import type { Block, Sentence, UpdatePart } from "./derivation-parts.ts";
import { deriveInput, deriveTarget } from "./derive/data.ts";
import { deriveActivation, derivePreActivation } from "./derive/forward.ts";
import { givenOf, hasQuantity } from "./derive/given.ts";
import { deriveLoss } from "./derive/loss.ts";
import { deriveParameter } from "./derive/parameter.ts";
import { deriveSlope } from "./derive/slope.ts";
import { deriveDelta, deriveLossByA } from "./derive/unit-gradient.ts";
import type { Expression } from "./notation/expression.ts";
import type { Quantity } from "./quantity.ts";
import type { Trace } from "./trace.ts";

/** Why one number of a worked step is what it is. Plain data: a view only has to write it down. */
export interface Derivation {
  readonly quantity: Quantity;
  /** What is asked about: ∂ℓ/∂w₁ for a weight, z₁ for a pre-activation. */
  readonly symbol: Expression;
  readonly value: number;
  readonly at: ComputedAt;
  /** The answer in a sentence. */
  readonly lead: Sentence;
  readonly blocks: readonly Block[];
  /** What the number means, or what is to be known beside. */
  readonly remarks: readonly Sentence[];
  /** What follows from it, where it stops something from learning. */
  readonly consequence: Sentence | null;
  /** What the step makes of a parameter; null for all else. */
  readonly update: UpdatePart | null;
  /** What the picture of the network marks. */
  readonly trace: Trace;
}

/** Derives a quantity of one sample; null if the network has no such quantity. */
export function derive(worked: WorkedStep, sample: WorkedSample, quantity: Quantity, spec: Spec): Derivation | null {
  const given = givenOf(worked, sample, spec);
  if (!hasQuantity(given, quantity)) return null;
  switch (quantity.of) {
    case "input":
      return deriveInput(given, quantity);
    case "target":
      return deriveTarget(given, quantity);
    case "loss":
      return deriveLoss(given);
    case "z":
      return derivePreActivation(given, quantity.layer, quantity.unit);
    case "a":
      return deriveActivation(given, quantity.layer, quantity.unit);
    case "slope":
      return deriveSlope(given, quantity.layer, quantity.unit);
    case "lossByA":
      return deriveLossByA(given, quantity.layer, quantity.unit);
    case "delta":
      return deriveDelta(given, quantity.layer, quantity.unit);
    case "parameter":
      return deriveParameter(given, quantity.parameter);
  }
}
