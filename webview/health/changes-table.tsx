import type { JSX } from "preact";
import type { Changes } from "../../src/core/inspection/evidence-run.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { Numeral } from "../numeral.tsx";
import { healthStrings } from "./strings.ts";

const numberRoom = 9;

/** What the latest steps were to do to the loss, and what they did. */
export function ChangesTable({ changes }: { changes: Changes }): JSX.Element {
  const { steps, predicted, actual } = changes;
  // Where a loss blows up, each step dwarfs those before: it is promise and outcome that are to be compared.
  const shareOf = (k: number, change: number) => change / Math.max(Math.abs(predicted[k]), Math.abs(actual[k]));
  return (
    <table class="bars changes">
      <caption>{healthStrings.changes}</caption>
      <thead>
        <tr>
          <th scope="col">{healthStrings.step}</th>
          <td class="bar-cell" />
          <th scope="col" class="number">
            <span class="key promised" aria-hidden="true" /> {healthStrings.promised}
          </th>
          <th scope="col" class="number">
            <span class="key came" aria-hidden="true" /> {healthStrings.came}
          </th>
        </tr>
      </thead>
      <tbody>
        {[...steps].map((step, k) => (
          <tr key={step}>
            <th scope="row" class="numeral">
              {formatCount(step)}
            </th>
            <td class="bar-cell">
              <span class="bar-room both-ways" aria-hidden="true">
                <ChangeBar kind="promised" share={shareOf(k, predicted[k])} />
                <ChangeBar kind="came" share={shareOf(k, actual[k])} />
              </span>
            </td>
            <td class="number">
              <Numeral value={predicted[k]} room={numberRoom} />
            </td>
            <td class="number">
              <Numeral value={actual[k]} room={numberRoom} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** From the middle to the left for what makes the loss smaller, to the right for what makes it larger. */
function ChangeBar({ kind, share }: { kind: "promised" | "came"; share: number }): JSX.Element {
  const width = Number.isFinite(share) ? Math.abs(share) / 2 : 0.5;
  const left = share < 0 ? 0.5 - width : 0.5;
  return (
    <span
      class={`change ${kind} ${share > 0 ? "worse" : ""}`}
      style={{ left: `${100 * left}%`, width: `${100 * width}%` }}
    />
  );
}
