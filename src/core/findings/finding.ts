import type { Remedy } from "./remedy.ts";

/** Something about a network or its training that keeps it from learning well, as plain data. */
export interface Finding {
  readonly kind: FindingKind;
  /** What is the case, in one sentence with its numbers. */
  readonly message: string;
  /** What to try, in one sentence. */
  readonly advice: string;
  /** The same, one by one. */
  readonly remedies: readonly Remedy[];
  readonly where: FindingPlace;
  /** The step since which it is so, counted from 1; 0 for what can be told before training. */
  readonly since: number;
  /** The numbers behind it, by name. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** Where in a spec or its network a finding belongs. Layers, units and inputs count from 0. */
export type FindingPlace =
  | { readonly of: "layer"; readonly layer: number; readonly key: "activation" | "init" | "weights" | "units" | null }
  | { readonly of: "unit"; readonly layer: number; readonly unit: number }
  | { readonly of: "input"; readonly input: number }
  | { readonly of: "spec"; readonly key: "data" | "loss" | "optimizer" | "layers" | "training" };

/** Every kind of finding: those from the spec alone, then those from the run. */
export const findingKinds = [
  "nothingTrainable",
  "linearStack",
  "reluOutput",
  "sigmoidOutput",
  "tanhOutput",
  "softmaxSingle",
  "inputScales",
  "zeroWeights",
  "symmetricWeights",
  "noDistribution",
  "constantFeature",
  "deadUnits",
  "vanishingGradients",
  "explodingGradients",
  "saturatedUnits",
  "divergence",
  "nonFinite",
  "overshoot",
] as const;

/** The name of a kind of finding. */
export type FindingKind = (typeof findingKinds)[number];
