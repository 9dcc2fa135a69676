import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import type { Arrangement } from "../arrangement.ts";
import type { Naming } from "../naming.ts";
import { formatNumber } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import { strings } from "../strings.ts";
import { Section } from "./section.tsx";
import type { UnitAddress } from "./sections.ts";
import { unitSection } from "./sections.ts";
import { UnitValues } from "./unit-values.tsx";

interface UnitsInSectionsProps {
  readonly run: RunView;
  readonly naming: Naming;
  readonly layer: number;
  readonly arrangement: Signal<Arrangement>;
  readonly chosen: UnitAddress | null;
}

/** The units of a layer of a large network, each to be opened by itself. */
export function UnitsInSections({ run, naming, layer, arrangement, chosen }: UnitsInSectionsProps): JSX.Element {
  const { units, forward } = run.layers[layer];
  return (
    <div class="nested">
      {Array.from({ length: units }, (_, unit) => (
        <Section
          key={unit}
          arrangement={arrangement}
          section={unitSection({ layer, unit })}
          isOpenAtFirst={false}
          name={strings.unit(unit + 1)}
          detail={forward ? `a = ${formatNumber(forward.a[unit])}` : ""}
        >
          {() => (
            <UnitValues
              run={run}
              naming={naming}
              layer={layer}
              unit={unit}
              hasHeading={false}
              chosen={chosen?.layer === layer && chosen.unit === unit ? chosen : null}
            />
          )}
        </Section>
      ))}
    </div>
  );
}
