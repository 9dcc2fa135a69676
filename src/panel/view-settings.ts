import type { ConfigurationChangeEvent, Uri } from "vscode";
import { affects, animates, significantDigits } from "../editor/settings.ts";
import type { ViewSettings } from "../run/protocol.ts";

/** What is set for the view of a spec. */
export function viewSettings(spec: Uri): ViewSettings {
  return { digits: significantDigits(spec), animation: animates(spec) };
}

/** Whether a change of settings concerns the view of a spec. */
export function concernsViews(change: ConfigurationChangeEvent, spec: Uri): boolean {
  return affects(change, "significantDigits", spec) || affects(change, "animation", spec);
}
