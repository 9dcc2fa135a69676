import type { JSX } from "preact";
import { formatCount } from "../../src/format/number-format.ts";
import type { RunView } from "../run-view.ts";
import { type GapEdges, mostEdges } from "./drawn-edges.ts";
import { type NetworkLayout, unitsExtent } from "./network-layout.ts";
import { networkStrings } from "./network-strings.ts";

interface GapCaptionsProps {
  readonly run: RunView;
  readonly layout: NetworkLayout;
  readonly gaps: readonly GapEdges[];
}

/** Where less than this lies between two columns, it has no caption. */
const leastGap = 70;

/** Between columns of which one is folded: how many weights lead from one to the other, and how many of them are drawn. */
export function GapCaptions({ run, layout: { columns, height }, gaps }: GapCaptionsProps): JSX.Element {
  return (
    <>
      {gaps.map(({ isWhole, ofUnit }, l) => {
        const [from, to] = [columns[l], columns[l + 1]];
        const x = from.x + from.width;
        if (isWhole || to.x - x < leastGap) return null;
        const [all, drawn] = [formatCount(ofUnit), formatCount(Math.min(ofUnit, mostEdges))];
        const [text, title] =
          ofUnit > 0
            ? [networkStrings.ofUnit(drawn, all), networkStrings.ofUnitTitle(drawn, all)]
            : [
                networkStrings.weights(formatCount(run.layers[l].units * run.layers[l].fanIn)),
                networkStrings.weightsTitle,
              ];
        const bottom = Math.max(unitsExtent(from)[1], unitsExtent(to)[1]);
        return (
          <span
            key={l}
            class="gap-caption"
            style={{ left: `${x}px`, width: `${to.x - x}px`, top: `${Math.min(bottom + 4, height - 15)}px` }}
            title={title}
          >
            {text}
          </span>
        );
      })}
    </>
  );
}
