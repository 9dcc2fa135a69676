import type { ActivationName } from "../core/activation.ts";
import type { Edit } from "../core/edits.ts";
import type { EngineName } from "../core/engine.ts";
import type { Finding } from "../core/findings/finding.ts";
import type { LossName } from "../core/loss.ts";
import type { OptimizerSpec } from "../core/optimizer.ts";
import type { Normalization } from "../core/spec.ts";
import type { StopReason } from "../core/stopping.ts";
import type { RunState } from "./state.ts";

/** Where a run stands. Small: sent at most 20 times a second while training. */
export interface Snapshot {
  /** Each reset starts a new generation; messages of an older one are dropped. */
  readonly generation: number;
  readonly state: RunState;
  /** What carries out its arithmetic. */
  readonly engine: EngineName;
  /** Steps taken so far, and steps in the whole run. */
  readonly step: number;
  readonly stepsInAll: number;
  /** The epoch of the last step, counted from 1; 0 before the first. */
  readonly epoch: number;
  readonly epochsInAll: number;
  /**
   * The mean loss over all training samples at the current parameters. While the run is going on it
   * may be some steps old: it is measured as often as costs a tenth of the time.
   */
  readonly loss: number;
  /** The mean loss over the samples held out, measured together with `loss`; null where there are none. */
  readonly testLoss: number | null;
  /** The share of samples put into the right class, of those held out where there are any; null without classes. */
  readonly accuracy: number | null;
  /** The mean loss over the last step's batch, before its update; null before the first step. */
  readonly batchLoss: number | null;
  /** Which of the spec's limits ended the run before its last epoch; null if none did. */
  readonly stopped: StopReason | null;
  /** What keeps the network from learning well, as far as the run has shown it. */
  readonly findings: readonly Finding[];
  /** The parameters set by hand on the way to where the run stands. */
  readonly edits: readonly Edit[];
  /** Why the run failed, in a sentence; null unless it did. */
  readonly failure: string | null;
}

/** What stays the same through a run: what a view needs to draw and name the network. */
export interface Outline {
  readonly title: string;
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
  readonly layers: readonly OutlineLayer[];
  readonly loss: LossName;
  readonly optimizer: OptimizerSpec;
  /** Samples in the data, those of them that are trained on, and samples per step. */
  readonly samples: number;
  readonly trainingSamples: number;
  readonly batchSize: number;
  /** The names of the classes where targets came from words. */
  readonly classes: readonly string[] | null;
  /** Whether the targets name classes. */
  readonly classifies: boolean;
  /** How the inputs were normalized; null if they were not. */
  readonly normalization: Normalization | null;
}

/** One layer as a view draws it. */
export interface OutlineLayer {
  readonly name: string;
  readonly units: number;
  readonly activation: ActivationName;
  readonly hasBiases: boolean;
  /** What the optimizer may change. */
  readonly trainable: { readonly weights: boolean; readonly biases: boolean };
}
