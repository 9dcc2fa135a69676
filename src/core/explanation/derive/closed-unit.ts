import type { Sentence } from "../derivation-parts.ts";
import { sentences } from "../sentences.ts";
import { fanInOf, type Given, hasBias } from "./given.ts";

/** What follows where a ReLU is closed for the sample: nothing of its unit learns from it. Null where it is open. */
export function closedUnit(given: Given, layer: number, unit: number): Sentence | null {
  if (!isClosed(given, layer, unit)) return null;
  const { optimizer, regularization } = given.spec;
  // With momentum or decay, a gradient of 0 still moves a parameter.
  const staysForSure =
    optimizer.type === "sgd" &&
    optimizer.weightDecay === 0 &&
    regularization.l1 === 0 &&
    regularization.l2 === 0 &&
    given.worked.batchSize === 1;
  return sentences.closedUnit(layer, fanInOf(given, layer), hasBias(given, layer), staysForSure);
}

/** Whether a unit is a ReLU that lets nothing through for the sample. */
export function isClosed({ worked, sample }: Given, layer: number, unit: number): boolean {
  return worked.layers[layer].activation === "relu" && sample.layers[layer].aByZ[unit] === 0;
}
