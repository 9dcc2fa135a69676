import { getNodeValue, type Node, parse } from "jsonc-parser";

/** What stands at each top-level key of a spec, as text that is the same for the same meaning. */
export type KeyValues = ReadonlyMap<string, string>;

/**
 * The top-level keys in which two texts of a spec differ in meaning: comments and layout do not count.
 * A text that is no complete JSON is taken as far as it can be read.
 */
export function changedKeys(before: string, after: string): string[] {
  if (before === after) return [];
  const valuesIn = (text: string) => valuesByKey(parse(text, [], { allowTrailingComma: true }));
  return differingKeys(valuesIn(before), valuesIn(after));
}

/** The same for texts whose values are known. */
export function differingKeys(before: KeyValues, after: KeyValues): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
}

/** The values of a spec that was parsed; none where there is nothing. */
export function keyValues(root: Node | null): KeyValues {
  return valuesByKey(root && getNodeValue(root));
}

function valuesByKey(value: unknown): KeyValues {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return new Map(entries.map(([key, inner]) => [key, JSON.stringify(inner)]));
}
