import { type Node, parseTree } from "jsonc-parser";
import type { TextDocument } from "vscode";

interface Parsed {
  readonly version: number;
  readonly root: Node | null;
}

const parsed = new WeakMap<TextDocument, Parsed>();

/**
 * The tree of a spec's text as it stands, with as much of it as can be read where it has mistakes; null where there is
 * nothing. It is parsed once for each version of the text, whoever asks.
 */
export function rootOf(document: TextDocument): Node | null {
  const known = parsed.get(document);
  if (known?.version === document.version) return known.root;
  const root = parseTree(document.getText(), [], { allowTrailingComma: true }) ?? null;
  parsed.set(document, { version: document.version, root });
  return root;
}
