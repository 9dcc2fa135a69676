import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { FitMap } from "../../src/core/inspection/fit-map.ts";
import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import { formatTick } from "../../src/format/number-format.ts";
import { setChoice } from "../arrangement.ts";
import type { PaneProps } from "../tabs/tabs.tsx";
import { useInspection } from "../use-inspection.ts";
import { Choice } from "./choice.tsx";
import { FitFrame } from "./fit-frame.tsx";
import { FitNumbers } from "./fit-numbers.tsx";
import { scaleOf } from "./map-colouring.ts";
import { MapPicture } from "./map-picture.tsx";
import { groupNames, numberText, pointText } from "./point-text.ts";
import { shownRow } from "./shown-sample.ts";
import { fitStrings } from "./strings.ts";

/** The name of the choice of the output that is mapped. */
const outputChoice = "fit-output";

/** A network of two inputs: what it answers all over the plane, and the points that it is to fit. */
export function MapFit(props: PaneProps): JSX.Element {
  const { run, store } = props;
  const { outline, snapshot } = run;
  const shown = shownRow(props);
  const output = outputOf(store.arrangement.value.choices[outputChoice], outline.targets.length, outline.classifies);
  const map = useInspection(store, snapshot, "fitMap", { output });
  const points = useInspection(store, snapshot, "fitPoints", { part: "all", row: shown });
  const summaryId = useId();
  const [pointed, setPointed] = useState<{ point: number | null; cell: number | null }>({ point: null, cell: null });
  if (!map || !points) return <p class="map-waiting quiet">{fitStrings.waiting}</p>;
  const readout =
    pointed.point !== null && pointed.point < points.rows.length
      ? pointText(points, outline, pointed.point)
      : pointed.cell !== null && pointed.cell < map.layers[0].length
        ? cellText(map, pointed.cell, outline.inputs, groupNames(points, outline))
        : fitStrings.pointAtMap;
  return (
    <FitFrame
      {...props}
      points={points}
      readout={readout}
      summary={summaryOf(map, points, outline.inputs)}
      summaryId={summaryId}
      controls={
        outline.targets.length > 1 && (
          <Choice
            label={fitStrings.output}
            value={output === null ? "class" : String(output)}
            options={[
              ...(outline.classifies ? [{ value: "class", text: fitStrings.theClass }] : []),
              ...outline.targets.map((text, j) => ({ value: String(j), text })),
            ]}
            onChange={(value) => setChoice(store.arrangement, outputChoice, value)}
          />
        )
      }
      picture={
        <MapPicture
          map={map}
          points={points}
          outline={outline}
          output={output ?? 0}
          shown={shown}
          active={pointed.point}
          summaryId={summaryId}
          onChoose={store.showSample}
          onPoint={(point, cell) => setPointed({ point, cell })}
        />
      }
      side={
        <>
          <FitNumbers run={run} points={points} shown={shown} />
          {map.of === "output" && <ColourKey map={map} />}
        </>
      }
    />
  );
}

/** The output that is mapped; null for the class that wins. */
function outputOf(choice: string | undefined, outputs: number, classifies: boolean): number | null {
  if (outputs === 1) return 0;
  const chosen = Number(choice);
  if (choice !== undefined && Number.isInteger(chosen) && chosen >= 0 && chosen < outputs) return chosen;
  return classifies ? null : 0;
}

/** Which colour is which number. */
function ColourKey({ map }: { readonly map: FitMap }): JSX.Element {
  const [low, high] = scaleOf(map);
  return (
    <div class="map-key">
      <div class="scale" aria-hidden="true" />
      <div class="ends">
        <span class="numeral">{formatTick(low)}</span>
        <span class="quiet">{fitStrings.networkOutput}</span>
        <span class="numeral">{formatTick(high)}</span>
      </div>
    </div>
  );
}

/** The map at a cell, in words. */
function cellText(map: FitMap, cell: number, inputs: readonly string[], classes: readonly string[]): string {
  const middle = ([low, high]: readonly [number, number], k: number) => low + ((high - low) * (k + 0.5)) / map.size;
  const x = middle(map.x, cell % map.size);
  const y = middle(map.y, map.size - 1 - Math.floor(cell / map.size));
  const where = `${inputs[0]} ${numberText(x)}, ${inputs[1]} ${numberText(y)}`;
  if (map.of === "output") return `${where} · ${fitStrings.networkOutput} ${numberText(map.layers[0][cell])}`;
  const winner = map.layers.findIndex((lead) => lead[cell] >= 0);
  return `${where} · ${fitStrings.winner(classes[winner] ?? "–")}`;
}

/** The picture in words, for those who do not see it. */
function summaryOf(map: FitMap, points: FitPoints, inputs: readonly string[]): string {
  const span = ([low, high]: readonly [number, number]) => `${numberText(low)} to ${numberText(high)}`;
  return fitStrings.mapSummary(
    `${inputs[0]} ${span(map.x)}`,
    `${inputs[1]} ${span(map.y)}`,
    points.rows.length,
    points.right ? points.right.training + points.right.test : null,
  );
}
