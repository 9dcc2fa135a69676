import type { Disposable, Memento } from "vscode";
import type { Edit } from "../core/edits.ts";
import { changedKeys } from "../spec/changes.ts";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";

/**
 * Remembers how far each run had come, so that a revived view can show it again: the same spec gives the
 * same run, so its text, the number of steps and what was edited by hand are all there is to know.
 */
export interface ProgressMemory extends Disposable {
  /** Brings a run to where it was when the window was closed, unless its spec is another now. */
  readonly restore: (specRun: SpecRun) => Promise<void>;
}

interface Progress {
  readonly text: string;
  readonly step: number;
  /** Not there in notes of an earlier version. */
  readonly edits?: readonly Edit[];
}

/** Milliseconds between two notes of a run that goes on. */
const noteInterval = 1000;

/** A longer text is not kept: such a spec starts again. */
const maxTextLength = 200_000;

/** Starts to follow all runs. `memento` is the workspace's. */
export function createProgressMemory(memento: Memento, runs: SpecRuns): ProgressMemory {
  const notes = new Map<string, { state: string; at: number }>();
  const following = runs.onDidChange((specRun) => {
    const snapshot = specRun.run.snapshot();
    const text = specRun.source();
    if (!snapshot || text === null || text.length > maxTextLength) return;
    const key = keyOf(specRun);
    const last = notes.get(key);
    const { step, edits } = snapshot;
    const state = JSON.stringify([step, edits]);
    const isDue = snapshot.state !== "running" || performance.now() - (last?.at ?? 0) > noteInterval;
    if (last?.state === state || !isDue) return;
    notes.set(key, { state, at: performance.now() });
    const progress: Progress | undefined = step > 0 || edits.length > 0 ? { text, step, edits } : undefined;
    void memento.update(key, progress);
  });

  return {
    restore: async (specRun) => {
      // Starting the run makes a new note, of step 0.
      const progress = memento.get<Progress>(keyOf(specRun));
      const isSame = (text: string) => progress !== undefined && changedKeys(progress.text, text).length === 0;
      const isOpen = await specRun.open((text) => (isSame(text) ? (progress?.edits ?? []) : []));
      if (isOpen && progress && isSame(specRun.source() ?? "")) await specRun.run.trainTo(progress.step);
    },
    dispose: () => following.dispose(),
  };
}

function keyOf({ uri }: SpecRun): string {
  return `progress ${uri}`;
}
