import { formatCount, formatCounted } from "../format/number-format.ts";
import type { Snapshot } from "../run/snapshot.ts";
import { type CommandId, commandIds } from "./command-ids.ts";

/** One code lens: what it says, what a pointer that rests on it is told, and what a click does. */
export interface LensText {
  readonly title: string;
  readonly tooltip: string;
  /** Null for one that only says something. */
  readonly command: CommandId | "vscode.open" | null;
  /** The path of the file that the command is about, relative to the spec; the spec itself unless it is given. */
  readonly file?: string;
}

/** What the lenses above the layers tell of a run. */
export interface Standing extends Pick<Snapshot, "state" | "step" | "stepsInAll" | "loss" | "failure" | "edits"> {
  /** The keys of the spec that differ from what the run began with. */
  readonly changed: readonly string[];
}

/** What the lenses above the data tell of it. */
export interface DataSummary {
  readonly samples: number;
  /** Those of them that are not trained on. */
  readonly heldOut: number;
  readonly inputs: number;
  readonly targets: number;
  /** The name of the csv file that the samples come from; null where they come from none. */
  readonly csv: string | null;
}

const openView: LensText = {
  title: "Open View",
  tooltip: "Show the network beside this file",
  command: commandIds.openView,
};

const train: LensText = {
  title: "▶ Train",
  tooltip: "Train to the end of the epochs",
  command: commandIds.train,
};

const trainAgain: LensText = {
  title: "▶ Train Again",
  tooltip: "Start again from the initial weights and biases, and train to the end of the epochs",
  command: commandIds.train,
};

const pause: LensText = { title: `${icon("debug-pause")}Pause`, tooltip: "Pause training", command: commandIds.pause };

const step: LensText = {
  title: "Step",
  tooltip: "Take one step: one update of all weights and biases",
  command: commandIds.step,
};

const reset: LensText = {
  title: "Reset",
  tooltip: "Go back to the initial weights and biases",
  command: commandIds.reset,
};

/**
 * What the lenses above the layers say: first what can be done, then where the run stands, since that changes its width.
 * @param standing null where there is no run yet
 * @param number writes a number as it is set
 */
export function runLenses(standing: Standing | null, number: (value: number) => string): readonly LensText[] {
  if (!standing) return [train, step, openView];
  const { state, changed, edits } = standing;
  // Before the first step a run follows the text by itself.
  const again = changed.length > 0 ? resetToApply(changed) : reset;
  const readout = readoutOf(standing, number);
  switch (state) {
    case "idle":
      return edits.length > 0 ? [train, step, reset, openView] : [train, step, openView];
    case "running":
      return changed.length > 0 ? [pause, again, readout] : [pause, readout];
    case "paused":
      return [train, step, again, readout];
    case "finished":
      return [trainAgain, again, readout];
    case "failed":
      return [again, readout];
  }
}

function resetToApply(changed: readonly string[]): LensText {
  return {
    title: "Spec Changed: Reset to Apply",
    tooltip: `Start again with what is written now. Until then the run goes on with the old ${changed.join(", ")}`,
    command: commandIds.reset,
  };
}

/** Where a run stands. A click shows all of it. */
function readoutOf(
  { state, step: taken, stepsInAll, loss, failure }: Standing,
  number: (value: number) => string,
): LensText {
  const count = formatCount(taken);
  const place = {
    idle: `step ${count}`,
    running: `step ${count}`,
    paused: `step ${count}`,
    finished: `${icon("check")}finished at step ${count}`,
    failed: `${icon("error")}failed after step ${count}`,
  };
  return {
    title: `${place[state]} · loss ${number(loss)}`,
    tooltip: failure ?? `Step ${count} of ${formatCount(stepsInAll)}. Click to see every number of it`,
    command: commandIds.openView,
  };
}

/** What the lenses above the data say: "150 samples · 4 → 3", and "Open iris.csv" where they come from a file. */
export function dataLenses({ samples, heldOut, inputs, targets, csv }: DataSummary): readonly LensText[] {
  const held = heldOut === 0 ? "" : `, ${formatCount(heldOut)} held out`;
  const summary: LensText = {
    title: `${formatCounted(samples, "sample")}${held} · ${formatCount(inputs)} → ${formatCount(targets)}`,
    tooltip: `Each sample has ${formatCounted(inputs, "input")} and ${formatCounted(targets, "target")}`,
    command: null,
  };
  if (csv === null) return [summary];
  const name = csv.slice(csv.lastIndexOf("/") + 1);
  return [summary, { title: `Open ${name}`, tooltip: `Show ${csv}`, command: "vscode.open", file: csv }];
}

/** An icon before words. Between it and them a lens shows no space that may break. */
function icon(name: string): string {
  return `$(${name})\u00a0`;
}
