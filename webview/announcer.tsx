import type { JSX } from "preact";
import { formatCount, formatNumber } from "../src/format/number-format.ts";
import type { Snapshot } from "../src/run/snapshot.ts";
import { stateSentence, strings } from "./strings.ts";
import { useCalm } from "./use-calm.ts";

/** Screen readers are told of news at most this often, in milliseconds. */
const announceEvery = 2000;

/** Tells screen readers where the run stands: each change of state, and each step taken by hand. */
export function Announcer({ snapshot }: { snapshot: Snapshot }): JSX.Element {
  const sentence = sentenceOf(snapshot);
  const shown = useCalm(sentence, sentence, (sinceShown) => announceEvery - sinceShown);
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {shown}
    </p>
  );
}

function sentenceOf(snapshot: Snapshot): string {
  const { state, step, stepsInAll, loss, failure } = snapshot;
  const what = failure ?? `${stateSentence(snapshot)}.`;
  // While training every frame brings other numbers: the read-outs hold them for whoever asks.
  if (state === "running" || state === "idle") return what;
  const steps = `${strings.stepRead} ${formatCount(step)} ${strings.of(formatCount(stepsInAll))}`;
  return `${what} ${steps}, ${strings.lossRead} ${formatNumber(loss)}.`;
}
