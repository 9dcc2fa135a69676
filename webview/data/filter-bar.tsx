import type { JSX } from "preact";
import type { RowFilter } from "../../src/core/inspection/rows.ts";
import { dataStrings } from "./strings.ts";

/** Where a page lies among all rows. */
export interface RowsPage {
  readonly from: number;
  readonly size: number;
  readonly total: number;
}

interface FilterBarProps {
  /** Null where no samples are held out. */
  readonly filter: RowFilter | null;
  /** Null where there are no classes. */
  readonly isWrongOnly: boolean | null;
  readonly isOutOfOrder: boolean;
  readonly page: RowsPage;
  readonly onFilter: (filter: RowFilter) => void;
  readonly onWrongOnly: (isWrongOnly: boolean) => void;
  readonly onSortAgain: () => void;
  readonly onPage: (from: number) => void;
}

/** Above the rows: which are listed, whether they are still in order, and the way through the pages. */
export function FilterBar(props: FilterBarProps): JSX.Element {
  const { filter, isWrongOnly, isOutOfOrder, page, onFilter, onWrongOnly, onSortAgain, onPage } = props;
  const { from, size, total } = page;
  return (
    <div class="filter-bar">
      <h3>{dataStrings.rows}</h3>
      {filter !== null && (
        <div class="choices" role="radiogroup" aria-label={dataStrings.filter}>
          {(["all", "training", "heldOut"] as const).map((name) => (
            <label key={name}>
              <input type="radio" name="rows-filter" checked={filter === name} onChange={() => onFilter(name)} />
              <span>{dataStrings.filters[name]}</span>
            </label>
          ))}
        </div>
      )}
      {isWrongOnly !== null && (
        <label class="wrong-only">
          <input
            type="checkbox"
            checked={isWrongOnly}
            onChange={({ currentTarget }) => onWrongOnly(currentTarget.checked)}
          />
          {dataStrings.wrongOnly}
        </label>
      )}
      <button
        type="button"
        class="button secondary sort-again"
        disabled={!isOutOfOrder}
        title={dataStrings.sortAgainTitle}
        onClick={onSortAgain}
      >
        {dataStrings.sortAgain}
      </button>
      <div class="pages">
        <span class="numeral quiet">{dataStrings.shownOf(from + 1, Math.min(from + size, total), total)}</span>
        {total > size && (
          <>
            <PageButton name={dataStrings.previous} to={from >= size ? from - size : null} onPage={onPage}>
              ‹
            </PageButton>
            <PageButton name={dataStrings.next} to={from + size < total ? from + size : null} onPage={onPage}>
              ›
            </PageButton>
          </>
        )}
      </div>
    </div>
  );
}

interface PageButtonProps {
  readonly name: string;
  /** Null where there is no such page. */
  readonly to: number | null;
  readonly onPage: (from: number) => void;
  readonly children: string;
}

function PageButton({ name, to, onPage, children }: PageButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="button plain"
      aria-label={name}
      title={name}
      disabled={to === null}
      onClick={() => to !== null && onPage(to)}
    >
      {children}
    </button>
  );
}
