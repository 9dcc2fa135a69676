import type { Numbers, Precision } from "../core/numbers.ts";
import { formatCounted } from "../format/number-format.ts";
import { type CsvRow, cellNumber, cellText, placeOfCell } from "./csv.ts";
import { maxDiagnostics, type Place } from "./diagnostic.ts";
import { allOf, append, createGrowingNumbers, type GrowingNumbers, makeRoom } from "./growing-numbers.ts";
import { maxWidth } from "./limits.ts";
import type { NormalizationName } from "./normalization.ts";

/** Something wrong in a csv file. */
export interface Fault {
  readonly message: string;
  readonly place: Place;
}

/** What is taken from the rows of a csv file. */
export interface CsvRows {
  /** The names of all columns. */
  readonly columns: readonly string[];
  /** How many rows there are so far. */
  count: number;
  /** Those that are numbers, a row after the other. */
  readonly inputs: NumberColumns;
  readonly targets: NumberColumns;
  /** The one to predict, where it may hold words. */
  readonly target: MixedColumn | null;
  /** The first of what is wrong, whatever the target turns out to be. */
  readonly faults: Fault[];
}

/** Columns that must hold numbers. */
interface NumberColumns {
  readonly columns: readonly number[];
  readonly numbers: GrowingNumbers;
}

/** A column that holds numbers or words: which, is known at the end. */
interface MixedColumn {
  readonly column: number;
  readonly numbers: GrowingNumbers;
  /** For each row the number of what its cell says, in the order in which these came first. */
  readonly codes: GrowingNumbers;
  readonly texts: Map<string, number>;
  /** How many cells hold a number, and how many hold something else. */
  numeric: number;
  words: number;
  /** The first cells that are wrong in a column of numbers, and those that are wrong in one of words. */
  readonly noNumbers: Fault[];
  readonly empty: Fault[];
}

/** What a column to predict turned out to hold. */
export type TargetColumn =
  | { readonly kind: "numbers"; readonly name: string; readonly numbers: Numbers }
  | {
      readonly kind: "classes";
      readonly name: string;
      /** In alphabetical order; where there are more than any network has units, only some. */
      readonly classes: readonly string[];
      readonly isCut: boolean;
      /** The class of each row, counted from 0. */
      readonly classOfRow: Numbers;
    };

/** What is to be taken: the names of columns that there are. */
interface Taken {
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
  readonly target: string | null;
  readonly normalize: NormalizationName;
  readonly precision: Precision;
}

/** Before the first row below the header. */
export function createCsvRows(columns: readonly string[], taken: Taken): CsvRows {
  const places = new Map(columns.map((name, column) => [name, column]));
  const columnOf = (name: string) => places.get(name) ?? -1;
  const numberColumns = (names: readonly string[], precision: Precision) => ({
    columns: names.map(columnOf),
    numbers: createGrowingNumbers(precision),
  });
  // What is to be normalized is rounded to float32 only after that.
  const inputPrecision = taken.normalize === "none" ? taken.precision : "float64";
  return {
    columns,
    count: 0,
    inputs: numberColumns(taken.inputs, inputPrecision),
    targets: numberColumns(taken.targets, taken.precision),
    target: taken.target === null ? null : createMixedColumn(columnOf(taken.target), taken.precision),
    faults: [],
  };
}

function createMixedColumn(column: number, precision: Precision): MixedColumn {
  return {
    column,
    numbers: createGrowingNumbers(precision),
    // Small whole numbers are exact in float32.
    codes: createGrowingNumbers("float32"),
    texts: new Map(),
    numeric: 0,
    words: 0,
    noNumbers: [],
    empty: [],
  };
}

/**
 * Makes room for the rows that end in a text.
 * @param share about which share of all rows was taken already
 * @param pause is called between pieces of the work
 */
export async function makeRoomFor(
  { inputs, targets, target }: CsvRows,
  text: { readonly length: number },
  share: number,
  pause: () => Promise<void>,
): Promise<void> {
  // A cell has at least the character behind it, but for the last of all, and those that are missing and told of.
  const most = text.length + 1 + maxDiagnostics;
  const growing = [inputs.numbers, targets.numbers, ...(target ? [target.numbers, target.codes] : [])];
  for (const numbers of growing) await makeRoom(numbers, most, share, pause);
}

/** Takes what is wanted of a row, for which there must be room. */
export function takeRow(rows: CsvRows, row: CsvRow): void {
  const { columns, inputs, targets, target, faults } = rows;
  if (row.cells > columns.length) {
    // Most likely a stray separator, and what follows it is out of place.
    const what = `This row has ${row.cells} cells, but the header names ${formatCounted(columns.length, "column")}`;
    addFault(faults, what, row, columns.length);
  }
  takeNumbers(inputs, rows, row);
  takeNumbers(targets, rows, row);
  if (target) takeMixed(target, rows, row);
  rows.count++;
}

function takeNumbers({ columns, numbers }: NumberColumns, rows: CsvRows, row: CsvRow): void {
  for (const column of columns) {
    const value = cellNumber(row, column);
    append(numbers, value);
    if (!Number.isNaN(value)) continue;
    addFault(rows.faults, noNumber(rows, row, column), row, column);
    if (isEnough(rows)) return;
  }
}

function takeMixed(mixed: MixedColumn, rows: CsvRows, row: CsvRow): void {
  const { column, numbers, codes, texts } = mixed;
  const value = cellNumber(row, column);
  const text = cellText(row, column);
  if (!Number.isNaN(value)) mixed.numeric++;
  else {
    addFault(mixed.noNumbers, noNumber(rows, row, column), row, column);
    if (text === "") addFault(mixed.empty, `"${rows.columns[column]}" is empty; give it a class`, row, column);
    else mixed.words++;
  }
  // More classes than a layer may have units are of no use, and a column of numbers may have any number of texts.
  if (text !== "" && texts.size <= maxWidth && !texts.has(text)) texts.set(text, texts.size);
  append(numbers, value);
  append(codes, texts.get(text) ?? 0);
}

/** Whether so much is wrong that there is no need to read on. */
export function isEnough({ faults }: CsvRows): boolean {
  return faults.length >= maxDiagnostics;
}

function noNumber({ columns }: CsvRows, row: CsvRow, column: number): string {
  const text = cellText(row, column);
  return `"${columns[column]}" ${text === "" ? "is empty" : `is "${text}"`}; a finite number is expected`;
}

function addFault(faults: Fault[], message: string, row: CsvRow, cell: number): void {
  if (faults.length < maxDiagnostics) faults.push({ message, place: placeOfCell(row, cell) });
}

/** What the column to predict holds, after the last row. */
export function targetOf({ columns, target }: CsvRows): TargetColumn | null {
  if (!target) return null;
  const name = columns[target.column];
  if (holdsNumbers(target)) return { kind: "numbers", name, numbers: allOf(target.numbers) };
  const texts = [...target.texts.keys()];
  // Compared by code unit, so that the order is the same in every language of the computer.
  const classes = texts.toSorted();
  const places = new Map(classes.map((text, place) => [text, place]));
  const classOf = texts.map((text) => places.get(text) ?? 0);
  const classOfRow = allOf(target.codes).map((code) => classOf[code]);
  return { kind: "classes", name, classes, isCut: classes.length > maxWidth, classOfRow };
}

/** A stray word among numbers is a mistake in the data, not a class. */
function holdsNumbers({ numeric, words }: MixedColumn): boolean {
  return numeric > words;
}

/** What is wrong with the rows, in their order. */
export function faultsOf({ faults, target }: CsvRows): Fault[] {
  const ofTarget = target ? (holdsNumbers(target) ? target.noNumbers : target.empty) : [];
  const all = [...faults, ...ofTarget];
  all.sort(({ place: a }, { place: b }) => a.line - b.line || a.column - b.column);
  return all.slice(0, maxDiagnostics);
}
