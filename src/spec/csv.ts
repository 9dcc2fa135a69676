import { dsvFormat } from "d3-dsv";
import type { DataPlace } from "./diagnostic.ts";

/** A csv file's cells: the header's names, and the rows below with their line numbers. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** One row. */
export interface TableRow {
  readonly cells: readonly string[];
  /** The line the row starts on, counted from 1. */
  readonly line: number;
}

/** Reads csv text with a header row. Empty lines are passed over. */
export function parseTable(text: string, separator: string): Table {
  let line = 1;
  const rows: TableRow[] = [];
  for (const cells of dsvFormat(separator).parseRows(withoutByteOrderMark(text))) {
    if (cells.length > 1 || cells[0].trim() !== "") rows.push({ cells, line });
    line += 1 + lineBreaksIn(cells);
  }
  const [header, ...body] = rows;
  return { columns: header ? header.cells.map((name) => name.trim()) : [], rows: body };
}

/** The names in the header row, without a look at the rows below. */
export function columnsOf(text: string, separator: string): readonly string[] {
  const [header] = withoutByteOrderMark(text)
    .trimStart()
    .split(/[\r\n]/, 1);
  return parseTable(header, separator).columns;
}

/** The text without the mark that some editors put before it. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** A quoted cell may span lines. */
function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}

/** The place of a cell in the file, for an error there. */
export function placeOfCell(file: string, text: string, separator: string, row: TableRow, index: number): DataPlace {
  const lines = withoutByteOrderMark(text).split(/\r\n|\r|\n/);
  const written = lines[row.line - 1] ?? "";
  let column = 0;
  for (const cell of row.cells.slice(0, index)) {
    const isQuoted = written[column] === '"';
    const quotes = isQuoted ? 2 + (cell.match(/"/g)?.length ?? 0) : 0;
    column += cell.length + quotes + separator.length;
  }
  return { file, line: row.line, column: column + 1 };
}
