import type { JSX } from "preact";
import { useCallback, useMemo, useRef } from "preact/hooks";
import type { FitMap } from "../../src/core/inspection/fit-map.ts";
import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { mixed, paintCells, type Rgb, readMapColours, shareOf } from "../map-colours.ts";
import { Axes } from "../maps/axes.tsx";
import { contoursOf, type Pixel, pathOf } from "../maps/contour-lines.ts";
import { type Frame, frameOf, squareSize } from "../maps/frame.ts";
import { Painting } from "../maps/painting.tsx";
import { PointRings } from "../maps/point-rings.tsx";
import { useSize } from "../maps/use-size.ts";
import { cellColours, scaleOf } from "./map-colouring.ts";
import { paintPoints } from "./paint-points.ts";
import { SampleList } from "./sample-list.tsx";

interface MapPictureProps {
  readonly map: FitMap;
  readonly points: FitPoints;
  readonly outline: Outline;
  /** The output by whose target points in no group are coloured. */
  readonly output: number;
  readonly shown: number | null;
  /** What is pointed at: a point, or a cell of the map. */
  readonly active: number | null;
  readonly summaryId: string;
  readonly onChoose: (row: number) => void;
  readonly onPoint: (point: number | null, cell: number | null) => void;
}

/** The map in colours, with the points that it is to fit. */
export function MapPicture(props: MapPictureProps): JSX.Element {
  const { map, points, outline, output, shown, active, summaryId, onChoose, onPoint } = props;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const frame = useMemo(
    () => (size ? frameOf(squareSize(size.width, size.height), map.x, map.y) : null),
    [size, map.x.join(), map.y.join()],
  );
  const places = useMemo(() => (frame ? placesOf(points.inputs, frame) : []), [frame, points.inputs.join()]);
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      if (!frame) return;
      const { left, top, innerWidth, innerHeight } = frame;
      context.imageSmoothingQuality = "high";
      context.drawImage(paintCells(map.size, map.size, cellColours(map)), left, top, innerWidth, innerHeight);
      paintPoints(context, points, places, frame, targetColours(map, points, output, outline.targets.length));
    },
    [frame, map, points, places, output],
  );
  const chosen = shown === null ? -1 : points.rows.indexOf(shown);

  function cellAt([x, y]: Pixel, { left, top, innerWidth, innerHeight }: Frame): number {
    const cell = (at: number, length: number) =>
      Math.max(0, Math.min(map.size - 1, Math.floor((at / length) * map.size)));
    return cell(y - top, innerHeight) * map.size + cell(x - left, innerWidth);
  }

  return (
    <div class="map-picture square" ref={box}>
      {frame && (
        <div class="map-layers" style={{ width: `${frame.width}px`, height: `${frame.height}px` }}>
          <Painting width={frame.width} height={frame.height} paint={paint} />
          <svg width={frame.width} height={frame.height} aria-hidden="true">
            <Axes frame={frame} xName={outline.inputs[0]} yName={outline.inputs[1]} />
            <Borders map={map} frame={frame} />
            <PointRings places={places} shown={chosen} pointed={active} />
          </svg>
          <SampleList
            {...{ points, outline, frame, places, chosen, summaryId, onChoose }}
            onPoint={(k, place) => onPoint(k, place && cellAt(place, frame))}
          />
        </div>
      )}
    </div>
  );
}

function placesOf(inputs: Float64Array, frame: Frame): Pixel[] {
  return Array.from(
    { length: inputs.length / 2 },
    (_, k): Pixel => [frame.x(inputs[2 * k]), frame.y(inputs[2 * k + 1])],
  );
}

/** Points in no group have the full colour of what the map would show where it answers their target. */
function targetColours(
  map: FitMap,
  { targets }: FitPoints,
  output: number,
  width: number,
): (point: number) => { colour: Rgb; isNegative: boolean } {
  const colours = readMapColours();
  const scale = scaleOf(map);
  return (point) => {
    const share = shareOf(targets[point * width + output], scale);
    const colour = mixed(
      colours.neutral,
      share < 0 ? colours.negative : colours.positive,
      Math.min(1, Math.abs(share)),
    );
    return { colour, isNegative: share < 0 };
  };
}

/** The lines at which decisions fall; of a number, some lines of equal value. */
function Borders({ map, frame }: { readonly map: FitMap; readonly frame: Frame }): JSX.Element {
  const lines = useMemo(() => {
    const grid = (values: Float64Array) => ({ columns: map.size, rows: map.size, values, reachesEdges: false });
    const levels = map.border === null ? ticksOf(map) : [map.border];
    return map.layers.flatMap((values) => contoursOf(grid(values), levels, frame)).flatMap(({ lines }) => lines);
  }, [map, frame]);
  return <path class={map.border === null ? "level" : "border"} d={lines.map(pathOf).join("")} />;
}

/** Levels for lines of equal value: as the scale's numbers. */
function ticksOf(map: FitMap): number[] {
  const [low, high] = scaleOf(map);
  return Array.from({ length: 7 }, (_, k) => low + ((high - low) * (k + 1)) / 8);
}
