import type { CSSProperties, JSX } from "preact";
import { formatBrief, formatCount } from "../../src/format/number-format.ts";
import { chainNaming } from "../naming.ts";
import { Numeral, Quantity } from "../numeral.tsx";
import type { LayerView, RunView } from "../run-view.ts";
import { activationNames, fullLossNames, lossNames, strings } from "../strings.ts";
import {
  activationSlope,
  type BreakableFormula,
  Formula,
  inLines,
  letter,
  lossBy,
  type MathSymbol,
  repeats,
  widthOfFormula,
} from "../symbols.tsx";
import { ActivationGlyph } from "./activation-glyph.tsx";
import { type ChainLayout, chainHeights, chainLayout, leastLoss, type Span } from "./chain-layout.ts";
import { ChainWires } from "./chain-wires.tsx";
import { lossFormula, lossFormulaText } from "./loss-formula.tsx";

interface ChainProps {
  readonly run: RunView;
  readonly available: number;
}

/** A network of single units, from left to right: forward above, backward below. */
export function Chain({ run, available }: ChainProps): JSX.Element {
  const formula = lossFormula(run.outline.loss, 1, run.layers.length);
  const layout = chainLayout(available, run.layers.length, widthOfFormula(formula));
  return (
    <div class="picture chain" style={{ width: `${layout.width}px`, height: `${chainHeights.picture}px` }}>
      <ChainWires layout={layout} layers={run.layers} />
      <InputCard run={run} layout={layout} />
      {run.layers.map((layer, l) => (
        <LayerCard key={l} layer={layer} index={l} span={layout.layers[l]} room={layout.cardRoom} />
      ))}
      {run.layers.map((layer, l) => (
        <WireNumbers key={l} layer={layer} index={l} span={layout.gaps[l]} room={layout.wireRoom} />
      ))}
      <LossCard run={run} formula={formula} layout={layout} />
    </div>
  );
}

function InputCard({ run: { outline, sample }, layout }: { run: RunView; layout: ChainLayout }): JSX.Element {
  const x = letter("x");
  return (
    <div class="card" style={cardStyle(layout.input)}>
      <CardTitle title={strings.input} detail={null} />
      <div class="forward-row">
        <Quantity symbol={x} value={sample ? sample.inputs[0] : null} room={layout.inputRoom} />
      </div>
      {!repeats(outline.inputs[0], x) && (
        <div class="input-name quiet" title={outline.inputs[0]}>
          {outline.inputs[0]}
        </div>
      )}
    </div>
  );
}

interface LayerCardProps {
  readonly layer: LayerView;
  readonly index: number;
  readonly span: Span;
  readonly room: number;
}

function LayerCard({ layer, index, span, room }: LayerCardProps): JSX.Element {
  const { forward, backward, before, gradients } = layer;
  const unit = chainNaming.unit(index, 0);
  const z = letter("z", ...unit);
  const a = letter("a", ...unit);
  const b = letter("b", ...unit);
  return (
    <div class="card layer" style={cardStyle(span)}>
      <CardTitle title={layer.name} detail={activationNames[layer.activation]} />
      <div class="forward-row">
        <Quantity symbol={z} value={forward ? forward.z[0] : null} room={room} />
        <ActivationGlyph activation={layer.activation} z={forward ? forward.z[0] : null} />
        <Quantity symbol={a} value={forward ? forward.a[0] : null} room={room} />
      </div>
      <div class="backward-row">
        <Quantity symbol={lossBy(z)} value={backward ? backward.lossByZ[0] : null} room={room} />
        <Factor symbol={activationSlope(z)} value={backward ? backward.aByZ[0] : null} />
        <Quantity symbol={lossBy(a)} value={backward ? backward.lossByA[0] : null} room={room} />
      </div>
      {layer.hasBiases ? (
        <div class="bias-row">
          <Quantity symbol={b} value={before.biases[0]} room={room} />
          <Quantity symbol={lossBy(b)} value={gradients ? gradients.biases[0] : null} room={room} />
        </div>
      ) : (
        <div class="bias-row quiet no-bias">{strings.noBias}</div>
      )}
    </div>
  );
}

/** What the gradient is multiplied by on its way back through the activation. */
function Factor({ symbol, value }: { symbol: MathSymbol; value: number | null }): JSX.Element {
  return (
    <span class="factor" data-symbol={symbol.text}>
      <Numeral value={value} prefix="×" title={symbol.text} format={formatBrief} />
    </span>
  );
}

interface WireNumbersProps {
  readonly layer: LayerView;
  readonly index: number;
  readonly span: Span;
  readonly room: number;
}

/** The weight above its wire, its factor on the way back, and its gradient below. */
function WireNumbers({ layer, index, span, room }: WireNumbersProps): JSX.Element {
  const w = letter("w", ...chainNaming.weight(index, 0, 0));
  const weight = layer.before.weights[0];
  const style = { left: `${span.x}px`, width: `${span.width}px` };
  return (
    <>
      <div class="on-wire weight" style={style}>
        <Quantity symbol={w} value={weight} room={room} class="beside" />
      </div>
      {index > 0 && layer.backward && (
        <div class="on-wire way-back" style={style}>
          <Numeral value={weight} room={room} prefix="×" title={w.text} />
        </div>
      )}
      <div class="on-wire gradient" style={style}>
        <Quantity symbol={lossBy(w)} value={layer.gradients ? layer.gradients.weights[0] : null} room={room + 2} />
      </div>
    </>
  );
}

interface LossCardProps {
  readonly run: RunView;
  readonly formula: BreakableFormula;
  readonly layout: ChainLayout;
}

/** What a formula in two lines is drawn smaller by: there is room for two such lines below the card's title. */
const smallFormula = 11 / 13;

function LossCard({ run: { outline, layers, sample, loss }, formula, layout }: LossCardProps): JSX.Element {
  const isTight = widthOfFormula(formula) > layout.formulaRoom;
  const lines = isTight ? inLines(formula, layout.smallFormulaRoom / smallFormula) : [formula];
  const lastLayer = layers.length;
  const last = layers[lastLayer - 1];
  const t = letter("t");
  return (
    <div class={`card loss ${layout.loss.width === leastLoss ? "least" : ""}`} style={cardStyle(layout.loss)}>
      {sample && outline.samples > 1 ? (
        <CardTitle title={strings.lossOf(formatCount(sample.index + 1))} detail={null} />
      ) : (
        <CardTitle title={strings.loss} detail={lossNames[outline.loss]} detailTitle={fullLossNames[outline.loss]} />
      )}
      <div class="forward-row" data-symbol="ℓ">
        <span class="quantity">
          <span class={`symbol ${isTight ? "tight" : ""}`} title={lossFormulaText(outline.loss, formula)}>
            {lines.map((line, k) => (
              <Formula key={k}>{line}</Formula>
            ))}
          </span>
          <Numeral value={loss} room={12} title="ℓ" />
        </span>
      </div>
      <div class="backward-row">
        <Quantity
          symbol={lossBy(letter("a", lastLayer))}
          value={last.backward ? last.backward.lossByA[0] : null}
          room={12}
        />
      </div>
      <div class="bias-row">
        <Quantity symbol={t} value={sample ? sample.targets[0] : null} room={7} />
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
