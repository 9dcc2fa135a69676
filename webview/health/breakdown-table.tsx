import type { JSX } from "preact";
import type { Breakdown, BrokenLosses } from "../../src/core/inspection/evidence-breakdown.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { formatNumber } from "../numbers.ts";
import { Numeral } from "../numeral.tsx";
import { Bar, logScaleFor } from "./log-bar.tsx";
import { healthStrings, stageNames } from "./strings.ts";

const numberRoom = 10;
/** The way is shown from so many stages before its end. */
const mostStages = 9;

/** How large the numbers of a step grew, in the order in which they were computed, up to the one that is none. */
export function BreakdownTable({ breakdown, outline }: { breakdown: Breakdown; outline: Outline }): JSX.Element {
  const stages = breakdown.stages.slice(-mostStages);
  const scale = logScaleFor(stages.map(({ largest }) => largest));
  return (
    <table class="bars">
      <caption>{healthStrings.breakdown(breakdown.step)}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{healthStrings.stage}</th>
          <td />
          <th scope="col">{healthStrings.largest}</th>
        </tr>
      </thead>
      <tbody>
        {stages.map(({ what, layer, largest, broken }) => (
          <tr key={`${what} ${layer}`} class={broken === null ? "" : "broken"}>
            <th scope="row">
              {stageNames[what]} {layer !== null && <span class="quiet">{outline.layers[layer].name}</span>}
            </th>
            <td class="bar-cell">
              {broken === null ? <Bar share={scale.share(largest)} /> : <span>{healthStrings.brokenHere}</span>}
            </td>
            <td class="number">
              {broken === null ? (
                <Numeral value={largest} room={numberRoom} />
              ) : (
                <span class="numeral">{formatNumber(broken)}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many samples have no finite loss. */
export function BrokenLossesText({ losses: { broken, samples, row } }: { losses: BrokenLosses }): JSX.Element | null {
  if (broken === 0) return null;
  return (
    <p>
      {healthStrings.brokenLosses(broken, samples)} {healthStrings.firstBroken(row + 1)}
    </p>
  );
}
