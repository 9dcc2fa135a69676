import type { JSX } from "preact";
import type { Outline } from "../../src/run/snapshot.ts";
import { Numeral } from "../numeral.tsx";
import { dataStrings } from "./strings.ts";

interface OutcomeProps {
  readonly outline: Outline;
  /** Null where there is nothing to predict from. */
  readonly outputs: Float64Array | null;
  /** The class that they name; null where they name none. */
  readonly named: string | null;
  /** Whether each output lies between 0 and 1. */
  readonly areShares: boolean;
}

/** The room for one output. */
const outputRoom = 9;

/** What the network predicts: the class where there is one, and every output. */
export function Outcome({ outline, outputs, named, areShares }: OutcomeProps): JSX.Element {
  const { targets, classifies } = outline;
  return (
    <div class="outcome">
      {classifies && (
        <output class="named" title={named ?? undefined}>
          {named ?? <Numeral value={null} />}
        </output>
      )}
      <dl class={areShares ? "shares" : ""} aria-label={dataStrings.predicted}>
        {targets.map((name, k) => (
          <div key={k}>
            <dt title={dataStrings.outputTitle(name)}>{name}</dt>
            {areShares && (
              <dd class="share" aria-hidden="true">
                <span style={{ width: `${100 * (outputs?.[k] || 0)}%` }} />
              </dd>
            )}
            <dd class="number">
              <Numeral value={outputs ? outputs[k] : null} room={outputRoom} title={dataStrings.outputTitle(name)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
