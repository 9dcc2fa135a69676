import type { JSX } from "preact";
import type { Surface } from "../../src/core/inspection/surface.ts";
import { formatSignificant } from "../numbers.ts";
import { Numeral } from "../numeral.tsx";
import { surfaceStrings } from "./strings.ts";

/** A table has so many columns and rows, evenly chosen of the picture's. */
const entries = 7;

interface SurfaceTableProps {
  readonly surface: Surface;
  readonly names: readonly string[];
}

/** The surface in a few numbers. */
export function SurfaceTable({ surface, names }: SurfaceTableProps): JSX.Element {
  const { columns, rows, losses } = surface;
  const columnsShown = evenly(columns);
  const rowsShown = evenly(rows);
  return (
    <div class="map-table">
      <table>
        <caption class="quiet">{surfaceStrings.tableCaption(names[0], names[1] ?? surfaceStrings.loss)}</caption>
        <thead>
          <tr>
            <td />
            {columnsShown.map((column) => (
              <th key={column} scope="col">
                {formatSignificant(coordinatesOf(surface, column)[0])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsShown.map((row) => (
            <tr key={row}>
              <th scope="row" class="numeral">
                {rows > 1 ? formatSignificant(coordinatesOf(surface, row * columns)[1]) : surfaceStrings.loss}
              </th>
              {columnsShown.map((column) => (
                <td key={column}>
                  <Numeral value={losses[row * columns + column]} room={8} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Both coordinates of a cell. */
export function coordinatesOf({ columns, rows, rangeOfX, rangeOfY }: Surface, cell: number): [x: number, y: number] {
  const at = ([low, high]: readonly [number, number], share: number) => low + (high - low) * share;
  const row = Math.floor(cell / columns);
  return [at(rangeOfX, (cell % columns) / (columns - 1)), rows > 1 ? at(rangeOfY, 1 - row / (rows - 1)) : 0];
}

function evenly(count: number): number[] {
  if (count <= entries) return Array.from({ length: count }, (_, k) => k);
  return Array.from({ length: entries }, (_, k) => Math.round((k * (count - 1)) / (entries - 1)));
}
