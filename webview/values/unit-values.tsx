import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { SelectableQuantity } from "../diagram/selectable-quantity.tsx";
import type { Naming } from "../naming.ts";
import type { RunView } from "../run-view.ts";
import { strings } from "../strings.ts";
import { activationSlope, letter, lossBy, outputBy } from "../symbols.tsx";
import { ParameterTable } from "./parameter-table.tsx";
import { valueRoom } from "./room.ts";
import type { UnitAddress } from "./sections.ts";
import { useChosen } from "./use-chosen.ts";

interface UnitValuesProps {
  readonly run: RunView;
  readonly naming: Naming;
  readonly layer: number;
  readonly unit: number;
  /** Whether it says which unit this is: needed where nothing around it does. */
  readonly hasHeading: boolean;
  /** Set where the person asked for this unit. */
  readonly chosen: UnitAddress | null;
}

/** All numbers of one unit: what the sample left in it, then its parameters around the update. */
export function UnitValues(props: UnitValuesProps): JSX.Element {
  const { run, naming, layer, unit, hasHeading, chosen } = props;
  const element = useRef<HTMLElement>(null);
  useChosen(element, chosen);
  const { name, forward, backward, activation, fresh } = run.layers[layer];
  const place = { layer, unit };
  const isForward = fresh === "forward";
  const isBack = fresh === "backward";
  const index = naming.unit(layer, unit);
  const z = letter("z", ...index);
  const a = letter("a", ...index);
  const isSoftmax = activation === "softmax";
  return (
    <section
      ref={element}
      class={`unit-values ${chosen ? "chosen" : ""}`}
      tabIndex={-1}
      aria-label={strings.unitOf(name, unit + 1)}
    >
      {hasHeading && <h3>{strings.unit(unit + 1)}</h3>}
      <div class="quantities">
        <SelectableQuantity
          quantity={{ of: "z", ...place }}
          symbol={z}
          value={forward ? forward.z[unit] : null}
          room={valueRoom}
          isFresh={isForward}
        />
        <SelectableQuantity
          quantity={{ of: "a", ...place }}
          symbol={a}
          value={forward ? forward.a[unit] : null}
          room={valueRoom}
          isFresh={isForward}
        />
        <span title={isSoftmax ? strings.softmaxTitle : undefined}>
          <SelectableQuantity
            quantity={{ of: "slope", ...place }}
            symbol={isSoftmax ? outputBy(a, z) : activationSlope(z)}
            value={backward ? backward.aByZ[unit] : null}
            room={valueRoom}
            isFresh={isBack}
          />
        </span>
        <SelectableQuantity
          quantity={{ of: "lossByA", ...place }}
          symbol={lossBy(a)}
          value={backward ? backward.lossByA[unit] : null}
          room={valueRoom}
          isFresh={isBack}
        />
        <SelectableQuantity
          quantity={{ of: "delta", ...place }}
          symbol={lossBy(z)}
          value={backward ? backward.lossByZ[unit] : null}
          room={valueRoom}
          isFresh={isBack}
        />
      </div>
      <ParameterTable run={run} naming={naming} layer={layer} unit={unit} />
    </section>
  );
}
