import type { JSX } from "preact";
import { strings } from "../strings.ts";

/** What colour, dash and width of the lines mean. */
export function Legend(): JSX.Element {
  return (
    <ul class="legend">
      <li>
        <svg width="24" height="8" aria-hidden="true">
          <line class="wire positive" x1="0" y1="4" x2="24" y2="4" stroke-width="2.5" />
        </svg>
        {strings.positive}
      </li>
      <li>
        <svg width="24" height="8" aria-hidden="true">
          <line class="wire negative" x1="0" y1="4" x2="24" y2="4" stroke-width="2.5" />
        </svg>
        {strings.negative}
      </li>
      <li>
        <svg width="26" height="8" aria-hidden="true">
          <path class="wedge" d="M0 3.5v1L26 7V1z" />
        </svg>
        {strings.widerIsLarger}
      </li>
    </ul>
  );
}
