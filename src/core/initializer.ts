import type { Numbers } from "./numbers.ts";
import { normal, type Random, uniform } from "./random.ts";

/** Draws the initial parameters of one layer. */
export type Initializer = (layer: Drawn, random: Random) => void;

/** What is drawn for one layer, and its size: units × fan-in. */
export interface Drawn {
  readonly weights: Numbers;
  readonly biases: Numbers;
  readonly fanIn: number;
  readonly units: number;
}

/**
 * PyTorch's default for `Linear`: weights and biases uniform in ±1/√fan-in, so that a unit's
 * pre-activation stays of the size of its inputs however many there are.
 */
const torchDefault: Initializer = ({ weights, biases, fanIn }, random) => {
  const bound = 1 / Math.sqrt(fanIn);
  fillUniform(weights, -bound, bound, random);
  fillUniform(biases, -bound, bound, random);
};

/** Weights uniform with variance 2/(fan-in + fan-out), for tanh and sigmoid (Glorot and Bengio 2010). */
const xavierUniform: Initializer = ({ weights, fanIn, units }, random) => {
  const bound = Math.sqrt(6 / (fanIn + units));
  fillUniform(weights, -bound, bound, random);
};

/** Weights normal with variance 2/(fan-in + fan-out). */
const xavierNormal: Initializer = ({ weights, fanIn, units }, random) => {
  fillNormal(weights, 0, Math.sqrt(2 / (fanIn + units)), random);
};

/** Weights uniform with variance 2/fan-in, for ReLU, which lets half of them through (He et al. 2015). */
const heUniform: Initializer = ({ weights, fanIn }, random) => {
  const bound = Math.sqrt(6 / fanIn);
  fillUniform(weights, -bound, bound, random);
};

/** Weights normal with variance 2/fan-in. */
const heNormal: Initializer = ({ weights, fanIn }, random) => {
  fillNormal(weights, 0, Math.sqrt(2 / fanIn), random);
};

const zeros: Initializer = ({ weights, biases }) => {
  weights.fill(0);
  biases.fill(0);
};

const ones: Initializer = ({ weights, biases }) => {
  weights.fill(1);
  biases.fill(1);
};

/** Every initializer that has a name. Those that leave the biases alone leave them zero. */
export const initializers = {
  torchDefault,
  xavierUniform,
  xavierNormal,
  heUniform,
  heNormal,
  zeros,
  ones,
} satisfies Record<string, Initializer>;

/** The name of an initializer, as a spec writes it. */
export type InitializerName = keyof typeof initializers;

/** How a spec says what to draw: by name, or a distribution for weights and biases with its numbers. */
export type InitializerSpec =
  | InitializerName
  | { readonly uniform: readonly [low: number, high: number] }
  | { readonly normal: readonly [mean: number, standardDeviation: number] };

/** Draws one layer's parameters, which are zero before, as its spec says. */
export function initialize(init: InitializerSpec, layer: Drawn, random: Random): void {
  if (typeof init === "string") {
    initializers[init](layer, random);
    return;
  }
  for (const values of [layer.weights, layer.biases]) {
    if ("uniform" in init) fillUniform(values, ...init.uniform, random);
    else fillNormal(values, ...init.normal, random);
  }
}

function fillUniform(values: Numbers, low: number, high: number, random: Random): void {
  for (let i = 0; i < values.length; i++) values[i] = uniform(random, low, high);
}

function fillNormal(values: Numbers, mean: number, standardDeviation: number, random: Random): void {
  for (let i = 0; i < values.length; i++) values[i] = normal(random, mean, standardDeviation);
}
