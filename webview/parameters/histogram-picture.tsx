import type { JSX } from "preact";
import type { Histogram } from "../../src/core/inspection/histogram.ts";
import { formatCount, formatTick } from "../../src/format/number-format.ts";
import { parametersStrings as strings } from "./strings.ts";

interface HistogramPictureProps {
  readonly histogram: Histogram;
  /** What is counted, and of which layer. */
  readonly what: string;
  readonly layer: string;
  readonly width: number;
}

const height = 58;
/** Where the numbers of the vertical axis stand, here and beside the curves below. */
export const gutter = 38;
const axisHeight = 15;
/** The room that a number along the axis takes at the most. */
const labelWidth = 54;

/** How many numbers there are of each size: bars of positive numbers are filled, those of negative ones hollow. */
export function HistogramPicture({ histogram, what, layer, width }: HistogramPictureProps): JSX.Element {
  const { first, width: binWidth, counts } = histogram;
  const room = width - gutter;
  const barWidth = room / counts.length;
  const most = Math.max(...counts);
  const edge = (bin: number) => formatTick((first + bin) * binWidth);
  const x = (bin: number) => gutter + bin * barWidth;
  const fullest = counts.indexOf(most);
  return (
    <svg
      class="histogram"
      width={width}
      height={height + axisHeight}
      role="img"
      aria-label={strings.histogramSummary(
        what,
        layer,
        edge(0),
        edge(counts.length),
        most,
        edge(fullest),
        edge(fullest + 1),
      )}
    >
      <text class="axis" x={gutter - 6} y={9} text-anchor="end">
        {formatCount(most)}
      </text>
      <line class="base" x1={gutter} x2={width} y1={height - 0.5} y2={height - 0.5} />
      {first < 0 && first + counts.length > 0 && (
        <line class="zero" x1={x(-first)} x2={x(-first)} y1={0} y2={height + 3} />
      )}
      {Array.from(counts, (count, bin) => (
        <g key={bin} class={first + bin < 0 ? "bin negative" : "bin positive"}>
          <title>{strings.bin(edge(bin), edge(bin + 1), count)}</title>
          <rect class="target" x={x(bin)} y={0} width={barWidth} height={height} />
          {count > 0 && <Bar x={x(bin)} width={barWidth} height={barHeight(count, most)} />}
        </g>
      ))}
      {axisLabels(first, counts.length, room).map(({ bin, anchor }) => (
        <text key={bin} class="axis" x={x(bin)} y={height + 12} text-anchor={anchor}>
          {edge(bin)}
        </text>
      ))}
    </svg>
  );
}

/** A count of one is still to be seen beside a million. */
function barHeight(count: number, most: number): number {
  return Math.max(1.5, ((height - 4) * count) / most);
}

/** Half a pixel of room on either side, where bars are wide enough to spare it. */
function Bar({ x, width, height: tall }: { x: number; width: number; height: number }): JSX.Element {
  const gap = width > 3 ? 0.5 : 0;
  return <rect class="bar" x={x + gap} y={height - tall} width={width - 2 * gap} height={tall} />;
}

/** The numbers along the axis: both ends, and 0 where it stands free between them. */
function axisLabels(first: number, bins: number, room: number) {
  const ends = [
    { bin: 0, anchor: "start" },
    { bin: bins, anchor: "end" },
  ] as const;
  const zero = (-first / bins) * room;
  const isFree = zero > labelWidth && zero < room - labelWidth;
  return isFree ? [...ends, { bin: -first, anchor: "middle" } as const] : ends;
}
