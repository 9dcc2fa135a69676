import { parse } from "jsonc-parser";

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
