import type { JSX } from "preact";
import { Arrow, type Point } from "./arrow.tsx";
import { type ChainLayout, chainHeights, riseIn } from "./chain-layout.ts";
import type { ChainTrace } from "./chain-trace.ts";
import { ribbonOutline } from "./ribbon.ts";

interface ChainRibbonProps {
  readonly layout: ChainLayout;
  readonly trace: ChainTrace;
}

/** How far inside the loss's card the ribbon begins: around the first badge. */
export const badgeInset = 26;

/** The chain rule of the selection: a ribbon from the loss back to it, and an arrow at its end. */
export function ChainRibbon({ layout, trace }: ChainRibbonProps): JSX.Element {
  const { lane, picture } = chainHeights;
  const { loss } = layout;
  const start: Point = [loss.x + loss.width - badgeInset, lane];
  return (
    <svg class="wires ribbon" width={layout.width} height={picture} aria-hidden="true">
      <path class="way" d={ribbonOutline([start, ...wayTo(layout, trace)])} />
      <End layout={layout} trace={trace} />
    </svg>
  );
}

/** Where the ribbon turns and ends. */
function wayTo(layout: ChainLayout, { layer, end }: ChainTrace): Point[] {
  const { lane, wire, biasTop } = chainHeights;
  const card = layout.layers[layer];
  switch (end) {
    case "weight": {
      const rise = riseIn(layout.gaps[layer]);
      return [
        [rise, lane],
        [rise, wire],
      ];
    }
    case "bias":
      return [
        [card.x + 22, lane],
        [card.x + 22, biasTop],
      ];
    case "delta":
      return [[card.x + 18, lane]];
    case "lossByA":
      return [[card.x + card.width / 2 + 32, lane]];
  }
}

function End({ layout, trace: { layer, end } }: ChainRibbonProps): JSX.Element | null {
  const { lane, wire } = chainHeights;
  if (end !== "weight") return null;
  const gap = layout.gaps[layer];
  const rise = riseIn(gap);
  return (
    <g>
      <path class="back on-path" d={`M${gap.x + gap.width} ${lane}H${rise}`} stroke-width={2} />
      <Arrow from={[rise, lane + 1]} to={[rise, wire + 4]} kind="back on-path" strokeWidth={2} />
    </g>
  );
}
