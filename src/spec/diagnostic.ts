import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Finding } from "../core/findings/finding.ts";
import type { Fix } from "./fix.ts";

/** Something wrong with a spec or its data, with the place and what to do about it. */
export interface Diagnostic {
  /** Mistakes in the JSON itself are told apart: an editor has a parser of its own that reports them. */
  readonly kind: "syntax" | "spec" | "data";
  readonly severity: "error" | "warning";
  readonly message: string;
  /** The place in the spec's text. */
  readonly range: TextRange;
  /** For a mistake inside a data file: the file as the spec names it, and the place in it. */
  readonly source: DataPlace | null;
  /** For a mistake that has a remedy: which one it is, and what mends it. */
  readonly code?: MistakeCode;
  readonly fixes?: readonly Fix[];
  /** For a warning about what keeps the network from learning well: the finding. */
  readonly finding?: Finding;
}

/** The mistakes that have a remedy. Editors and scripts know them by these names, which stay. */
export type MistakeCode =
  | "unknownKey"
  | "unfitKey"
  | "missingKey"
  | "unfitValue"
  | "unfitWeights"
  | "unfitBiases"
  | "unfitTargets"
  | "unfitRow"
  | "takenName"
  | "softmaxInside"
  | "unfitInit"
  | "unfitLoss"
  | "foreignHyperparameter"
  | "noMomentum"
  | "noTestSamples"
  | "noClasses"
  | "wrongSeparator"
  | "unknownColumn"
  | "unnamedInputs"
  | "unnamedTarget"
  | "unfitOutputs"
  | "targetAmongInputs";

/** What a mistake is known by, and what mends it. */
export type Mending = Required<Pick<Diagnostic, "code" | "fixes">>;

/** A stretch of text, in characters from its start. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

/** A place in a text as people count it: line and column from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A place in a data file. */
export interface DataPlace extends Place {
  readonly file: string;
}

/** More findings than anyone reads at once are left out: a list this long says enough. */
export const maxDiagnostics = 100;

/** An error at a node of the spec. */
export function specError(node: TextRange, message: string, mending?: Mending): Diagnostic {
  const { offset, length } = node;
  return { kind: "spec", severity: "error", message, range: { offset, length }, source: null, ...mending };
}

/** A warning at a node of the spec, which runs all the same. */
export function specWarning(node: TextRange, message: string, mending?: Mending): Diagnostic {
  return { ...specError(node, message, mending), severity: "warning" };
}

/** An error in the data that the spec names at `node`. */
export function dataError(
  node: TextRange,
  message: string,
  source: DataPlace | null = null,
  mending?: Mending,
): Diagnostic {
  const { offset, length } = node;
  return { kind: "data", severity: "error", message, range: { offset, length }, source, ...mending };
}

/** Where to mark something that is about a whole object or list: its key if it has one, or its opening bracket. */
export function headOf(node: Node): TextRange {
  const key = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
  return key ?? { offset: node.offset, length: 1 };
}

/** The whole spec that a node stands in. */
export function rootOf(node: Node): Node {
  let root = node;
  while (root.parent) root = root.parent;
  return root;
}

/** The node at a path that the schema has shown to exist; the one to start from where there is none. */
export function nodeAt(node: Node, ...path: (string | number)[]): Node {
  return findNodeAtLocation(node, path) ?? node;
}

/** The place of an offset. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split(/\r\n|\r|\n/).length;
  const column = offset - Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r"));
  return { line, column };
}
