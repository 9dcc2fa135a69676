import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Dataset } from "../core/spec.ts";
import { splitSamples } from "../core/split.ts";
import { formatCounted } from "../format/number-format.ts";
import { type Columns, defaultTargets, type ReadData } from "./columns.ts";
import { csvColumns } from "./csv-data.ts";
import { defaultSeed, defaultTestFraction } from "./defaults.ts";
import { type Diagnostic, dataError, type Mending, maxDiagnostics } from "./diagnostic.ts";
import { generate } from "./generate.ts";
import { rowMistakes } from "./named-rows.ts";
import { fitNormalization, normalized } from "./normalization.ts";
import type { CsvSource, GeneratorSource } from "./schema/data.ts";
import type { SpecFile } from "./schema.ts";
import { inputsFixes } from "./shape-fixes.ts";

/** The samples and the names of their targets, or what is wrong with them. */
export type LoadedData =
  | { readonly data: Dataset; readonly targets: readonly string[] }
  | { readonly mistakes: readonly Diagnostic[] };

type Rows = readonly (readonly number[])[];

/** Loads the data of a spec, in whichever form it stands there. `root` is the whole spec. */
export async function loadData(file: SpecFile, root: Node, columns: Columns, read: ReadData): Promise<LoadedData> {
  const { data, seed = defaultSeed, training } = file;
  const node = findNodeAtLocation(root, ["data"]) as Node;
  if (Array.isArray(data)) return namedRows(data, node, columns);
  if ("rows" in data) return plainRows(file, data.rows, node, columns);
  if ("generate" in data) return generatedRows(data, root, columns, seed);
  const trainingRows = (samples: number) =>
    splitSamples(samples, training?.testFraction ?? defaultTestFraction, seed).training;
  return csvRows(data, root, columns, read, trainingRows);
}

/** `[{ "X": 2, "t": 1 }]` */
function namedRows(data: readonly Readonly<Record<string, number>>[], node: Node, columns: Columns): LoadedData {
  const targets = columns.targets ?? defaultTargets(columns.outputs);
  const names = [...columns.inputs, ...targets];
  const mistakes = rowMistakes(node, names, columns.targets ? [] : targets);
  if (mistakes.length > 0) return { mistakes };
  const rows = data.map((row) => names.map((name) => row[name]));
  return { data: dataset(rows, columns.inputs.length), targets };
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
  return { data: dataset(rows, columns.inputs.length), targets };
}

/** `{ "generate": "spiral" }` */
function generatedRows(source: GeneratorSource, root: Node, columns: Columns, seed: number): LoadedData {
  const generated = generate(source, root, columns, seed);
  if ("mistakes" in generated) return generated;
  const targets = columns.targets ?? defaultTargets(columns.outputs);
  return { data: dataset(generated.rows, columns.inputs.length), targets };
}

/**
 * `{ "csv": "iris.csv", "target": "species" }`
 * @param trainingRows which of so many samples are trained on
 */
async function csvRows(
  source: CsvSource,
  root: Node,
  columns: Columns,
  read: ReadData,
  trainingRows: (samples: number) => Uint32Array,
): Promise<LoadedData> {
  const loaded = await csvColumns(source, root, columns, read);
  if ("mistakes" in loaded) return loaded;
  const samples = loaded.inputs[0].length;
  const normalization = fitNormalization(source.normalize ?? "none", loaded.inputs, trainingRows(samples));
  const inputs = normalized(loaded.inputs, normalization);
  if (!inputs.every((column) => column.every(Number.isFinite))) {
    const place = findNodeAtLocation(root, ["data", "normalize"]) ?? root;
    return {
      mistakes: [dataError(place, `The inputs in ${source.csv} are too large to be normalized; scale them down`)],
    };
  }
  const rows = inputs[0].map((_, row) => [...inputs, ...loaded.targets].map((column) => column[row]));
  const data = { ...dataset(rows, columns.inputs.length), normalization, classes: loaded.classes };
  return { data, targets: loaded.targetNames };
}

/** Splits each row into its first `width` numbers, the inputs, and the rest, the targets. */
function dataset(rows: Rows, width: number): Dataset {
  const rest = rows[0].length - width;
  const inputs = new Float64Array(rows.length * width);
  const targets = new Float64Array(rows.length * rest);
  for (const [row, numbers] of rows.entries()) {
    for (let k = 0; k < width; k++) inputs[row * width + k] = numbers[k];
    for (let k = 0; k < rest; k++) targets[row * rest + k] = numbers[width + k];
  }
  return { samples: rows.length, inputs, targets, normalization: null, classes: null };
}
