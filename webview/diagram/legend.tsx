import type { JSX } from "preact";
import type { RunView } from "../run-view.ts";
import { strings } from "../strings.ts";
import { diagramStrings } from "./strings.ts";

/** What colour, dash and width of the lines mean. */
export function Legend({ run }: { run: RunView }): JSX.Element {
  const hasWay = (run.derivation?.trace.paths.length ?? 0) > 0;
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
      {hasWay && (
        <li>
          <svg class="ribbon-sample" width="24" height="10" aria-hidden="true">
            <rect class="way" width="24" height="10" rx="5" />
            {run.isChain && <path class="tip" d="M20 5H8M9 2 4 5l5 3z" />}
          </svg>
          {run.isChain ? diagramStrings.chainRule : diagramStrings.largestPaths}
        </li>
      )}
    </ul>
  );
}
