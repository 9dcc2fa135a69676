import type { Node } from "jsonc-parser";
import type { TextDocument } from "vscode";
import { type ParsedSpec, parseSpecText } from "../spec/parse.ts";

const parsed = new WeakMap<TextDocument, ParsedSpec & { readonly version: number }>();

/**
 * A spec's text as it stands, parsed once for each version of it, whoever asks; of most versions only what was typed.
 * The tree of a version is of no use any more once a later one was asked for.
 */
export function parsedSpec(document: TextDocument): ParsedSpec {
  const known = parsed.get(document);
  if (known?.version === document.version) return known;
  const now = { ...parseSpecText(document.getText(), known), version: document.version };
  parsed.set(document, now);
  return now;
}

/** Its tree, with as much of it as can be read where it has mistakes; null where there is nothing. */
export function rootOf(document: TextDocument): Node | null {
  return parsedSpec(document).root;
}

/** Whether a spec's text has mistakes in the JSON itself, so that its tree is a guess. A key that is there twice is none. */
export function isBroken(document: TextDocument): boolean {
  const { kept } = parsedSpec(document);
  return kept === null || kept.tree.errors.length > 0;
}
