import { add, multiply, divide as quotient, read, size, splat, sum, vectorSize, wholeBytes, write } from "./vector";

/** Divides all numbers of a list. */
export function divide(count: i32, values: usize, divisor: real): void {
  const divisors = splat(divisor);
  const whole = values + wholeBytes(count);
  const end = values + count * size;
  let at = values;
  for (; at < whole; at += vectorSize) write(at, quotient(read(at, true), divisors), true);
  for (; at < end; at += size) write(at, quotient(read(at, false), divisors), false);
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
