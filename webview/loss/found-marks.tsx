import type { JSX } from "preact";
import type { Finding } from "../../src/core/findings/finding.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { lossStrings } from "./strings.ts";

/** What was found at one place of the chart. */
export interface FoundMark {
  readonly step: number;
  readonly messages: readonly string[];
}

/** So many pixels two marks are apart at least. */
const apart = 16;

/**
 * The marks of what the run itself has shown: what began at about the same step, as far as the chart can tell,
 * has one together.
 */
export function foundMarks(findings: readonly Finding[], steps: number, width: number): FoundMark[] {
  const marks: { step: number; messages: string[] }[] = [];
  const inOrder = findings.filter(({ since }) => since > 0 && since <= steps).sort((a, b) => a.since - b.since);
  for (const { since, message } of inOrder) {
    const before = marks.at(-1);
    if (before && ((since - before.step) / Math.max(1, steps)) * width < apart) before.messages.push(message);
    else marks.push({ step: since, messages: [message] });
  }
  return marks;
}

interface FoundMarksProps {
  readonly marks: readonly FoundMark[];
  readonly steps: number;
  /** The width of the plot, in pixels. */
  readonly width: number;
  readonly onOpen: () => void;
}

/** What can be pointed at, focused and pressed of the marks that the chart draws. */
export function FoundMarks({ marks, steps, width, onOpen }: FoundMarksProps): JSX.Element {
  return (
    <div class="found-marks">
      {marks.map(({ step, messages }, k) => (
        <button
          // Marks move and change as the run goes on; the focus stays on the same one of them.
          key={k}
          type="button"
          style={{ left: `${(100 * step) / Math.max(1, steps)}%` }}
          aria-label={lossStrings.toHealth(`${lossStrings.beganAt(formatCount(step))}: ${messages.join(" ")}`)}
          onClick={onOpen}
        >
          <span class="hover-card" style={cardPlace(step / Math.max(1, steps), width)} aria-hidden="true">
            <strong>{lossStrings.beganAt(formatCount(step))}</strong>
            {messages.map((message) => (
              <span key={message}>{message}</span>
            ))}
          </span>
        </button>
      ))}
    </div>
  );
}

const cardWidth = 260;
const gap = 6;
/** Half of a button. */
const half = 10;

/** Where a card lies, from its button's left edge: beside the mark, and within the plot. */
function cardPlace(along: number, width: number): { left: string; width: string } {
  const mark = along * width;
  const card = Math.min(cardWidth, Math.max(0, width));
  const left = along < 0.5 ? mark + gap : mark - gap - card;
  return { left: `${Math.min(Math.max(left, 0), width - card) - mark + half}px`, width: `${card}px` };
}
