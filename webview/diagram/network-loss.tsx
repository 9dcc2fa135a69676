import type { JSX } from "preact";
import { formatCount } from "../../src/format/number-format.ts";
import { networkNaming } from "../naming.ts";
import type { RunView } from "../run-view.ts";
import { useStore } from "../store-context.ts";
import { fullLossNames, lossNames, strings } from "../strings.ts";
import { type BreakableFormula, Formula, inLines, letter } from "../symbols.tsx";
import { lossFormulaText } from "./loss-formula.tsx";
import type { NetworkLayout } from "./network-layout.ts";
import { SelectableQuantity } from "./selectable-quantity.tsx";

interface LossCardProps {
  readonly run: RunView;
  readonly formula: BreakableFormula;
  readonly layout: NetworkLayout;
  /** Which targets are shown. */
  readonly targets: readonly number[];
  readonly isOnPath: boolean;
}

/** The loss of the sample: its formula, its number, and the targets that it compares the outputs with. */
export function LossCard({ run, formula, layout: { loss }, targets, isOnPath }: LossCardProps): JSX.Element {
  const store = useStore();
  const { outline, sample } = run;
  const hidden = outline.targets.length - targets.length;
  const index = (target: number) => (outline.targets.length === 1 ? [] : networkNaming.unit(0, target));
  const place = { left: `${loss.x}px`, width: `${loss.width}px` };
  return (
    <>
      <div class="column-header" style={{ ...place, top: `${loss.top - 20}px` }}>
        <span class="name">{strings.loss}</span>
        {!loss.isTight && <span class="quiet kind">{lossNames[outline.loss]}</span>}
      </div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches the numbers in the card */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the pointer only */}
      <div
        class={`card loss ${loss.isTight ? "tight" : ""} ${isOnPath ? "on-path" : ""}`}
        title={`${fullLossNames[outline.loss]}: ${lossFormulaText(outline.loss, formula)}`}
        style={{ ...place, top: `${loss.top}px`, height: `${loss.height}px` }}
        data-unit="loss"
        onClick={() => store.select({ of: "loss" })}
      >
        {inLines(formula, loss.formulaRoom).map((line, k) => (
          <div key={k} class="formula">
            <Formula>{line}</Formula>
          </div>
        ))}
        {outline.samples > 1 && (
          <div class="whose quiet">{sample ? strings.ofSample(formatCount(sample.index + 1)) : ""}</div>
        )}
        <SelectableQuantity
          quantity={{ of: "loss" }}
          symbol={letter("ℓ")}
          value={run.loss}
          room={loss.room}
          isFresh={run.isLossFresh}
          label={null}
          class="value"
        />
        {targets.map((k) => (
          <div key={k} class="target" title={outline.targets[k]}>
            <SelectableQuantity
              quantity={{ of: "target", unit: k }}
              symbol={letter("t", ...index(k))}
              value={sample ? sample.targets[k] : null}
              room={loss.room - 2}
              class="beside"
            />
          </div>
        ))}
        {hidden > 0 && <div class="target quiet">{strings.more(hidden)}</div>}
      </div>
    </>
  );
}
