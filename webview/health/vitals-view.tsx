import type { JSX } from "preact";
import type { Vitals } from "../../src/core/inspection/evidence.ts";
import { formatTick } from "../../src/format/number-format.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { Numeral } from "../numeral.tsx";
import { Bar, logScaleFor } from "./log-bar.tsx";
import { healthStrings } from "./strings.ts";

const numberRoom = 10;

/** The numbers that say that a run is well: what comes back to each layer, and how many of its units are idle. */
export function VitalsView({ vitals, outline }: { vitals: Vitals; outline: Outline }): JSX.Element {
  const scale = logScaleFor(vitals.layers.map(({ delta }) => delta));
  return (
    <table class="bars vitals">
      <caption>{healthStrings.observedAt(vitals.step, vitals.samples)}</caption>
      <thead>
        <tr>
          <th scope="col">{healthStrings.layer}</th>
          <th scope="col" class="bar-cell" title={healthStrings.rmsDeltaTitle}>
            {healthStrings.byLayer(formatTick(scale.start))}
          </th>
          <th scope="col" class="number">
            <span class="visually-hidden">{healthStrings.rmsDelta}</span>
          </th>
          <th scope="col" class="idle" title={healthStrings.idleTitle}>
            {healthStrings.idle}
          </th>
        </tr>
      </thead>
      <tbody>
        {vitals.layers.map(({ delta, idle, units }, l) => (
          <tr key={l}>
            <th scope="row" title={outline.layers[l].name}>
              {outline.layers[l].name}
            </th>
            <td class="bar-cell">
              <Bar share={scale.share(delta)} />
            </td>
            <td class="number">
              <Numeral value={delta} room={numberRoom} />
            </td>
            <td class="idle">
              {idle === null ? (
                <span class="quiet" title={healthStrings.cannotIdleTitle}>
                  {healthStrings.cannotIdle}
                </span>
              ) : (
                <span class="numeral">{healthStrings.idleOf(idle, units)}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
