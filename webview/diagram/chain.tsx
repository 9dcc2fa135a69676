import type { JSX } from "preact";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { chainNaming } from "../naming.ts";
import { formatNumber } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import { StageCaption } from "../stage/stage-caption.tsx";
import { useStore } from "../store-context.ts";
import { letter, widthOfFormula } from "../symbols.tsx";
import { Badge } from "./badge.tsx";
import { InputCard, LayerCard, LossCard } from "./chain-cards.tsx";
import { Factor } from "./chain-factor.tsx";
import { type ChainLayout, chainHeights, chainLayout, endRoom, riseIn } from "./chain-layout.ts";
import { ChainRibbon } from "./chain-ribbon.tsx";
import { badgeOnEdge, badgeOnLoss, badgeOnUnit, type ChainTrace, chainTraceOf } from "./chain-trace.ts";
import { ChainWires } from "./chain-wires.tsx";
import { lossFormula } from "./loss-formula.tsx";
import { GradientQuantity, ParameterQuantity } from "./parameter-quantity.tsx";
import { weighedIn } from "./weighed-in.ts";

interface ChainProps {
  readonly run: RunView;
  readonly available: number;
}

/** A network of single units, from left to right: forward above, backward below. */
export function Chain({ run, available }: ChainProps): JSX.Element {
  const trace = chainTraceOf(run, useStore().arrangement.value.quantity);
  const formula = lossFormula(run.outline.loss, 1, run.layers.length);
  const layout = chainLayout(available, run.layers.length, widthOfFormula(formula));
  const { picture, caption } = chainHeights;
  const height = picture + (run.isStaged ? caption : 0);
  return (
    <div class="picture chain" style={{ width: `${layout.width}px`, height: `${height}px` }}>
      <ChainWires layout={layout} run={run} trace={trace} />
      <InputCard run={run} layout={layout} />
      {run.layers.map((_, l) => (
        <LayerCard key={l} run={run} index={l} layout={layout} badge={badgeOnUnit(trace, l)} />
      ))}
      <LossCard run={run} formula={formula} layout={layout} badge={badgeOnLoss(trace)} />
      {trace && <ChainRibbon layout={layout} trace={trace} />}
      {run.layers.map((_, l) => (
        <WireNumbers key={l} run={run} index={l} layout={layout} trace={trace} />
      ))}
      {run.layers.map((_, l) => {
        const { x, width } = layout.layers[l];
        return (
          <div key={l} class="on-wire caption" style={{ left: `${x}px`, width: `${width}px` }}>
            <StageCaption run={run} layer={l} />
          </div>
        );
      })}
    </div>
  );
}

interface WireNumbersProps {
  readonly run: RunView;
  readonly index: number;
  readonly layout: ChainLayout;
  readonly trace: ChainTrace | null;
}

/** The weight above its wire, its factor on the way back, and its gradient below. */
function WireNumbers({ run, index, layout, trace }: WireNumbersProps): JSX.Element {
  const layer = run.layers[index];
  const place: ParameterPlace = { layer: index, kind: "weights", unit: 0, input: 0 };
  const w = letter("w", ...chainNaming.weight(index, 0, 0));
  const span = layout.gaps[index];
  const room = layout.wireRoom;
  const style = { left: `${span.x}px`, width: `${span.width}px` };
  const endsHere = trace?.layer === index && trace.end === "weight";
  const badge = badgeOnEdge(trace, index);
  return (
    <>
      <div class="on-wire weight" style={style}>
        <ParameterQuantity run={run} place={place} symbol={w} room={room} class="beside" />
      </div>
      {index > 0 && run.layers[index - 1].backward && !endsHere && (
        <div class={`on-wire way-back ${badge ? "on-path" : ""}`} style={style}>
          {badge && <Badge badge={badge} layers={run.layers.length} />}
          <Factor symbol={w} value={layer.before.weights[0]} room={room + 1} badge={badge?.number ?? null} />
        </div>
      )}
      {endsHere && badge && <EndOfWay run={run} layout={layout} layer={index} badge={badge} />}
      <div class="on-wire gradient" style={style}>
        <GradientQuantity run={run} place={place} symbol={w} room={room + 3} />
      </div>
    </>
  );
}

interface EndOfWayProps {
  readonly run: RunView;
  readonly layout: ChainLayout;
  readonly layer: number;
  readonly badge: NonNullable<ReturnType<typeof badgeOnEdge>>;
}

/** The last factor of a weight's gradient, beside the end of its way: what the weight is multiplied by. */
function EndOfWay({ run, layout, layer, badge }: EndOfWayProps): JSX.Element {
  const gap = layout.gaps[layer];
  const { symbol, value } = weighedIn(run, layer);
  const { beside, below } = endRoom(gap);
  const isBelow = value !== null && "×".length + formatNumber(value).length > beside;
  const style = { left: `${riseIn(gap) + (isBelow ? 15 : 18)}px` };
  return (
    <div class={`on-wire end-of-way on-path ${isBelow ? "below" : ""}`} style={style}>
      <Badge badge={badge} layers={run.layers.length} />
      <Factor symbol={symbol} value={value} room={isBelow ? below : beside} badge={badge.number} />
    </div>
  );
}
