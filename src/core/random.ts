import { log } from "./elementary/elementary.ts";
import { cos } from "./elementary/trigonometry.ts";

/**
 * A seeded generator of uniform numbers whose state can be saved and put back, so that a run can be
 * repeated from any point. xoshiro128++ by Blackman and Vigna (https://prng.di.unimi.it), seeded by
 * SplitMix32: integer arithmetic only, hence the same numbers on every machine.
 */
export interface Random {
  /** The next number, uniform in [0, 1), with 53 random bits. */
  readonly next: () => number;
  /** Writes the four 32-bit words of the state into `state`. */
  readonly save: (state: RandomState) => void;
  /** Continues from a saved state. */
  readonly restore: (state: RandomState) => void;
}

/** Room for the state of a generator: four 32-bit words. */
export type RandomState = Int32Array;

/** Room for a generator's state. */
export function createRandomState(): RandomState {
  return new Int32Array(4);
}

/**
 * What is drawn from a spec's seed. Each has a stream of its own, so that drawing more of one leaves the others as
 * they were.
 */
export const streams = { parameters: 0, order: 1, split: 2, data: 3 } as const;

/**
 * Makes a generator.
 * @param seed the spec's `seed`
 * @param stream one of `streams`
 */
export function createRandom(seed: number, stream = 0): Random {
  // A seed is a whole number of up to 53 bits: both halves count.
  const low = createSplitMix32(seed | 0)();
  const high = createSplitMix32(Math.floor(seed / 2 ** 32))();
  const seeding = createSplitMix32(low ^ (high << 1) ^ Math.imul(stream, 0x85ebca6b));
  const words = createRandomState();
  for (let k = 0; k < words.length; k++) words[k] = seeding();

  function nextWord(): number {
    let [s0, s1, s2, s3] = [words[0], words[1], words[2], words[3]];
    const sum = (s0 + s3) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + s0) >>> 0;
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    words[0] = s0;
    words[1] = s1;
    words[2] = s2;
    words[3] = s3;
    return result;
  }

  return {
    next: () => {
      const high = nextWord() >>> 5;
      const low = nextWord() >>> 6;
      return (high * 2 ** 26 + low) / 2 ** 53;
    },
    save: (state) => copyState(words, state),
    restore: (state) => copyState(state, words),
  };
}

function copyState(from: RandomState, to: RandomState): void {
  for (let k = 0; k < from.length; k++) to[k] = from[k];
}

/** SplitMix32: turns any seed into well-mixed words to start a generator with. */
function createSplitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return (word ^ (word >>> 15)) | 0;
  };
}

/** A number uniform in [low, high). */
export function uniform(random: Random, low: number, high: number): number {
  return low + (high - low) * random.next();
}

/** A number from the normal distribution, by Box and Muller: √(−2 ln u) · cos 2πv of two uniform u and v. */
export function normal(random: Random, mean: number, standardDeviation: number): number {
  // 1 − u lies in (0, 1], where the logarithm is finite.
  const radius = Math.sqrt(-2 * log(1 - random.next()));
  return mean + standardDeviation * radius * cos(2 * Math.PI * random.next());
}

/** Puts `order` into a random order (Fisher–Yates). */
export function shuffle(order: Uint32Array, random: Random): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    const held = order[i];
    order[i] = order[j];
    order[j] = held;
  }
}
