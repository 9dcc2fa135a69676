import { type Batch, createBatch, type Network } from "../network.ts";

/**
 * How long work takes on a usual machine, in nanoseconds: a product in a weighted sum, and an activation with what
 * belongs to it. Only for choosing how much work to take on; measured on the networks of the examples.
 */
const nanosecondsPerProduct = 1.2;
const nanosecondsPerActivation = 25;

/** How long one piece of an inspection's work may take, in nanoseconds. */
const pieceNanoseconds = 1.2e6;

/** The most samples that go through a network in one piece. */
const mostSamples = 64;

/** About how long one sample takes through a network, in nanoseconds; from layer `first` on, whose z is there already. */
export function forwardNanoseconds({ layers }: Network, first: number | null = null): number {
  return layers.reduce((sum, { fanIn, units }, l) => {
    if (first !== null && l < first) return sum;
    const products = first === l ? 3 * units : units * fanIn;
    return sum + products * nanosecondsPerProduct + units * nanosecondsPerActivation;
  }, 0);
}

/** Room for as many samples as may go through a network in one piece of an inspection's work. */
export function createPiece(network: Network, samples: number): Batch {
  const fitting = Math.floor(pieceNanoseconds / forwardNanoseconds(network));
  return createBatch(network, Math.max(1, Math.min(mostSamples, samples, fitting)));
}

/** At most `most` of some rows, evenly chosen. */
export function evenly(rows: Uint32Array, most: number): Uint32Array {
  if (rows.length <= most) return rows;
  return Uint32Array.from({ length: most }, (_, k) => rows[Math.floor((k * rows.length) / most)]);
}
