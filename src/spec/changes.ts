import { type Node, parse, parseTree } from "jsonc-parser";

/**
 * The top-level keys in which two texts of a spec differ in meaning: comments and layout do not count.
 * A text that is no complete JSON is taken as far as it can be read.
 */
export function changedKeys(before: string, after: string): string[] {
  if (before === after) return [];
  const old = valuesByKey(before);
  const now = valuesByKey(after);
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
}

function valuesByKey(text: string): Map<string, string> {
  const value: unknown = parse(text, [], { allowTrailingComma: true });
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return new Map(entries.map(([key, inner]) => [key, JSON.stringify(inner)]));
}

/** A text of a spec with its tree; null where it has none. */
export interface ParsedText {
  readonly text: string;
  readonly root: Node | null;
}

/** What was written at each top-level key of a text: it is right also when the text's tree has become another's. */
export interface WrittenText {
  readonly text: string;
  readonly values: ReadonlyMap<string, WrittenValue>;
}

/** What was written at one key. */
interface WrittenValue {
  readonly text: string;
  /** A tree of its own, made when first asked for. */
  readonly tree: () => Node | undefined;
}

/** Takes note of what a text says. */
export function writtenText({ text, root }: ParsedText): WrittenText {
  const values = [...nodesByKey(root)].map(([key, { offset, length }]): [string, WrittenValue] => {
    const written = text.slice(offset, offset + length);
    let tree: Node | undefined;
    return [key, { text: written, tree: () => (tree ??= parseTree(written, [], { allowTrailingComma: true })) }];
  });
  return { text, values: new Map(values) };
}

/** The same keys for texts that are parsed already: only where they are written differently are they looked into. */
export function changedKeysOf({ values: old }: WrittenText, after: ParsedText): string[] {
  const now = nodesByKey(after.root);
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => {
    const [before, node] = [old.get(key), now.get(key)];
    if (!before || !node) return true;
    if (before.text === after.text.slice(node.offset, node.offset + node.length)) return false;
    const tree = before.tree();
    return !(tree && meansTheSame(tree, before.text, node, after.text));
  });
}

function nodesByKey(root: Node | null): Map<string, Node> {
  const properties = root?.type === "object" ? (root.children ?? []) : [];
  return new Map(
    properties.flatMap(({ children: [key, value] = [] }) => (value ? [[key.value, value] as [string, Node]] : [])),
  );
}

function meansTheSame(a: Node, textOfA: string, b: Node, textOfB: string): boolean {
  if (a.type !== b.type) return false;
  if (textOfA.slice(a.offset, a.offset + a.length) === textOfB.slice(b.offset, b.offset + b.length)) return true;
  const [inA, inB] = [a.children, b.children];
  if (!inA || !inB) return a.value === b.value;
  return inA.length === inB.length && inA.every((child, k) => meansTheSame(child, textOfA, inB[k], textOfB));
}
