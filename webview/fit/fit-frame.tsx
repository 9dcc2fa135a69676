import type { ComponentChildren, JSX } from "preact";
import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import { setChoice } from "../arrangement.ts";
import type { PaneProps } from "../tabs/tabs.tsx";
import { TableSwitch } from "./choice.tsx";
import { PointTable } from "./point-table.tsx";
import { shownRow } from "./shown-sample.ts";
import { fitStrings } from "./strings.ts";

interface FitFrameProps extends PaneProps {
  readonly points: FitPoints;
  readonly controls?: ComponentChildren;
  readonly picture: JSX.Element;
  readonly side: JSX.Element;
  /** What is pointed at, in words. */
  readonly readout: string;
  /** The picture in words. */
  readonly summary: string;
  readonly summaryId: string;
}

const tableChoice = "fit-table";

/** A picture of a fit with its numbers beside it, or the same as a table. */
export function FitFrame(props: FitFrameProps): JSX.Element {
  const { run, store, points, controls, picture, side, readout, summary, summaryId } = props;
  const isTable = store.arrangement.value.choices[tableChoice] === "table";
  const isPart = points.rows.length < points.of;
  return (
    <div class="map-pane">
      <div class="map-controls">
        <span class="quiet title">{isPart ? fitStrings.chosen(points.rows.length, points.of) : fitStrings.title}</span>
        {controls}
        <TableSwitch
          words={fitStrings}
          isTable={isTable}
          onChange={(next) => setChoice(store.arrangement, tableChoice, next ? "table" : "picture")}
        />
      </div>
      <div class="map-body">
        {isTable ? (
          <PointTable points={points} outline={run.outline} shown={shownRow(props)} onChoose={store.showSample} />
        ) : (
          picture
        )}
        <div class="map-side">{side}</div>
      </div>
      <p class="map-readout quiet">{isTable ? "" : readout}</p>
      <p class="visually-hidden" id={summaryId}>
        {summary} {fitStrings.walk}
      </p>
    </div>
  );
}
