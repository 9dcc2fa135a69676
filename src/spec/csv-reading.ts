import { createSharedNumbers, type Numbers, type Precision } from "../core/numbers.ts";
import type { Dataset } from "../core/spec.ts";
import { splitSamples } from "../core/split.ts";
import { type CsvScanner, cellTexts, columnsOf, createCsvScanner, lengthOf, maxRowLength, placeOfCell } from "./csv.ts";
import {
  type CsvRows,
  createCsvRows,
  type Fault,
  faultsOf,
  isEnough,
  makeRoomFor,
  type TargetColumn,
  takeRow,
  targetOf,
} from "./csv-rows.ts";
import type { OpenFile } from "./data-file.ts";
import type { Place } from "./diagnostic.ts";
import { isUtf16, replacementCharacter, sampleLength } from "./encoding.ts";
import { allOf } from "./growing-numbers.ts";
import { maxDataNumbers } from "./limits.ts";
import { fitNormalization, type NormalizationName, normalize } from "./normalization.ts";
import { createPauses } from "./pauses.ts";

/** All that the data follows from, beside the file: plain data, by which what was read can be known again. */
export interface CsvRequest {
  readonly separator: string;
  /** The columns of numbers that are inputs, and those that are targets. */
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
  /** Instead of the latter, the one column to predict. */
  readonly target: string | null;
  /** Units of the last layer. */
  readonly outputs: number;
  readonly normalize: NormalizationName;
  readonly testFraction: number;
  readonly seed: number;
  readonly precision: Precision;
}

/** What came of reading a csv file. Places in the spec are not in it: they change with its text. */
export type CsvReading =
  /** It is not UTF-8 text, as is seen at a place of it, or by the whole of it. */
  | { readonly found: "otherEncoding"; readonly place: Place | null }
  /** It has no row below its header, or is empty. */
  | { readonly found: "noRows"; readonly columns: readonly string[] }
  /** Its columns are not those that are asked for. */
  | { readonly found: "otherColumns"; readonly columns: readonly string[]; readonly header: string }
  /** There are more numbers than memory has room for, from a line on. */
  | { readonly found: "tooMany"; readonly line: number }
  | {
      readonly found: "rows";
      readonly faults: readonly Fault[];
      readonly target: TargetColumn | null;
      readonly samples: number;
      /** Null if there are faults, the target does not fit the outputs, or the inputs are too large to be normalized. */
      readonly data: Dataset | null;
    };

/** A csv file on its way in. */
interface Reading {
  readonly request: CsvRequest;
  readonly scanner: CsvScanner;
  readonly size: number;
  readonly most: number;
  /** The header row as it is written, and the names in it; null before it was read. */
  header: { readonly text: string; readonly columns: readonly string[] } | null;
  /** Null before the first row below it. */
  rows: CsvRows | null;
}

/**
 * Reads a csv file in pieces, with pauses between them, into the numbers that a network takes. No piece is kept.
 * @param most the most numbers that are taken
 * @throws Error if the file cannot be read or `signal` says to stop
 */
export async function readCsv(
  file: OpenFile,
  request: CsvRequest,
  signal: AbortSignal,
  most = maxDataNumbers,
): Promise<CsvReading> {
  const pause = createPauses();
  const scanner = createCsvScanner(request.separator);
  const reading: Reading = { request, scanner, size: file.size, most, header: null, rows: null };
  for await (const piece of textsOf(file)) {
    signal.throwIfAborted();
    const end = otherEncoding(piece, scanner) ?? (await takePiece(reading, piece, pause));
    if (end) return end;
    await pause();
  }
  const { header, rows } = reading;
  if (!rows) return { found: "noRows", columns: header?.columns ?? [] };
  const target = targetOf(rows);
  const faults = faultsOf(rows);
  const data = faults.length > 0 ? null : await datasetOf(rows, target, request, pause);
  return { found: "rows", faults, target, samples: rows.count, data };
}

function otherEncoding({ text, isFirst }: Piece, scanner: CsvScanner): CsvReading | null {
  if (isFirst && isUtf16(text)) return { found: "otherEncoding", place: null };
  const unreadable = text.indexOf(replacementCharacter);
  return unreadable < 0 ? null : { found: "otherEncoding", place: scanner.placeIn(text, unreadable) };
}

/** Takes the rows that end in a piece of the text; returns what was found where there is no need to read on. */
async function takePiece(
  reading: Reading,
  { text, bytesBefore, isLast }: Piece,
  pause: () => Promise<void>,
): Promise<CsvReading | null> {
  const { scanner, request, size, most } = reading;
  const unread = scanner.unread();
  const room = { length: unread + text.length };
  if (reading.rows) {
    // About as many bytes as characters.
    const header = reading.header?.text.length ?? 0;
    const share = Math.max(0, bytesBefore - unread - header) / (size - header);
    await makeRoomFor(reading.rows, room, share, pause);
  }
  for (const row of scanner.rows(text, isLast)) {
    if (lengthOf(row) > maxRowLength) return faulty([{ message: endless, place: placeOfCell(row, 0) }]);
    if (!reading.header) {
      reading.header = { text: row.text.slice(row.starts[0], row.ends[row.cells - 1]), columns: cellTexts(row) };
      continue;
    }
    const { columns, text: header } = reading.header;
    if (!reading.rows && !hasOnce(columns, request)) return { found: "otherColumns", columns, header };
    if (!reading.rows) {
      reading.rows = createCsvRows(columns, request);
      await makeRoomFor(reading.rows, room, 1, pause);
    }
    takeRow(reading.rows, row);
    const { inputs, targets } = reading.rows;
    if (isEnough(reading.rows)) return faulty(faultsOf(reading.rows));
    if (inputs.numbers.count + targets.numbers.count > most) return { found: "tooMany", line: row.line };
  }
  return null;
}

/** A quote that is not closed makes one cell of all that follows. */
const endless = "This row has no end; close the quote in it";

function faulty(faults: readonly Fault[]): CsvReading {
  return { found: "rows", faults, target: null, samples: 0, data: null };
}

/** A piece of a file's text. */
interface Piece {
  readonly text: string;
  /** Bytes that come before it. */
  readonly bytesBefore: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** The text of a file in pieces; the first is long enough to show which encoding it is in. */
async function* textsOf(file: OpenFile): AsyncGenerator<Piece, void> {
  const decoder = new TextDecoder();
  let text = "";
  let bytesBefore = 0;
  let isFirst = true;
  let read = 0;
  for await (const bytes of file.chunks()) {
    text += decoder.decode(bytes, { stream: true });
    read += bytes.length;
    if (text.length < sampleLength) continue;
    yield { text, bytesBefore, isFirst, isLast: false };
    text = "";
    bytesBefore = read;
    isFirst = false;
  }
  yield { text: text + decoder.decode(), bytesBefore, isFirst, isLast: true };
}

/** The names in the header row of a csv file, of which no more is read than that. */
export async function readColumns(file: OpenFile, separator: string): Promise<readonly string[]> {
  let start = "";
  for await (const { text } of textsOf(file)) {
    start = (start + text).trimStart();
    if (/[\r\n]/.test(start)) break;
  }
  return columnsOf(start, separator);
}

/** Whether each column that is asked for is there once. */
function hasOnce(columns: readonly string[], { inputs, targets, target }: CsvRequest): boolean {
  const counts = new Map<string, number>();
  for (const column of columns) counts.set(column, (counts.get(column) ?? 0) + 1);
  return [...inputs, ...targets, ...(target === null ? [] : [target])].every((name) => counts.get(name) === 1);
}

/** How a column becomes targets: as it is, as 0 and 1, or as a number for each class; null where it fits no outputs. */
export function targetForm(target: TargetColumn, outputs: number, samples: number) {
  if (target.kind === "numbers") return outputs === 1 ? "asItIs" : null;
  const { classes, isCut } = target;
  if (classes.length === 2 && outputs === 1) return "zeroOrOne";
  const fits = classes.length === outputs && classes.length > 1 && !isCut;
  return fits && classes.length * samples <= maxDataNumbers ? "oneOfEach" : null;
}

/** The samples as a network takes them; null where they cannot become so. */
async function datasetOf(
  { count: samples, inputs, targets }: CsvRows,
  target: TargetColumn | null,
  request: CsvRequest,
  pause: () => Promise<void>,
): Promise<Dataset | null> {
  const asTargets = target ? targetNumbers(target, request, samples) : allOf(targets.numbers);
  if (!asTargets) return null;
  const classes = target?.kind === "classes" ? target.classes : null;
  const raw = allOf(inputs.numbers);
  const { normalize: how, testFraction, seed, precision } = request;
  if (how === "none") return { samples, inputs: raw, targets: asTargets, normalization: null, classes };
  const { training } = splitSamples(samples, testFraction, seed);
  const normalization = await fitNormalization(how, raw, request.inputs.length, training, pause);
  const normalized = await normalize(raw, normalization, precision, pause);
  return normalized && { samples, inputs: normalized, targets: asTargets, normalization, classes };
}

/** Samples × outputs, or null where the column fits no outputs. */
function targetNumbers(target: TargetColumn, { outputs, precision }: CsvRequest, samples: number): Numbers | null {
  const form = targetForm(target, outputs, samples);
  if (form === null) return null;
  if (target.kind === "numbers") return target.numbers;
  const numbers = createSharedNumbers(precision, samples * outputs);
  target.classOfRow.forEach((k, row) => {
    if (form === "zeroOrOne") numbers[row] = k;
    else numbers[row * outputs + k] = 1;
  });
  return numbers;
}
