import { scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { formatTick } from "../../src/format/number-format.ts";
import { useWidth } from "../diagram/use-width.ts";
import { formatNumber } from "../numbers.ts";
import { whyStrings } from "./strings.ts";

interface NumberLineProps {
  readonly before: number;
  readonly after: number;
}

const height = 34;
const axis = 9;
/** The width of a digit of a tick's label, and the room between two labels, in pixels. */
const digit = 6.7;
const gap = 14;
/** How many ticks are asked for: the most of these whose labels fit. */
const tickCounts = [8, 6, 5, 4, 3, 2] as const;

/** Where an update moves a parameter from and to, on a line of numbers. */
export function NumberLine({ before, after }: NumberLineProps): JSX.Element | null {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const hasLine = before !== after && Number.isFinite(before) && Number.isFinite(after);
  if (!hasLine) return null;
  return (
    <div class="number-line" ref={frame}>
      <p class="visually-hidden">{whyStrings.numberLine(formatNumber(before), formatNumber(after))}</p>
      {width > 0 && <Line before={before} after={after} width={width} />}
    </div>
  );
}

function Line({ before, after, width }: NumberLineProps & { width: number }): JSX.Element {
  const [low, high] = before < after ? [before, after] : [after, before];
  const margin = (high - low) * 0.16;
  const scale = scaleLinear()
    .domain([low - margin, high + margin])
    .nice(6);
  const choices = tickCounts.map((count) => scale.ticks(count));
  const ticks =
    choices.find((some) => some.length * (labelWidthOf(some) + gap) <= width + gap) ?? choices[choices.length - 1];
  // Room for half a label at both ends.
  const inset = Math.max(18, labelWidthOf(ticks) / 2);
  scale.range([inset, width - inset]);
  const [from, to] = [scale(before), scale(after)];
  const towards = Math.sign(to - from);
  const isShort = Math.abs(to - from) < 16;
  return (
    <svg width={width} height={height} aria-hidden="true">
      <line class="axis" x1={inset} x2={width - inset} y1={axis} y2={axis} />
      {ticks.map((tick) => (
        <g key={tick}>
          <line class="axis" x1={scale(tick)} x2={scale(tick)} y1={axis} y2={axis + 4} />
          <text x={scale(tick)} y={height - 4} text-anchor="middle">
            {labelOf(tick, ticks)}
          </text>
        </g>
      ))}
      <line class="move" x1={from - 5 * -towards} x2={to - 5 * towards} y1={axis} y2={axis} />
      {!isShort && <path class="tip" d={`M${to - 5 * towards} ${axis}l${-7 * towards} -4v8z`} />}
      <circle class="from" cx={from} cy={axis} r="4.5" />
      <circle class="to" cx={to} cy={axis} r="4" />
    </svg>
  );
}

function labelWidthOf(ticks: readonly number[]): number {
  return digit * Math.max(...ticks.map((tick) => labelOf(tick, ticks).length));
}

/** All ticks with as many decimals as the one that needs most. */
function labelOf(tick: number, ticks: readonly number[]): string {
  const decimals = Math.max(...ticks.map((value) => formatTick(value).split(".")[1]?.length ?? 0));
  const text = formatTick(tick);
  if (text.includes("×") || decimals === 0) return text;
  const [whole, fraction = ""] = text.split(".");
  return `${whole}.${fraction.padEnd(decimals, "0")}`;
}
