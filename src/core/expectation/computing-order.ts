import type { ExpectedQuantity } from "./expectation.ts";
import type { ExpectationResult } from "./expectation-check.ts";

/**
 * The first number that differs, in the order in which a run computes its numbers: where a calculation by hand went
 * wrong, all that follows from it is wrong, too, and this one is where to look. Null if everything holds.
 */
export function firstDifference(results: readonly ExpectationResult[]): ExpectationResult | null {
  const [first = null] = results.filter(({ holds }) => !holds).toSorted(byComputation);
  return first;
}

/**
 * Compares by the order of the computation: earlier steps first, and within a step the activations forward, the
 * gradients back from the last layer, the parameters after the update, and what is measured with those.
 */
export function byComputation(a: ExpectationResult, b: ExpectationResult): number {
  const [one, other] = [placeOf(a), placeOf(b)];
  const k = one.findIndex((number, index) => number !== other[index]);
  return k < 0 ? 0 : one[k] - other[k];
}

/** Compared from its first number on. */
type Place = readonly number[];

/** What a run never came to see lies behind everything that it did see. */
function placeOf({ expectation: { quantity }, actual, step }: ExpectationResult): Place {
  return [actual === null ? Number.POSITIVE_INFINITY : step, ...placeInStep(quantity)];
}

/** An expected loss is that of the parameters after the step's update, so it is computed last. */
const measures = ["loss", "testLoss", "accuracy"] as const;

const parts = { activations: 0, gradients: 1, layers: 2, measures: 3 } as const;

/** A layer's weights are written before its biases. */
const lists = { weights: 0, biases: 1 } as const;

function placeInStep(quantity: ExpectedQuantity): number[] {
  if (typeof quantity === "string") return [parts.measures, measures.indexOf(quantity)];
  if (quantity.of === "activations") return [parts.activations, quantity.layer, quantity.unit];
  const { layer, kind, unit, input } = quantity.parameter;
  return [parts[quantity.of], quantity.of === "gradients" ? -layer : layer, lists[kind], unit, input ?? 0];
}
