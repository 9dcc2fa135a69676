/**
 * A vector holds as many numbers as fit into 128 bits: two of float64, four of float32. `real` is the one or the other:
 * the kernels are compiled once for each.
 */

/** The size of a number and of a vector in bytes, and the numbers in a vector. */
export const size: i32 = sizeof<real>();
export const vectorSize: i32 = 16;
export const lanes: i32 = vectorSize / size;

// @ts-ignore: decorators of functions are AssemblyScript's
@inline
export function splat(x: real): v128 {
  return v128.splat<real>(x);
}

/** The number at an address in the first lane, and zeros. */
// @ts-ignore
@inline
export function loadOne(address: usize): v128 {
  return size === 8 ? v128.load64_zero(address) : v128.load32_zero(address);
}

/** Writes the number in the first lane. */
// @ts-ignore
@inline
export function storeOne(address: usize, vector: v128): void {
  store<real>(address, v128.extract_lane<real>(vector, 0));
}

/** The sum of a vector's numbers. */
// @ts-ignore
@inline
export function sum(vector: v128): real {
  if (size === 8) return v128.extract_lane<real>(vector, 0) + v128.extract_lane<real>(vector, 1);
  const pairs = v128.add<real>(vector, v128.shuffle<u64>(vector, vector, 1, 0));
  return v128.extract_lane<real>(pairs, 0) + v128.extract_lane<real>(pairs, 1);
}

// @ts-ignore
@inline
export function add(a: v128, b: v128): v128 {
  return v128.add<real>(a, b);
}

// @ts-ignore
@inline
export function subtract(a: v128, b: v128): v128 {
  return v128.sub<real>(a, b);
}

// @ts-ignore
@inline
export function multiply(a: v128, b: v128): v128 {
  return v128.mul<real>(a, b);
}

// @ts-ignore
@inline
export function divide(a: v128, b: v128): v128 {
  return v128.div<real>(a, b);
}

/** √a */
// @ts-ignore
@inline
export function root(a: v128): v128 {
  return v128.sqrt<real>(a);
}

/** a where the mask's bits are set, else b */
// @ts-ignore
@inline
export function select(mask: v128, a: v128, b: v128): v128 {
  return v128.bitselect(a, b, mask);
}

/**
 * a · b + c. In float64 it is rounded twice: a fused product would give other bits than the plain engine. In float32 it is
 * rounded once by a module for engines whose vectors can do that.
 */
// @ts-ignore
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD && size === 4) return v128.relaxed_madd<f32>(a, b, c);
  return v128.add<real>(c, v128.mul<real>(a, b));
}

/** zeros + 0 · x: 0 times a number is 0, unless it is NaN or infinite. */
// @ts-ignore
@inline
export function plusZero(zeros: v128, x: v128): v128 {
  return v128.add<real>(zeros, v128.mul<real>(splat(0), x));
}

/** A whole vector, or the number at an address in its first lane. */
// @ts-ignore
@inline
export function read(address: usize, isWhole: bool): v128 {
  return isWhole ? v128.load(address) : loadOne(address);
}

// @ts-ignore
@inline
export function write(address: usize, vector: v128, isWhole: bool): void {
  if (isWhole) v128.store(address, vector);
  else storeOne(address, vector);
}

/** The bytes of a list of `count` numbers that whole vectors fill. */
// @ts-ignore
@inline
export function wholeBytes(count: i32): usize {
  return (count * size) & -vectorSize;
}
