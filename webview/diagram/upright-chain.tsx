import type { JSX } from "preact";
import { formatCount } from "../../src/format/number-format.ts";
import { chainNaming } from "../naming.ts";
import { Numeral, Quantity } from "../numeral.tsx";
import type { LayerView, RunView } from "../run-view.ts";
import { activationNames, fullLossNames, lossNames, strings } from "../strings.ts";
import { letter, lossBy } from "../symbols.tsx";
import { Arrow, type Point } from "./arrow.tsx";
import { lossFormula, lossFormulaText } from "./loss-formula.tsx";
import { largestMagnitude, signOf, wireWidth } from "./stroke.ts";
import { type UprightLayout, uprightHeights, uprightLayout, uprightTop } from "./upright-layout.ts";

interface UprightChainProps {
  readonly run: RunView;
  readonly available: number;
}

/** A network of single units for a narrow page: forward down on the left, backward up on the right. */
export function UprightChain({ run, available }: UprightChainProps): JSX.Element {
  const layout = uprightLayout(available);
  const { layers } = run;
  const height = uprightTop(layers.length) + uprightHeights.card + uprightHeights.inset;
  const style = {
    height: `${height}px`,
    "--left": `${layout.left}px`,
    "--width": `${layout.width}px`,
    "--padding": `${layout.padding}px`,
    "--name": `${layout.nameWidth}px`,
    "--column": `${layout.columnWidth}px`,
    "--digits": `${layout.fontSize}px`,
  };
  return (
    <div class="picture upright" style={style}>
      <UprightWires layout={layout} layers={layers} height={height} />
      <InputCard run={run} room={layout.cardRoom} />
      {layers.map((layer, l) => (
        <LayerCard key={l} layer={layer} index={l} room={layout.cardRoom} />
      ))}
      {layers.map((layer, l) => (
        <GapNumbers key={l} layer={layer} index={l} layout={layout} />
      ))}
      <LossCard run={run} layout={layout} />
    </div>
  );
}

function InputCard({ run: { outline, sample }, room }: { run: RunView; room: number }): JSX.Element {
  return (
    <div class="card input" style={{ top: `${uprightHeights.inset}px`, height: `${uprightHeights.input}px` }}>
      <Name name={strings.input} detail={null} title={outline.inputs[0]} />
      <Quantity symbol={letter("x")} value={sample ? sample.inputs[0] : null} room={room} class="beside" />
    </div>
  );
}

interface LayerCardProps {
  readonly layer: LayerView;
  readonly index: number;
  readonly room: number;
}

function LayerCard({ layer, index, room }: LayerCardProps): JSX.Element {
  const { forward, backward, before, gradients } = layer;
  const unit = chainNaming.unit(index, 0);
  const b = letter("b", ...unit);
  const a = letter("a", ...unit);
  return (
    <div class="card" style={{ top: `${uprightTop(index)}px`, height: `${uprightHeights.card}px` }}>
      <Name name={layer.name} detail={activationNames[layer.activation]} />
      <Quantity symbol={letter("z", ...unit)} value={forward ? forward.z[0] : null} room={room} />
      <Quantity symbol={a} value={forward ? forward.a[0] : null} room={room} />
      <Quantity symbol={lossBy(a)} value={backward ? backward.lossByA[0] : null} room={room} />
      {layer.hasBiases ? (
        <>
          <Quantity symbol={b} value={before.biases[0]} room={room} class="at-end" />
          <Quantity symbol={lossBy(b)} value={gradients ? gradients.biases[0] : null} room={room} class="at-end" />
        </>
      ) : (
        <span class="quiet no-bias">{strings.noBias}</span>
      )}
    </div>
  );
}

interface GapNumbersProps {
  readonly layer: LayerView;
  readonly index: number;
  readonly layout: UprightLayout;
}

/** The weight beside its wire, its factor beside the way back, and its gradient at the end. */
function GapNumbers({ layer, index, layout }: GapNumbersProps): JSX.Element {
  const w = letter("w", ...chainNaming.weight(index, 0, 0));
  const weight = layer.before.weights[0];
  const height = uprightHeights.gap;
  const row = { top: `${uprightTop(index) - height}px`, height: `${height}px` };
  const gradient = layer.gradients ? layer.gradients.weights[0] : null;
  return (
    <>
      <div class="in-gap" style={{ ...row, left: `${layout.wire + 12}px` }}>
        <Quantity symbol={w} value={weight} room={layout.weightRoom} class="beside" />
      </div>
      {index > 0 && layer.backward && (
        <div class="in-gap way-back" style={{ ...row, left: `${layout.lane + 12}px` }}>
          <Numeral value={weight} room={layout.weightRoom} prefix="×" title={w.text} />
        </div>
      )}
      <div class="in-gap gradient" style={row}>
        <Quantity symbol={lossBy(w)} value={gradient} room={layout.cardRoom} class={layout.isStacked ? "" : "beside"} />
      </div>
    </>
  );
}

function LossCard({ run, layout }: { run: RunView; layout: UprightLayout }): JSX.Element {
  const { outline, layers, sample } = run;
  const last = layers[layers.length - 1];
  const room = layout.cardRoom;
  const formula = lossFormula(outline.loss, 1, layers.length);
  const title = `${fullLossNames[outline.loss]}: ${lossFormulaText(outline.loss, formula)}`;
  return (
    <div class="card loss" style={{ top: `${uprightTop(layers.length)}px`, height: `${uprightHeights.card}px` }}>
      <Name name={strings.loss} detail={lossNames[outline.loss]} title={title} />
      <Quantity
        symbol={letter("ℓ")}
        note={sample && outline.samples > 1 ? strings.ofSample(formatCount(sample.index + 1)) : ""}
        value={run.loss}
        room={room * 2}
      />
      <Quantity
        symbol={lossBy(letter("a", layers.length))}
        value={last.backward ? last.backward.lossByA[0] : null}
        room={room}
      />
      <span class="at-end" title={outline.targets[0]}>
        <Quantity symbol={letter("t")} value={sample ? sample.targets[0] : null} room={room} class="at-end" />
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

interface UprightWiresProps {
  readonly layout: UprightLayout;
  readonly layers: readonly LayerView[];
  readonly height: number;
}

function UprightWires({ layout: { left, width, wire, lane }, layers, height }: UprightWiresProps): JSX.Element {
  const weights = layers.map(({ before }) => before.weights[0]);
  const largest = largestMagnitude(weights);
  const isComputed = layers[0].backward !== null;
  const top = (index: number, x: number): Point => [x, uprightTop(index) - uprightHeights.gap];
  const bottom = (index: number, x: number): Point => [x, uprightTop(index)];
  return (
    <svg class="wires" width={left + width} height={height} aria-hidden="true">
      {weights.map((weight, l) => (
        <Arrow
          key={l}
          from={top(l, wire)}
          to={bottom(l, wire)}
          kind={`wire ${signOf(weight)}`}
          strokeWidth={wireWidth(weight, largest)}
        />
      ))}
      <Arrow from={top(layers.length, wire)} to={bottom(layers.length, wire)} kind="wire none" strokeWidth={1.25} />
      <g class={isComputed ? "" : "to-come"}>
        {layers.map((_, l) => (
          <Arrow key={l} from={bottom(l + 1, lane)} to={top(l + 1, lane)} kind="back" strokeWidth={1.5} />
        ))}
      </g>
    </svg>
  );
}
