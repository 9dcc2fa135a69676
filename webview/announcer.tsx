import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatCount, formatNumber } from "../src/format/number-format.ts";
import type { Standing } from "../src/run/snapshot.ts";
import { stateSentence, strings } from "./strings.ts";

/** Screen readers are told of news at most this often, in milliseconds. */
const announceEvery = 2000;

/** Tells screen readers where the run stands: each change of state, and each step taken by hand. */
export function Announcer({ snapshot }: { snapshot: Standing }): JSX.Element {
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {useThrottled(sentenceOf(snapshot))}
    </p>
  );
}

function sentenceOf({ state, step, stepsInAll, epochsInAll, loss, failure }: Standing): string {
  const what = `${failure ?? stateSentence(state, epochsInAll)}.`;
  // While training every frame brings other numbers: the read-outs hold them for whoever asks.
  if (state === "running" || state === "idle") return what;
  const steps = `${strings.stepRead} ${formatCount(step)} ${strings.of(formatCount(stepsInAll))}`;
  return `${what} ${steps}, ${strings.lossRead} ${formatNumber(loss)}.`;
}

/** The latest text, changed at most once in `announceEvery`. */
function useThrottled(text: string): string {
  const [shown, setShown] = useState(text);
  const shownAt = useRef(0);
  useEffect(() => {
    if (text === shown) return;
    const wait = Math.max(0, shownAt.current + announceEvery - performance.now());
    const timer = setTimeout(() => {
      shownAt.current = performance.now();
      setShown(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, shown]);
  return shown;
}
