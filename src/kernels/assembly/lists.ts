import { add, multiply, divide as quotient, read, size, splat, sum, vectorSize, wholeBytes, write } from "./vector";

/**
 * Divides all numbers of a list. Where the divisor is a power of 2, as batches often are, its inverse is exact: a product
 * with it has the same bits, and takes less time.
 */
export function divide(count: i32, values: usize, divisor: real): void {
  const inverse: real = 1 / divisor;
  if (isPowerOfTwo(<i32>divisor)) scale(count, values, splat(inverse), true);
  else scale(count, values, splat(divisor), false);
}

/** Whether a whole number of at least 1 is a power of 2. */
// @ts-ignore: decorators of functions are AssemblyScript's
@inline
function isPowerOfTwo(n: i32): bool {
  return (n & (n - 1)) === 0;
}

/** Multiplies all numbers of a list by a factor, or divides them by it. */
// @ts-ignore
@inline
function scale(count: i32, values: usize, factor: v128, isProduct: bool): void {
  const whole = values + wholeBytes(count);
  const end = values + count * size;
  let at = values;
  for (; at < whole; at += vectorSize) {
    const value = read(at, true);
    write(at, isProduct ? multiply(value, factor) : quotient(value, factor), true);
  }
  for (; at < end; at += size) {
    const value = read(at, false);
    write(at, isProduct ? multiply(value, factor) : quotient(value, factor), false);
  }
}

/** Whether no number of a list is NaN or infinite: 0 times any other is 0. */
export function areFinite(count: i32, values: usize): bool {
  const none = splat(0);
  const whole = values + wholeBytes(count);
  const end = values + count * size;
  let zeros0 = none;
  let zeros1 = none;
  let at = values;
  for (; at + vectorSize < whole; at += 2 * vectorSize) {
    zeros0 = add(zeros0, multiply(none, read(at, true)));
    zeros1 = add(zeros1, multiply(none, read(at + vectorSize, true)));
  }
  if (at < whole) {
    zeros0 = add(zeros0, multiply(none, read(at, true)));
    at += vectorSize;
  }
  for (; at < end; at += size) zeros0 = add(zeros0, multiply(none, read(at, false)));
  return sum(add(zeros0, zeros1)) === 0;
}
