import type { JSX } from "preact";
import type { RunView } from "../run-view.ts";
import { Arrival } from "./arrival.tsx";
import { Arrow, type Point } from "./arrow.tsx";
import type { ChainTrace } from "./chain-trace.ts";
import { shownParameters } from "./parameter-quantity.tsx";
import { ribbonOutline } from "./ribbon.ts";
import { largestMagnitude, signOf, wireWidth } from "./stroke.ts";
import { type UprightLayout, uprightHeights, uprightTop } from "./upright-layout.ts";

interface UprightWiresProps {
  readonly layout: UprightLayout;
  readonly run: RunView;
  readonly trace: ChainTrace | null;
  readonly height: number;
}

/** The lines of an upright chain: weights down, and the way back up. */
export function UprightWires({ layout, run, trace, height }: UprightWiresProps): JSX.Element {
  const { left, width, wire, lane } = layout;
  const { layers } = run;
  const weights = layers.map((layer) => shownParameters(run, layer).weights[0]);
  const largest = largestMagnitude(weights);
  return (
    <svg class="wires" width={left + width} height={height} aria-hidden="true">
      {weights.map((weight, l) => (
        <g key={l} class={run.isStaged && !layers[l].forward ? "to-come" : ""}>
          <Arrow {...down(l, wire)} kind={`wire ${signOf(weight)}`} strokeWidth={wireWidth(weight, largest)} />
        </g>
      ))}
      <g class={run.isStaged && run.loss === null ? "to-come" : ""}>
        <Arrow {...down(layers.length, wire)} kind="wire none" strokeWidth={1.25} />
      </g>
      {layers.map(({ backward }, l) => {
        const isOnPath = trace !== null && l >= trace.layer;
        return (
          <g key={l} class={backward ? "" : "to-come"}>
            <Arrow {...up(l + 1, lane)} kind={`back ${isOnPath ? "on-path" : ""}`} strokeWidth={isOnPath ? 2 : 1.5} />
          </g>
        );
      })}
      {layers.map(({ fresh }, l) => {
        if (fresh === "forward") return <Arrival key={l} {...down(l, wire)} />;
        return fresh === "backward" ? <Arrival key={l} {...up(l + 1, lane)} /> : null;
      })}
      {run.isLossFresh && <Arrival {...down(layers.length, wire)} />}
    </svg>
  );
}

/** Half the width of the ribbon: narrower than in a chain from left to right. */
const reach = 10;

interface UprightRibbonProps extends UprightWiresProps {
  readonly trace: ChainTrace;
}

/** The chain rule of the selection: a ribbon from the loss up to it, and an arrow at its end. */
export function UprightRibbon({ layout, run, trace, height }: UprightRibbonProps): JSX.Element {
  const { left, width, lane, columnWidth } = layout;
  const { card, gap } = uprightHeights;
  const bottom: Point = [lane, uprightTop(run.layers.length) + card / 2 + 10];
  const inGap = uprightTop(trace.layer) - gap / 2;
  const inCard = uprightTop(trace.layer) + card / 2 + 8;
  const ways: Readonly<Record<ChainTrace["end"], readonly Point[]>> = {
    weight: [
      [lane, inGap],
      [lane - reach, inGap],
    ],
    bias: [
      [lane, inCard],
      [lane + columnWidth, inCard],
    ],
    delta: [[lane, inCard - 12]],
    lossByA: [[lane, inCard - 12]],
  };
  return (
    <svg class="wires ribbon" width={left + width} height={height} aria-hidden="true">
      <path class="way" d={ribbonOutline([bottom, ...ways[trace.end]], reach)} />
      {trace.end === "weight" && (
        <g>
          <path class="back on-path" d={`M${lane} ${uprightTop(trace.layer)}V${inGap}`} stroke-width={2} />
          <Arrow from={[lane + 1, inGap]} to={[lane - 14, inGap]} kind="back on-path" strokeWidth={2} />
        </g>
      )}
    </svg>
  );
}

/** A line down to layer `index`; one past the last layer, down to the loss. */
function down(index: number, x: number): { readonly from: Point; readonly to: Point } {
  return { from: [x, uprightTop(index) - uprightHeights.gap], to: [x, uprightTop(index)] };
}

function up(index: number, x: number): { readonly from: Point; readonly to: Point } {
  const { from, to } = down(index, x);
  return { from: to, to: from };
}
