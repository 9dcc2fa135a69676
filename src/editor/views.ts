import type { Disposable, Uri } from "vscode";
import type { Quantity } from "../core/explanation/quantity.ts";
import type { SpecRun } from "./spec-runs.ts";

/** What commands, the status bar and the text editor need to know of the training views. */
export interface Views {
  /** Shows the view of a run beside its text, without taking the focus. */
  readonly show: (specRun: SpecRun) => void;
  /** Whether the view of a spec is open, in sight or not. */
  readonly has: (uri: Uri) => boolean;
  /** The spec of the view that has the focus. */
  readonly active: () => Uri | undefined;
  /** The specs of the views that can be seen. */
  readonly inSight: () => readonly Uri[];
  readonly onDidChangeActive: (listener: () => void) => Disposable;
  /** Whether the view of a spec is there and not behind others. */
  readonly isVisible: (spec: Uri) => boolean;
  /** What is selected in the view of a spec; null for nothing. */
  readonly selected: (spec: Uri) => Quantity | null;
  /** Selects a quantity in the view of a spec, if it has one: as soon as its page is there. */
  readonly select: (spec: Uri, quantity: Quantity) => void;
  /** Fires when something else is selected in a view, whoever did it. */
  readonly onDidSelect: (listener: (selected: Selected) => void) => Disposable;
}

/** What has been selected in a view. */
export interface Selected {
  readonly spec: Uri;
  readonly quantity: Quantity | null;
  /** Whether the person did it in the view. */
  readonly byHand: boolean;
}
