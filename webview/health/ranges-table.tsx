import { scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import type { Ranges } from "../../src/core/inspection/evidence-ranges.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { formatSignificant } from "../numbers.ts";
import { Numeral } from "../numeral.tsx";
import { healthStrings } from "./strings.ts";

const numberRoom = 8;

/** How far some inputs reach, all on one scale, so that it is seen how little the small ones do. */
export function RangesTable({
  ranges: { ranges, inputsInAll },
  outline,
}: {
  ranges: Ranges;
  outline: Outline;
}): JSX.Element {
  const low = Math.min(...ranges.map(({ smallest }) => smallest));
  const high = Math.max(...ranges.map(({ largest }) => largest));
  const share = scaleLinear([low, high > low ? high : low + 1], [0, 1]);
  return (
    <>
      <table class="bars ranges">
        <caption>{healthStrings.ranges}</caption>
        <thead>
          <tr>
            <th scope="col">{healthStrings.input}</th>
            <td class="bar-cell" />
            <th scope="col" class="range">
              {healthStrings.range}
            </th>
            <th scope="col" class="number" title={healthStrings.deviationTitle}>
              {healthStrings.deviation}
            </th>
          </tr>
        </thead>
        <tbody>
          {ranges.map(({ input, smallest, largest, deviation, isMarked }) => (
            <tr key={input}>
              <th scope="row" title={outline.inputs[input]}>
                {outline.inputs[input]}
              </th>
              <td class="bar-cell">
                <span class="bar-room" aria-hidden="true">
                  <span
                    class={`bar reach ${isMarked ? "marked" : ""}`}
                    style={{ left: `${100 * share(smallest)}%`, width: `${100 * (share(largest) - share(smallest))}%` }}
                  />
                </span>
              </td>
              <td class="range numeral">
                {healthStrings.rangeText(formatSignificant(smallest), formatSignificant(largest))}
              </td>
              <td class="number">
                <Numeral value={deviation} room={numberRoom} format={formatSignificant} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {inputsInAll > ranges.length && <p class="quiet note">{healthStrings.others(inputsInAll - ranges.length)}</p>}
    </>
  );
}
