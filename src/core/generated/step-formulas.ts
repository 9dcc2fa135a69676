import { type ActivationName, activations } from "../activation.ts";
import { exp, log } from "../elementary/elementary.ts";
import { type LossName, smallestLog, smallestVariance } from "../loss.ts";
import type { OptimizerName } from "../optimizer.ts";

/**
 * The formulas of a step as JavaScript, for one unit or one parameter at a time. Each is what its twin computes (in
 * `activation.ts`, `loss.ts` and `optimizer.ts`), operation for operation, so that it gives the same bits.
 */

/** What the code of a step may call. */
export const stepFunctions = {
  elu: activations.elu.value,
  gelu: activations.gelu.value,
  sigmoid: activations.sigmoid.value,
  tanh: activations.tanh.value,
  softplus: activations.softplus.value,
  swish: activations.swish.value,
  geluSlope: activations.gelu.derivative,
  softplusSlope: activations.softplus.derivative,
  swishSlope: activations.swish.derivative,
  exp,
  log,
} satisfies Record<string, (z: number, a: number) => number>;

/** An activation of one unit: a = σ(z), and σ′(z), which is null where it is always 1. */
interface ActivationCode {
  readonly value: (z: string) => string;
  readonly slope: ((z: string, a: string) => string) | null;
}

/** Every activation that acts on each unit by itself. */
export const activationCode: Readonly<Record<Exclude<ActivationName, "softmax">, ActivationCode>> = {
  linear: { value: (z) => z, slope: null },
  relu: { value: (z) => `Math.max(0, ${z})`, slope: (z) => `${z} > 0 ? 1 : 0` },
  leakyRelu: { value: (z) => `${z} > 0 ? ${z} : 0.01 * ${z}`, slope: (z) => `${z} > 0 ? 1 : 0.01` },
  elu: { value: (z) => `elu(${z})`, slope: (z, a) => `${z} > 0 ? 1 : ${a} + 1` },
  gelu: { value: (z) => `gelu(${z})`, slope: (z, a) => `geluSlope(${z}, ${a})` },
  sigmoid: { value: (z) => `sigmoid(${z})`, slope: (_z, a) => `${a} * (1 - ${a})` },
  tanh: { value: (z) => `tanh(${z})`, slope: (_z, a) => `1 - ${a} * ${a}` },
  softplus: { value: (z) => `softplus(${z})`, slope: (z, a) => `softplusSlope(${z}, ${a})` },
  swish: { value: (z) => `swish(${z})`, slope: (z, a) => `swishSlope(${z}, ${a})` },
};

/** The names of what a loss is made of, for one output; e is a − t. */
export interface OutputNames {
  readonly z: string;
  readonly a: string;
  readonly t: string;
  readonly e: string;
}

/** A loss of a sample, and its derivative by one of its n outputs: by a, or by z where it is taken together with σ. */
export interface LossCode {
  readonly value: (outputs: readonly OutputNames[]) => string;
  readonly derivative: (output: OutputNames, n: number) => string;
}

/** Every loss, where it is taken by itself. */
export const lossCode: Readonly<Record<LossName, LossCode>> = {
  mse: {
    value: (outputs) => over(squares(outputs), outputs.length),
    derivative: ({ e }, n) => over(`2 * ${e}`, n),
  },
  halfSquaredError: {
    value: (outputs) => over(squares(outputs), 2),
    derivative: ({ e }) => e,
  },
  mae: {
    value: (outputs) => over(sum(outputs.map(({ e }) => `Math.abs(${e})`)), outputs.length),
    derivative: ({ e }, n) => over(`Math.sign(${e})`, n),
  },
  huber: {
    value: (outputs) => {
      const parts = outputs.map(({ e }) => `(Math.abs(${e}) <= 1 ? (${e} * ${e}) / 2 : Math.abs(${e}) - 1 / 2)`);
      return over(sum(parts), outputs.length);
    },
    derivative: ({ e }, n) => over(`Math.min(1, Math.max(-1, ${e}))`, n),
  },
  binaryCrossEntropy: {
    value: (outputs) => {
      const logOf = (p: string) => `Math.max(log(${p}), ${smallestLog})`;
      const parts = outputs.map(({ a, t }) => `(${t} * ${logOf(a)} + (1 - ${t}) * ${logOf(`1 - ${a}`)})`);
      return over(`-(${sum(parts)})`, outputs.length);
    },
    derivative: ({ a, e }, n) => over(`${e} / Math.max(${a} * (1 - ${a}), ${smallestVariance})`, n),
  },
  crossEntropy: {
    value: (outputs) => `-(${sum(outputs.map(({ a, t }) => `(${t} === 0 ? 0 : ${t} * log(${a}))`))})`,
    derivative: ({ a, t }) => `${t} === 0 ? 0 : -${t} / ${a}`,
  },
};

/** After a sigmoid: l(σ(z), t), and δ. */
export const sigmoidWithBinaryCrossEntropyCode: LossCode = {
  value: (outputs) => over(sum(outputs.map(({ z, t }) => `(softplus(${z}) - ${t} * ${z})`)), outputs.length),
  derivative: ({ e }, n) => over(e, n),
};

/** After softmax, given the names of its largest z and of the sum of its e^(z − largest). */
export function softmaxWithCrossEntropyCode(largest: string, sumOfExp: string, targets: readonly string[]): LossCode {
  return {
    value: (outputs) =>
      sum(outputs.map(({ z, t }) => `(${t} === 0 ? 0 : ${t} * (log(${sumOfExp}) - (${z} - ${largest})))`)),
    derivative: ({ a, t }) => `${a} * (${sum(targets)}) - ${t}`,
  };
}

function sum(terms: readonly string[]): string {
  return terms.join(" + ");
}

function squares(outputs: readonly OutputNames[]): string {
  return sum(outputs.map(({ e }) => `${e} * ${e}`));
}

function over(dividend: string, divisor: number): string {
  return divisor === 1 ? dividend : `(${dividend}) / ${divisor}`;
}

/** What an update is written with: the names of θ and its gradient, and its place in the lists of running numbers. */
interface UpdateOf {
  readonly θ: string;
  readonly g: string;
  readonly index: number;
}

/** The statements of an update that change θ and its running numbers, given the gradient g. */
export const updateCode: Readonly<Record<OptimizerName, (of: UpdateOf) => readonly string[]>> = {
  sgd: ({ θ, g }) => [`${θ} -= η * ${g};`],
  momentum: ({ θ, g, index: k }) => [`v[${k}] = µ * v[${k}] + ${g};`, `${θ} -= η * v[${k}];`],
  nesterov: ({ θ, g, index: k }) => [`v[${k}] = µ * v[${k}] + ${g};`, `${θ} -= η * (${g} + µ * v[${k}]);`],
  rmsprop: ({ θ, g, index: k }) => [
    `s[${k}] = α * s[${k}] + (1 - α) * ${g} * ${g};`,
    `v[${k}] = µ * v[${k}] + ${g} / (Math.sqrt(s[${k}]) + ε);`,
    `${θ} -= η * v[${k}];`,
  ],
  adagrad: ({ θ, g, index: k }) => [`s[${k}] += ${g} * ${g};`, `${θ} -= (η * ${g}) / (Math.sqrt(s[${k}]) + ε);`],
  adam: adamCode,
  adamw: ({ θ, g, index }) => [`${θ} *= 1 - η * λ;`, ...adamCode({ θ, g, index })],
};

function adamCode({ θ, g, index: k }: UpdateOf): readonly string[] {
  return [
    `m[${k}] = β1 * m[${k}] + (1 - β1) * ${g};`,
    `s[${k}] = β2 * s[${k}] + (1 - β2) * ${g} * ${g};`,
    `${θ} -= ((η / correction1) * m[${k}]) / (Math.sqrt(s[${k}]) / rootOfCorrection2 + ε);`,
  ];
}
