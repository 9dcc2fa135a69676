import type { JSX } from "preact";
import type { ValueSummary } from "../../src/core/inspection/histogram.ts";
import type { Statistics } from "../../src/core/inspection/statistics.ts";
import type { ParameterKind } from "../../src/core/parameters.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { Numeral } from "../numeral.tsx";
import type { RunView } from "../run-view.ts";
import { Formula } from "../symbols.tsx";
import { gradientNorm, weightNorm } from "./norm-symbols.tsx";
import { parametersStrings as strings } from "./strings.ts";
import { summaryRoom } from "./summary-list.tsx";

interface StatisticsTablesProps {
  readonly statistics: Statistics;
  readonly kind: ParameterKind;
  readonly run: RunView;
}

/** The numbers behind the pictures of all layers. */
export function StatisticsTables({ statistics, kind, run }: StatisticsTablesProps): JSX.Element {
  const { layers, norms } = statistics;
  const words = strings.tableOf[kind];
  const rowsOf = (of: "values" | "gradients") =>
    layers.map((layer, l) => {
      const isKnown = of === "values" || run.layers[l].gradients !== null;
      return { name: layer.name, exists: layer[kind] !== null, summary: (isKnown && layer[kind]?.[of]) || null };
    });
  return (
    <>
      <SummaryTable name={words.values} rows={rowsOf("values")} />
      <SummaryTable name={words.gradients} rows={rowsOf("gradients")} />
      {kind === "weights" && norms.steps.length > 0 && <NormTable norms={norms} />}
    </>
  );
}

interface SummaryTableProps {
  readonly name: string;
  readonly rows: readonly { readonly name: string; readonly exists: boolean; readonly summary: ValueSummary | null }[];
}

const columns = ["mean", "deviation", "min", "max", "norm"] as const;

function SummaryTable({ name, rows }: SummaryTableProps): JSX.Element {
  return (
    <ScrollArea name={name}>
      <table>
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{strings.layer}</th>
            {columns.map((column) => (
              <th key={column} scope="col" title={column === "deviation" ? strings.deviationTitle : undefined}>
                {strings[column]}
              </th>
            ))}
            <th scope="col">{strings.zeros}</th>
            <th scope="col">{strings.count}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, l) => (
            <tr key={l}>
              <th scope="row" title={row.name}>
                {row.name}
              </th>
              {row.exists ? <SummaryCells summary={row.summary} /> : <td colSpan={7}>{strings.noBiases}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function SummaryCells({ summary }: { summary: ValueSummary | null }): JSX.Element {
  return (
    <>
      {columns.map((column) => (
        <td key={column}>
          <Numeral value={summary?.[column] ?? null} room={summaryRoom} />
        </td>
      ))}
      <td>
        <Numeral value={summary?.zeros ?? null} format={(zeros) => strings.share(zeros, summary?.count ?? zeros)} />
      </td>
      <td>
        <Numeral value={summary?.count ?? null} format={formatCount} />
      </td>
    </>
  );
}

/** A row for each step that was observed, and two columns for each layer. */
function NormTable({ norms }: { norms: Statistics["norms"] }): JSX.Element {
  return (
    <ScrollArea name={strings.tableOfNorms}>
      <table>
        <caption>{strings.tableOfNorms}</caption>
        <thead>
          <tr>
            <th scope="col">{strings.step}</th>
            {norms.weights.flatMap((_, l) =>
              [weightNorm(l), gradientNorm(l)].map(({ text, math }) => (
                <th key={text} scope="col">
                  <Formula>{math}</Formula>
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {Array.from(norms.steps, (step, k) => (
            <tr key={step}>
              <th scope="row" class="numeral">
                {formatCount(step)}
              </th>
              {norms.weights.flatMap((weights, l) =>
                [weights[k], norms.gradients[l][k]].map((norm, which) => (
                  <td key={`${l} ${which}`}>
                    <Numeral value={norm} room={summaryRoom} />
                  </td>
                )),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

/** Wide tables are moved by themselves, also with the arrow keys. */
function ScrollArea({ name, children }: { name: string; children: JSX.Element }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="table-area" aria-label={name} tabIndex={0}>
      {children}
    </section>
  );
}
