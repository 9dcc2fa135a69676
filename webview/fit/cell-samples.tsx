import type { JSX } from "preact";
import type { FitConfusion } from "../../src/core/inspection/fit-confusion.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { Numeral } from "../numeral.tsx";
import { fitStrings } from "./strings.ts";

interface CellSamplesProps {
  readonly cell: FitConfusion["cell"];
  readonly names: readonly string[];
  readonly shown: number | null;
  readonly onChoose: (row: number) => void;
}

/** The samples of a cell of the matrix, the worst first; choosing one shows it in the network. */
export function CellSamples({ cell, names, shown, onChoose }: CellSamplesProps): JSX.Element {
  if (!cell) return <p class="quiet cell-hint">{fitStrings.chooseCell}</p>;
  return (
    <div class="cell-samples">
      <h3 class="quiet">{fitStrings.cellSamples(names[cell.truth] ?? "", names[cell.named] ?? "")}</h3>
      {cell.samples.length === 0 && <p class="quiet">{fitStrings.noneInCell}</p>}
      <ul>
        {cell.samples.map(({ row, loss }) => (
          <li key={row}>
            <button type="button" aria-pressed={row === shown} onClick={() => onChoose(row)}>
              <span>
                {fitStrings.sample} {formatCount(row + 1)}
              </span>
              <Numeral value={loss} room={8} title={fitStrings.loss} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
