import { Disposable, StatusBarAlignment, window } from "vscode";
import { formatCount, formatNumber } from "../format/number-format.ts";
import type { Snapshot } from "../run/snapshot.ts";
import { commandIds } from "./command-ids.ts";
import { activeSpec } from "./commands.ts";
import { fileNameOf } from "./language.ts";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";
import type { Views } from "./views.ts";

/** One item for the run of the spec in use: its state, step and loss. A click opens its view. */
export function createStatusBar(runs: SpecRuns, views: Views): Disposable {
  const item = window.createStatusBarItem("unboxed.run", StatusBarAlignment.Left, 0);
  item.name = "Unboxed: Training";

  function update(): void {
    const uri = activeSpec(views);
    const specRun = uri && runs.existing(uri);
    const snapshot = specRun?.run.snapshot();
    if (!specRun || !snapshot) {
      item.hide();
      return;
    }
    item.text = textOf(snapshot);
    item.tooltip = tooltipOf(specRun, snapshot);
    item.command = { title: "Open Training View", command: commandIds.openView, arguments: [specRun.uri] };
    item.show();
  }

  return Disposable.from(
    item,
    runs.onDidChange(update),
    views.onDidChangeActive(update),
    window.onDidChangeActiveTextEditor(update),
  );
}

function textOf({ state, step, stepsInAll, loss }: Snapshot): string {
  const count = formatCount(step);
  const icon = {
    idle: "circle-outline",
    running: "sync~spin",
    paused: "debug-pause",
    finished: "check",
    failed: "error",
  };
  const words = {
    idle: "Ready to train",
    running: `Training ${Math.floor((100 * step) / stepsInAll)} %, step ${count}`,
    paused: `Paused at step ${count}`,
    finished: `Trained, step ${count}`,
    failed: `Failed at step ${count}`,
  };
  return `$(${icon[state]}) ${words[state]}, loss ${formatNumber(loss)}`;
}

function tooltipOf({ uri }: SpecRun, { failure, epoch, epochsInAll }: Snapshot): string {
  return (
    failure ??
    `${fileNameOf(uri)}: epoch ${formatCount(epoch)} of ${formatCount(epochsInAll)}. Click to open the training view.`
  );
}
