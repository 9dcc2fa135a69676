import { scaleLog } from "d3-scale";
import type { JSX } from "preact";

/** Bars on a logarithmic scale from a power of ten on, that several numbers share. */
export interface LogScale {
  /** The power of ten at which bars begin. */
  readonly start: number;
  /** The share of the room that a number's bar takes; 0 for what is not above 0. */
  readonly share: (value: number) => number;
}

/** The share of the room that the shortest bar takes at least. */
const shortest = 0.06;

/** The scale for some numbers: from a power of ten below the smallest to the largest. */
export function logScaleFor(values: readonly number[]): LogScale {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return { start: 1, share: () => 0 };
  const [low, high] = [Math.min(...positive), Math.max(...positive)].map(Math.log10);
  // The shortest bar is to be seen, too.
  const start = 10 ** Math.floor(low - Math.max(shortest * (high - low), Math.log10(2)));
  const scale = scaleLog([start, 10 ** high], [0, 1]);
  return { start, share: (value) => (value > 0 && Number.isFinite(value) ? scale(value) : 0) };
}

interface BarProps {
  /** The share of the room it takes. */
  readonly share: number;
  /** Whether it is what a finding is about. */
  readonly isMarked?: boolean;
}

/** A bar in a cell of a table; the number beside it says the same. */
export function Bar({ share, isMarked = false }: BarProps): JSX.Element {
  return (
    <span class="bar-room" aria-hidden="true">
      <span class={`bar ${isMarked ? "marked" : ""}`} style={{ width: `${100 * share}%` }} />
    </span>
  );
}
