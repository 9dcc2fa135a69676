import type { CSSProperties, JSX } from "preact";
import type { Badge as TracedBadge } from "../../src/core/explanation/trace.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { chainNaming } from "../naming.ts";
import { formatBrief } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import { activationNames, fullLossNames, lossNames, strings } from "../strings.ts";
import {
  activationSlope,
  type BreakableFormula,
  Formula,
  inLines,
  letter,
  lossBy,
  repeats,
  widthOfFormula,
} from "../symbols.tsx";
import { ActivationGlyph } from "./activation-glyph.tsx";
import { Badge } from "./badge.tsx";
import { type ChainLayout, chainHeights, leastLoss, type Span } from "./chain-layout.ts";
import { lossFormulaText } from "./loss-formula.tsx";
import { GradientQuantity, ParameterQuantity } from "./parameter-quantity.tsx";
import { SelectableQuantity } from "./selectable-quantity.tsx";

interface CardProps {
  readonly run: RunView;
  readonly layout: ChainLayout;
}

/** The input of a chain. */
export function InputCard({ run: { outline, sample, isSampleFresh }, layout }: CardProps): JSX.Element {
  const x = letter("x");
  return (
    <div class="card" style={cardStyle(layout.input)}>
      <CardTitle title={strings.input} detail={null} />
      <div class="forward-row">
        <SelectableQuantity
          quantity={{ of: "input", input: 0 }}
          symbol={x}
          value={sample ? sample.inputs[0] : null}
          room={layout.inputRoom}
          isFresh={isSampleFresh}
        />
      </div>
      {!repeats(outline.inputs[0], x) && (
        <div class="input-name quiet" title={outline.inputs[0]}>
          {outline.inputs[0]}
        </div>
      )}
    </div>
  );
}

interface LayerCardProps extends CardProps {
  readonly index: number;
  /** The badge of the way back that goes through the layer's activation last. */
  readonly badge: TracedBadge | null;
}

/** One layer of a chain: z and a, their derivatives below them, and its bias. */
export function LayerCard({ run, index, layout, badge }: LayerCardProps): JSX.Element {
  const layer = run.layers[index];
  const { forward, backward, fresh } = layer;
  const place = { layer: index, unit: 0 };
  const room = layout.cardRoom;
  const unit = chainNaming.unit(index, 0);
  const z = letter("z", ...unit);
  const a = letter("a", ...unit);
  const b = letter("b", ...unit);
  const bias = { layer: index, kind: "biases", unit: 0, input: null } as const;
  const isForward = fresh === "forward";
  const isBack = fresh === "backward";
  return (
    <div class={`card layer ${fresh ? "fresh" : ""}`} style={cardStyle(layout.layers[index])}>
      <CardTitle title={layer.name} detail={activationNames[layer.activation]} />
      <div class="forward-row">
        <SelectableQuantity
          quantity={{ of: "z", ...place }}
          symbol={z}
          value={forward ? forward.z[0] : null}
          room={room}
          isFresh={isForward}
        />
        <ActivationGlyph activation={layer.activation} z={forward ? forward.z[0] : null} />
        <SelectableQuantity
          quantity={{ of: "a", ...place }}
          symbol={a}
          value={forward ? forward.a[0] : null}
          room={room}
          isFresh={isForward}
        />
      </div>
      <div class="backward-row">
        <SelectableQuantity
          quantity={{ of: "delta", ...place }}
          symbol={lossBy(z)}
          value={backward ? backward.lossByZ[0] : null}
          room={room}
          isFresh={isBack}
        />
        <span class="slope">
          {badge && <Badge badge={badge} layers={run.layers.length} />}
          <SelectableQuantity
            quantity={{ of: "slope", ...place }}
            symbol={activationSlope(z)}
            value={backward ? backward.aByZ[0] : null}
            prefix="×"
            format={formatBrief}
            label={null}
            class={badge ? "factor on-path" : "factor"}
            isFresh={isBack}
          />
        </span>
        <SelectableQuantity
          quantity={{ of: "lossByA", ...place }}
          symbol={lossBy(a)}
          value={backward ? backward.lossByA[0] : null}
          room={room}
          isFresh={isBack}
        />
      </div>
      {layer.hasBiases ? (
        <div class="bias-row">
          <ParameterQuantity run={run} place={bias} symbol={b} room={room} />
          <GradientQuantity run={run} place={bias} symbol={b} room={room} />
        </div>
      ) : (
        <div class="bias-row quiet no-bias">{strings.noBias}</div>
      )}
    </div>
  );
}

interface LossCardProps extends CardProps {
  readonly formula: BreakableFormula;
  readonly badge: TracedBadge | null;
}

/** What a formula in two lines is drawn smaller by: there is room for two such lines below the card's title. */
const smallFormula = 11 / 13;

/** The loss of a chain: its formula, where the way back begins, and the target. */
export function LossCard({ run, formula, layout, badge }: LossCardProps): JSX.Element {
  const { outline, layers, sample, loss } = run;
  const isTight = widthOfFormula(formula) > layout.formulaRoom;
  const lines = isTight ? inLines(formula, layout.smallFormulaRoom / smallFormula) : [formula];
  const last = layers[layers.length - 1];
  const t = letter("t");
  return (
    <div class={`card loss ${layout.loss.width === leastLoss ? "least" : ""}`} style={cardStyle(layout.loss)}>
      {sample && outline.samples > 1 ? (
        <CardTitle title={strings.lossOf(formatCount(sample.index + 1))} detail={null} />
      ) : (
        <CardTitle title={strings.loss} detail={lossNames[outline.loss]} detailTitle={fullLossNames[outline.loss]} />
      )}
      <div class="forward-row">
        <SelectableQuantity
          quantity={{ of: "loss" }}
          symbol={letter("ℓ")}
          label={
            <span class={`symbol ${isTight ? "tight" : ""}`} title={lossFormulaText(outline.loss, formula)}>
              {lines.map((line, k) => (
                <Formula key={k}>{line}</Formula>
              ))}
            </span>
          }
          value={loss}
          room={12}
          isFresh={run.isLossFresh}
        />
      </div>
      <div class="backward-row">
        <SelectableQuantity
          quantity={{ of: "lossByA", layer: layers.length - 1, unit: 0 }}
          symbol={lossBy(letter("a", layers.length))}
          value={last.backward ? last.backward.lossByA[0] : null}
          room={badge ? 9 : 12}
          isFresh={last.fresh === "backward"}
        />
        {badge && <Badge badge={badge} layers={layers.length} />}
      </div>
      <div class="bias-row">
        <SelectableQuantity
          quantity={{ of: "target", unit: 0 }}
          symbol={t}
          value={sample ? sample.targets[0] : null}
          room={7}
          isFresh={run.isSampleFresh}
        />
        <span class="quiet target" title={outline.targets[0]}>
          {repeats(outline.targets[0], t) ? strings.target : outline.targets[0]}
        </span>
      </div>
    </div>
  );
}

interface CardTitleProps {
  readonly title: string;
  readonly detail: string | null;
  readonly detailTitle?: string;
}

function CardTitle({ title, detail, detailTitle = detail ?? "" }: CardTitleProps): JSX.Element {
  return (
    <div class="card-title">
      <span class="name" title={title}>
        {title}
      </span>
      {detail !== null && (
        <span class="quiet detail" title={detailTitle}>
          {detail}
        </span>
      )}
    </div>
  );
}

function cardStyle({ x, width }: Span): CSSProperties {
  return {
    left: `${x}px`,
    width: `${width}px`,
    top: `${chainHeights.cardTop}px`,
    height: `${chainHeights.card}px`,
  };
}
