import { type Node, parse } from "jsonc-parser";

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

/** The same keys for texts that are parsed already: only where they are written differently are they looked into. */
export function changedKeysOf(before: ParsedText, after: ParsedText): string[] {
  const old = nodesByKey(before.root);
  const now = nodesByKey(after.root);
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => {
    const [a, b] = [old.get(key), now.get(key)];
    return !(a && b && meansTheSame(a, before.text, b, after.text));
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
