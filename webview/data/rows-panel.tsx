import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { RowFilter } from "../../src/core/inspection/rows.ts";
import { setChoice } from "../arrangement.ts";
import type { PaneProps } from "../tabs/tabs.tsx";
import { type Column, columnsOf, shownInputs } from "./columns.ts";
import { FilterBar } from "./filter-bar.tsx";
import { RowsTable, type Sorting } from "./rows-table.tsx";
import { dataStrings } from "./strings.ts";
import { useRows } from "./use-rows.ts";

/** So many rows stand on a page. */
const pageSize = 100;

interface RowsPanelProps extends PaneProps {
  /** The row of the sample shown, counted from 0; null while there is none. */
  readonly shown: number | null;
}

/** All rows of the data with what the network makes of them, the worst first unless asked otherwise. */
export function RowsPanel({ run, store, shown }: RowsPanelProps): JSX.Element {
  const { outline, snapshot } = run;
  const { arrangement } = store;
  const { choices, sample } = arrangement.value;
  const columns = columnsOf(outline);
  const hasHeldOut = outline.samples > outline.trainingSamples;
  const sorting = sortingOf(choices.rowsOrder, columns);
  const filter = hasHeldOut ? filterOf(choices.rowsFilter) : "all";
  const isWrongOnly = outline.classifies && choices.rowsWrongOnly === "yes";
  const [from, setFrom] = useState(0);
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const order = columns.find(({ key }) => key === sorting.key)?.order ?? ({ by: "loss" } as const);
  const view = {
    order,
    isDescending: sorting.isDescending,
    filter,
    isWrongOnly,
    from,
    count: pageSize,
    inputs: shownInputs(outline),
  };
  const { answer, total, isOutOfOrder, sortAgain } = useRows(store, snapshot, view, isPointed || isFocused);
  useEffect(() => {
    if (answer && from > 0 && from >= total) setFrom(0);
  }, [answer, from, total]);

  function choose(name: string, choice: string): void {
    setFrom(0);
    setChoice(arrangement, name, choice);
  }

  function sort({ key }: Column): void {
    // The worst and the largest come first; the same head once more turns it around.
    const isDescending = sorting.key === key ? !sorting.isDescending : key !== "row";
    choose("rowsOrder", `${key} ${isDescending ? "descending" : "ascending"}`);
  }

  const name = columns.find(({ key }) => key === sorting.key)?.title ?? "";
  return (
    <section
      class="rows-panel"
      aria-label={dataStrings.rows}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocusIn={() => setFocused(true)}
      onFocusOut={({ currentTarget, relatedTarget }) =>
        setFocused(currentTarget.contains(relatedTarget as Node | null))
      }
    >
      <FilterBar
        filter={hasHeldOut ? filter : null}
        isWrongOnly={outline.classifies ? isWrongOnly : null}
        isOutOfOrder={isOutOfOrder}
        page={{ from, size: pageSize, total }}
        onFilter={(chosen) => choose("rowsFilter", chosen)}
        onWrongOnly={(chosen) => choose("rowsWrongOnly", chosen ? "yes" : "no")}
        onSortAgain={sortAgain}
        onPage={setFrom}
      />
      {answer && (
        <div class="rows-frame">
          {answer.rows.length === 0 && isWrongOnly ? (
            <p class="quiet nothing">{dataStrings.nothingWrong}</p>
          ) : (
            <RowsTable
              rows={answer.rows}
              columns={columns}
              caption={dataStrings.tableCaption(total, dataStrings.sortedBy(name, sorting.isDescending))}
              sorting={sorting}
              shown={shown}
              onSort={sort}
              onShow={(row) => store.showSample(row === sample ? null : row)}
            />
          )}
        </div>
      )}
    </section>
  );
}

/** The sorting that was kept, as far as there is such a column; otherwise the worst first. */
function sortingOf(kept: string | undefined, columns: readonly Column[]): Sorting {
  const [, key, direction] = /^(.*) (ascending|descending)$/.exec(kept ?? "") ?? [];
  const isKnown = columns.some((column) => column.key === key && column.order !== null);
  return isKnown ? { key, isDescending: direction === "descending" } : { key: "loss", isDescending: true };
}

function filterOf(kept: string | undefined): RowFilter {
  return kept === "training" || kept === "heldOut" ? kept : "all";
}
