import type { TextDocument } from "vscode";
import { changedKeysOf, type ParsedText, type WrittenText, writtenText } from "../spec/changes.ts";
import { parseSpecText } from "../spec/parse.ts";
import { rootOf } from "./parsed-spec.ts";
import type { SpecRun } from "./spec-runs.ts";

interface Known {
  /** What the run of the document began with. */
  readonly began: WrittenText;
  readonly version: number;
  readonly keys: readonly string[];
}

const known = new WeakMap<TextDocument, Known>();

/**
 * The keys of a spec that differ from what its run began with, for the text as it stands at this moment: `changed`
 * of a run follows the text only once it has been checked.
 */
export function changedKeysNow(document: TextDocument, { source, changed }: SpecRun): readonly string[] {
  const began = source();
  return began === null ? changed() : [...new Set([...keysSince(document, began), ...changed()])];
}

function keysSince(document: TextDocument, source: string): readonly string[] {
  const { version } = document;
  const before = known.get(document);
  if (before?.version === version && before.began.text === source) return before.keys;
  const now = { text: document.getText(), root: rootOf(document) };
  const began = beginningOf(source, now, before);
  const keys = now.text === source ? [] : changedKeysOf(began, now);
  known.set(document, { began, version, keys });
  return keys;
}

/** A run begins with the text as it stands, so that it rarely has to be parsed once more. */
function beginningOf(source: string, now: ParsedText, before: Known | undefined): WrittenText {
  if (before?.began.text === source) return before.began;
  return writtenText(now.text === source ? now : { text: source, root: parseSpecText(source).root });
}
