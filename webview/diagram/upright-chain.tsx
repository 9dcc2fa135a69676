import type { JSX } from "preact";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { chainNaming } from "../naming.ts";
import { formatNumber } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import { StageCaption } from "../stage/stage-caption.tsx";
import { useStore } from "../store-context.ts";
import { letter } from "../symbols.tsx";
import { Badge } from "./badge.tsx";
import { Factor } from "./chain-factor.tsx";
import { badgeOnEdge, badgeOnLoss, badgeOnUnit, type ChainTrace, chainTraceOf } from "./chain-trace.ts";
import { GradientQuantity, ParameterQuantity } from "./parameter-quantity.tsx";
import { UprightInputCard, UprightLayerCard, UprightLossCard } from "./upright-cards.tsx";
import { roomBesideBadge, type UprightLayout, uprightHeights, uprightLayout, uprightTop } from "./upright-layout.ts";
import { UprightRibbon, UprightWires } from "./upright-wires.tsx";
import { weighedIn } from "./weighed-in.ts";

interface UprightChainProps {
  readonly run: RunView;
  readonly available: number;
}

/** A network of single units for a narrow page: forward down on the left, backward up on the right. */
export function UprightChain({ run, available }: UprightChainProps): JSX.Element {
  const trace = chainTraceOf(run, useStore().arrangement.value.quantity);
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
    "--lane": `${layout.lane}px`,
  };
  return (
    <div class="picture upright" style={style}>
      <UprightWires layout={layout} run={run} trace={trace} height={height} />
      <UprightInputCard run={run} room={layout.cardRoom} />
      {layers.map((_, l) => (
        <UprightLayerCard key={l} run={run} index={l} room={layout.cardRoom} />
      ))}
      <UprightLossCard run={run} layout={layout} badge={badgeOnLoss(trace)} />
      {trace && <UprightRibbon layout={layout} run={run} trace={trace} height={height} />}
      {layers.map((_, l) => (
        <GapNumbers key={l} run={run} index={l} layout={layout} trace={trace} />
      ))}
      {layers.map((_, l) => {
        const badge = badgeOnUnit(trace, l);
        const style = {
          left: `${layout.lane + layout.columnWidth / 2 - 8}px`,
          top: `${uprightTop(l) + 7}px`,
        };
        return badge && <Badge key={l} badge={badge} layers={layers.length} style={style} />;
      })}
    </div>
  );
}

interface GapNumbersProps {
  readonly run: RunView;
  readonly index: number;
  readonly layout: UprightLayout;
  readonly trace: ChainTrace | null;
}

/** The weight beside its wire, its factor beside the way back, and its gradient at the end. */
function GapNumbers({ run, index, layout, trace }: GapNumbersProps): JSX.Element {
  const layer = run.layers[index];
  const place: ParameterPlace = { layer: index, kind: "weights", unit: 0, input: 0 };
  const w = letter("w", ...chainNaming.weight(index, 0, 0));
  const height = uprightHeights.gap;
  const row = { top: `${uprightTop(index) - height}px`, height: `${height}px` };
  const below = { top: `${uprightTop(index + 1) - height}px`, height: `${height}px` };
  const endsHere = trace?.layer === index && trace.end === "weight";
  const badge = badgeOnEdge(trace, index);
  const weight = { symbol: w, value: layer.before.weights[0] };
  const { symbol, value } = endsHere ? weighedIn(run, index) : weight;
  const gradient = layer.gradients ? formatNumber(layer.gradients.weights[0], layout.gradientRoom) : "";
  const { room, isSmall } = badge
    ? roomBesideBadge(layout, gradient.length)
    : { room: layout.factorRoom + 1, isSmall: false };
  return (
    <>
      <div class="in-gap" style={{ ...row, left: `${layout.wire + 12}px` }}>
        <ParameterQuantity run={run} place={place} symbol={w} room={layout.weightRoom} class="beside" />
      </div>
      {(endsHere || (index > 0 && run.layers[index - 1].backward)) && (
        <div
          class={`in-gap way-back ${badge ? "on-path" : ""} ${isSmall ? "small" : ""}`}
          style={{ ...row, left: `${layout.lane + 12}px` }}
        >
          {badge && <Badge badge={badge} layers={run.layers.length} />}
          <Factor symbol={symbol} value={value} room={room} badge={badge?.number ?? null} />
        </div>
      )}
      <div class="in-gap gradient" style={row}>
        <GradientQuantity
          run={run}
          place={place}
          symbol={w}
          room={layout.gradientRoom}
          class={layout.isStacked ? "" : "beside"}
        />
      </div>
      {run.isStaged && (
        <div
          class="in-gap caption"
          style={{ ...below, left: `${layout.left}px`, width: `${layout.wire - layout.left - 8}px` }}
        >
          <StageCaption run={run} layer={index} />
        </div>
      )}
    </>
  );
}
