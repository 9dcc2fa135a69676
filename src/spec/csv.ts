import { numberIn } from "./csv-number.ts";
import { type Place, placeOf } from "./diagnostic.ts";

/** A row of a csv text, to be looked at before the next takes its place. */
export interface CsvRow {
  /** What it stands in. */
  text: string;
  /** Where each cell begins and ends in the text, quotes included. */
  readonly starts: number[];
  readonly ends: number[];
  /** How many cells there are. */
  cells: number;
  /** The line it begins on, counted from 1. */
  line: number;
}

/** Finds the rows of a csv text that comes in pieces. Lines without anything in them are passed over. */
export interface CsvScanner {
  /**
   * The rows that end in the next piece, each in the place of the one before; also one that is too long to be one.
   * @param isLast whether the text ends with it
   */
  readonly rows: (piece: string, isLast: boolean) => Generator<CsvRow, void>;
  /** How many characters were read of a row that goes on in the next piece. */
  readonly unread: () => number;
  /** The place in the whole text of an offset in the piece that comes next. */
  readonly placeIn: (piece: string, offset: number) => Place;
}

const newline = 10;
const carriageReturn = 13;
const quote = 34;

/**
 * The longest row that is looked for, in characters. It has room for as many numbers as a network may have inputs; what
 * is longer is a text in which a quote was not closed, and all that follows would be kept in memory as one cell.
 */
export const maxRowLength = 2 ** 22;

/**
 * Makes a scanner for csv as RFC 4180 has it: a cell in quotes may hold separators and line breaks, and a quote in it is
 * written twice. Lines end with \n, \r\n or \r.
 * @param separator the one character between cells
 */
export function createCsvScanner(separator: string): CsvScanner {
  const row: CsvRow = { text: "", starts: [], ends: [], cells: 0, line: 1 };
  const delimiter = separator.charCodeAt(0);
  /** What was read of a row that goes on in the next piece. */
  let rest = "";
  let line = 1;

  return {
    *rows(piece, isLast) {
      row.text = rest + piece;
      let start = 0;
      while (start < row.text.length) {
        const end = scanRow(row, start, delimiter, isLast);
        if (end === null && row.text.length - start <= maxRowLength) break;
        row.line = line;
        line += end === null ? 0 : 1 + lineBreaksIn(row);
        if (row.cells > 1 || cellText(row, 0) !== "") yield row;
        start = end ?? row.text.length;
      }
      rest = row.text.slice(start);
    },
    unread: () => rest.length,
    placeIn: (piece, offset) => {
      const place = placeOf(rest + piece, rest.length + offset);
      return { line: line - 1 + place.line, column: place.column };
    },
  };
}

/**
 * Finds the cells of the row that begins at `start`.
 * @returns where the next row begins; null if this one may go on in the next piece of text
 */
function scanRow(row: CsvRow, start: number, delimiter: number, isLast: boolean): number | null {
  const { text, starts, ends } = row;
  let at = start;
  for (row.cells = 0; ; ) {
    starts[row.cells] = at;
    if (text.charCodeAt(at) === quote) at = Math.min(closingQuote(text, at) + 1, text.length);
    let code = text.charCodeAt(at);
    while (at < text.length && code !== delimiter && code !== newline && code !== carriageReturn) {
      code = text.charCodeAt(++at);
    }
    ends[row.cells++] = at;
    if (at === text.length) return isLast ? at : null;
    at++;
    if (code === delimiter) continue;
    if (code === newline) return at;
    // Whether a line feed follows is known with the next piece.
    if (at === text.length && !isLast) return null;
    return text.charCodeAt(at) === newline ? at + 1 : at;
  }
}

/** Where the quote closes that opens at `opening`; the text's end if it does not. */
function closingQuote(text: string, opening: number): number {
  for (let at = text.indexOf('"', opening + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== quote) return at;
  }
  return text.length;
}

/** Cells in quotes may span lines. */
function lineBreaksIn({ text, starts, ends, cells }: CsvRow): number {
  let count = 0;
  for (let k = 0; k < cells; k++) {
    if (text.charCodeAt(starts[k]) !== quote) continue;
    count += text.slice(starts[k], ends[k]).match(/\r\n|\r|\n/g)?.length ?? 0;
  }
  return count;
}

/** What a cell says, without its quotes and the spaces around it; nothing where a row has no such cell. */
export function cellText({ text, starts, ends, cells }: CsvRow, cell: number): string {
  if (cell >= cells) return "";
  const written = text.slice(starts[cell], ends[cell]);
  if (!written.startsWith('"')) return written.trim();
  const closing = closingQuote(written, 0);
  return (written.slice(1, closing).replaceAll('""', '"') + written.slice(closing + 1)).trim();
}

/** The number in a cell; NaN where there is none. */
export function cellNumber(row: CsvRow, cell: number): number {
  if (cell >= row.cells) return Number.NaN;
  const start = row.starts[cell];
  if (row.text.charCodeAt(start) !== quote) return numberIn(row.text, start, row.ends[cell]);
  const unquoted = cellText(row, cell);
  return numberIn(unquoted, 0, unquoted.length);
}

/** How long a row is, in characters. */
export function lengthOf({ starts, ends, cells }: CsvRow): number {
  return ends[cells - 1] - starts[0];
}

/** What all cells of a row say. */
export function cellTexts(row: CsvRow): string[] {
  return Array.from({ length: row.cells }, (_, cell) => cellText(row, cell));
}

/** The place of a cell in the whole text; that behind the last one where a row has no such cell. */
export function placeOfCell({ text, starts, ends, cells, line }: CsvRow, cell: number): Place {
  const offset = cell < cells ? starts[cell] : ends[cells - 1] + 1;
  const place = placeOf(text.slice(starts[0]), offset - starts[0]);
  return { line: line - 1 + place.line, column: place.column };
}

/** The names in the header row of a csv text. */
export function columnsOf(text: string, separator: string): readonly string[] {
  const [header] = text.trimStart().split(/[\r\n]/, 1);
  for (const row of createCsvScanner(separator).rows(header, true)) return cellTexts(row);
  return [];
}

/** The text without the mark that some editors put before it. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
