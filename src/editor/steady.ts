import type { Snapshot } from "../run/snapshot.ts";
import type { SpecRun } from "./spec-runs.ts";

/** Milliseconds for which a text about a run that trains stays as it is: it is to be read, not to flicker. */
const readingTime = 500;

/**
 * Keeps what is said of a run steady. While the run trains, `say` is asked for it at most twice a second; whenever its
 * state changes, and where it stands still, at once.
 */
export function steadily<T>(say: (specRun: SpecRun) => T): (specRun: SpecRun) => T {
  const said = new WeakMap<SpecRun, { readonly about: Snapshot | null; readonly at: number; readonly text: T }>();
  return (specRun) => {
    const about = specRun.run.snapshot();
    const last = said.get(specRun);
    if (last && goesOn(last.about, about) && performance.now() - last.at < readingTime) return last.text;
    const text = say(specRun);
    said.set(specRun, { about, at: performance.now(), text });
    return text;
  };
}

/** Whether a run that trained still trains. */
function goesOn(before: Snapshot | null, now: Snapshot | null): boolean {
  return before?.state === "running" && now?.state === "running" && before.generation === now.generation;
}
