import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Dataset } from "../core/spec.ts";
import { type Columns, defaultTargets, type ReadData } from "./columns.ts";
import { type CsvSource, csvColumns } from "./csv-data.ts";
import { countOf, type Diagnostic, dataError, headOf, maxDiagnostics } from "./diagnostic.ts";
import type { SpecFile } from "./schema.ts";
import { keyNodes, unknownKey } from "./validate.ts";

/** The samples and the names of their targets, or what is wrong with them. */
export type LoadedData =
  | { readonly data: Dataset; readonly targets: readonly string[] }
  | { readonly mistakes: readonly Diagnostic[] };

type Rows = readonly (readonly number[])[];

/** Loads the data of a spec, in whichever form it stands there. `root` is the whole spec. */
export async function loadData(file: SpecFile, root: Node, columns: Columns, read: ReadData): Promise<LoadedData> {
  const { data } = file;
  const node = findNodeAtLocation(root, ["data"]) as Node;
  if (Array.isArray(data)) return namedRows(data, node, columns);
  if ("rows" in data) return plainRows(data.rows, node, columns);
  return csvRows(data, root, columns, read);
}

/** `[{ "X": 2, "t": 1 }]` */
function namedRows(data: readonly Readonly<Record<string, number>>[], node: Node, columns: Columns): LoadedData {
  const targets = columns.targets ?? defaultTargets(columns.outputs);
  const names = [...columns.inputs, ...targets];
  const known = new Set(names);
  const mistakes: Diagnostic[] = [];
  for (const row of node.children ?? []) {
    if (mistakes.length >= maxDiagnostics) break;
    const keys = keyNodes(row);
    const present = new Set(keys.map((key) => key.value as string));
    for (const name of names) {
      if (!present.has(name)) mistakes.push(dataError(headOf(row), `This row has no "${name}"; give it a number`));
    }
    for (const key of keys) if (!known.has(key.value)) mistakes.push(unknownKey(key, names));
  }
  if (mistakes.length > 0) return { mistakes };
  const rows = data.map((row) => names.map((name) => row[name]));
  return { data: dataset(rows, columns.inputs.length), targets };
}

/** `{ "rows": [[2, 1]] }` */
function plainRows(rows: Rows, node: Node, columns: Columns): LoadedData {
  const targets = columns.targets ?? defaultTargets(columns.outputs);
  const names = [...columns.inputs, ...targets];
  const rowNodes = findNodeAtLocation(node, ["rows"])?.children ?? [];
  const mistakes = rows.flatMap((row, index) =>
    row.length === names.length
      ? []
      : [
          dataError(
            rowNodes[index],
            `This row has ${countOf(row.length, "number")}; it needs ${names.length}: ${names.join(", ")}`,
          ),
        ],
  );
  if (mistakes.length > 0) return { mistakes: mistakes.slice(0, maxDiagnostics) };
  return { data: dataset(rows, columns.inputs.length), targets };
}

/** `{ "csv": "iris.csv", "target": "species" }` */
async function csvRows(source: CsvSource, root: Node, columns: Columns, read: ReadData): Promise<LoadedData> {
  const loaded = await csvColumns(source, root, columns, read);
  if ("mistakes" in loaded) return loaded;
  const rows = loaded.inputs[0].map((_, row) => [...loaded.inputs, ...loaded.targets].map((column) => column[row]));
  return { data: dataset(rows, columns.inputs.length), targets: loaded.targetNames };
}

/** Splits each row into its first `width` numbers, the inputs, and the rest, the targets. */
function dataset(rows: Rows, width: number): Dataset {
  return {
    samples: rows.length,
    inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, width))),
    targets: Float64Array.from(rows.flatMap((row) => row.slice(width))),
  };
}
