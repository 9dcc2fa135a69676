import type { JSX } from "preact";
import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { Numeral } from "../numeral.tsx";
import { fitStrings } from "./strings.ts";

/** The most samples that a table shows. */
const mostRows = 50;

interface PointTableProps {
  readonly points: FitPoints;
  readonly outline: Outline;
  readonly shown: number | null;
  readonly onChoose: (row: number) => void;
}

/** The first points of a fit in numbers. */
export function PointTable({ points, outline, shown, onChoose }: PointTableProps): JSX.Element {
  const count = Math.min(mostRows, points.rows.length);
  const inputs = points.inputs.length > 0 ? outline.inputs : [];
  const { targets } = outline;
  const cells = (values: Float64Array, width: number, k: number) =>
    Array.from({ length: width }, (_, i) => (
      <td key={i}>
        <Numeral value={values[k * width + i]} room={9} />
      </td>
    ));
  return (
    <div class="map-table">
      <table>
        <caption class="quiet">{fitStrings.firstSamples(count, points.of)}</caption>
        <thead>
          <tr>
            <th scope="col">{fitStrings.sample}</th>
            {inputs.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {targets.map((name) => (
              <th key={name} scope="col">
                {targets.length === 1 ? fitStrings.targetColumn : `${fitStrings.targetColumn} ${name}`}
              </th>
            ))}
            {targets.map((name) => (
              <th key={name} scope="col">
                {targets.length === 1 ? fitStrings.prediction : `${fitStrings.prediction} ${name}`}
              </th>
            ))}
            <th scope="col">{fitStrings.loss}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: count }, (_, k) => {
            const row = points.rows[k];
            return (
              <tr key={row} class={row === shown ? "chosen" : ""}>
                <th scope="row">
                  <button type="button" aria-pressed={row === shown} onClick={() => onChoose(row)}>
                    {row + 1}
                    {points.isTest[k] === 1 && <span class="quiet"> {fitStrings.heldOut}</span>}
                  </button>
                </th>
                {cells(points.inputs, inputs.length, k)}
                {cells(points.targets, targets.length, k)}
                {cells(points.outputs, targets.length, k)}
                <td>
                  <Numeral value={points.losses[k]} room={9} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
