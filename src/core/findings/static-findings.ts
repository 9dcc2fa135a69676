import type { Spec } from "../spec.ts";
import { constantFeatures, inputScales, noDistribution } from "./data-findings.ts";
import type { Finding } from "./finding.ts";
import { linearStack } from "./linear-stack.ts";
import { nothingTrainable } from "./nothing-trainable.ts";
import { reluOutput, sigmoidOutput, softmaxSingle, tanhOutput } from "./output-findings.ts";
import { symmetricWeights } from "./symmetric-weights.ts";
import { zeroWeights } from "./zero-weights.ts";

/**
 * What can be told about a spec before its first step. Looks once at the data and at the weights that are given, and
 * draws nothing.
 */
export function staticFindings(spec: Spec): Finding[] {
  return [
    ...linearStack(spec),
    ...outputFindings(spec),
    ...stuckFindings(spec),
    ...inputScales(spec),
    ...constantFeatures(spec),
  ];
}

/** An output that is always 1, or targets that are no distribution, say more than the targets' range does. */
function outputFindings(spec: Spec): Finding[] {
  const single = softmaxSingle(spec);
  if (single.length > 0) return single;
  const unlike = noDistribution(spec);
  if (unlike.length > 0) return unlike;
  return [...reluOutput(spec), ...sigmoidOutput(spec), ...tanhOutput(spec)];
}

/** Units that never learn at all are equal, too: only the former is said. */
function stuckFindings(spec: Spec): Finding[] {
  const stuck = causesOfStandstill(spec);
  return stuck.length > 0 ? stuck : symmetricWeights(spec);
}

/** Why nothing, or nothing but the last layer's biases, will ever move: a run has nothing to add to that. */
export function causesOfStandstill(spec: Spec): Finding[] {
  const frozen = nothingTrainable(spec);
  return frozen.length > 0 ? frozen : zeroWeights(spec);
}
