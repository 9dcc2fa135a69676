import type { JSX } from "preact";
import { useCallback, useMemo, useRef } from "preact/hooks";
import type { FitCurve } from "../../src/core/inspection/fit-curve.ts";
import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import type { Range } from "../../src/core/inspection/fit-range.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { Axes } from "../maps/axes.tsx";
import { type Pixel, pathOf } from "../maps/contour-lines.ts";
import { type Frame, frameOf } from "../maps/frame.ts";
import { Painting } from "../maps/painting.tsx";
import { PointRings } from "../maps/point-rings.tsx";
import { useSize } from "../maps/use-size.ts";
import { paintPoints } from "./paint-points.ts";
import { SampleList } from "./sample-list.tsx";
import { valueRange } from "./value-range.ts";

interface CurvePictureProps {
  readonly curve: FitCurve;
  readonly points: FitPoints;
  readonly outline: Outline;
  readonly output: number;
  readonly shown: number | null;
  /** The point that is pointed at. */
  readonly active: number | null;
  readonly summaryId: string;
  readonly onChoose: (row: number) => void;
  /** What is pointed at: a point, or a place of the curve. */
  readonly onPoint: (point: number | null, at: number | null) => void;
}

/** Up to so many points have a line to what the network predicts for them. */
const mostErrors = 60;

/** The network's function as a curve through, or past, the points. */
export function CurvePicture(props: CurvePictureProps): JSX.Element {
  const { curve, points, outline, output, shown, active, summaryId, onChoose, onPoint } = props;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const width = outline.targets.length;
  const targets = points.targets.filter((_, k) => k % width === output);
  const predictions = points.outputs.filter((_, k) => k % width === output);
  const values = curve.outputs[output];
  const rangeOfX: Range = [curve.x[0], curve.x[curve.x.length - 1]];
  const rangeOfY = valueRange(targets, values);
  const frame = useMemo(
    () => (size ? frameOf(size, rangeOfX, rangeOfY) : null),
    [size, rangeOfX.join(), rangeOfY.join()],
  );
  const places = useMemo(
    () => (frame ? Array.from(targets, (t, k): Pixel => [frame.x(points.inputs[k]), frame.y(t)]) : []),
    [frame, points],
  );
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      if (frame) paintPoints(context, points, places, frame);
    },
    [points, places, frame],
  );
  const chosen = shown === null ? -1 : points.rows.indexOf(shown);
  const marked = [chosen, active ?? -1];

  function placeAt([x]: Pixel, { left, innerWidth }: Frame): number {
    const at = Math.round(((x - left) / innerWidth) * (curve.x.length - 1));
    return Math.max(0, Math.min(curve.x.length - 1, at));
  }

  return (
    <div class="map-picture" ref={box}>
      {frame && (
        <div class="map-layers" style={{ width: `${frame.width}px`, height: `${frame.height}px` }}>
          <svg width={frame.width} height={frame.height} aria-hidden="true">
            <Axes frame={frame} xName={outline.inputs[0]} yName={outline.targets[output]} grid />
            <clipPath id="curve-clip">
              <rect x={frame.left} y={frame.top} width={frame.innerWidth} height={frame.innerHeight} />
            </clipPath>
            <g clip-path="url(#curve-clip)">
              {places.map(
                ([x, y], k) =>
                  (places.length <= mostErrors || marked.includes(k)) && (
                    <line
                      key={points.rows[k]}
                      class={marked.includes(k) ? "error marked" : "error"}
                      x1={x}
                      x2={x}
                      y1={y}
                      y2={frame.y(predictions[k])}
                    />
                  ),
              )}
            </g>
          </svg>
          <Painting width={frame.width} height={frame.height} paint={paint} />
          <svg width={frame.width} height={frame.height} aria-hidden="true">
            <g clip-path="url(#curve-clip)">
              <path
                class="function"
                d={pathOf(
                  Array.from(values, (y, k): Pixel => [frame.x(curve.x[k]), frame.y(y)]).filter(([, y]) =>
                    Number.isFinite(y),
                  ),
                )}
              />
              {places[chosen] && (
                <circle class="predicted" cx={places[chosen][0]} cy={frame.y(predictions[chosen])} r="3.5" />
              )}
            </g>
            <PointRings places={places} shown={chosen} pointed={active} />
          </svg>
          <SampleList
            {...{ points, outline, frame, places, chosen, summaryId, onChoose }}
            onPoint={(k, place) => onPoint(k, place && placeAt(place, frame))}
          />
        </div>
      )}
    </div>
  );
}
