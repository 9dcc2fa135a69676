import type { Network } from "../network.ts";
import { evenly, forwardNanoseconds } from "./piece.ts";

/** How long the samples may take through the network once, in nanoseconds, and the most that bring anything. */
const nanosecondsPerPoint = 1e6;
const mostSamples = 1000;
const fewest = 16;

/** The training samples over which the loss of a surface is the mean: all, or as many as its many points allow. */
export function surfaceSamples(network: Network, training: Uint32Array): Uint32Array {
  // Most of a large network's work is in its first layer, whose sums are not taken anew at every point.
  const fitting = Math.floor(nanosecondsPerPoint / forwardNanoseconds(network, 0));
  return evenly(training, Math.max(fewest, Math.min(mostSamples, fitting)));
}
