import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { formatCount } from "../../src/format/number-format.ts";
import type { Arrangement } from "../arrangement.ts";
import { ids } from "../ids.ts";
import { chainNaming, networkNaming } from "../naming.ts";
import { parameterCount, type RunView } from "../run-view.ts";
import { activationNames, fullLossNames, strings } from "../strings.ts";
import { letter } from "../symbols.tsx";
import { NamedValues } from "./named-values.tsx";
import { Section } from "./section.tsx";
import type { UnitAddress } from "./sections.ts";
import { layerSection, lossSection } from "./sections.ts";
import { UnitValues } from "./unit-values.tsx";
import { UnitsInSections } from "./units-in-sections.tsx";

interface ValuesProps {
  readonly run: RunView;
  readonly arrangement: Signal<Arrangement>;
  readonly chosen: UnitAddress | null;
}

/** A network with more parameters than this is shown closed at first. */
const mostParametersOpen = 200;

/** Every number of the worked step, as text: what the diagram shows, and what it has no room for. */
export function Values({ run, arrangement, chosen }: ValuesProps): JSX.Element {
  const { outline, worked, sample, batch, layers } = run;
  const isSmall = parameterCount(layers) <= mostParametersOpen;
  const naming = run.isChain ? chainNaming : networkNaming;
  const hasOneTarget = outline.targets.length === 1;
  return (
    <section class="values" id={ids.values} aria-label={strings.values}>
      <p class="about quiet">
        <span class="step">{worked ? strings.valuesOf(worked.step) : strings.valuesAtStart}</span>
        {sample && outline.samples > 1 && (
          <span class="whose">
            {batch > 1
              ? strings.valuesOfBatch(formatCount(sample.index + 1), formatCount(batch))
              : strings.valuesOfSample(formatCount(sample.index + 1))}
          </span>
        )}
      </p>
      <div class="sections">
        <Section
          arrangement={arrangement}
          section={layerSection("input")}
          isOpenAtFirst={isSmall}
          name={strings.input}
          detail={strings.inputCount(outline.inputs.length)}
        >
          {() => (
            <NamedValues
              names={outline.inputs}
              symbolOf={(i) => letter("x", ...naming.input(i))}
              quantityOf={(input) => ({ of: "input", input })}
              values={sample ? sample.inputs : null}
              chosen={chosen?.layer === "input" ? chosen : null}
            />
          )}
        </Section>
        {layers.map((layer, l) => (
          <Section
            key={l}
            arrangement={arrangement}
            section={layerSection(l)}
            isOpenAtFirst={isSmall}
            name={layer.name}
            detail={`${strings.unitCount(layer.units)}, ${activationNames[layer.activation]}`}
          >
            {() =>
              isSmall ? (
                Array.from({ length: layer.units }, (_, unit) => (
                  <UnitValues
                    key={unit}
                    run={run}
                    naming={naming}
                    layer={l}
                    unit={unit}
                    hasHeading={layer.units > 1}
                    chosen={chosenIn(l, unit)}
                  />
                ))
              ) : (
                <UnitsInSections run={run} naming={naming} layer={l} arrangement={arrangement} chosen={chosen} />
              )
            }
          </Section>
        ))}
        <Section
          arrangement={arrangement}
          section={lossSection}
          isOpenAtFirst={isSmall}
          name={strings.loss}
          detail={
            hasOneTarget ? fullLossNames[outline.loss] : `${formatCount(outline.targets.length)} ${strings.targets}`
          }
        >
          {() => (
            <NamedValues
              names={[...outline.targets, strings.lossOfSample]}
              symbolOf={(k) => {
                if (k === outline.targets.length) return letter("ℓ");
                return hasOneTarget ? letter("t") : letter("t", k + 1);
              }}
              quantityOf={(k) => (k === outline.targets.length ? { of: "loss" } : { of: "target", unit: k })}
              values={sample ? [...sample.targets, run.loss] : null}
              chosen={null}
            />
          )}
        </Section>
      </div>
    </section>
  );

  function chosenIn(layer: number, unit: number): UnitAddress | null {
    return chosen?.layer === layer && chosen.unit === unit ? chosen : null;
  }
}
