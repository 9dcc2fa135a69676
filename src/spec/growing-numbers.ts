import { createSharedNumbers, type Numbers, type Precision } from "../core/numbers.ts";

/** Numbers that come one after another, before it is known how many there will be. */
export interface GrowingNumbers {
  /** The first `count` of them are there; behind them is room for more. */
  numbers: Numbers;
  count: number;
}

/** Without a guess how many there will be, room is made for so many times as many. */
const growth = 1.5;

/** Room that is made beyond a guess. */
const reserve = 1.02;

/** No numbers yet. */
export function createGrowingNumbers(precision: Precision): GrowingNumbers {
  return { numbers: createSharedNumbers(precision, 0), count: 0 };
}

/**
 * Makes room for `more` numbers, if there is none.
 * @param share about which share of all numbers there will then be: nearly all the room is then made at once, and the
 *   numbers need not be copied often. 1 where that is not known
 */
export function makeRoom(growing: GrowingNumbers, more: number, share: () => number): void {
  const { numbers, count } = growing;
  const needed = count + more;
  if (needed <= numbers.length) return;
  const expected = (needed / share()) * reserve;
  const precision = numbers instanceof Float32Array ? "float32" : "float64";
  growing.numbers = createSharedNumbers(precision, Math.ceil(Math.max(needed, numbers.length * growth, expected)));
  growing.numbers.set(numbers);
}

/** Adds a number, for which there must be room. */
export function append(growing: GrowingNumbers, value: number): void {
  growing.numbers[growing.count++] = value;
}

/** All numbers, without the room behind them. */
export function allOf({ numbers, count }: GrowingNumbers): Numbers {
  return numbers.subarray(0, count);
}
