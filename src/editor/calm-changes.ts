import { Disposable } from "vscode";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";
import { visibleSpecEditors } from "./visible-specs.ts";

/** Milliseconds between two updates of what stands in a text, while a run goes on: more often nobody could read it. */
const interval = 250;

/**
 * Tells of changes of the runs whose specs are visible, of each at most four times a second while it trains. When it
 * stands still, what has changed is told at once.
 */
export function onCalmChange(runs: SpecRuns, listener: (specRun: SpecRun) => void): Disposable {
  const told = new Map<SpecRun, number>();
  const waiting = new Map<SpecRun, ReturnType<typeof setTimeout>>();

  function tell(specRun: SpecRun): void {
    clearTimeout(waiting.get(specRun));
    waiting.delete(specRun);
    told.set(specRun, performance.now());
    if (isVisible(specRun)) listener(specRun);
  }

  const following = runs.onDidChange((specRun) => {
    const wait = (told.get(specRun) ?? Number.NEGATIVE_INFINITY) + interval - performance.now();
    if (specRun.run.snapshot()?.state !== "running" || wait <= 0) tell(specRun);
    else if (!waiting.has(specRun)) waiting.set(specRun, setTimeout(tell, wait, specRun));
  });
  return new Disposable(() => {
    following.dispose();
    for (const timer of waiting.values()) clearTimeout(timer);
  });
}

function isVisible({ uri }: SpecRun): boolean {
  return visibleSpecEditors().some(({ document }) => document.uri.toString() === uri.toString());
}
