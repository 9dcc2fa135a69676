import { type ConfigurationChangeEvent, type Uri, workspace } from "vscode";
import type { ViewSettings } from "../run/protocol.ts";

/** The settings for all views, as package.json names them. */
const digits = "unboxed.numbers.significantDigits";
const fewestDigits = 3;
const mostDigits = 15;

/** What is set for the view of a spec. What makes no sense is as if it were not set. */
export function viewSettings(spec: Uri): ViewSettings {
  const wanted = workspace.getConfiguration(undefined, spec).get<unknown>(digits);
  const isSet = Number.isInteger(wanted) && Number(wanted) >= fewestDigits && Number(wanted) <= mostDigits;
  return { digits: isSet ? Number(wanted) : null };
}

/** Whether a change of settings concerns the view of a spec. */
export function concernsViews(change: ConfigurationChangeEvent, spec: Uri): boolean {
  return change.affectsConfiguration(digits, spec);
}
