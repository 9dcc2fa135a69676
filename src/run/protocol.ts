import type { Edit } from "../core/edits.ts";
import type { EvaluationSeries } from "../core/evaluation-series.ts";
import type { ExpectationResult } from "../core/expectation/expectation-check.ts";
import type { Derivation } from "../core/explanation/derivation.ts";
import type { Quantity } from "../core/explanation/quantity.ts";
import type { GradientReport } from "../core/gradient-check/gradient-check.ts";
import type { Parameters } from "../core/parameters.ts";
import type { ParameterPlace } from "../core/quantity-path.ts";
import type { SeriesTail } from "../core/series.ts";
import type { Spec } from "../core/spec.ts";
import type { WorkedStep } from "../core/worked-step.ts";
import type { InspectionCall } from "./inspections.ts";
import type { ShownLayer } from "./shown-layer.ts";
import type { Outline, Snapshot } from "./snapshot.ts";

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
  /** Makes the run that a spec's expectations are about, and looks at each of them, in their order. */
  checkExpectations: (params: { readonly spec: Spec }) => ExpectationResult[];
}

/** What the worker answers about its run. */
export interface TrainingCalls {
  /** Takes up a spec at step 0, in place of whatever ran before. */
  start: (params: RunStart) => void;
  /** Trains to the end of the epochs, or until step `until` has been taken. */
  train: (params: { readonly generation: number; readonly until: number | null }) => void;
  /** Stops training, or does nothing where none goes on. */
  pause: (params: { readonly generation: number }) => void;
  /** Takes one step. */
  step: (params: { readonly generation: number }) => void;
  /** Goes to a step that was taken before, exactly as it was; training on from there is the same run again. */
  seek: (params: { readonly generation: number; readonly step: number }) => void;
  setSpeed: (params: { readonly speed: Speed }) => void;
  /** Chooses what steps are written out for, now and from now on. */
  focus: (params: { readonly focus: Focus }) => void;
  /**
   * Sets a parameter by hand before the last step taken, and takes that step again; at the beginning, before the
   * first. Steps after it are no longer known. With null for its value, that parameter's edit before the step is
   * taken back; where the run failed in the next step, also one before that.
   */
  edit: (params: {
    readonly generation: number;
    readonly parameter: ParameterPlace;
    readonly value: number | null;
  }) => void;
  /** All current parameters. */
  parameters: (params: { readonly generation: number }) => readonly Parameters[] | null;
  /** Why a quantity of the step shown is its number; null before the first step, and where there is no such quantity. */
  derive: (params: { readonly generation: number; readonly quantity: Quantity }) => Derived | null;
  /** Answers a question about where the run stands; null if another of its kind or another run has come since. */
  inspect: (params: { readonly generation: number } & InspectionCall) => unknown;
}

/** Why a quantity is its number, and where: a run may have gone on since it was asked. */
export interface Derived {
  readonly derivation: Derivation;
  /** Counted from 1. */
  readonly step: number;
  /** The sample's row in the data, counted from 0. */
  readonly sample: number;
}

/** What a run begins with. */
export interface RunStart {
  readonly spec: Spec;
  readonly generation: number;
  readonly speed: Speed;
  readonly focus: Focus;
  /** Parameters to be set by hand on the way: a run that is taken up again repeats what was done in it. */
  readonly edits: readonly Edit[];
}

/** What a view looks at: steps are written out for it. */
export interface Focus {
  /** The sample shown, by its row in the data counted from 0; null for the first of each batch. */
  readonly sample: number | null;
  /** The quantity whose derivation is shown; null for none. */
  readonly quantity: Quantity | null;
}

/** What the host answers to the worker. */
export interface RunCalls {
  /** The next is sent only after this one was answered. */
  progress: (progress: Progress) => void;
  /** How far a check of gradients has come. */
  gradientsChecked: (progress: GradientProgress) => void;
  /** How far the run for a check of expectations has come. */
  expectationsChecked: (progress: ExpectationProgress) => void;
}

/** Parameters checked so far, of all. */
export interface GradientProgress {
  readonly checked: number;
  readonly parameters: number;
}

/** Steps taken so far, of those that are needed at most. */
export interface ExpectationProgress {
  readonly step: number;
  readonly steps: number;
}

/** News of a run: where it stands, its last step written out, and the losses since the last news. */
export interface Progress {
  readonly snapshot: Snapshot;
  /** The last step with one sample; null before the first step. */
  readonly worked: ShownStep | null;
  readonly layers: readonly ShownLayer[];
  /** Why the quantity in focus is its number; null before the first step and where nothing is in focus. */
  readonly derivation: Derivation | null;
  readonly series: SeriesTail;
  readonly evaluations: EvaluationSeries;
}

/** A worked step without its layers' parameters, which a view gets as `ShownLayer`. */
export type ShownStep = Omit<WorkedStep, "layers">;

/** What the host answers to a training view. */
export interface HostCalls {
  /** The page is there and knows nothing: send everything. */
  ready: () => void;
  train: () => void;
  pause: () => void;
  step: () => void;
  reset: () => void;
  /** Goes to a step that was taken before, or to 0. */
  seek: (params: { readonly step: number }) => void;
  focus: (params: { readonly focus: Focus }) => void;
  edit: (params: { readonly parameter: ParameterPlace; readonly value: number | null }) => void;
  inspect: (params: { readonly generation: number } & InspectionCall) => unknown;
  /** Shows where in the spec's text something stands: a parameter, or the value of a key such as `layers.0.activation`. */
  reveal: (params: { readonly path: SpecPath }) => void;
  /** Writes the run's current parameters into the spec's text, as an edit that can be undone. */
  writeParameters: () => void;
  /** Puts text on the clipboard. */
  copy: (params: { readonly text: string }) => void;
  /** Lets the person save a file. */
  save: (params: SavedFile) => void;
  setSpeed: (params: { readonly speed: Speed }) => void;
  /** Shows the spec's text, at a problem if one is meant. */
  openSpec: (params: { readonly problem: Problem | null }) => void;
}

/** Keys and indices that lead to a value in a spec, from its root. */
export type SpecPath = readonly (string | number)[];

/** A file that a view made. */
export interface SavedFile {
  /** The file's name as it is proposed; its ending tells its kind. */
  readonly name: string;
  /** Text, or bytes in base64. */
  readonly content: string;
  readonly encoding: "text" | "base64";
}

/** What a training view answers to the host. */
export interface ViewCalls {
  /** The next is sent only after this one was answered. */
  show: (update: ViewUpdate) => void;
  /** Selects a quantity, as if the person had done so in the view. */
  select: (params: { readonly quantity: Quantity }) => void;
}

/** All that a training view shows; only the loss series comes in parts. */
export interface ViewUpdate {
  /** The spec's address. The page keeps it, so that the view finds its spec again after a reload. */
  readonly spec: string;
  /** The spec's file name. */
  readonly file: string;
  /** The network of the run; null while there is none, since the spec has errors or is being read. */
  readonly outline: Outline | null;
  readonly snapshot: Snapshot | null;
  readonly layers: readonly ShownLayer[] | null;
  readonly worked: ShownStep | null;
  readonly derivation: Derivation | null;
  readonly series: SeriesTail | null;
  readonly evaluations: EvaluationSeries | null;
  readonly speed: Speed;
  readonly settings: ViewSettings;
  /** The keys of the spec that were changed since the run began; it goes on with the old ones. */
  readonly changed: readonly string[];
  /** The errors in the spec as it is now. */
  readonly problems: readonly Problem[];
}

/** What the person has set in the editor's settings for all views. */
export interface ViewSettings {
  /** Significant digits of every number; null for whole short numbers and four decimals of others. */
  readonly digits: number | null;
  /** Whether things may move. */
  readonly animation: boolean;
}

/** An error in a spec or its data, for a view. */
export interface Problem {
  readonly message: string;
  /** Where it is, for people: `chain.nn.json:4:7`. */
  readonly place: string;
  /** Where it is, in characters from the start of the spec's text. */
  readonly offset: number;
}
