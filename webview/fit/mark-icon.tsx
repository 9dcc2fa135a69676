import type { JSX } from "preact";
import type { Mark } from "../maps/marks.ts";

/** A point's mark in a legend: filled, or hollow for samples that are held out. */
export function MarkIcon({
  mark,
  isHollow = false,
}: {
  readonly mark: Mark;
  readonly isHollow?: boolean;
}): JSX.Element {
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" class="mark-icon" aria-hidden="true">
      <path
        d={mark.shape}
        transform="scale(3.6)"
        class={isHollow ? "hollow" : ""}
        style={{ "--mark": `var(${mark.variable})` }}
      />
    </svg>
  );
}

/** The ring around the sample that the network is shown for. */
export function RingIcon(): JSX.Element {
  return (
    <svg width="14" height="14" viewBox="-7 -7 14 14" class="mark-icon" aria-hidden="true">
      <circle class="ring" r="5" />
    </svg>
  );
}
