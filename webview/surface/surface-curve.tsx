import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import type { Range } from "../../src/core/inspection/fit-range.ts";
import type { Surface } from "../../src/core/inspection/surface.ts";
import type { SurfacePath } from "../../src/core/inspection/surface-path.ts";
import { Axes } from "../maps/axes.tsx";
import { type Pixel, pathOf } from "../maps/contour-lines.ts";
import { frameOf } from "../maps/frame.ts";
import { useSize } from "../maps/use-size.ts";
import { endsOf } from "./contour-levels.ts";
import { surfaceStrings } from "./strings.ts";

interface SurfaceCurveProps {
  readonly surface: Surface;
  readonly path: SurfacePath;
  readonly name: string;
  readonly summaryId: string;
  /** The cell that is pointed at; null for none. */
  readonly onPoint: (cell: number | null) => void;
}

/** The length of the tangent on either side of the point, in pixels. */
const tangentLength = 60;

/** The range of the loss's axis: of all finite losses, with room for the point where it is lowest. */
function lossRange(losses: Float64Array): Range {
  const { lowest, highest } = endsOf(losses);
  if (!(highest > lowest)) return Number.isFinite(lowest) ? [lowest - 1, lowest + 1] : [0, 1];
  const room = 0.06 * (highest - lowest);
  return [lowest - room, highest + room];
}

/** The loss over one parameter, where the run stands on it, and the slope there. */
export function SurfaceCurve({ surface, path, name, summaryId, onPoint }: SurfaceCurveProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const clipId = useId();
  const { losses, columns, rangeOfX } = surface;
  const frame = size && frameOf(size, rangeOfX, lossRange(losses));
  const x = path.x[path.x.length - 1];
  if (!frame) return <div class="map-picture" ref={box} />;
  const at = ([low, high]: readonly [number, number], k: number) => low + ((high - low) * k) / (columns - 1);
  const line = Array.from(losses, (loss, k): Pixel => [frame.x(at(rangeOfX, k)), frame.y(loss)]).filter(([, y]) =>
    Number.isFinite(y),
  );
  const [nowX, nowY] = [frame.x(x), frame.y(path.loss)];
  // One step along the tangent, in pixels.
  const [dx, dy] = [frame.x(x + 1) - nowX, frame.y(path.loss + path.gradient[0]) - nowY];
  const part = tangentLength / Math.hypot(dx, dy);
  return (
    <div class="map-picture" ref={box}>
      <svg
        class="surface-picture"
        width={frame.width}
        height={frame.height}
        role="img"
        aria-label={surfaceStrings.curve}
        aria-describedby={summaryId}
        onPointerMove={(event) => {
          const { left } = event.currentTarget.getBoundingClientRect();
          const share = (event.clientX - left - frame.left) / frame.innerWidth;
          onPoint(share >= 0 && share <= 1 ? Math.round(share * (columns - 1)) : null);
        }}
        onPointerLeave={() => onPoint(null)}
      >
        <Axes frame={frame} xName={name} yName={surfaceStrings.loss} grid />
        <clipPath id={clipId}>
          <rect x={frame.left} y={frame.top} width={frame.innerWidth} height={frame.innerHeight} />
        </clipPath>
        <g clip-path={`url(#${clipId})`}>
          {Array.from(path.x.subarray(0, -1), (value, k) => (
            <line
              key={k}
              class="visited"
              x1={frame.x(value)}
              x2={frame.x(value)}
              y1={frame.top + frame.innerHeight}
              y2={frame.top + frame.innerHeight - 8}
            />
          ))}
          <path class="curve" d={pathOf(line)} />
          {Number.isFinite(part) && (
            <line
              class="tangent"
              x1={nowX - part * dx}
              y1={nowY - part * dy}
              x2={nowX + part * dx}
              y2={nowY + part * dy}
            />
          )}
          {Number.isFinite(nowY) && <circle class="now" cx={nowX} cy={nowY} r="5.5" />}
        </g>
      </svg>
    </div>
  );
}
