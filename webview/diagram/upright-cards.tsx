import type { JSX } from "preact";
import type { Badge as TracedBadge } from "../../src/core/explanation/trace.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { chainNaming } from "../naming.ts";
import type { RunView } from "../run-view.ts";
import { activationNames, fullLossNames, lossNames, strings } from "../strings.ts";
import { letter, lossBy } from "../symbols.tsx";
import { Badge } from "./badge.tsx";
import { lossFormula, lossFormulaText } from "./loss-formula.tsx";
import { GradientQuantity, ParameterQuantity } from "./parameter-quantity.tsx";
import { SelectableQuantity } from "./selectable-quantity.tsx";
import { type UprightLayout, uprightHeights, uprightTop } from "./upright-layout.ts";

interface CardProps {
  readonly run: RunView;
  /** How many characters a number may have. */
  readonly room: number;
}

/** The input of an upright chain. */
export function UprightInputCard({ run: { outline, sample, isSampleFresh }, room }: CardProps): JSX.Element {
  return (
    <div class="card input" style={{ top: `${uprightHeights.inset}px`, height: `${uprightHeights.input}px` }}>
      <Name name={strings.input} detail={null} title={outline.inputs[0]} />
      <SelectableQuantity
        quantity={{ of: "input", input: 0 }}
        symbol={letter("x")}
        value={sample ? sample.inputs[0] : null}
        room={room}
        class="beside"
        isFresh={isSampleFresh}
      />
    </div>
  );
}

/** One layer of an upright chain; ∂ℓ/∂z has no room, and is the same number as ∂ℓ/∂b. */
export function UprightLayerCard({ run, index, room }: CardProps & { readonly index: number }): JSX.Element {
  const layer = run.layers[index];
  const { forward, backward, fresh } = layer;
  const place = { layer: index, unit: 0 };
  const unit = chainNaming.unit(index, 0);
  const bias = { layer: index, kind: "biases", unit: 0, input: null } as const;
  const b = letter("b", ...unit);
  const a = letter("a", ...unit);
  return (
    <div class="card" style={{ top: `${uprightTop(index)}px`, height: `${uprightHeights.card}px` }}>
      <Name name={layer.name} detail={activationNames[layer.activation]} />
      <SelectableQuantity
        quantity={{ of: "z", ...place }}
        symbol={letter("z", ...unit)}
        value={forward ? forward.z[0] : null}
        room={room}
        isFresh={fresh === "forward"}
      />
      <SelectableQuantity
        quantity={{ of: "a", ...place }}
        symbol={a}
        value={forward ? forward.a[0] : null}
        room={room}
        isFresh={fresh === "forward"}
      />
      <SelectableQuantity
        quantity={{ of: "lossByA", ...place }}
        symbol={lossBy(a)}
        value={backward ? backward.lossByA[0] : null}
        room={room}
        isFresh={fresh === "backward"}
      />
      {layer.hasBiases ? (
        <>
          <ParameterQuantity run={run} place={bias} symbol={b} room={room} class="at-end" />
          <GradientQuantity run={run} place={bias} symbol={b} room={room} class="at-end" />
        </>
      ) : (
        <span class="quiet no-bias">{strings.noBias}</span>
      )}
    </div>
  );
}

interface LossCardProps {
  readonly run: RunView;
  readonly layout: UprightLayout;
  readonly badge: TracedBadge | null;
}

/** The loss of an upright chain; with a badge, ∂ℓ/∂a stands beside it, where the way back begins. */
export function UprightLossCard({ run, layout, badge }: LossCardProps): JSX.Element {
  const { outline, layers, sample } = run;
  const last = layers[layers.length - 1];
  const room = layout.cardRoom;
  const formula = lossFormula(outline.loss, 1, layers.length);
  const title = `${fullLossNames[outline.loss]}: ${lossFormulaText(outline.loss, formula)}`;
  return (
    <div class="card loss" style={{ top: `${uprightTop(layers.length)}px`, height: `${uprightHeights.card}px` }}>
      <Name name={strings.loss} detail={lossNames[outline.loss]} title={title} />
      <SelectableQuantity
        quantity={{ of: "loss" }}
        symbol={letter("ℓ")}
        note={sample && outline.samples > 1 ? strings.ofSample(formatCount(sample.index + 1)) : ""}
        value={run.loss}
        room={room * 2}
        isFresh={run.isLossFresh}
      />
      <span class={`loss-by-a ${badge ? "on-path" : ""}`}>
        {badge && <Badge badge={badge} layers={layers.length} />}
        <SelectableQuantity
          quantity={{ of: "lossByA", layer: layers.length - 1, unit: 0 }}
          symbol={lossBy(letter("a", layers.length))}
          {...(badge ? { label: null } : {})}
          value={last.backward ? last.backward.lossByA[0] : null}
          room={room}
          isFresh={last.fresh === "backward"}
        />
      </span>
      <span class="at-end" title={outline.targets[0]}>
        <SelectableQuantity
          quantity={{ of: "target", unit: 0 }}
          symbol={letter("t")}
          value={sample ? sample.targets[0] : null}
          room={room}
          class="at-end"
          isFresh={run.isSampleFresh}
        />
      </span>
    </div>
  );
}

interface NameProps {
  readonly name: string;
  readonly detail: string | null;
  readonly title?: string;
}

function Name({ name, detail, title = detail ? `${name}, ${detail}` : name }: NameProps): JSX.Element {
  return (
    <span class="name" title={title}>
      <span>{name}</span>
      {detail !== null && <span class="quiet detail">{detail}</span>}
    </span>
  );
}
