import { createRandom, shuffle, streams } from "./random.ts";

/** Which samples a run trains on, and which it holds out; rows of the data, in their order there. */
export interface Split {
  readonly training: Uint32Array;
  readonly test: Uint32Array;
}

/** How many of `samples` are held out: the nearest whole number to their share, but never all. */
export function testSamples(samples: number, testFraction: number): number {
  return Math.min(Math.round(samples * testFraction), samples - 1);
}

/** Draws from the seed which samples are held out. */
export function splitSamples(samples: number, testFraction: number, seed: number): Split {
  const rows = Uint32Array.from({ length: samples }, (_, row) => row);
  const heldOut = testSamples(samples, testFraction);
  if (heldOut === 0) return { training: rows, test: new Uint32Array() };
  shuffle(rows, createRandom(seed, streams.split));
  return { training: rows.slice(heldOut).sort(), test: rows.slice(0, heldOut).sort() };
}
