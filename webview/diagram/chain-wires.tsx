import type { JSX } from "preact";
import type { RunView } from "../run-view.ts";
import { Arrival } from "./arrival.tsx";
import { Arrow } from "./arrow.tsx";
import { type ChainLayout, chainHeights, type Span } from "./chain-layout.ts";
import type { ChainTrace } from "./chain-trace.ts";
import { shownParameters } from "./parameter-quantity.tsx";
import { largestMagnitude, signOf, wireWidth } from "./stroke.ts";

interface ChainWiresProps {
  readonly layout: ChainLayout;
  readonly run: RunView;
  readonly trace: ChainTrace | null;
}

/** The lines of a chain: weights forward, and the way back from the loss to the first layer. */
export function ChainWires({ layout, run, trace }: ChainWiresProps): JSX.Element {
  const { layers } = run;
  const weights = layers.map((layer) => shownParameters(run, layer).weights[0]);
  const largest = largestMagnitude(weights);
  const { wire, lane, picture } = chainHeights;
  const waysBack = [...layout.gaps.slice(1), layout.lossGap];
  return (
    <svg class="wires" width={layout.width} height={picture} aria-hidden="true">
      {layout.gaps.map((gap, l) => (
        <g key={gap.x} class={run.isStaged && !layers[l].forward ? "to-come" : ""}>
          <Arrow
            {...between(gap, wire)}
            kind={`wire ${signOf(weights[l])}`}
            strokeWidth={wireWidth(weights[l], largest)}
          />
        </g>
      ))}
      <g class={run.isStaged && run.loss === null ? "to-come" : ""}>
        <Arrow {...between(layout.lossGap, wire)} kind="wire none" strokeWidth={1.25} />
      </g>
      {waysBack.map((gap, l) => {
        const isOnPath = trace !== null && l >= trace.layer;
        return (
          <g key={gap.x} class={layers[l].backward ? "" : "to-come"}>
            <Arrow
              {...backwards(between(gap, lane))}
              kind={`back ${isOnPath ? "on-path" : ""}`}
              strokeWidth={isOnPath ? 2 : 1.5}
            />
          </g>
        );
      })}
      {layers.map(({ fresh }, l) => {
        if (fresh === "forward") return <Arrival key={l} {...between(layout.gaps[l], wire)} />;
        return fresh === "backward" ? <Arrival key={l} {...backwards(between(waysBack[l], lane))} /> : null;
      })}
      {run.isLossFresh && <Arrival {...between(layout.lossGap, wire)} />}
    </svg>
  );
}

function between({ x, width }: Span, y: number): { from: [number, number]; to: [number, number] } {
  return { from: [x, y], to: [x + width, y] };
}

function backwards({ from, to }: ReturnType<typeof between>): ReturnType<typeof between> {
  return { from: to, to: from };
}
