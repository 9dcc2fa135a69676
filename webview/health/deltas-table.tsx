import type { JSX } from "preact";
import type { Deltas } from "../../src/core/inspection/evidence-run.ts";
import { formatTick } from "../../src/format/number-format.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { Numeral } from "../numeral.tsx";
import { Bar, logScaleFor } from "./log-bar.tsx";
import { healthStrings } from "./strings.ts";

/** The room for a number, such as 2.07×10⁻¹⁴. */
const numberRoom = 10;

/** How δ goes on its way back, layer by layer: bars on a logarithmic scale, and the numbers. */
export function DeltasTable({ deltas, outline }: { deltas: Deltas; outline: Outline }): JSX.Element {
  const scale = logScaleFor([...deltas.deltas]);
  return (
    <table class="bars">
      <caption title={healthStrings.rmsDeltaTitle}>
        {healthStrings.byLayerAt(deltas.step, formatTick(scale.start))}
      </caption>
      <tbody>
        {outline.layers.map(({ name }, l) => (
          <tr key={l}>
            <th scope="row" title={name}>
              {name}
            </th>
            <td class="bar-cell">
              <Bar share={scale.share(deltas.deltas[l])} isMarked={l === deltas.layer} />
            </td>
            <td class="number">
              <Numeral value={deltas.deltas[l]} room={numberRoom} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
