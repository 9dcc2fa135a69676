import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { formatNumber } from "../numbers.ts";
import { Formula } from "../symbols.tsx";
import { themeVersion } from "../theme.ts";
import { paintFold } from "./fold-paint.ts";
import type { TitledPart } from "./fold-parts.ts";
import { heatColours } from "./heat-colours.ts";
import { cardHeight, cardTopInDrawer, type FoldColumn, stripHeight } from "./network-layout.ts";
import { networkStrings } from "./network-strings.ts";

interface WideLayerProps {
  readonly name: string;
  readonly column: FoldColumn;
  readonly parts: readonly TitledPart[];
  /** The unit with the largest number, in words; null where there is none yet. */
  readonly strongest: string | null;
}

/** From the top of a drawer to the strip with the unit's weights. */
export const stripTop = cardTopInDrawer + cardHeight + 3;

/** A layer of too many units for cards: the maps of its matrices beside bars for its units. */
export function WideLayer({ name, column, parts, strongest }: WideLayerProps): JSX.Element {
  const { x, width, top, height } = column;
  const summary = [...parts.map(summaryOf), ...(strongest ? [strongest] : [])];
  return (
    <div class="card wide" style={{ left: `${x}px`, width: `${width}px`, top: `${top}px`, height: `${height}px` }}>
      {parts.map((part) => (
        <span
          key={part.symbol.text}
          class="part-title"
          style={{ left: `${part.x - 4}px`, width: `${part.width + 8}px` }}
          title={`${part.hint}. ${summaryOf(part)}`}
        >
          <Formula>{part.symbol.math}</Formula>
        </span>
      ))}
      <FoldCanvas column={column} parts={parts} summary={networkStrings.foldSummary(name, summary)} />
      {parts.map((part) => (
        <Key key={part.symbol.text} part={part} />
      ))}
    </div>
  );
}

interface FoldCanvasProps {
  readonly column: FoldColumn;
  readonly parts: readonly TitledPart[];
  readonly summary: string;
}

function FoldCanvas({ column: { rows, units, width }, parts, summary }: FoldCanvasProps): JSX.Element {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = themeVersion.value;
  useLayoutEffect(() => {
    if (ref.current) paintFold(ref.current, width, { rows, units, parts, stripTop, stripHeight }, heatColours());
  }, [rows, units, width, parts, theme]);
  return (
    <canvas
      class="fold-canvas"
      ref={ref}
      style={{ width: `${width}px`, height: `${rows.height}px` }}
      role="img"
      aria-label={summary}
    />
  );
}

/** Narrower bars have no room for how far they reach: their title tells it. */
const leastKey = 36;

/** What a map's colours, or a bar's length, come to. */
function Key({ part }: { part: TitledPart }): JSX.Element {
  const { extent, x, width, kind } = part;
  const isPending = kind === "map" ? part.map === null : part.values === null;
  const isWide = width >= 92;
  const bound = formatNumber(extent.bound, isWide ? 7 : 5);
  const low = kind === "bars" && extent.low >= 0 ? "0" : `−${bound}`;
  return (
    <span class="part-key" style={{ left: `${x}px`, width: `${width}px` }}>
      {kind === "map" && <span class="fold-key" />}
      {!isPending && (kind === "map" || width >= leastKey) && (
        <span class="key-ends numeral">
          {isWide ? (
            <>
              <span>{low}</span>
              <span>{bound}</span>
            </>
          ) : (
            <span>{low === "0" ? bound : `±${bound}`}</span>
          )}
        </span>
      )}
    </span>
  );
}

function summaryOf(part: TitledPart): string {
  const isPending = part.kind === "map" ? part.map === null : part.values === null;
  if (isPending) return networkStrings.pendingPart(part.symbol.text);
  return networkStrings.mapSummary(part.symbol.text, formatNumber(part.extent.low), formatNumber(part.extent.high));
}
