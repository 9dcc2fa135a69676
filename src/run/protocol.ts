import type { GradientReport } from "../core/gradient-check/gradient-check.ts";
import type { Parameters } from "../core/parameters.ts";
import type { SeriesTail } from "../core/series.ts";
import type { Spec } from "../core/spec.ts";
import type { WorkedStep } from "../core/worked-step.ts";
import type { Outline, Snapshot, Standing } from "./snapshot.ts";

/**
 * Every message between the parts of the product that do not share memory. Each interface lists the
 * calls that one side answers; `connect` in channel.ts makes them typed functions for the other side.
 * A call that answers nothing still answers: that is its acknowledgement.
 */

/** Steps per second, or null for as fast as possible. */
export type Speed = number | null;

/** What the worker answers to the host. */
export interface WorkerCalls extends TrainingCalls {
  /** Answers as soon as the worker is there. */
  hello: () => void;
  /** Holds backpropagation against central differences, for every parameter of a spec. */
  checkGradients: (params: { readonly spec: Spec }) => GradientReport;
}

/** What the worker answers about its run. */
export interface TrainingCalls {
  /** Takes up a spec at step 0, in place of whatever ran before. */
  start: (params: { readonly spec: Spec; readonly generation: number; readonly speed: Speed }) => void;
  /** Trains to the end of the epochs, or until step `until` has been taken. */
  train: (params: { readonly generation: number; readonly until: number | null }) => void;
  /** Stops training, or does nothing where none goes on. */
  pause: (params: { readonly generation: number }) => void;
  /** Takes one step. */
  step: (params: { readonly generation: number }) => void;
  /** Goes to a step that was taken before, exactly as it was; training on from there is the same run again. */
  seek: (params: { readonly generation: number; readonly step: number }) => void;
  setSpeed: (params: { readonly speed: Speed }) => void;
}

/** What the host answers to the worker. */
export interface RunCalls {
  /** The next is sent only after this one was answered. */
  progress: (progress: Progress) => void;
  /** How far a check of gradients has come. */
  gradientsChecked: (progress: GradientProgress) => void;
}

/** Parameters checked so far, of all. */
export interface GradientProgress {
  readonly checked: number;
  readonly parameters: number;
}

/** News of a run: where it stands, its last step written out, and the losses since the last news. */
export interface Progress {
  readonly snapshot: Snapshot;
  /** The last step with one sample of its batch; null before the first step. */
  readonly worked: WorkedStep | null;
  readonly series: SeriesTail;
}

/** What the host answers to a training view. */
export interface HostCalls {
  /** The page is there and knows nothing: send everything. */
  ready: () => void;
  train: () => void;
  pause: () => void;
  step: () => void;
  reset: () => void;
  setSpeed: (params: { readonly speed: Speed }) => void;
  /** Shows the spec's text, at a problem if one is meant. */
  openSpec: (params: { readonly problem: Problem | null }) => void;
}

/** What a training view answers to the host. */
export interface ViewCalls {
  /** The next is sent only after this one was answered. */
  show: (update: ViewUpdate) => void;
}

/** All that a training view shows; only the loss series comes in parts. */
export interface ViewUpdate {
  /** The spec's address. The page keeps it, so that the view finds its spec again after a reload. */
  readonly spec: string;
  /** The spec's file name. */
  readonly file: string;
  /** The network of the run; null while there is none, since the spec has errors or is being read. */
  readonly outline: Outline | null;
  readonly snapshot: Standing | null;
  /** The initial parameters; null once there is a worked step, which has them before and after. */
  readonly parameters: readonly Parameters[] | null;
  readonly worked: WorkedStep | null;
  readonly series: SeriesTail | null;
  readonly speed: Speed;
  /** The keys of the spec that were changed since the run began; it goes on with the old ones. */
  readonly changed: readonly string[];
  /** The errors in the spec as it is now. */
  readonly problems: readonly Problem[];
}

/** An error in a spec or its data, for a view. */
export interface Problem {
  readonly message: string;
  /** Where it is, for people: `chain.nn.json:4:7`. */
  readonly place: string;
  /** Where it is, in characters from the start of the spec's text. */
  readonly offset: number;
}
