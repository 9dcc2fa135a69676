import { power } from "../elementary/elementary.ts";
import {
  type HyperparameterName,
  hyperparameterSymbols,
  type OptimizerSpec,
  optimizers,
  ruleOf,
} from "../optimizer.ts";
import { indexOf, type ParameterPlace, quantityPathText } from "../quantity-path.ts";
import { penaltyGradient } from "../regularization.ts";
import type { Spec } from "../spec.ts";
import type { WorkedSample, WorkedStep } from "../worked-step.ts";
import { type Factor, factorsOfDelta, type OpenedDelta, openDelta, weightToNext } from "./delta.ts";
import { type GradientPath, gradientPaths } from "./gradient-paths.ts";
import { derivativeSymbol, inputsOf, parameterSymbol, unitSymbol } from "./gradient-symbols.ts";

/** Why one parameter's gradient of one sample is the number it is, and what the step made of it. Plain data. */
export interface ParameterExplanation {
  readonly parameter: ParameterPlace;
  /** `layers.0.weights[0][0]` */
  readonly path: string;
  /** w₁, w₁,₂,₃ or b₁ */
  readonly symbol: string;
  /** The parameter before the update. */
  readonly value: number;
  /** ∂l/∂w = δ·a or ∂l/∂b = δ of this sample alone. */
  readonly gradient: number;
  /** The mean over the batch, with what regularization adds, before clipping. */
  readonly batchGradient: number;
  /** What regularization adds to it. */
  readonly regularization: number;
  /**
   * The derivatives from the loss to the parameter, whose product is `gradient`. Where one path alone leads there:
   * all derivatives on it. Where several do: ∂l/∂a of the parameter's unit, which `deltas` opens, and what follows.
   */
  readonly factors: readonly Factor[];
  /** What `factors` left closed: the unit's δ, with the units of the next layer that its ∂l/∂a sums over. */
  readonly deltas: readonly OpenedDelta[];
  /** The paths whose products sum up to `gradient`: all of them, or the largest where there are too many. */
  readonly paths: readonly GradientPath[];
  /** How many paths there are in all; Infinity beyond the range of numbers. */
  readonly pathsTotal: number;
  /** The listed paths' share of the gradient, about 1 if they are all; null where the gradient is 0. */
  readonly share: number | null;
  readonly update: ExplainedUpdate;
  readonly terms: UpdateTerms;
}

/** What the step did to the parameter. */
export interface ExplainedUpdate {
  /** The optimizer's rule, as people write it; null where the spec lets it stay as it is. */
  readonly rule: string | null;
  readonly before: number;
  readonly after: number;
}

/** All that the rule's symbols stand for, so that `after` can be computed from `before` by hand. */
export interface UpdateTerms {
  /** g */
  readonly gradient: number;
  /** η */
  readonly learningRate: number;
  /** c: what clipping multiplies g by; 1 where it does not */
  readonly gradientScale: number;
  /** µ, β₁ and so on: those that the rule has, by their symbols */
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** 1 − β₁ᵗ and 1 − β₂ᵗ, by these symbols; empty for optimizers that correct nothing */
  readonly corrections: Readonly<Record<string, number>>;
  /** The optimizer's running numbers for this parameter, by their names in the rule; none unless the step has them. */
  readonly moments: readonly { readonly name: string; readonly before: number; readonly after: number }[];
}

/**
 * Explains one parameter's gradient of one sample, from what the step left and nothing else.
 * @param sample one of `worked.samples`
 * @param spec the spec of the run that took the step
 * @throws RangeError if there is no such parameter
 */
export function explainParameter(
  worked: WorkedStep,
  sample: WorkedSample,
  parameter: ParameterPlace,
  spec: Pick<Spec, "layers" | "optimizer" | "regularization">,
): ParameterExplanation {
  const path = quantityPathText({ of: "layers", parameter });
  if (!exists(worked, sample, parameter)) throw new RangeError(`There is no parameter ${path}`);

  const { layer, kind, unit, input } = parameter;
  const { before, gradients, after } = worked.layers[layer];
  const k = indexOf(parameter, inputsOf(sample, layer).length);
  const value = before[kind][k];
  // z = Σ w·a + b, so ∂z/∂w is the a that the weight weighs, and ∂z/∂b is 1.
  const zByParameter = input === null ? 1 : inputsOf(sample, layer)[input];
  const gradient = sample.layers[layer].lossByZ[unit] * zByParameter;
  const { paths, total } = gradientPaths(worked, sample, layer, unit, zByParameter);
  const symbol = parameterSymbol(parameter, sample);
  const isOnlyPath = total === 1;
  return {
    parameter,
    path,
    symbol,
    value,
    gradient,
    batchGradient: gradients[kind][k],
    regularization: kind === "weights" ? penaltyGradient(spec.regularization, value) : 0,
    factors: [
      ...(isOnlyPath ? factorsOfOnlyPath(worked, sample, layer, unit) : factorsOfDelta(worked, sample, layer, unit)),
      { symbol: derivativeSymbol(unitSymbol("z", sample, layer, unit), symbol), value: zByParameter },
    ],
    deltas: isOnlyPath ? [] : [openDelta(worked, sample, layer, unit)],
    paths,
    pathsTotal: total,
    share: shareOf(paths, gradient),
    update: {
      rule: spec.layers[layer].trainable[kind] ? ruleOf(spec.optimizer, worked.gradientScale) : null,
      before: value,
      after: after[kind][k],
    },
    terms: termsOf(worked, parameter, k, spec.optimizer),
  };
}

function termsOf(
  worked: WorkedStep,
  { layer, kind }: ParameterPlace,
  k: number,
  optimizer: OptimizerSpec,
): UpdateTerms {
  const { gradients, moments } = worked.layers[layer];
  const { beta1, beta2 } = optimizer;
  const names = Object.keys(hyperparameterSymbols) as HyperparameterName[];
  const { defaults } = optimizers[optimizer.type];
  // Where weights do not decay, the rule does without λ. Any other stands in it, also if it is 0.
  const has = names.filter((name) => name in defaults && (name !== "weightDecay" || optimizer.weightDecay !== 0));
  return {
    gradient: gradients[kind][k],
    learningRate: worked.learningRate,
    gradientScale: worked.gradientScale,
    hyperparameters: Object.fromEntries(has.map((name) => [hyperparameterSymbols[name], optimizer[name]])),
    corrections: has.includes("beta2")
      ? { "1 − β₁ᵗ": 1 - power(beta1, worked.step), "1 − β₂ᵗ": 1 - power(beta2, worked.step) }
      : {},
    moments: moments.map(({ name, before, after }) => ({ name, before: before[kind][k], after: after[kind][k] })),
  };
}

function exists(worked: WorkedStep, sample: WorkedSample, { layer, kind, unit, input }: ParameterPlace): boolean {
  if (worked.layers[layer] === undefined || sample.layers[layer].z[unit] === undefined) return false;
  if (kind === "biases") return input === null && worked.layers[layer].before.biases[unit] !== undefined;
  return input !== null && inputsOf(sample, layer)[input] !== undefined;
}

/**
 * ∂l/∂a₃ · ∂a₃/∂z₃ · ∂z₃/∂a₂ · ∂a₂/∂z₂ · …: all derivatives from the loss to the z of a unit after whose layer
 * every layer has one unit.
 */
function factorsOfOnlyPath(worked: WorkedStep, sample: WorkedSample, layer: number, unit: number): Factor[] {
  const last = worked.layers.length - 1;
  const unitIn = (m: number) => (m === layer ? unit : 0);
  const factors = factorsOfDelta(worked, sample, last, unitIn(last));
  for (let m = last - 1; m >= layer; m--) {
    const aByZ = derivativeSymbol(unitSymbol("a", sample, m, unitIn(m)), unitSymbol("z", sample, m, unitIn(m)));
    factors.push(weightToNext(worked, sample, m, unitIn(m), unitIn(m + 1)));
    factors.push({ symbol: aByZ, value: sample.layers[m].aByZ[unitIn(m)] });
  }
  return factors;
}

/** Σ products / gradient */
function shareOf(paths: readonly GradientPath[], gradient: number): number | null {
  if (gradient === 0) return null;
  return paths.reduce((sum, { product }) => sum + product, 0) / gradient;
}
