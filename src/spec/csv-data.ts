import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Dataset } from "../core/spec.ts";
import { formatCount, formatCounted } from "../format/number-format.ts";
import { type Columns, defaultTargets } from "./columns.ts";
import { columnMistakes } from "./csv-mistakes.ts";
import { type CsvReading, type CsvRequest, readCsv, targetForm } from "./csv-reading.ts";
import type { TargetColumn } from "./csv-rows.ts";
import type { DataAccess } from "./data-file.ts";
import { defaultPrecision, defaultSeed, defaultTestFraction } from "./defaults.ts";
import { type Diagnostic, dataError, type Mending, maxDiagnostics, nodeAt, specError } from "./diagnostic.ts";
import { notUtf8 } from "./encoding.ts";
import { preferred } from "./fix.ts";
import { maxDataNumbers, maxWidth } from "./limits.ts";
import type { CsvSource } from "./schema/data.ts";
import type { SpecFile } from "./schema.ts";

/** A csv file that a spec has its data in. */
interface Wanted {
  readonly source: CsvSource;
  /** The whole spec. */
  readonly root: Node;
  readonly columns: Columns;
}

/** The samples in a spec's csv file, or what is wrong with them. `root` is the whole spec. */
export async function csvData(
  source: CsvSource,
  file: SpecFile,
  root: Node,
  columns: Columns,
  access: DataAccess,
): Promise<{ data: Dataset; targets: readonly string[] } | { mistakes: readonly Diagnostic[] }> {
  const request = requestOf(source, file, columns);
  let reading: CsvReading;
  try {
    const opened = await access.open(source.csv);
    const key = JSON.stringify([opened.version, request]);
    reading = await access.once(key, (signal) => readCsv(opened, request, signal));
  } catch (error) {
    return { mistakes: [dataError(nodeAt(root, "data", "csv"), (error as Error).message)] };
  }
  const wanted = { source, root, columns };
  const mistakes = mistakesIn(reading, wanted);
  if (mistakes.length > 0) return { mistakes: mistakes.slice(0, maxDiagnostics) };
  if (reading.found !== "rows" || !reading.data) return { mistakes: [notNormalizable(wanted)] };
  return { data: reading.data, targets: targetNames(reading.target, columns) };
}

function requestOf(source: CsvSource, file: SpecFile, { inputs, targets, outputs }: Columns): CsvRequest {
  const { target = null, separator = ",", normalize = "none" } = source;
  return {
    separator,
    inputs,
    targets: target === null ? (targets ?? defaultTargets(outputs)) : [],
    target,
    outputs,
    normalize,
    // What these change of the data is only what it is normalized by.
    testFraction: normalize === "none" ? 0 : (file.training?.testFraction ?? defaultTestFraction),
    seed: normalize === "none" ? 0 : (file.seed ?? defaultSeed),
    precision: file.precision ?? defaultPrecision,
  };
}

/** What the targets are called. */
function targetNames(target: TargetColumn | null, { targets, outputs }: Columns): readonly string[] {
  if (targets || !target) return targets ?? defaultTargets(outputs);
  return target.kind === "classes" && outputs > 1 ? target.classes : [target.name];
}

/** What is wrong with the file, or with what the spec wants of it. */
function mistakesIn(reading: CsvReading, wanted: Wanted): Diagnostic[] {
  const { source, root, columns } = wanted;
  const { csv: file, target } = source;
  const place = nodeAt(root, "data", "csv");
  switch (reading.found) {
    case "otherEncoding":
      return [dataError(place, `${file} ${notUtf8}`, reading.place && { file, ...reading.place })];
    case "noRows": {
      const what = reading.columns.length === 0 ? "is empty" : "has no data below its header row";
      return [dataError(place, `${file} ${what}; it needs a header row with names, and a row for each sample`)];
    }
    case "otherColumns":
      return columnMistakes({ file, present: reading.columns, header: reading.header, target, columns, root });
    case "tooMany": {
      const message = `The inputs and targets in ${file} are more than ${formatCount(maxDataNumbers)} numbers, which is as many as memory has room for; use fewer of its rows or columns`;
      return [dataError(place, message, { file, line: reading.line, column: 1 })];
    }
    case "rows": {
      const faults = reading.faults.map(({ message, place: at }) => dataError(place, message, { file, ...at }));
      const unfit = reading.target && targetMistake(reading.target, reading.samples, wanted);
      return unfit ? [...faults, unfit] : faults;
    }
  }
}

/** Why a column cannot be the targets, if so. */
function targetMistake(target: TargetColumn, samples: number, { root, columns }: Wanted): Diagnostic | undefined {
  const { outputs } = columns;
  if (targetForm(target, outputs, samples) !== null) return undefined;
  const place = nodeAt(root, "data", "target");
  const { name } = target;
  if (target.kind === "numbers") {
    const message = `"${name}" is one column of numbers, so the last layer needs 1 unit; it has ${outputs}. If the numbers name classes, write them as words in the file, such as "class 1"`;
    return specError(place, message, outputsMending(root, 1));
  }
  const { classes, isCut } = target;
  // Without a single class, the empty cells are told already.
  if (classes.length === 0) return undefined;
  if (isCut) {
    const message = `"${name}" has more than ${formatCount(maxWidth)} classes, one for each unit that a layer may have; use a column with fewer`;
    return specError(place, message);
  }
  if (classes.length === 1) {
    const message = `"${name}" has only one class (${classes[0]}); two are needed, or there is nothing to tell apart`;
    return specError(place, message);
  }
  if (classes.length !== outputs) {
    const shown = classes.length > 5 ? [...classes.slice(0, 5), "…"] : classes;
    const message = `"${name}" has ${classes.length} classes (${shown.join(", ")}), so the last layer needs ${classes.length} units; it has ${outputs}`;
    return specError(place, message, outputsMending(root, classes.length));
  }
  const message = `"${name}" has ${formatCount(classes.length)} classes in ${formatCounted(samples, "row")}: more than ${formatCount(maxDataNumbers)} numbers as targets; use a column with fewer classes, or fewer rows`;
  return specError(place, message);
}

/** Gives the last layer as many units as the target needs. */
function outputsMending(root: Node, outputs: number): Mending {
  const layers = findNodeAtLocation(root, ["layers"])?.children ?? [];
  const path = ["layers", layers.length - 1, "units"];
  const title = `Give the last layer ${formatCounted(outputs, "unit")}`;
  return { code: "unfitOutputs", fixes: [preferred(title, { set: path, to: outputs })] };
}

/** What is finite need not be so after a subtraction. */
function notNormalizable({ source, root }: Wanted): Diagnostic {
  const place = nodeAt(root, "data", "normalize");
  return dataError(place, `The inputs in ${source.csv} are too large to be normalized; scale them down`);
}
