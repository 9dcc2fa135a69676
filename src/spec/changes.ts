import { getNodeValue, type Node, parse } from "jsonc-parser";

/** What a text of a spec says by each of its top-level keys: comments and layout do not count. */
export type KeyValues = ReadonlyMap<string, string>;

/**
 * The top-level keys in which two texts of a spec differ in meaning.
 * A text that is no complete JSON is taken as far as it can be read.
 */
export function changedKeys(before: string, after: string): string[] {
  return before === after ? [] : differingKeys(valuesByKey(before), valuesByKey(after));
}

/** The keys by which two texts say something different. */
export function differingKeys(before: KeyValues, after: KeyValues): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
}

/** What a text says. */
export function valuesByKey(text: string): KeyValues {
  return valuesOf(parse(text, [], { allowTrailingComma: true }));
}

/** What a text says that is parsed already. */
export function valuesByKeyIn(root: Node | null): KeyValues {
  return valuesOf(root ? getNodeValue(root) : null);
}

function valuesOf(value: unknown): KeyValues {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return new Map(entries.map(([key, inner]) => [key, JSON.stringify(inner)]));
}
