import { findNodeAtLocation, getNodePath, type Node } from "jsonc-parser";
import { type Columns, defaultTargets } from "./columns.ts";
import { columnsOf } from "./csv.ts";
import { type Diagnostic, headOf, maxDiagnostics, nodeAt, specError } from "./diagnostic.ts";
import { possible, preferred } from "./fix.ts";
import { likely } from "./likeness.ts";
import { quotedList } from "./schema/words.ts";

/** A csv file and what a spec wants of it. */
interface Wanted {
  readonly file: string;
  /** The names of its columns, and its header row as it is written. */
  readonly present: readonly string[];
  readonly header: string;
  /** The column that `data.target` names. */
  readonly target: string | undefined;
  readonly columns: Columns;
  /** The whole spec. */
  readonly root: Node;
}

/** Characters that stand between cells; a decimal comma makes the semicolon common. */
const usualSeparators = [",", ";", "\t", "|"];

/** More columns than anyone reads in a sentence. */
const maxListed = 8;

/**
 * Whether the file has the columns that the spec names, each once. Of a cause and what follows from it only the cause
 * is told.
 */
export function columnMistakes(wanted: Wanted): Diagnostic[] {
  const { columns, target } = wanted;
  const targets = target === undefined ? (columns.targets ?? defaultTargets(columns.outputs)) : [target];
  const present = new Set(wanted.present);
  const isMissing = (name: string) => !present.has(name);
  if ([...columns.inputs, ...targets].some(isMissing)) {
    const separated = separatorMistake(wanted);
    if (separated) return [separated];
  }
  const areNumbered = nodeAt(wanted.root, "inputs").type === "number";
  const areUnsaid = target === undefined && columns.targets === null;
  return [
    ...(areNumbered && columns.inputs.some(isMissing)
      ? [numberedInputs(wanted)]
      : columnsNotFound(wanted, columns.inputs, ["inputs"])),
    ...(areUnsaid && targets.some(isMissing)
      ? [noTarget(wanted)]
      : columnsNotFound(wanted, targets, target === undefined ? ["targets"] : ["data", "target"])),
  ];
}

/** A header that another separator splits better: then no column is found, and why need not be said of each. */
function separatorMistake({ file, header, present, columns, root }: Wanted): Diagnostic | undefined {
  const better = usualSeparators.find((separator) => {
    const names = columnsOf(header, separator);
    if (names.length <= present.length) return false;
    const found = new Set(names);
    return present.length === 1 || columns.inputs.every((name) => found.has(name));
  });
  if (better === undefined) return undefined;
  const written = JSON.stringify(better);
  const message = `The cells of ${file} seem to be separated by ${written}; write "separator": ${written} in "data"`;
  const path = ["data", "separator"];
  return specError(findNodeAtLocation(root, path) ?? nodeAt(root, "data", "csv"), message, {
    code: "wrongSeparator",
    fixes: [preferred(`Set "separator" to ${written}`, { set: path, to: better })],
  });
}

/** A mistake for each name that is no column, or more than one. */
function columnsNotFound(wanted: Wanted, names: readonly string[], path: readonly string[]): Diagnostic[] {
  const { present, root } = wanted;
  const counts = new Map<string, number>();
  for (const column of present) counts.set(column, (counts.get(column) ?? 0) + 1);
  const unfit = names.map((name, index) => ({ name, index })).filter(({ name }) => counts.get(name) !== 1);
  return unfit.slice(0, maxDiagnostics).map(({ name, index }) => {
    const place = findNodeAtLocation(root, [...path, index]) ?? nodeAt(root, ...path);
    const count = counts.get(name) ?? 0;
    const meant = count === 0 ? columnMeant(wanted, name, names) : undefined;
    const fixes =
      meant === undefined || place.type !== "string"
        ? []
        : [preferred(`Change to "${meant}"`, { set: getNodePath(place), to: meant })];
    const message = columnMessage(wanted, name, count, meant);
    return specError(place, message, { code: "unknownColumn", fixes });
  });
}

/**
 * The column that was meant by a name that is none.
 * @param names all that are looked for: a column that is one of them was not meant by another
 */
function columnMeant({ present }: Wanted, name: string, names: readonly string[]): string | undefined {
  return likely(name, columnsWithout(present, names));
}

/** @param count how many columns have the name */
function columnMessage({ file, present }: Wanted, name: string, count: number, meant: string | undefined): string {
  if (count > 1) return `${file} has ${count} columns "${name}"; give each its own name`;
  const advice = meant === undefined ? `Its columns are ${listed(present)}` : `Did you mean "${meant}"?`;
  return `${file} has no column "${name}". ${advice}`;
}

/** Only the number of inputs is given, and the file's columns are called otherwise. */
function numberedInputs({ file, present, target, columns, root }: Wanted): Diagnostic {
  const example = present.slice(0, 2).map((name) => `"${name}"`);
  const message = `List the columns to learn from by their names, such as "inputs": [${example.join(", ")}]. The columns of ${file} are ${listed(present)}`;
  const predicted = new Set([target ?? "", ...(target === undefined ? (columns.targets ?? []) : [])]);
  const names = present.filter((name) => !predicted.has(name));
  const offer = names.length === columns.inputs.length ? preferred : possible;
  return specError(headOf(nodeAt(root, "inputs")), message, {
    code: "unnamedInputs",
    fixes: [
      offer(`List ${names.length === 1 ? "the only column" : `all ${names.length} columns`} to learn from`, {
        set: ["inputs"],
        to: names,
      }),
    ],
  });
}

/** More columns to predict than anyone reads through in an offer; the last ones are the likeliest. */
const mostOffered = 5;

/** Neither `target` nor `targets` is given, and no column has the name that a target has by default. */
function noTarget({ file, present, columns, root }: Wanted): Diagnostic {
  const left = columnsWithout(present, columns.inputs);
  const advice =
    left.length === 0
      ? `All columns of ${file} are inputs: remove one from "inputs" and add it to "data" as "target"`
      : `Add to "data" which column to predict, such as "target": "${left[left.length - 1]}". The columns of ${file} that are no inputs: ${listed(left)}`;
  const offer = left.length === 1 ? preferred : possible;
  const fixes = left
    .slice(-mostOffered)
    .map((name) => offer(`Predict "${name}"`, { set: ["data", "target"], to: name }));
  return specError(nodeAt(root, "data", "csv"), advice, { code: "unnamedTarget", fixes });
}

/** The columns that no name asks for. */
function columnsWithout(columns: readonly string[], names: readonly string[]): string[] {
  const taken = new Set(names);
  return columns.filter((column) => !taken.has(column));
}

function listed(names: readonly string[]): string {
  return quotedList(names, "and", maxListed);
}
