import { Disposable } from "vscode";
import { createCalm } from "./calm.ts";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";
import { isVisible } from "./visible-specs.ts";

/** Milliseconds between two updates of what stands in a text, while a run goes on: more often nobody could read it. */
const interval = 250;

/**
 * Tells of changes of the runs whose specs are visible, of each at most four times a second while it trains. When it
 * stands still, what has changed is told at once.
 */
export function onCalmChange(runs: SpecRuns, listener: (specRun: SpecRun) => void): Disposable {
  const calm = createCalm<SpecRun>(interval, (specRun) => {
    if (isVisible(specRun.uri)) listener(specRun);
  });
  const following = runs.onDidChange((specRun) => {
    if (specRun.run.snapshot()?.state === "running") calm.soon(specRun);
    else calm.now(specRun);
  });
  return Disposable.from(following, calm);
}
