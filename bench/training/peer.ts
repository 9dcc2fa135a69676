import type { Precision } from "../../src/core/numbers.ts";
import type { Workload } from "./workload.ts";

/** Someone who trains networks and is measured at it, in a process of its own. */
export interface Peer {
  /** What it is called in the report, and by which its process is told whom it stands for. */
  readonly name: string;
  /** This project; a peer in JavaScript; PyTorch, which counts where its precision is the same; or shown beside. */
  readonly kind: "unboxed" | "javascript" | "pytorch" | "beside";
  /** What it keeps numbers in. */
  readonly precision: Precision;
  /** Whether it is measured with `--quick`, too. */
  readonly isQuick: boolean;
  /**
   * Whether it begins with the workload's parameters and takes the same steps: then it has to come to the same outputs.
   * Of others only the error has to fall.
   */
  readonly doesTheSame: boolean;
  /** Where its work differs from the workload's, for the report; empty where it does not. */
  readonly differs: string;
  /** The package that it is, whose version the report names; null if it is none. */
  readonly package: string | null;
}

/** A peer in JavaScript. */
export interface ScriptPeer extends Peer {
  /** Makes a network in training; fails where it cannot train the workload, with the reason. */
  readonly begin: (workload: Workload) => Training | Promise<Training>;
}

/** A peer in Python, which is in `peers.py`. */
export interface PythonPeer extends Peer {
  readonly library: "numpy" | "torch";
}

export function isPython(peer: Peer): peer is PythonPeer {
  return "library" in peer;
}

/** A network in training. */
export interface Training {
  readonly samplesPerStep: number;
  /** Takes so many steps on from where it stands, through the samples in their order, again and again. */
  readonly train: (steps: number) => void | Promise<void>;
  /** What the network makes of the first so many samples: a row for each, one number per target. */
  readonly outputs: (samples: number) => Numeric | Promise<Numeric>;
}

type Numeric = ArrayLike<number>;

/** The samples of a step that starts after `steps` steps, in a fixed order: `start` to `start + batchSize`. */
export function batchStarts({ data, batchSize }: Workload): (step: number) => number {
  const batches = data.samples / batchSize;
  return (step) => (step % batches) * batchSize;
}

/**
 * η for a peer whose gradient of a squared error is a − t, half of that of ours.
 */
export function rateForHalfErrors({ learningRate, loss }: Workload): number {
  return loss === "mse" ? 2 * learningRate : learningRate;
}
