import { Disposable, StatusBarAlignment, window, workspace } from "vscode";
import { commandIds } from "./command-ids.ts";
import { activeSpec } from "./commands.ts";
import { fileNameOf } from "./language.ts";
import { affects, figuresFor } from "./settings.ts";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";
import { statusText, statusTooltip } from "./status-text.ts";
import { steadily } from "./steady.ts";
import type { Views } from "./views.ts";

/** One item for the run of the spec in use: its state, step and loss. A click opens its view. */
export function createStatusBar(runs: SpecRuns, views: Views): Disposable {
  const item = window.createStatusBarItem("unboxed.run", StatusBarAlignment.Left, 0);
  item.name = "Unboxed: Training";

  const textsOf = steadily(({ uri, run, changed }: SpecRun) => {
    const snapshot = run.snapshot();
    return (
      snapshot && {
        text: statusText(snapshot, figuresFor(uri).number),
        tooltip: statusTooltip(fileNameOf(uri), snapshot, changed()),
      }
    );
  });

  let shown: ReturnType<typeof textsOf> = null;

  function update(): void {
    const uri = activeSpec(views);
    const specRun = uri && runs.existing(uri);
    const texts = (specRun && textsOf(specRun)) ?? null;
    if (texts === shown) return;
    shown = texts;
    if (!specRun || !texts) {
      item.hide();
      return;
    }
    item.text = texts.text;
    item.tooltip = texts.tooltip;
    item.command = { title: "Open Training View", command: commandIds.openView, arguments: [specRun.uri] };
    item.show();
  }

  return Disposable.from(
    item,
    runs.onDidChange(update),
    views.onDidChangeActive(update),
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeConfiguration((change) => {
      const uri = activeSpec(views);
      if (uri && affects(change, "significantDigits", uri)) update();
    }),
  );
}
