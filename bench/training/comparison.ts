import type { Precision } from "../../src/core/numbers.ts";
import type { Measurement } from "./measure.ts";
import type { Peer } from "./peer.ts";
import { median } from "./statistics.ts";
import type { ComparedName } from "./workloads.ts";

/** How many times as fast as the best peer this project is to be at a workload. */
export interface Target {
  readonly workload: ComparedName;
  readonly precision: Precision;
  readonly atLeast: number;
}

export const targets: readonly Target[] = [
  { workload: "chain", precision: "float64", atLeast: 2 },
  { workload: "xor", precision: "float64", atLeast: 2 },
  { workload: "playground", precision: "float64", atLeast: 5 },
  { workload: "iris", precision: "float64", atLeast: 8 },
  { workload: "digits", precision: "float64", atLeast: 3 },
  { workload: "digits", precision: "float32", atLeast: 4 },
  { workload: "mnist", precision: "float32", atLeast: 1 },
];

/** This project beside the best peer at a workload, in one run. */
export interface Comparison {
  readonly best: Peer;
  /** Nanoseconds per sample, the medians of all repeats. */
  readonly bestTime: number;
  readonly ownTime: number;
  /** The best peer's time over this project's. */
  readonly ratio: number;
}

/**
 * Holds this project against the fastest of those that count: peers in JavaScript in whatever precision they have, and
 * PyTorch in the same. Null where it or all of them were not measured.
 */
export function compare(
  measurements: readonly Measurement[],
  workload: string,
  precision: Precision,
): Comparison | null {
  const measured = measurements
    .filter((measurement) => measurement.workload === workload && measurement.times.length > 0)
    .map(({ peer, times }) => ({ peer, time: median(times) }));
  const own = measured.find(({ peer }) => peer.kind === "unboxed" && peer.precision === precision);
  const [best] = measured.filter(({ peer }) => counts(peer, precision)).sort((a, b) => a.time - b.time);
  if (!own || !best) return null;
  return { best: best.peer, bestTime: best.time, ownTime: own.time, ratio: best.time / own.time };
}

function counts(peer: Peer, precision: Precision): boolean {
  return peer.kind === "javascript" || (peer.kind === "pytorch" && peer.precision === precision);
}
