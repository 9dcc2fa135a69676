import type { TextDocument } from "vscode";
import { differingKeys, type KeyValues, valuesByKey, valuesByKeyIn } from "../spec/changes.ts";
import { rootOf } from "./parsed-spec.ts";
import type { SpecRun } from "./spec-runs.ts";

interface Known {
  readonly version: number;
  readonly source: string;
  readonly sourceValues: KeyValues;
  readonly keys: readonly string[];
}

const known = new WeakMap<TextDocument, Known>();

/**
 * The keys of a spec that differ from what its run began with, for the text as it stands at this moment: `changed`
 * of a run follows the text only when it has been checked.
 */
export function changedKeysNow(document: TextDocument, { source, changed }: SpecRun): readonly string[] {
  const began = source();
  if (began === null || began === document.getText()) return changed();
  return [...new Set([...keysSince(document, began), ...changed()])];
}

function keysSince(document: TextDocument, source: string): readonly string[] {
  const { version } = document;
  const before = known.get(document);
  if (before?.version === version && before.source === source) return before.keys;
  const sourceValues = before?.source === source ? before.sourceValues : valuesByKey(source);
  const keys = differingKeys(sourceValues, valuesByKeyIn(rootOf(document)));
  known.set(document, { version, source, sourceValues, keys });
  return keys;
}
