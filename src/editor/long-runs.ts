import { Disposable, type Progress, ProgressLocation, window } from "vscode";
import { fileNameOf } from "./language.ts";
import { figuresFor } from "./settings.ts";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";
import { progressText } from "./status-text.ts";
import { steadily } from "./steady.ts";
import type { Views } from "./views.ts";

/** Milliseconds that a run trains before its progress is worth a notification. */
const usualPatience = 4000;

/** A notification that is shown. */
interface Shown {
  readonly report: () => void;
  readonly end: () => void;
}

/**
 * Shows the progress of a long run as a notification while its view is not open, until it ends, pauses or its view
 * opens. Cancel pauses the run.
 */
export function followLongRuns(runs: SpecRuns, views: Pick<Views, "has">, patience = usualPatience): Disposable {
  const training = new Map<SpecRun, { readonly since: number; shown: Shown | null }>();

  function forget(specRun: SpecRun): void {
    training.get(specRun)?.shown?.end();
    training.delete(specRun);
  }

  function update(specRun: SpecRun): void {
    if (specRun.run.snapshot()?.state !== "running") {
      forget(specRun);
      return;
    }
    const known = training.get(specRun) ?? { since: performance.now(), shown: null };
    training.set(specRun, known);
    if (views.has(specRun.uri)) {
      known.shown?.end();
      known.shown = null;
    } else if (performance.now() - known.since > patience) {
      known.shown ??= showProgress(specRun);
      known.shown.report();
    }
  }

  return Disposable.from(
    runs.onDidChange(update),
    runs.onDidEnd(forget),
    new Disposable(() => {
      for (const specRun of [...training.keys()]) forget(specRun);
    }),
  );
}

function showProgress(specRun: SpecRun): Shown {
  const newsOf = steadily(({ uri, run }: SpecRun) => {
    const snapshot = run.snapshot();
    if (!snapshot) return null;
    const percent = (100 * snapshot.step) / snapshot.stepsInAll;
    return { message: progressText(snapshot, figuresFor(uri).number), percent };
  });
  let shown: ReturnType<typeof newsOf> = null;
  let bar: Progress<{ message: string; increment: number }> | null = null;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const title = `Training ${fileNameOf(specRun.uri)}`;
  void window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
    bar = progress;
    token.onCancellationRequested(() => void specRun.pause());
    return ended;
  });
  return {
    report: () => {
      const news = newsOf(specRun);
      if (!bar || !news || news === shown) return;
      bar.report({ message: news.message, increment: news.percent - (shown?.percent ?? 0) });
      shown = news;
    },
    end,
  };
}
