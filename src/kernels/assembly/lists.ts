import {
  add,
  divide as quotient,
  multiply,
  plusZero,
  read,
  size,
  splat,
  sum,
  vectorSize,
  wholeBytes,
  write,
} from "./vector";

/**
 * Divides all numbers of a list, and returns whether they are finite then. Where the divisor is a power of 2, as batches
 * often are, its inverse is exact: a product with it has the same bits, and takes less time.
 */
export function divide(count: i32, values: usize, divisor: real): bool {
  const inverse: real = 1 / divisor;
  if (isPowerOfTwo(<i32>divisor)) return scale(count, values, splat(inverse), true);
  return scale(count, values, splat(divisor), false);
}

/** Whether a whole number of at least 1 is a power of 2. */
// @ts-ignore: decorators of functions are AssemblyScript's
@inline
function isPowerOfTwo(n: i32): bool {
  return (n & (n - 1)) === 0;
}

/** Multiplies all numbers of a list by a factor, or divides them by it; returns whether they are finite then. */
// @ts-ignore
@inline
function scale(count: i32, values: usize, factor: v128, isProduct: bool): bool {
  const whole = values + wholeBytes(count);
  const end = values + count * size;
  let zeros = splat(0);
  let at = values;
  for (; at < whole; at += vectorSize) {
    const value = isProduct ? multiply(read(at, true), factor) : quotient(read(at, true), factor);
    write(at, value, true);
    zeros = plusZero(zeros, value);
  }
  for (; at < end; at += size) {
    const value = isProduct ? multiply(read(at, false), factor) : quotient(read(at, false), factor);
    write(at, value, false);
    zeros = plusZero(zeros, value);
  }
  return sum(zeros) === 0;
}

/** Whether no number of a list is NaN or infinite. */
export function areFinite(count: i32, values: usize): bool {
  const whole = values + wholeBytes(count);
  const end = values + count * size;
  let zeros0 = splat(0);
  let zeros1 = splat(0);
  let at = values;
  for (; at + vectorSize < whole; at += 2 * vectorSize) {
    zeros0 = plusZero(zeros0, read(at, true));
    zeros1 = plusZero(zeros1, read(at + vectorSize, true));
  }
  if (at < whole) {
    zeros0 = plusZero(zeros0, read(at, true));
    at += vectorSize;
  }
  for (; at < end; at += size) zeros0 = plusZero(zeros0, read(at, false));
  return sum(add(zeros0, zeros1)) === 0;
}
