import type { JSX } from "preact";
import { useId, useMemo, useRef } from "preact/hooks";
import type { Surface } from "../../src/core/inspection/surface.ts";
import type { SurfacePath } from "../../src/core/inspection/surface-path.ts";
import { formatTick } from "../../src/format/number-format.ts";
import { Axes } from "../maps/axes.tsx";
import { type Contour, contoursOf, pathOf } from "../maps/contour-lines.ts";
import { type Frame, frameOf, squareSize } from "../maps/frame.ts";
import { useSize } from "../maps/use-size.ts";
import type { Levels } from "./contour-levels.ts";
import { lineLabels } from "./line-labels.ts";
import { arrowPoints, downhillOf, pixelsOf, RunWay } from "./run-way.tsx";
import { surfaceStrings } from "./strings.ts";

interface SurfacePictureProps {
  readonly surface: Surface;
  readonly path: SurfacePath;
  readonly levels: Levels;
  readonly names: readonly string[];
  readonly summaryId: string;
  /** The cell that is pointed at; null for none. */
  readonly onPoint: (cell: number | null) => void;
}

/** The loss as a map: the darker, the lower; with contour lines, and the way of the run over it. */
export function SurfacePicture({ surface, path, levels, names, summaryId, onPoint }: SurfacePictureProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const clipId = useId();
  const frame = useMemo(
    () => (size ? frameOf(squareSize(size.width, size.height), surface.rangeOfX, surface.rangeOfY) : null),
    [size, surface.rangeOfX.join(), surface.rangeOfY.join()],
  );

  function cellAt(event: MouseEvent, { left, top, innerWidth, innerHeight }: Frame): number | null {
    const bounds = (event.currentTarget as Element).getBoundingClientRect();
    const x = (event.clientX - bounds.left - left) / innerWidth;
    const y = (event.clientY - bounds.top - top) / innerHeight;
    if (x < 0 || x > 1 || y < 0 || y > 1) return null;
    return Math.round(y * (surface.rows - 1)) * surface.columns + Math.round(x * (surface.columns - 1));
  }

  return (
    <div class="map-picture square" ref={box}>
      {frame && (
        <svg
          class="surface-picture"
          width={frame.width}
          height={frame.height}
          role="img"
          aria-label={surfaceStrings.picture}
          aria-describedby={summaryId}
          onPointerMove={(event) => onPoint(cellAt(event, frame))}
          onPointerLeave={() => onPoint(null)}
        >
          <clipPath id={clipId}>
            <rect x={frame.left} y={frame.top} width={frame.innerWidth} height={frame.innerHeight} />
          </clipPath>
          <g clip-path={`url(#${clipId})`}>
            <Contours surface={surface} path={path} levels={levels} frame={frame} />
            <RunWay path={path} frame={frame} />
          </g>
          <Axes frame={frame} xName={names[0]} yName={names[1]} />
        </svg>
      )}
    </div>
  );
}

interface ContoursProps {
  readonly surface: Surface;
  readonly path: SurfacePath;
  readonly levels: Levels;
  readonly frame: Frame;
}

function Contours({ surface, path, levels, frame }: ContoursProps): JSX.Element {
  const contours = useMemo(() => {
    const { columns, rows, losses } = surface;
    return contoursOf({ columns, rows, values: losses, reachesEdges: true }, levels.levels, frame);
  }, [surface, levels, frame]);
  const points = pixelsOf(path, frame);
  const now = points[points.length - 1];
  const downhill = downhillOf(path);
  // The labels leave room for the run's way, where it stands, and the arrow with its name.
  const taken = now && downhill ? [...points, ...arrowPoints(now, downhill, frame)] : points;
  const labels = lineLabels(contours, frame, taken);
  return (
    <g class="contours">
      <rect class="ground" x={frame.left} y={frame.top} width={frame.innerWidth} height={frame.innerHeight} />
      {contours.map((contour, k) => (
        <ContourShape key={k} contour={contour} share={(k + 1) / contours.length} />
      ))}
      <NonFinite surface={surface} frame={frame} />
      {labels.map(({ level, x, y, angle }) => (
        <text
          key={level}
          class="label"
          transform={`translate(${x} ${y}) rotate(${angle})`}
          y="3.5"
          text-anchor="middle"
        >
          {formatTick(level)}
        </text>
      ))}
    </g>
  );
}

function ContourShape({ contour, share }: { readonly contour: Contour; readonly share: number }): JSX.Element {
  return (
    <>
      <path class="area" d={contour.area} style={{ "--share": share }} />
      <path class="line" d={contour.lines.map(pathOf).join("")} />
    </>
  );
}

/** Hatches the cells in which the loss is no finite number. */
function NonFinite({
  surface: { columns, rows, losses },
  frame,
}: {
  readonly surface: Surface;
  readonly frame: Frame;
}): JSX.Element {
  const hatchId = useId();
  const width = frame.innerWidth / (columns - 1);
  const height = frame.innerHeight / (rows - 1);
  const cells = Array.from(losses.keys()).filter((k) => !Number.isFinite(losses[k]));
  if (cells.length === 0) return <g />;
  const shape = cells
    .map((k) => {
      const x = frame.left + ((k % columns) - 0.5) * width;
      const y = frame.top + (Math.floor(k / columns) - 0.5) * height;
      return `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(2)}v${height.toFixed(2)}h${(-width).toFixed(2)}z`;
    })
    .join("");
  return (
    <g class="non-finite">
      <pattern id={hatchId} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line y2="6" />
      </pattern>
      <path class="blank" d={shape} />
      <path d={shape} fill={`url(#${hatchId})`} />
    </g>
  );
}
