import type { Disposable, Uri } from "vscode";
import type { SpecRun } from "./spec-runs.ts";

/** What commands and the status bar need to know of the training views. */
export interface Views {
  /** Shows the view of a run beside its text, without taking the focus. */
  readonly show: (specRun: SpecRun) => void;
  /** The spec of the view that has the focus. */
  readonly active: () => Uri | undefined;
  readonly onDidChangeActive: (listener: () => void) => Disposable;
}
