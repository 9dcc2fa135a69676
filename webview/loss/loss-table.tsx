import type { JSX } from "preact";
import type { EvaluationSeries } from "../../src/core/evaluation-series.ts";
import type { LossSeries } from "../../src/core/series.ts";
import { formatCount, formatCounted, formatShare } from "../../src/format/number-format.ts";
import { formatNumber } from "../numbers.ts";
import { lossStrings } from "./strings.ts";
import { tableRows } from "./table-rows.ts";

interface LossTableProps {
  readonly series: Readonly<LossSeries>;
  readonly evaluations: EvaluationSeries;
  /** The step that the page shows. */
  readonly step: number;
  readonly onSeek: (step: number) => void;
}

/** The chart as a table; each of its steps can be gone to. */
export function LossTable({ series, evaluations, step, onSeek }: LossTableProps): JSX.Element {
  const rows = tableRows(series, evaluations);
  const hasSpans = series.stride > 1;
  const has = {
    training: evaluations.loss.length > 0,
    test: evaluations.testLoss.length > 0,
    accuracy: evaluations.accuracy.length > 0,
  };
  return (
    <table class="loss-table">
      <caption class="visually-hidden">{lossStrings.tableCaption(formatCounted(rows.length, "step"))}</caption>
      <thead>
        <tr>
          <th scope="col">{lossStrings.tableStep}</th>
          {!hasSpans && <th scope="col">{lossStrings.tableLoss}</th>}
          {hasSpans && <th scope="col">{lossStrings.tableLowest}</th>}
          {hasSpans && <th scope="col">{lossStrings.tableHighest}</th>}
          {has.training && <th scope="col">{lossStrings.tableTraining}</th>}
          {has.test && <th scope="col">{lossStrings.tableTest}</th>}
          {has.accuracy && <th scope="col">{lossStrings.tableAccuracy}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.step} class={row.step === step ? "current" : ""}>
            <th scope="row">
              <button
                type="button"
                aria-label={lossStrings.goToStep(formatCount(row.step))}
                aria-current={row.step === step ? "step" : undefined}
                onClick={() => onSeek(row.step)}
              >
                {formatCount(row.step)}
              </button>
            </th>
            {hasSpans && <Cell value={row.lowest} />}
            <Cell value={row.highest} />
            {has.training && <Cell value={row.training} />}
            {has.test && <Cell value={row.test} />}
            {has.accuracy && <Cell value={row.accuracy} format={formatShare} />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  /** Null where there is no such number at that step. */
  readonly value: number | null;
  readonly format?: (value: number) => string;
}

function Cell({ value, format = formatNumber }: CellProps): JSX.Element {
  return <td class="numeral">{value === null ? "" : format(value)}</td>;
}
