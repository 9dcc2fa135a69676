import { createSharedNumbers, type Numbers, type Precision } from "../core/numbers.ts";

/** Numbers that come one after another, before it is known how many there will be. */
export interface GrowingNumbers {
  readonly precision: Precision;
  /** The first `count` of them are there; behind them is room for more. */
  numbers: Numbers;
  count: number;
}

/** Room that is made beyond a guess how many there will be: what is never written to takes no memory. */
const reserve = 1.1;

/** At least so many times the room there was: a guess may be far too low again and again. */
const growth = 1.25;

/** So many numbers are copied at once. */
const pieceLength = 2 ** 18;

/** No numbers yet. */
export function createGrowingNumbers(precision: Precision): GrowingNumbers {
  return { precision, numbers: createSharedNumbers(precision, 0), count: 0 };
}

/**
 * Makes room for `more` numbers, if there is none.
 * @param share which share of all numbers is there already, as far as can be guessed: room is made for all of them at
 *   once, so that there is little to be copied
 * @param pause is called between pieces of the work
 */
export async function makeRoom(
  growing: GrowingNumbers,
  more: number,
  share: number,
  pause: () => Promise<void>,
): Promise<void> {
  const { precision, numbers, count } = growing;
  if (count + more <= numbers.length) return;
  const expected = share > 0 ? (count / share) * reserve : 0;
  const needed = Math.max(count, expected, numbers.length * growth) + more;
  const larger = createSharedNumbers(precision, Math.ceil(needed));
  for (let start = 0; start < count; start += pieceLength) {
    larger.set(numbers.subarray(start, Math.min(start + pieceLength, count)), start);
    await pause();
  }
  growing.numbers = larger;
}

/** Adds a number, for which there must be room. */
export function append(growing: GrowingNumbers, value: number): void {
  growing.numbers[growing.count++] = value;
}

/** All numbers, without the room behind them. */
export function allOf({ numbers, count }: GrowingNumbers): Numbers {
  return numbers.subarray(0, count);
}
