import type { JSX } from "preact";
import { formatTick } from "../../src/format/number-format.ts";
import { type Frame, tickCount } from "./frame.ts";

interface AxesProps {
  readonly frame: Frame;
  readonly xName: string;
  readonly yName: string;
  /** Whether thin lines lead from the ticks through the picture. */
  readonly grid?: boolean;
}

/** The axes of a picture: their numbers, and their names at their ends. */
export function Axes({ frame, xName, yName, grid = false }: AxesProps): JSX.Element {
  const { left, top, innerWidth, innerHeight, x, y } = frame;
  const bottom = top + innerHeight;
  const right = left + innerWidth;
  return (
    <g class="map-axes">
      {grid &&
        y
          .ticks(tickCount(innerHeight))
          .map((value) => <line key={value} class="grid" x1={left} x2={right} y1={y(value)} y2={y(value)} />)}
      <rect class="map-edge" x={left} y={top} width={innerWidth} height={innerHeight} />
      {x.ticks(tickCount(innerWidth)).map((value) => (
        <g key={value}>
          <line x1={x(value)} x2={x(value)} y1={bottom} y2={bottom + 4} />
          <text x={x(value)} y={bottom + 15} text-anchor="middle">
            {formatTick(value)}
          </text>
        </g>
      ))}
      {y.ticks(tickCount(innerHeight)).map((value) => (
        <g key={value}>
          <line x1={left - 4} x2={left} y1={y(value)} y2={y(value)} />
          <text x={left - 6} y={y(value) + 3.5} text-anchor="end">
            {formatTick(value)}
          </text>
        </g>
      ))}
      <text class="axis-name" x={right} y={bottom + 30} text-anchor="end">
        {shortened(xName, innerWidth)}
      </text>
      <text class="axis-name" x={left} y={top - 8}>
        {shortened(yName, innerWidth)}
      </text>
    </g>
  );
}

/** About the width of a letter of an axis's name. */
const letterWidth = 6.2;

function shortened(name: string, room: number): string {
  const most = Math.floor(room / letterWidth);
  return name.length > most ? `${name.slice(0, Math.max(1, most - 1))}…` : name;
}
