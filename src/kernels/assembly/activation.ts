import { exp, sigmoid, tanh } from "./elementary";
import {
  divide,
  multiply,
  read,
  select,
  size,
  splat,
  subtract,
  vectorSize,
  wholeBytes,
  write,
} from "./vector";

/** The activations of core/activation.ts that the kernels have, by their numbers in kernels/wasm-kernels.ts. */
export enum Activation {
  linear,
  relu,
  leakyRelu,
  sigmoid,
  tanh,
  /** Acts on all units of a row together. */
  softmax,
}

/** a = σ(z) */
// @ts-ignore: decorators of functions are AssemblyScript's
@inline
function value(activation: Activation, z: v128): v128 {
  switch (activation) {
    case Activation.relu:
      return v128.max<real>(splat(0), z);
    case Activation.leakyRelu:
      return select(isPositive(z), z, multiply(splat(0.01), z));
    case Activation.sigmoid:
      return sigmoid(z);
    case Activation.tanh:
      return tanh(z);
    default:
      return z;
  }
}

/** σ′(z) */
// @ts-ignore
@inline
function derivative(activation: Activation, z: v128, a: v128): v128 {
  switch (activation) {
    case Activation.relu:
      return select(isPositive(z), splat(1), splat(0));
    case Activation.leakyRelu:
      return select(isPositive(z), splat(1), splat(0.01));
    // Softmax's ∂aⱼ/∂zⱼ is the sigmoid's.
    case Activation.sigmoid:
    case Activation.softmax:
      return multiply(a, subtract(splat(1), a));
    case Activation.tanh:
      return subtract(splat(1), multiply(a, a));
    default:
      return splat(1);
  }
}

// @ts-ignore
@inline
function isPositive(z: v128): v128 {
  return v128.gt<real>(z, splat(0));
}

/** a = σ(z) for `count` numbers */
export function activate(activation: Activation, count: i32, z: usize, a: usize): void {
  const whole = wholeBytes(count);
  let at: usize = 0;
  for (; at < whole; at += vectorSize) write(a + at, value(activation, read(z + at, true)), true);
  for (; at < <usize>(count * size); at += size) write(a + at, value(activation, read(z + at, false)), false);
}

/** σ′(z), and δ = ∂l/∂a · σ′(z) unless it is there already, for `count` numbers */
export function activateBackward(
  activation: Activation,
  count: i32,
  z: usize,
  a: usize,
  aByZ: usize,
  lossByA: usize,
  lossByZ: usize,
  isDeltaThere: bool,
): void {
  const whole = wholeBytes(count);
  let at: usize = 0;
  for (; at < whole; at += vectorSize)
    activateBackwardAt(activation, z + at, a + at, aByZ + at, lossByA + at, lossByZ + at, isDeltaThere, true);
  for (; at < <usize>(count * size); at += size)
    activateBackwardAt(activation, z + at, a + at, aByZ + at, lossByA + at, lossByZ + at, isDeltaThere, false);
}

// @ts-ignore
@inline
function activateBackwardAt(
  activation: Activation,
  z: usize,
  a: usize,
  aByZ: usize,
  lossByA: usize,
  lossByZ: usize,
  isDeltaThere: bool,
  isWhole: bool,
): void {
  const slope = derivative(activation, read(z, isWhole), read(a, isWhole));
  write(aByZ, slope, isWhole);
  if (!isDeltaThere) write(lossByZ, multiply(read(lossByA, isWhole), slope), isWhole);
}

/** Softmax of each row of `units` numbers */
export function softmax(units: i32, rows: i32, z: usize, a: usize): void {
  const row = units * size;
  for (let r = 0; r < rows; r++, z += row, a += row) softmaxOfRow(units, z, a, largestOf(units, z));
}

/** Writes the softmax of a row. Returns Σ e^(zⱼ − max z), which it divides by. */
export function softmaxOfRow(units: i32, z: usize, a: usize, largest: real): real {
  const sum = sumOfExponentials(units, z, a, splat(largest));
  const sums = splat(sum);
  let at: usize = 0;
  for (; at < wholeBytes(units); at += vectorSize) write(a + at, divide(read(a + at, true), sums), true);
  for (; at < <usize>(units * size); at += size) write(a + at, divide(read(a + at, false), sums), false);
  return sum;
}

/** Σ e^(zⱼ − max z), in the order of the units; each term is written to `terms`. */
function sumOfExponentials(units: i32, z: usize, terms: usize, largest: v128): real {
  const whole = wholeBytes(units);
  let sum: real = 0;
  let at: usize = 0;
  for (; at < whole; at += vectorSize) write(terms + at, exp(subtract(read(z + at, true), largest)), true);
  for (; at < <usize>(units * size); at += size)
    write(terms + at, exp(subtract(read(z + at, false), largest)), false);
  for (let j = 0; j < units; j++) sum += load<real>(terms + j * size);
  return sum;
}

/** The largest of a list; NaN if one is. */
export function largestOf(count: i32, values: usize): real {
  let largest: real = -Infinity;
  for (let k = 0; k < count; k++) largest = max<real>(largest, load<real>(values + k * size));
  return largest;
}
