import type { JSX } from "preact";
import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import type { Pixel } from "../maps/contour-lines.ts";
import type { Frame } from "../maps/frame.ts";
import { PointList } from "../maps/point-list.tsx";
import { pointText } from "./point-text.ts";
import { fitStrings } from "./strings.ts";

interface SampleListProps {
  readonly points: FitPoints;
  readonly outline: Outline;
  readonly frame: Frame;
  /** Where each sample is in the picture. */
  readonly places: readonly Pixel[];
  /** The sample that the network shows; −1 for none. */
  readonly chosen: number;
  readonly summaryId: string;
  /** A row of the data was chosen. */
  readonly onChoose: (row: number) => void;
  /** See `PointList`. */
  readonly onPoint: (point: number | null, place: Pixel | null) => void;
}

/** The samples of a picture of the fit, to be pointed at, walked through, and chosen. */
export function SampleList(props: SampleListProps): JSX.Element {
  const { points, outline, frame, places, chosen, summaryId, onChoose, onPoint } = props;
  return (
    <PointList
      frame={frame}
      name={fitStrings.samples}
      describedBy={summaryId}
      points={places}
      chosen={chosen}
      textOf={(k) => pointText(points, outline, k)}
      onChoose={(k) => onChoose(points.rows[k])}
      onPoint={onPoint}
    />
  );
}
