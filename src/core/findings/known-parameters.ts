import type { InitializerSpec } from "../initializer.ts";
import type { LayerSpec } from "../spec.ts";

/** What a spec says about initial parameters without drawing any. */

/** The weight from input i to unit j. */
export type KnownWeight = (j: number, i: number) => number;

/** The initial weights of a layer where they are given, or all the same number; null if they are drawn. */
export function knownWeights({ weights, init }: LayerSpec): KnownWeight | null {
  if (weights) return (j, i) => weights[j][i];
  const constant = constantOf(init);
  return constant === null ? null : () => constant;
}

/** The initial biases of a layer, those that it does not have being 0; null if they are drawn. */
export function knownBiases({ biases, init }: LayerSpec): ((j: number) => number) | null {
  if (biases) return (j) => biases[j];
  if (biases === false || leavesBiasesZero(init)) return () => 0;
  const constant = constantOf(init);
  return constant === null ? null : () => constant;
}

/** Whether all initial weights of a layer are known to be zero. */
export function hasZeroWeights({ weights, init }: LayerSpec): boolean {
  return weights ? weights.every((row) => row.every((w) => w === 0)) : constantOf(init) === 0;
}

/** The one number that an initializer gives to all; null if it draws. */
function constantOf(init: InitializerSpec): number | null {
  if (init === "zeros") return 0;
  if (init === "ones") return 1;
  if (typeof init === "string") return null;
  if ("uniform" in init) return init.uniform[0] === init.uniform[1] ? init.uniform[0] : null;
  return init.normal[1] === 0 ? init.normal[0] : null;
}

function leavesBiasesZero(init: InitializerSpec): boolean {
  return init === "xavierUniform" || init === "xavierNormal" || init === "heUniform" || init === "heNormal";
}
