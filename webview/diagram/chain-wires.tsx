import type { JSX } from "preact";
import type { LayerView } from "../run-view.ts";
import { Arrow } from "./arrow.tsx";
import { type ChainLayout, chainHeights, type Span } from "./chain-layout.ts";
import { largestMagnitude, signOf, wireWidth } from "./stroke.ts";

interface ChainWiresProps {
  readonly layout: ChainLayout;
  readonly layers: readonly LayerView[];
}

/** The lines of a chain: weights forward, and the way back from the loss to the first layer. */
export function ChainWires({ layout, layers }: ChainWiresProps): JSX.Element {
  const weights = layers.map(({ before }) => before.weights[0]);
  const largest = largestMagnitude(weights);
  const { wire, lane, picture } = chainHeights;
  const waysBack = [...layout.gaps.slice(1), layout.lossGap];
  const isComputed = layers[0].backward !== null;
  return (
    <svg class="wires" width={layout.width} height={picture} aria-hidden="true">
      {layout.gaps.map((gap, l) => (
        <Arrow
          key={gap.x}
          {...between(gap, wire)}
          kind={`wire ${signOf(weights[l])}`}
          strokeWidth={wireWidth(weights[l], largest)}
        />
      ))}
      <Arrow {...between(layout.lossGap, wire)} kind="wire none" strokeWidth={1.25} />
      <g class={isComputed ? "" : "to-come"}>
        {waysBack.map((gap) => (
          <Arrow key={gap.x} {...backwards(between(gap, lane))} kind="back" strokeWidth={1.5} />
        ))}
      </g>
    </svg>
  );
}

function between({ x, width }: Span, y: number): { from: [number, number]; to: [number, number] } {
  return { from: [x, y], to: [x + width, y] };
}

function backwards({ from, to }: ReturnType<typeof between>): ReturnType<typeof between> {
  return { from: to, to: from };
}
