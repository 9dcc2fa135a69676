import { commands, Disposable, window } from "vscode";
import { allows } from "../run/state.ts";
import { activeSpec } from "./commands.ts";
import type { SpecRuns } from "./spec-runs.ts";
import type { Views } from "./views.ts";

/** The name under which package.json asks whether Step Back has anywhere to go. */
const contextKey = "unboxed.canStepBack";

/** Offers Step Back while the run of the spec in use is beyond its beginning. */
export function followStepBack(runs: SpecRuns, views: Views): Disposable {
  let told: boolean | null = null;

  function update(): void {
    const uri = activeSpec(views);
    const snapshot = uri && runs.existing(uri)?.run.snapshot();
    const canStepBack = snapshot ? allows(snapshot.state, "back") && snapshot.step > 0 : false;
    if (canStepBack === told) return;
    told = canStepBack;
    void commands.executeCommand("setContext", contextKey, canStepBack);
  }

  update();
  return Disposable.from(
    runs.onDidChange(update),
    views.onDidChangeActive(update),
    window.onDidChangeActiveTextEditor(update),
  );
}
