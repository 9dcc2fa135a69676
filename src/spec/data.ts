import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Precision } from "../core/numbers.ts";
import type { Dataset } from "../core/spec.ts";
import { formatCounted } from "../format/number-format.ts";
import { type Columns, defaultTargets } from "./columns.ts";
import { csvData } from "./csv-data.ts";
import type { DataAccess } from "./data-file.ts";
import { datasetOf, type Rows } from "./dataset.ts";
import { defaultPrecision, defaultSeed } from "./defaults.ts";
import { type Diagnostic, dataError, type Mending, maxDiagnostics } from "./diagnostic.ts";
import { generate, generatorMistakes } from "./generate.ts";
import { rowMistakes } from "./named-rows.ts";
import type { SpecFile } from "./schema.ts";
import { inputsFixes } from "./shape-fixes.ts";

/** The samples and the names of their targets, or what is wrong with them. */
export type LoadedData =
  | { readonly data: Dataset; readonly targets: readonly string[] }
  | { readonly mistakes: readonly Diagnostic[] };

/** Loads the data of a spec, in whichever form it stands there. `root` is the whole spec. */
export async function loadData(file: SpecFile, root: Node, columns: Columns, access: DataAccess): Promise<LoadedData> {
  const { data, precision = defaultPrecision, seed = defaultSeed } = file;
  const node = findNodeAtLocation(root, ["data"]) as Node;
  if (Array.isArray(data)) return namedRows(data, node, columns, precision);
  if ("rows" in data) return plainRows(file, data.rows, node, columns);
  if ("csv" in data) return csvData(data, file, root, columns, access);
  const mistakes = generatorMistakes(data, root, columns);
  if (mistakes.length > 0) return { mistakes };
  const key = JSON.stringify([data, columns.outputs, seed, precision]);
  const made = await access.once(key, async () => generate(data, columns.outputs, seed, precision));
  return { data: made, targets: columns.targets ?? defaultTargets(columns.outputs) };
}

/** `[{ "X": 2, "t": 1 }]` */
function namedRows(
  data: readonly Readonly<Record<string, number>>[],
  node: Node,
  columns: Columns,
  precision: Precision,
): LoadedData {
  const targets = columns.targets ?? defaultTargets(columns.outputs);
  const names = [...columns.inputs, ...targets];
  const mistakes = rowMistakes(node, names, columns.targets ? [] : targets);
  if (mistakes.length > 0) return { mistakes };
  const rows = data.map((row) => names.map((name) => row[name]));
  return { data: datasetOf(rows, columns.inputs.length, precision), targets };
}

/** `{ "rows": [[2, 1]] }` */
function plainRows(file: SpecFile, rows: Rows, node: Node, columns: Columns): LoadedData {
  const targets = columns.targets ?? defaultTargets(columns.outputs);
  const names = [...columns.inputs, ...targets];
  const rowNodes = findNodeAtLocation(node, ["rows"])?.children ?? [];
  const fits = rows.every((row) => row.length === names.length);
  const mending = fits
    ? undefined
    : ({ code: "unfitRow", fixes: inputsFixes(file, rows, columns.outputs) } satisfies Mending);
  const mistakes = rows.flatMap((row, index) =>
    row.length === names.length
      ? []
      : [
          dataError(
            rowNodes[index],
            `This row has ${formatCounted(row.length, "number")}; it needs ${names.length}: ${names.join(", ")}`,
            null,
            mending,
          ),
        ],
  );
  if (mistakes.length > 0) return { mistakes: mistakes.slice(0, maxDiagnostics) };
  return { data: datasetOf(rows, columns.inputs.length, file.precision ?? defaultPrecision), targets };
}
