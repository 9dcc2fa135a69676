import { formatCount } from "../format/number-format.ts";
import type { Snapshot } from "../run/snapshot.ts";

const icons = {
  idle: "circle-outline",
  running: "sync~spin",
  paused: "debug-pause",
  finished: "check",
  failed: "error",
} as const;

/**
 * What the status bar says of a run: its state, step and loss.
 * @param number writes a number as it is set
 */
export function statusText({ state, step, stepsInAll, loss }: Snapshot, number: (value: number) => string): string {
  const count = formatCount(step);
  const words = {
    idle: "Ready to train",
    running: `Training ${Math.floor((100 * step) / stepsInAll)} %, step ${count}`,
    paused: `Paused at step ${count}`,
    finished: `Trained, step ${count}`,
    failed: `Failed at step ${count}`,
  };
  return `$(${icons[state]}) ${words[state]}, loss ${number(loss)}`;
}

/** What a notification says of a run that trains on while its view is not open. */
export function progressText({ step, stepsInAll, loss }: Snapshot, number: (value: number) => string): string {
  return `step ${formatCount(step)} of ${formatCount(stepsInAll)}, loss ${number(loss)}. Cancel pauses it.`;
}

/**
 * What a pointer that rests on it is told.
 * @param file the name of the spec
 * @param changed the keys of the spec that differ from what the run began with
 */
export function statusTooltip(
  file: string,
  { failure, epoch, epochsInAll }: Snapshot,
  changed: readonly string[],
): string {
  if (failure !== null) return `${file}: ${failure}`;
  const place = `${file}: epoch ${formatCount(epoch)} of ${formatCount(epochsInAll)}.`;
  const old = changed.length === 0 ? "" : ` The spec has changed since (${changed.join(", ")}); Reset applies it.`;
  return `${place}${old} Click to open the training view.`;
}
