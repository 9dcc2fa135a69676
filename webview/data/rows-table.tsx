import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Row } from "../../src/core/inspection/rows.ts";
import type { Column } from "./columns.ts";
import { RowCell } from "./row-cell.tsx";
import { dataStrings } from "./strings.ts";

/** By which column rows are sorted, and which way. */
export interface Sorting {
  readonly key: string;
  readonly isDescending: boolean;
}

interface RowsTableProps {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly caption: string;
  readonly sorting: Sorting;
  /** The row of the sample shown, counted from 0. */
  readonly shown: number | null;
  readonly onSort: (column: Column) => void;
  readonly onShow: (row: number) => void;
}

/** The rows as a table: a click on a head sorts, a click on a row shows it, and so do the arrow keys from row to row. */
export function RowsTable({ rows, columns, caption, sorting, shown, onSort, onShow }: RowsTableProps): JSX.Element {
  const body = useRef<HTMLTableSectionElement>(null);
  const entry = rows.some(({ row }) => row === shown) ? shown : rows[0]?.row;

  function onKeyDown(event: KeyboardEvent, place: number): void {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onShow(rows[place].row);
      return;
    }
    const places: Partial<Record<string, number>> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const to = places[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!rows[to]) return;
    (body.current?.children[to] as HTMLElement | undefined)?.focus();
    onShow(rows[to].row);
  }

  return (
    <table class="rows">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.key} column={column} sorting={sorting} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, place) => (
          <tr
            key={row.row}
            tabIndex={row.row === entry ? 0 : -1}
            data-row={row.row}
            aria-current={row.row === shown ? "true" : undefined}
            onClick={() => onShow(row.row)}
            onKeyDown={(event) => onKeyDown(event, place)}
          >
            {columns.map(({ key, cell }) => (
              <RowCell key={key} row={row} kind={cell} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface HeadProps {
  readonly column: Column;
  readonly sorting: Sorting;
  readonly onSort: (column: Column) => void;
}

function Head({ column, sorting, onSort }: HeadProps): JSX.Element {
  const { key, name, title, order, cell } = column;
  const isSorted = sorting.key === key;
  if (!order) {
    return (
      <th scope="col" class={cell.of} title={title}>
        {name}
      </th>
    );
  }
  return (
    <th
      scope="col"
      class={cell.of}
      aria-sort={isSorted ? (sorting.isDescending ? "descending" : "ascending") : undefined}
    >
      <button type="button" title={dataStrings.sortTitle(title)} onClick={() => onSort(column)}>
        <span class="name">{name}</span>
        <span class="direction" aria-hidden="true">
          {isSorted ? (sorting.isDescending ? "↓" : "↑") : ""}
        </span>
      </button>
    </th>
  );
}
