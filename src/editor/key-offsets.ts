import { findNodeAtLocation } from "jsonc-parser";
import type { TextDocument, TextDocumentContentChangeEvent } from "vscode";
import { isBroken, rootOf } from "./parsed-spec.ts";

/** Where the keys of a document's root stood when it could last be read, moved along with the text since. */
const remembered = new WeakMap<TextDocument, Map<string, number>>();

/**
 * Where a key of a spec's root stands, as an offset into the text. While the text is broken, as it is for a moment
 * whenever something is typed, that is where the key was. Null where it is not there.
 */
export function offsetOfKey(document: TextDocument, key: string): number | null {
  const known = remembered.get(document)?.get(key);
  if (known !== undefined && isBroken(document)) return known;
  const root = rootOf(document);
  const found = (root && findNodeAtLocation(root, [key])?.parent?.offset) ?? null;
  remember(document, key, found);
  return found;
}

/** Moves what is remembered along with a change of the text. */
export function followChanges(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): void {
  const offsets = remembered.get(document);
  if (!offsets) return;
  for (const change of changes) {
    for (const [key, offset] of offsets) offsets.set(key, offsetAfter(offset, change));
  }
}

function remember(document: TextDocument, key: string, offset: number | null): void {
  const offsets = remembered.get(document) ?? new Map<string, number>();
  remembered.set(document, offsets);
  if (offset === null) offsets.delete(key);
  else offsets.set(key, offset);
}

/** Where a place is after a part of the text was replaced; if it was in that part, where that part begins. */
function offsetAfter(
  offset: number,
  { rangeOffset, rangeLength, text }: Pick<TextDocumentContentChangeEvent, "rangeOffset" | "rangeLength" | "text">,
): number {
  if (rangeOffset + rangeLength <= offset) return offset + text.length - rangeLength;
  return Math.min(offset, rangeOffset);
}
