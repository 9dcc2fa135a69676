import { findNodeAtLocation, getLocation, type Node } from "jsonc-parser";
import type { TextRange } from "../diagnostic.ts";
import { pathExamples } from "../schema/expect.ts";
import { keyNodes } from "../validate.ts";
import { biasesSnippet, layerSnippets, type Snippet, weightsSnippet } from "./layer-snippets.ts";
import { networkShape } from "./network-shape.ts";
import { quantityPaths } from "./quantity-paths.ts";

/**
 * What may be written at a place of a spec and depends on more than the schema: on the network's shape and on the files
 * beside it. The keys and words of the schema are offered by the editor's own JSON service.
 */

/** Something to write. */
export interface Completion {
  readonly kind: "column" | "file" | "path" | "layer";
  readonly label: string;
  readonly detail: string;
  /** What the text that is typed is compared with. */
  readonly filter: string;
  /** What takes the place of `range`, as a snippet of the editor. */
  readonly snippet: string;
  readonly range: TextRange;
  /** Whether it is only the beginning of something, and more is to be offered after it. */
  readonly goesOn: boolean;
}

/** What lies beside a spec; a failure to read it is an empty list. */
export interface FilesBeside {
  /** The names of data files. */
  readonly dataFiles: () => Promise<readonly string[]>;
  /** The names in the header row of a csv file. */
  readonly columns: (file: string, separator: string) => Promise<readonly string[]>;
}

/** More paths than anyone looks through. */
const maxPaths = 60;

/** What to offer at an offset of a text, whose tree is `root` as far as it can be read. */
export async function completionsAt(
  text: string,
  root: Node,
  offset: number,
  files: FilesBeside,
): Promise<Completion[]> {
  // The tree ends where the text is unfinished, which is where somebody types.
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const range = rangeAt(text, offset, previousNode);
  const place = { text, root, offset, range };
  const [key, index, inner] = path;
  if (isAtPropertyKey) return key === "expect" && path.length === 3 ? pathKeys(place, Number(index)) : [];
  if (path.length === 2 && (key === "inputs" || key === "targets")) return columnNames(place, files, key);
  if (path.length === 2 && key === "data" && index === "target") return columnNames(place, files, null);
  if (path.length === 2 && key === "data" && index === "csv") return fileNames(place, files);
  if (key !== "layers" || typeof index !== "number") return [];
  const shape = networkShape(root);
  if (path.length === 2) return snippets(place, layerSnippets(shape, index));
  if (path.length === 3 && inner === "weights") return snippets(place, weightsSnippet(shape, index));
  return path.length === 3 && inner === "biases" ? snippets(place, biasesSnippet(shape, index)) : [];
}

interface Place {
  readonly text: string;
  readonly root: Node;
  readonly offset: number;
  /** What is replaced: the string or the word that is being typed. */
  readonly range: TextRange;
}

function rangeAt(text: string, offset: number, node: Node | undefined): TextRange {
  // A key is a node of type "property" here.
  const isString = node?.type === "string" || node?.type === "property";
  if (isString && node.offset < offset && offset <= node.offset + node.length) {
    return { offset: node.offset, length: node.length };
  }
  const [word] = /[\w.]*$/.exec(text.slice(0, offset)) ?? [""];
  return { offset: offset - word.length, length: word.length };
}

/** Columns of the csv file that no other name of the list is; for the target, where there is no list, no input. */
async function columnNames(place: Place, files: FilesBeside, list: "inputs" | "targets" | null): Promise<Completion[]> {
  const { root, range } = place;
  const written = (...path: string[]): unknown => findNodeAtLocation(root, path)?.value;
  const [file, separator] = [written("data", "csv"), written("data", "separator")];
  if (typeof file !== "string") return [];
  const names = findNodeAtLocation(root, [list ?? "inputs"])?.children ?? [];
  const taken = names.filter(({ offset }) => offset !== range.offset).map(({ value }): unknown => value);
  if (list === "inputs") taken.push(written("data", "target"));
  const columns = await files.columns(file, typeof separator === "string" ? separator : ",");
  return columns
    .filter((name) => !taken.includes(name))
    .map((name) => word(place, "column", name, `column of ${file}`));
}

async function fileNames(place: Place, files: FilesBeside): Promise<Completion[]> {
  return (await files.dataFiles()).map((name) => word(place, "file", name, "beside this file"));
}

function word(place: Place, kind: Completion["kind"], name: string, detail: string): Completion {
  const filter = JSON.stringify(name);
  const snippet = `${escaped(filter)}${separatorAfter(place)}`;
  return { kind, label: name, detail, filter, snippet, range: place.range, goesOn: false };
}

function snippets(place: Place, offered: readonly Snippet[]): Completion[] {
  return offered.map(({ label, detail, text }) => {
    const snippet = `${text}${separatorAfter(place)}`;
    return { kind: "layer", label, detail, filter: label, snippet, range: place.range, goesOn: false };
  });
}

/** Paths to numbers of the network, but those that the schema has as its examples: they are offered already. */
function pathKeys(place: Place, index: number): Completion[] {
  const { text, root, offset, range } = place;
  const entry = findNodeAtLocation(root, ["expect", index]);
  const isBefore = entry !== undefined && findNodeAtLocation(entry, ["after", "steps"])?.value === 0;
  const present = new Set<string>(
    entry ? keyNodes(entry).flatMap((key) => (isTyped(key, range) ? [] : [key.value])) : [],
  );
  const typed = text.slice(range.offset, offset).replace(/^"/, "");
  const stems = quantityPaths(
    networkShape(root),
    typed,
    isBefore ? ["layers"] : ["activations", "gradients", "layers"],
    maxPaths,
  );
  const value = valueAfter(place);
  return stems
    .filter((stem) => !present.has(stem.text) && !(pathExamples as readonly string[]).includes(stem.text))
    .map(({ text: path, isWhole }) => ({
      kind: "path",
      label: isWhole ? path : `${path}…`,
      detail: "",
      filter: `"${path}`,
      snippet: isWhole ? `"${path}"${value}` : `"${path}$0"`,
      range,
      goesOn: !isWhole,
    }));
}

function isTyped(node: Node, range: TextRange): boolean {
  return node.offset === range.offset;
}

/** What follows a key that is new: room for its value. */
function valueAfter(place: Place): string {
  return nextCharacter(place) === ":" ? "" : `: $1${separatorAfter(place)}`;
}

/** A comma, where something follows. */
function separatorAfter(place: Place): string {
  return /^[^,}\]:]/.test(nextCharacter(place)) ? "," : "";
}

/** The first character after what is replaced that is neither white space nor in a comment; empty at the end. */
function nextCharacter({ text, range }: Place): string {
  const space = /(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
  space.lastIndex = range.offset + range.length;
  space.exec(text);
  return text.charAt(space.lastIndex);
}

/** Text as a snippet has it. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
