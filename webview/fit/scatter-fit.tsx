import type { JSX } from "preact";
import { useCallback, useId, useMemo, useRef, useState } from "preact/hooks";
import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { Axes } from "../maps/axes.tsx";
import type { Pixel } from "../maps/contour-lines.ts";
import { frameOf, squareSize } from "../maps/frame.ts";
import { Painting } from "../maps/painting.tsx";
import { PointRings } from "../maps/point-rings.tsx";
import { useSize } from "../maps/use-size.ts";
import type { PaneProps } from "../tabs/tabs.tsx";
import { useInspection } from "../use-inspection.ts";
import { FitFrame } from "./fit-frame.tsx";
import { FitNumbers } from "./fit-numbers.tsx";
import { chosenOutput, OutputChoice } from "./output-choice.tsx";
import { paintPoints } from "./paint-points.ts";
import { pointText } from "./point-text.ts";
import { SampleList } from "./sample-list.tsx";
import { shownRow } from "./shown-sample.ts";
import { fitStrings } from "./strings.ts";
import { valueRange } from "./value-range.ts";

/** The name of the choice of the output whose predictions are drawn. */
const outputChoice = "fit-scatter";

/** A network of more inputs that predicts numbers: each prediction against its target. */
export function ScatterFit(props: PaneProps): JSX.Element {
  const { run, store } = props;
  const { outline, snapshot } = run;
  const { targets } = outline;
  const shown = shownRow(props);
  const points = useInspection(store, snapshot, "fitPoints", { part: "all", row: shown });
  const summaryId = useId();
  const [active, setActive] = useState<number | null>(null);
  if (!points) return <p class="map-waiting quiet">{fitStrings.waiting}</p>;
  const output = chosenOutput(store, outputChoice, targets.length);
  return (
    <FitFrame
      {...props}
      points={points}
      readout={
        active !== null && active < points.rows.length ? pointText(points, outline, active) : fitStrings.pointAtSample
      }
      summary={fitStrings.scatterSummary(points.rows.length)}
      summaryId={summaryId}
      controls={<OutputChoice store={store} name={outputChoice} targets={targets} output={output} />}
      picture={
        <ScatterPicture
          points={points}
          outline={outline}
          output={output}
          shown={shown}
          active={active}
          summaryId={summaryId}
          onChoose={store.showSample}
          onPoint={setActive}
        />
      }
      side={<FitNumbers run={run} points={points} shown={shown} />}
    />
  );
}

interface ScatterPictureProps {
  readonly points: FitPoints;
  readonly outline: Outline;
  readonly output: number;
  readonly shown: number | null;
  readonly active: number | null;
  readonly summaryId: string;
  readonly onChoose: (row: number) => void;
  readonly onPoint: (point: number | null) => void;
}

/** Predictions over targets: on the diagonal both are equal. */
function ScatterPicture(props: ScatterPictureProps): JSX.Element {
  const { points, outline, output, shown, active, summaryId, onChoose, onPoint } = props;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const width = outline.targets.length;
  const targets = points.targets.filter((_, k) => k % width === output);
  const predictions = points.outputs.filter((_, k) => k % width === output);
  const range = valueRange(targets, predictions);
  const frame = useMemo(
    () => (size ? frameOf(squareSize(size.width, size.height), range, range) : null),
    [size, range.join()],
  );
  const places = useMemo(
    () => (frame ? Array.from(targets, (t, k): Pixel => [frame.x(t), frame.y(predictions[k])]) : []),
    [frame, points, output],
  );
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      if (frame) paintPoints(context, points, places, frame);
    },
    [points, places, frame],
  );
  const chosen = shown === null ? -1 : points.rows.indexOf(shown);
  return (
    <div class="map-picture square" ref={box}>
      {frame && (
        <div class="map-layers" style={{ width: `${frame.width}px`, height: `${frame.height}px` }}>
          <svg width={frame.width} height={frame.height} aria-hidden="true">
            <Axes
              frame={frame}
              xName={`${fitStrings.scatterX} ${outline.targets[output]}`}
              yName={fitStrings.scatterY}
              grid
            />
            <line
              class="diagonal"
              x1={frame.x(range[0])}
              y1={frame.y(range[0])}
              x2={frame.x(range[1])}
              y2={frame.y(range[1])}
            />
          </svg>
          <Painting width={frame.width} height={frame.height} paint={paint} />
          <svg width={frame.width} height={frame.height} aria-hidden="true">
            <PointRings places={places} shown={chosen} pointed={active} />
          </svg>
          <SampleList
            {...{ points, outline, frame, places, chosen, summaryId, onChoose }}
            onPoint={(k) => onPoint(k)}
          />
        </div>
      )}
    </div>
  );
}
