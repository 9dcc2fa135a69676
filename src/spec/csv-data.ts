import { findNodeAtLocation, type Node } from "jsonc-parser";
import { formatCount, formatCounted } from "../format/number-format.ts";
import { type Columns, defaultTargets, maxDataNumbers, type ReadData } from "./columns.ts";
import { parseTable, placeOfCell, type Table } from "./csv.ts";
import { columnMistakes, encodingMistake } from "./csv-mistakes.ts";
import {
  type DataPlace,
  type Diagnostic,
  dataError,
  type Mending,
  maxDiagnostics,
  rootOf,
  specError,
  type TextRange,
} from "./diagnostic.ts";
import { preferred } from "./fix.ts";
import type { CsvSource } from "./schema/data.ts";

/** One list of numbers for every input and target, each as long as the file has rows. */
export interface CsvColumns {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  readonly targetNames: readonly string[];
  /** The names of the classes where a column of words became targets; null where they are numbers. */
  readonly classes: readonly string[] | null;
}

/** A csv file being read, and what was found wrong with it so far. */
interface Reading {
  readonly file: string;
  readonly text: string;
  readonly separator: string;
  readonly table: Table;
  /** The value of `csv` in the spec: mistakes in the file are marked there. */
  readonly place: TextRange;
  readonly mistakes: Diagnostic[];
}

/** Reads the inputs and targets of a spec from its csv file. `root` is the whole spec. */
export async function csvColumns(
  source: CsvSource,
  root: Node,
  columns: Columns,
  read: ReadData,
): Promise<CsvColumns | { mistakes: readonly Diagnostic[] }> {
  const nodeAt = (...path: (string | number)[]) => findNodeAtLocation(root, path) ?? root;
  const { csv: file, target, separator = "," } = source;
  const place = nodeAt("data", "csv");
  let text: string;
  try {
    text = await read(file);
  } catch (error) {
    return { mistakes: [dataError(place, (error as Error).message)] };
  }
  const misread = encodingMistake(file, text, place);
  if (misread) return { mistakes: [misread] };
  const table = parseTable(text, separator);
  if (table.rows.length === 0) {
    const found = table.columns.length === 0 ? "is empty" : "has no data below its header row";
    return {
      mistakes: [dataError(place, `${file} ${found}; it needs a header row with names, and a row for each sample`)],
    };
  }

  const unfit = columnMistakes({ file, text, table, separator, target, columns, root });
  if (unfit.length > 0) return { mistakes: unfit.slice(0, maxDiagnostics) };

  const reading: Reading = { file, text, separator, table, place, mistakes: [] };
  findLongRows(reading);
  const places = new Map(table.columns.map((name, column) => [name, column]));
  const columnOf = (name: string) => places.get(name) ?? -1;
  const numbersOf = (names: readonly string[]) => names.map((name) => numbersIn(reading, columnOf(name)));
  const inputs = numbersOf(columns.inputs);
  const targets =
    target === undefined
      ? plainTargets(numbersOf, columns)
      : targetsFrom(reading, columnOf(target), nodeAt("data", "target"), columns);

  if (reading.mistakes.length > 0) return { mistakes: reading.mistakes.slice(0, maxDiagnostics) };
  return { inputs, ...targets };
}

/** A cell that no column names: most likely a stray separator, and what follows it is out of place. */
function findLongRows(reading: Reading): void {
  const width = reading.table.columns.length;
  reading.table.rows.forEach(({ cells }, row) => {
    if (cells.length <= width) return;
    const what = `This row has ${cells.length} cells, but the header names ${formatCounted(width, "column")}`;
    reading.mistakes.push(dataError(reading.place, what, placeIn(reading, row, width)));
  });
}

type Targets = Pick<CsvColumns, "targets" | "targetNames" | "classes">;

/** What there is after a mistake. */
const noTargets: Targets = { targets: [], targetNames: [], classes: null };

/** The columns that `targets` names. */
function plainTargets(numbersOf: (names: readonly string[]) => number[][], columns: Columns): Targets {
  const targetNames = columns.targets ?? defaultTargets(columns.outputs);
  return { targets: numbersOf(targetNames), targetNames, classes: null };
}

/** The target column: numbers as they are; words as classes. */
function targetsFrom(reading: Reading, column: number, place: Node, columns: Columns): Targets {
  const cells = reading.table.rows.map((row) => (row.cells[column] ?? "").trim());
  // A stray word among numbers is a mistake in the data, not a class.
  const numbers = cells.filter(isNumber).length;
  const words = cells.filter((cell) => cell !== "").length - numbers;
  return numbers > words
    ? numberTarget(reading, column, place, columns)
    : classTargets(reading, column, cells, place, columns);
}

function numberTarget(reading: Reading, column: number, place: Node, { targets: names, outputs }: Columns): Targets {
  const header = reading.table.columns[column];
  if (outputs !== 1) {
    const message = `"${header}" is one column of numbers, so the last layer needs 1 unit; it has ${outputs}. If the numbers name classes, write them as words in the file, such as "class 1"`;
    reading.mistakes.push(specError(place, message, outputsMending(place, 1)));
    return noTargets;
  }
  return { targets: [numbersIn(reading, column)], targetNames: names ?? [header], classes: null };
}

function classTargets(
  reading: Reading,
  column: number,
  cells: readonly string[],
  place: Node,
  { targets: names, outputs }: Columns,
): Targets {
  const header = reading.table.columns[column];
  cells.forEach((cell, row) => {
    if (cell === "") reading.mistakes.push(cellMistake(reading, row, column, "is empty; give it a class"));
  });
  // Compared by code unit, so that the order is the same in every language of the computer.
  const classes = [...new Set(cells.filter((cell) => cell !== ""))].sort();
  // Without a single class, the empty cells are told already.
  if (classes.length === 0) return noTargets;
  if (classes.length === 1) {
    const message = `"${header}" has only one class (${classes[0]}); two are needed, or there is nothing to tell apart`;
    reading.mistakes.push(specError(place, message));
    return noTargets;
  }
  if (classes.length === 2 && outputs === 1) {
    return { targets: [cells.map((cell) => classes.indexOf(cell))], targetNames: names ?? [header], classes };
  }
  if (classes.length !== outputs) {
    const shown = classes.length > 5 ? [...classes.slice(0, 5), "…"] : classes;
    const message = `"${header}" has ${classes.length} classes (${shown.join(", ")}), so the last layer needs ${classes.length} units; it has ${outputs}`;
    reading.mistakes.push(specError(place, message, outputsMending(place, classes.length)));
    return noTargets;
  }
  if (classes.length * cells.length > maxDataNumbers) {
    const message = `"${header}" has ${formatCount(classes.length)} classes in ${formatCounted(cells.length, "row")}: more than ${formatCount(maxDataNumbers)} numbers as targets; use a column with fewer classes, or fewer rows`;
    reading.mistakes.push(specError(place, message));
    return noTargets;
  }
  return {
    targets: classes.map((name) => cells.map((cell) => (cell === name ? 1 : 0))),
    targetNames: names ?? classes,
    classes,
  };
}

/** Gives the last layer as many units as the target needs. `place` stands anywhere in the spec. */
function outputsMending(place: Node, outputs: number): Mending {
  const layers = findNodeAtLocation(rootOf(place), ["layers"])?.children ?? [];
  const path = ["layers", layers.length - 1, "units"];
  const title = `Give the last layer ${formatCounted(outputs, "unit")}`;
  return { code: "unfitOutputs", fixes: [preferred(title, { set: path, to: outputs })] };
}

/** The numbers of one column, with a mistake for every cell that holds none. */
function numbersIn(reading: Reading, column: number): number[] {
  return reading.table.rows.map(({ cells }, row) => {
    const cell = (cells[column] ?? "").trim();
    if (!isNumber(cell)) {
      const what = cell === "" ? "is empty" : `is "${cell}"`;
      reading.mistakes.push(cellMistake(reading, row, column, `${what}; a finite number is expected`));
    }
    return Number(cell);
  });
}

/** A decimal number, finite as a computer's number. */
function isNumber(cell: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) && Number.isFinite(Number(cell));
}

function cellMistake(reading: Reading, row: number, column: number, what: string): Diagnostic {
  return dataError(reading.place, `"${reading.table.columns[column]}" ${what}`, placeIn(reading, row, column));
}

function placeIn({ file, text, separator, table }: Reading, row: number, column: number): DataPlace {
  return placeOfCell(file, text, separator, table.rows[row], column);
}
