import {
  add,
  divide,
  multiply,
  plusZero,
  read,
  root,
  size,
  splat,
  subtract,
  sum,
  vectorSize,
  wholeBytes,
  write,
} from "./vector";

/**
 * The updates of core/optimizer.ts over lists of `count` numbers: the same operations in the same order. Each is written
 * for one vector, and for one number where the list ends within a vector. It returns whether all parameters are finite
 * numbers afterwards.
 */

/** g ← c·g + λθ: the gradient that an update goes by, clipped and with weight decay. */
// @ts-ignore: decorators of functions are AssemblyScript's
@inline
function decayed(θ: v128, gradient: v128, gradientScale: v128, λ: v128): v128 {
  return add(multiply(gradientScale, gradient), multiply(λ, θ));
}

/** θ ← θ − η·g */
export function sgd(
  count: i32,
  parameters: usize,
  gradients: usize,
  η: real,
  gradientScale: real,
  λ: real,
): bool {
  const ηs = splat(η);
  const gradientScales = splat(gradientScale);
  const λs = splat(λ);
  const whole = wholeBytes(count);
  let zeros = splat(0);
  let at: usize = 0;
  for (; at < whole; at += vectorSize) {
    sgdAt(parameters + at, gradients + at, ηs, gradientScales, λs, true);
    zeros = plusZero(zeros, read(parameters + at, true));
  }
  for (; at < <usize>(count * size); at += size) {
    sgdAt(parameters + at, gradients + at, ηs, gradientScales, λs, false);
    zeros = plusZero(zeros, read(parameters + at, false));
  }
  return sum(zeros) === 0;
}

// @ts-ignore
@inline
function sgdAt(
  parameters: usize,
  gradients: usize,
  η: v128,
  gradientScale: v128,
  λ: v128,
  isWhole: bool,
): void {
  const θ = read(parameters, isWhole);
  const g = decayed(θ, read(gradients, isWhole), gradientScale, λ);
  write(parameters, subtract(θ, multiply(η, g)), isWhole);
}

/** v ← µv + g, θ ← θ − η·v */
export function momentum(
  count: i32,
  parameters: usize,
  gradients: usize,
  velocities: usize,
  η: real,
  gradientScale: real,
  λ: real,
  µ: real,
): bool {
  const ηs = splat(η);
  const gradientScales = splat(gradientScale);
  const λs = splat(λ);
  const µs = splat(µ);
  const whole = wholeBytes(count);
  let zeros = splat(0);
  let at: usize = 0;
  for (; at < whole; at += vectorSize) {
    momentumAt(parameters + at, gradients + at, velocities + at, ηs, gradientScales, λs, µs, true);
    zeros = plusZero(zeros, read(parameters + at, true));
  }
  for (; at < <usize>(count * size); at += size) {
    momentumAt(parameters + at, gradients + at, velocities + at, ηs, gradientScales, λs, µs, false);
    zeros = plusZero(zeros, read(parameters + at, false));
  }
  return sum(zeros) === 0;
}

// @ts-ignore
@inline
function momentumAt(
  parameters: usize,
  gradients: usize,
  velocities: usize,
  η: v128,
  gradientScale: v128,
  λ: v128,
  µ: v128,
  isWhole: bool,
): void {
  const θ = read(parameters, isWhole);
  const g = decayed(θ, read(gradients, isWhole), gradientScale, λ);
  const v = add(multiply(µ, read(velocities, isWhole)), g);
  write(velocities, v, isWhole);
  write(parameters, subtract(θ, multiply(η, v)), isWhole);
}

/** v ← µv + g, θ ← θ − η·(g + µv) */
export function nesterov(
  count: i32,
  parameters: usize,
  gradients: usize,
  velocities: usize,
  η: real,
  gradientScale: real,
  λ: real,
  µ: real,
): bool {
  const ηs = splat(η);
  const gradientScales = splat(gradientScale);
  const λs = splat(λ);
  const µs = splat(µ);
  const whole = wholeBytes(count);
  let zeros = splat(0);
  let at: usize = 0;
  for (; at < whole; at += vectorSize) {
    nesterovAt(parameters + at, gradients + at, velocities + at, ηs, gradientScales, λs, µs, true);
    zeros = plusZero(zeros, read(parameters + at, true));
  }
  for (; at < <usize>(count * size); at += size) {
    nesterovAt(parameters + at, gradients + at, velocities + at, ηs, gradientScales, λs, µs, false);
    zeros = plusZero(zeros, read(parameters + at, false));
  }
  return sum(zeros) === 0;
}

// @ts-ignore
@inline
function nesterovAt(
  parameters: usize,
  gradients: usize,
  velocities: usize,
  η: v128,
  gradientScale: v128,
  λ: v128,
  µ: v128,
  isWhole: bool,
): void {
  const θ = read(parameters, isWhole);
  const g = decayed(θ, read(gradients, isWhole), gradientScale, λ);
  const v = add(multiply(µ, read(velocities, isWhole)), g);
  write(velocities, v, isWhole);
  write(parameters, subtract(θ, multiply(η, add(g, multiply(µ, v)))), isWhole);
}

/** s ← αs + (1 − α)g², v ← µv + g/(√s + ε), θ ← θ − η·v */
export function rmsprop(
  count: i32,
  parameters: usize,
  gradients: usize,
  squares: usize,
  velocities: usize,
  η: real,
  gradientScale: real,
  λ: real,
  µ: real,
  α: real,
  oneLessα: real,
  ε: real,
): bool {
  const ηs = splat(η);
  const gradientScales = splat(gradientScale);
  const λs = splat(λ);
  const µs = splat(µ);
  const αs = splat(α);
  const oneLessαs = splat(oneLessα);
  const εs = splat(ε);
  const whole = wholeBytes(count);
  let zeros = splat(0);
  let at: usize = 0;
  for (; at < whole; at += vectorSize) {
    rmspropAt(parameters + at, gradients + at, squares + at, velocities + at, ηs, gradientScales, λs, µs, αs, oneLessαs, εs, true);
    zeros = plusZero(zeros, read(parameters + at, true));
  }
  for (; at < <usize>(count * size); at += size) {
    rmspropAt(parameters + at, gradients + at, squares + at, velocities + at, ηs, gradientScales, λs, µs, αs, oneLessαs, εs, false);
    zeros = plusZero(zeros, read(parameters + at, false));
  }
  return sum(zeros) === 0;
}

// @ts-ignore
@inline
function rmspropAt(
  parameters: usize,
  gradients: usize,
  squares: usize,
  velocities: usize,
  η: v128,
  gradientScale: v128,
  λ: v128,
  µ: v128,
  α: v128,
  oneLessα: v128,
  ε: v128,
  isWhole: bool,
): void {
  const θ = read(parameters, isWhole);
  const g = decayed(θ, read(gradients, isWhole), gradientScale, λ);
  const s = add(multiply(α, read(squares, isWhole)), multiply(multiply(oneLessα, g), g));
  const v = add(multiply(µ, read(velocities, isWhole)), divide(g, add(root(s), ε)));
  write(squares, s, isWhole);
  write(velocities, v, isWhole);
  write(parameters, subtract(θ, multiply(η, v)), isWhole);
}

/** s ← s + g², θ ← θ − η·g/(√s + ε) */
export function adagrad(
  count: i32,
  parameters: usize,
  gradients: usize,
  squares: usize,
  η: real,
  gradientScale: real,
  λ: real,
  ε: real,
): bool {
  const ηs = splat(η);
  const gradientScales = splat(gradientScale);
  const λs = splat(λ);
  const εs = splat(ε);
  const whole = wholeBytes(count);
  let zeros = splat(0);
  let at: usize = 0;
  for (; at < whole; at += vectorSize) {
    adagradAt(parameters + at, gradients + at, squares + at, ηs, gradientScales, λs, εs, true);
    zeros = plusZero(zeros, read(parameters + at, true));
  }
  for (; at < <usize>(count * size); at += size) {
    adagradAt(parameters + at, gradients + at, squares + at, ηs, gradientScales, λs, εs, false);
    zeros = plusZero(zeros, read(parameters + at, false));
  }
  return sum(zeros) === 0;
}

// @ts-ignore
@inline
function adagradAt(
  parameters: usize,
  gradients: usize,
  squares: usize,
  η: v128,
  gradientScale: v128,
  λ: v128,
  ε: v128,
  isWhole: bool,
): void {
  const θ = read(parameters, isWhole);
  const g = decayed(θ, read(gradients, isWhole), gradientScale, λ);
  const s = add(read(squares, isWhole), multiply(g, g));
  write(squares, s, isWhole);
  write(parameters, subtract(θ, divide(multiply(η, g), add(root(s), ε))), isWhole);
}

/**
 * m ← β₁m + (1 − β₁)g, s ← β₂s + (1 − β₂)g², θ ← d·θ − η·m/(√s/√(1 − β₂ᵗ) + ε), where η is divided by 1 − β₁ᵗ
 * already and d is what AdamW lets θ decay to
 */
export function adam(
  count: i32,
  parameters: usize,
  gradients: usize,
  means: usize,
  squares: usize,
  decay: real,
  η: real,
  gradientScale: real,
  λ: real,
  β1: real,
  oneLessβ1: real,
  β2: real,
  oneLessβ2: real,
  ε: real,
  rootOfCorrection2: real,
): bool {
  const decays = splat(decay);
  const ηs = splat(η);
  const gradientScales = splat(gradientScale);
  const λs = splat(λ);
  const β1s = splat(β1);
  const oneLessβ1s = splat(oneLessβ1);
  const β2s = splat(β2);
  const oneLessβ2s = splat(oneLessβ2);
  const εs = splat(ε);
  const rootOfCorrection2s = splat(rootOfCorrection2);
  const whole = wholeBytes(count);
  let zeros = splat(0);
  let at: usize = 0;
  for (; at < whole; at += vectorSize) {
    adamAt(parameters + at, gradients + at, means + at, squares + at, decays, ηs, gradientScales, λs, β1s, oneLessβ1s, β2s, oneLessβ2s, εs, rootOfCorrection2s, true);
    zeros = plusZero(zeros, read(parameters + at, true));
  }
  for (; at < <usize>(count * size); at += size) {
    adamAt(parameters + at, gradients + at, means + at, squares + at, decays, ηs, gradientScales, λs, β1s, oneLessβ1s, β2s, oneLessβ2s, εs, rootOfCorrection2s, false);
    zeros = plusZero(zeros, read(parameters + at, false));
  }
  return sum(zeros) === 0;
}

// @ts-ignore
@inline
function adamAt(
  parameters: usize,
  gradients: usize,
  means: usize,
  squares: usize,
  decay: v128,
  η: v128,
  gradientScale: v128,
  λ: v128,
  β1: v128,
  oneLessβ1: v128,
  β2: v128,
  oneLessβ2: v128,
  ε: v128,
  rootOfCorrection2: v128,
  isWhole: bool,
): void {
  const θ = multiply(decay, read(parameters, isWhole));
  const g = decayed(θ, read(gradients, isWhole), gradientScale, λ);
  const m = add(multiply(β1, read(means, isWhole)), multiply(oneLessβ1, g));
  const s = add(multiply(β2, read(squares, isWhole)), multiply(multiply(oneLessβ2, g), g));
  write(means, m, isWhole);
  write(squares, s, isWhole);
  write(parameters, subtract(θ, divide(multiply(η, m), add(divide(root(s), rootOfCorrection2), ε))), isWhole);
}
