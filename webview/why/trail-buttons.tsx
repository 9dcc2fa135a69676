import type { JSX } from "preact";
import { plainText } from "../../src/core/explanation/notation/plain.ts";
import { Symbols } from "./formulas.tsx";
import { whyStrings } from "./strings.ts";
import type { Trail, TrailEntry } from "./use-trail.ts";

/** The way back to the number asked about before, and on again. */
export function TrailButtons({ trail }: { readonly trail: Trail }): JSX.Element | null {
  const { back, forward, goBack, goForward } = trail;
  if (!back && !forward) return null;
  return (
    <nav class="trail" aria-label={whyStrings.trail}>
      {back && <TrailButton entry={back} words={whyStrings.backTo} title={whyStrings.backTitle} onClick={goBack} />}
      {forward && (
        <TrailButton entry={forward} words={whyStrings.forwardTo} title={whyStrings.forwardTitle} onClick={goForward} />
      )}
    </nav>
  );
}

interface TrailButtonProps {
  readonly entry: TrailEntry;
  readonly words: string;
  readonly title: string;
  readonly onClick: () => void;
}

function TrailButton({ entry: { symbol }, words, title, onClick }: TrailButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class={`plain-link ${words === whyStrings.backTo ? "back" : "forward"}`}
      title={title}
      aria-label={symbol ? `${words} ${plainText(symbol)}` : words}
      onClick={onClick}
    >
      {words} {symbol && <Symbols of={symbol} />}
    </button>
  );
}
