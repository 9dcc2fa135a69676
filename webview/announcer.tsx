import type { JSX } from "preact";
import { formatCount } from "../src/format/number-format.ts";
import { allows, type RunState } from "../src/run/state.ts";
import { formatNumber } from "./numbers.ts";
import type { RunView } from "./run-view.ts";
import { stageSentence } from "./stage/stage-sentence.ts";
import type { Store } from "./store.ts";
import { stateSentence } from "./strings.ts";
import { toolbarStrings } from "./toolbar/strings.ts";
import { useCalm } from "./use-calm.ts";

/** Screen readers are told of news at most this often, in milliseconds: of steps taken by hand, and of training. */
const announceEvery = 2000;
const announceTrainingEvery = 10_000;

interface AnnouncerProps {
  readonly run: RunView;
  readonly store: Store;
}

/** What was told last, and in which state of the run. */
interface Told {
  readonly sentence: string;
  readonly state: RunState;
}

/** Tells screen readers where the run stands, in a sentence: each change of state, each step, and each stage of one. */
export function Announcer({ run, store }: AnnouncerProps): JSX.Element {
  const { state } = run.snapshot;
  const sentence = sentenceOf(run, store);
  // That it trains is told at once; how far it has come, now and then.
  const told: Told = useCalm<Told>({ sentence, state }, `${state} ${sentence}`, (sinceShown) => {
    const isStillTraining = state === "running" && told.state === "running";
    return (isStillTraining ? announceTrainingEvery : announceEvery) - sinceShown;
  });
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {told.sentence}
    </p>
  );
}

function sentenceOf(run: RunView, store: Store): string {
  const { snapshot } = run;
  const { state, step, stepsInAll, loss, failure } = snapshot;
  const stage = store.stage.value;
  if (run.isStaged && stage !== null) return stageSentence(run, stage, allows(state, "step"));
  if (state === "failed") return failure ?? `${stateSentence(snapshot)}.`;
  const known = store.series.value.steps;
  const isBehind = state !== "running" && step < known;
  const what = `${isBehind ? toolbarStrings.viewing(step, known) : stateSentence(snapshot)}.`;
  if (state === "idle") return what;
  const where = toolbarStrings.stepSpoken(formatCount(step), formatCount(stepsInAll), formatNumber(loss));
  return `${what} ${where}`;
}
