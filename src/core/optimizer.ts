import { power } from "./elementary/elementary.ts";
import type { Numbers } from "./numbers.ts";
import type { Schedule } from "./schedule.ts";

/** How gradients change parameters. */
export interface OptimizerSpec extends Hyperparameters {
  readonly type: OptimizerName;
  /** η */
  readonly learningRate: number;
  readonly schedule: Schedule;
  /** The largest norm that the gradient keeps, or null for any. */
  readonly clipNorm: number | null;
}

/** The numbers that an optimizer's formula has beside η. Those that it does not have are 0. */
export interface Hyperparameters {
  /** µ: the share of its velocity that a parameter keeps from step to step */
  readonly momentum: number;
  /** β₁: the share that the running mean of gradients keeps */
  readonly beta1: number;
  /** β₂: the share that the running mean of squared gradients keeps */
  readonly beta2: number;
  /** ε: keeps a division from being by zero */
  readonly epsilon: number;
  /** α: the share that RMSprop's running mean of squared gradients keeps */
  readonly alpha: number;
  /** λ: how strongly parameters are drawn to zero */
  readonly weightDecay: number;
}

/** The name of a hyperparameter, as a spec writes it. */
export type HyperparameterName = keyof Hyperparameters;

/** What one update needs to know beside parameters and gradients; kept from step to step. */
export interface Update {
  readonly hyperparameters: Hyperparameters;
  /** η of this step */
  learningRate: number;
  /** What clipping multiplies the gradient by: 1 where it is short enough. */
  gradientScale: number;
  /** 1 − β₁ᵗ and 1 − β₂ᵗ at the t-th update: running means begin at zero, and these make up for it. */
  correction1: number;
  correction2: number;
}

/** A stretch of parameters that may change, with their gradients and the optimizer's running numbers. */
export interface UpdateTarget {
  readonly parameters: Numbers;
  readonly gradients: Numbers;
  readonly moments: readonly Numbers[];
}

/** An optimizer as PyTorch defines it. */
export interface Optimizer {
  /** One update, as people write it, without what `ruleOf` adds; g is the gradient. */
  readonly rule: string;
  /** The hyperparameters it has, with PyTorch's defaults. */
  readonly defaults: Partial<Hyperparameters> & { readonly learningRate: number };
  /** The running numbers it keeps for each parameter, by their names in the rule. */
  readonly moments: readonly string[];
  /** Changes θ and its moments in place, given the gradient of the batch's loss with respect to θ. */
  readonly update: (θ: Numbers, gradient: Numbers, moments: readonly Numbers[], update: Update) => void;
}

/** Gradient descent: g ← g + λθ, θ ← θ − η·g. */
const sgd: Optimizer = {
  rule: "θ ← θ − η·g",
  defaults: { learningRate: 0.01, weightDecay: 0 },
  moments: [],
  update: (θ, gradient, _moments, { learningRate: η, gradientScale, hyperparameters: { weightDecay: λ } }) => {
    for (let i = 0; i < θ.length; i++) {
      const g = gradientScale * gradient[i] + λ * θ[i];
      θ[i] -= η * g;
    }
  },
};

/** Gradient descent with a velocity v: v ← µv + g, θ ← θ − η·v. */
const momentum: Optimizer = {
  rule: "v ← µ·v + g, θ ← θ − η·v",
  defaults: { learningRate: 0.01, momentum: 0.9, weightDecay: 0 },
  moments: ["v"],
  update: (θ, gradient, [v], { learningRate: η, gradientScale, hyperparameters }) => {
    const { momentum: µ, weightDecay: λ } = hyperparameters;
    for (let i = 0; i < θ.length; i++) {
      const g = gradientScale * gradient[i] + λ * θ[i];
      v[i] = µ * v[i] + g;
      θ[i] -= η * v[i];
    }
  },
};

/** Nesterov's momentum, which looks ahead along the velocity: v ← µv + g, θ ← θ − η·(g + µv). */
const nesterov: Optimizer = {
  rule: "v ← µ·v + g, θ ← θ − η·(g + µ·v)",
  defaults: { learningRate: 0.01, momentum: 0.9, weightDecay: 0 },
  moments: ["v"],
  update: (θ, gradient, [v], { learningRate: η, gradientScale, hyperparameters }) => {
    const { momentum: µ, weightDecay: λ } = hyperparameters;
    for (let i = 0; i < θ.length; i++) {
      const g = gradientScale * gradient[i] + λ * θ[i];
      v[i] = µ * v[i] + g;
      θ[i] -= η * (g + µ * v[i]);
    }
  },
};

/**
 * RMSprop divides by a running root mean square s of the gradient: s ← αs + (1 − α)g², g/(√s + ε); with a momentum µ
 * that goes into a velocity, v ← µv + g/(√s + ε), θ ← θ − η·v.
 */
const rmsprop: Optimizer = {
  rule: "s ← α·s + (1 − α)·g², v ← µ·v + g/(√s + ε), θ ← θ − η·v",
  defaults: { learningRate: 0.01, alpha: 0.99, epsilon: 1e-8, momentum: 0, weightDecay: 0 },
  moments: ["s", "v"],
  update: (θ, gradient, [s, v], { learningRate: η, gradientScale, hyperparameters }) => {
    const { alpha: α, epsilon: ε, momentum: µ, weightDecay: λ } = hyperparameters;
    for (let i = 0; i < θ.length; i++) {
      const g = gradientScale * gradient[i] + λ * θ[i];
      s[i] = α * s[i] + (1 - α) * g * g;
      v[i] = µ * v[i] + g / (Math.sqrt(s[i]) + ε);
      θ[i] -= η * v[i];
    }
  },
};

/** Adagrad divides by the root of the sum s of all squared gradients: s ← s + g², θ ← θ − η·g/(√s + ε). */
const adagrad: Optimizer = {
  rule: "s ← s + g², θ ← θ − η·g/(√s + ε)",
  defaults: { learningRate: 0.01, epsilon: 1e-10, weightDecay: 0 },
  moments: ["s"],
  update: (θ, gradient, [s], { learningRate: η, gradientScale, hyperparameters }) => {
    const { epsilon: ε, weightDecay: λ } = hyperparameters;
    for (let i = 0; i < θ.length; i++) {
      const g = gradientScale * gradient[i] + λ * θ[i];
      s[i] += g * g;
      θ[i] -= (η * g) / (Math.sqrt(s[i]) + ε);
    }
  },
};

/**
 * Adam (Kingma and Ba, arXiv 1412.6980): running means m of the gradient and s of its square, each corrected for
 * having begun at zero: m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ), θ ← θ − η·m̂/(√ŝ + ε).
 */
function adamUpdate(θ: Numbers, gradient: Numbers, [m, s]: readonly Numbers[], λ: number, update: Update): void {
  const { learningRate: η, gradientScale, correction1, correction2 } = update;
  const { beta1: β1, beta2: β2, epsilon: ε } = update.hyperparameters;
  const rootOfCorrection2 = Math.sqrt(correction2);
  for (let i = 0; i < θ.length; i++) {
    const g = gradientScale * gradient[i] + λ * θ[i];
    m[i] = β1 * m[i] + (1 - β1) * g;
    s[i] = β2 * s[i] + (1 - β2) * g * g;
    θ[i] -= ((η / correction1) * m[i]) / (Math.sqrt(s[i]) / rootOfCorrection2 + ε);
  }
}

const adam: Optimizer = {
  rule: "m ← β₁·m + (1 − β₁)·g, s ← β₂·s + (1 − β₂)·g², m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ), θ ← θ − η·m̂/(√ŝ + ε)",
  defaults: { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  moments: ["m", "s"],
  update: (θ, gradient, moments, update) =>
    adamUpdate(θ, gradient, moments, update.hyperparameters.weightDecay, update),
};

/** AdamW (Loshchilov and Hutter, arXiv 1711.05101): the decay acts on θ itself, not through the gradient. */
const adamw: Optimizer = {
  rule: "m ← β₁·m + (1 − β₁)·g, s ← β₂·s + (1 − β₂)·g², m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ), θ ← θ − η·m̂/(√ŝ + ε)",
  defaults: { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
  moments: ["m", "s"],
  update: (θ, gradient, moments, update) => {
    const η = update.learningRate;
    const λ = update.hyperparameters.weightDecay;
    for (let i = 0; i < θ.length; i++) θ[i] *= 1 - η * λ;
    adamUpdate(θ, gradient, moments, 0, update);
  },
};

/** Every optimizer a spec can name. */
export const optimizers = {
  sgd,
  momentum,
  nesterov,
  rmsprop,
  adagrad,
  adam,
  adamw,
} satisfies Record<string, Optimizer>;

/** The name of an optimizer, as a spec writes it. */
export type OptimizerName = keyof typeof optimizers;

/** The symbols of the hyperparameters in the rules. */
export const hyperparameterSymbols: Readonly<Record<HyperparameterName, string>> = {
  momentum: "µ",
  beta1: "β₁",
  beta2: "β₂",
  epsilon: "ε",
  alpha: "α",
  weightDecay: "λ",
};

/**
 * The whole rule of an update, as people write it: what clipping (c) and weight decay (λ) do comes first.
 */
export function ruleOf({ type, weightDecay }: OptimizerSpec, gradientScale: number): string {
  const clipping = gradientScale === 1 ? [] : ["g ← c·g"];
  const decay = type === "adamw" ? "θ ← θ − η·λ·θ" : "g ← g + λ·θ";
  return [...clipping, ...(weightDecay === 0 ? [] : [decay]), optimizers[type].rule].join(", ");
}

/** Room for what an update needs to know. */
export function createUpdate(hyperparameters: Hyperparameters): Update {
  return { hyperparameters, learningRate: 0, gradientScale: 1, correction1: 1, correction2: 1 };
}

/** Sets the corrections of update number `t`, counted from 1. */
export function prepareUpdate(update: Update, t: number): void {
  const { beta1, beta2 } = update.hyperparameters;
  // Most optimizers have no running means, and need not pay for them.
  update.correction1 = beta1 === 0 ? 1 : 1 - power(beta1, t);
  update.correction2 = beta2 === 0 ? 1 : 1 - power(beta2, t);
}

/**
 * What clipping to a largest norm multiplies a gradient of norm `norm` by, as PyTorch's clip_grad_norm_ does: the
 * 10⁻⁶ keeps the division finite.
 */
export function clipScale(clipNorm: number, norm: number): number {
  return Math.min(1, clipNorm / (norm + 1e-6));
}
