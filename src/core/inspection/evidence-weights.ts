import { twinsOf } from "../findings/symmetric-weights.ts";
import type { Network } from "../network.ts";
import type { Spec } from "../spec.ts";

/** Some of a layer's weights as they are now. */
export interface ShownWeights {
  readonly of: "weights";
  readonly layer: number;
  /** The units shown, and how many inputs of each. */
  readonly units: readonly number[];
  readonly inputs: number;
  /** units × inputs, row-major */
  readonly weights: Float64Array;
  /** One for each unit shown; null in a layer without biases. */
  readonly biases: Float64Array | null;
  /** How many there are in all. */
  readonly unitsInAll: number;
  readonly inputsInAll: number;
}

/** More than this nobody compares. */
const mostUnits = 6;
const mostInputs = 4;

/** The weights of units that are equal, or of the first units where it is not about equal ones. */
export function weightsEvidence(spec: Spec, { layers }: Network, layer: number, areTwins: boolean): ShownWeights {
  const { units, fanIn, parameters } = layers[layer];
  const all = Array.from({ length: units }, (_, unit) => unit);
  const twins = areTwins ? twinsOf(spec, layer).find((group) => group.length > 1) : null;
  const shown = (twins ?? all).slice(0, mostUnits);
  const inputs = Math.min(fanIn, mostInputs);
  return {
    of: "weights",
    layer,
    units: shown,
    inputs,
    weights: Float64Array.from(
      shown.flatMap((unit) => Array.from(parameters.weights.subarray(unit * fanIn, unit * fanIn + inputs))),
    ),
    biases: parameters.biases.length > 0 ? Float64Array.from(shown, (unit) => parameters.biases[unit]) : null,
    unitsInAll: twins?.length ?? units,
    inputsInAll: fanIn,
  };
}
