import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { formatCount } from "../../src/format/number-format.ts";
import { useWidth } from "../diagram/use-width.ts";
import { formatNumber } from "../numbers.ts";
import { stepAxis } from "./loss-axis.ts";
import { lossStrings } from "./strings.ts";

interface ScrubberProps {
  /** The step that is shown or, on the way there, the one that is wanted. */
  readonly step: number;
  /** The steps that are known of the run. */
  readonly steps: number;
  readonly stepsPerEpoch: number;
  /** The loss of that step; null where it is not known. */
  readonly loss: number | null;
  readonly onSeek: (step: number) => void;
}

/** So many steps a page is, where an epoch is one step. */
const page = 10;
/** The width of a digit along the axis, and the room between two numbers. */
const digitWidth = 6.7;
const gap = 14;

/** Goes to any step taken before: a slider that lies right under the chart, with the chart's axis. */
export function Scrubber({ step, steps, stepsPerEpoch, loss, onSeek }: ScrubberProps): JSX.Element {
  const track = useRef<HTMLDivElement>(null);
  const width = useWidth(track);

  function onKeyDown(event: KeyboardEvent): void {
    const direction = { PageUp: 1, PageDown: -1 }[event.key];
    if (!direction) return;
    // The browser's own pages are a tenth of the whole, and keep no count of epochs.
    event.preventDefault();
    const stride = stepsPerEpoch > 1 ? stepsPerEpoch : page;
    onSeek(Math.min(steps, Math.max(0, step + direction * stride)));
  }

  return (
    <div class="scrubber">
      <input
        type="range"
        min={0}
        max={Math.max(1, steps)}
        step={1}
        value={step}
        disabled={steps === 0}
        aria-label={lossStrings.stepShown}
        aria-valuetext={spoken(step, steps, loss)}
        onInput={(event) => onSeek(event.currentTarget.valueAsNumber)}
        onKeyDown={onKeyDown}
      />
      <span class="step-axis" aria-hidden="true">
        {lossStrings.stepAxis}
      </span>
      <div class="track" ref={track} aria-hidden="true">
        {axisLabels(step, steps, width).map(({ at, left, isCurrent }) => (
          <span key={isCurrent ? "current" : at} class={isCurrent ? "tick current" : "tick"}>
            <span class="notch" style={{ left: `${(100 * at) / Math.max(1, steps)}%` }} />
            <span class="numeral" style={{ left: `${left}px` }}>
              {formatCount(at)}
            </span>
          </span>
        ))}
      </div>
    </div>
  );
}

function spoken(step: number, steps: number, loss: number | null): string {
  if (step === 0) return lossStrings.beginningSpoken(lossStrings.stepCount(steps));
  const [at, all] = [formatCount(step), formatCount(steps)];
  return loss === null ? lossStrings.stepSpoken(at, all) : lossStrings.stepWithLoss(at, all, formatNumber(loss));
}

/** A number along the axis: of which step, and where it begins, in pixels. */
export interface AxisLabel {
  readonly at: number;
  readonly left: number;
  readonly isCurrent: boolean;
}

/** The numbers along the axis: the current one always, and of the others those that leave room for it. */
export function axisLabels(step: number, steps: number, width: number): AxisLabel[] {
  if (width === 0) return [];
  const max = Math.max(1, steps);
  const widthOf = (at: number) => formatCount(at).length * digitWidth;
  const place = (at: number, isCurrent: boolean) => {
    const left = (at / max) * width - widthOf(at) / 2;
    // At the right there is less room than at the left: the number is moved, its notch is not.
    return { at, left: Math.min(left, width + rightRoom - widthOf(at)), isCurrent };
  };
  const current = place(step, true);
  const most = Math.floor(width / (widthOf(max) + gap));
  const others = stepAxis(steps, most)
    .ticks.filter((at) => at !== step)
    .map((at) => place(at, false))
    .filter(
      ({ at, left }) => left + widthOf(at) + gap / 2 < current.left || left > current.left + widthOf(step) + gap / 2,
    );
  return [...others, current];
}

/** How far the numbers may reach beyond the end of the plot. */
const rightRoom = 10;
