import type { Numbers } from "./numbers.ts";

/** The numbers training changes, of one layer; gradients have the same shape. */
export interface Parameters {
  /** units × fan-in, row-major: `weights[j * fanIn + i]` leads from input i to unit j */
  readonly weights: Numbers;
  /** one per unit; empty in a layer without biases */
  readonly biases: Numbers;
}

/** The two kinds of parameters a layer has. */
export const parameterKinds = ["weights", "biases"] as const;

/** "weights" or "biases" */
export type ParameterKind = (typeof parameterKinds)[number];

/** A copy in float64 that later training does not change. */
export function copyParameters({ weights, biases }: Parameters): Parameters {
  return { weights: Float64Array.from(weights), biases: Float64Array.from(biases) };
}
