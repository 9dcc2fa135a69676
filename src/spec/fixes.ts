import type { Node } from "jsonc-parser";
import type { Spec } from "../core/spec.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { findingFixes } from "./finding-fixes.ts";
import { changesFor } from "./spec-edits.ts";
import type { TextChange } from "./text-changes.ts";

/** What mends something in a spec's text. */
export interface TextFix {
  /** What it does, as an offer without a period at its end. */
  readonly title: string;
  readonly changes: readonly TextChange[];
  /** Whether it is so likely what is meant that it may be taken without a choice. */
  readonly isPreferred: boolean;
}

/**
 * What mends a mistake, or makes a finding go away: the likeliest first, none where there is nothing that surely does.
 * @param diagnostic as it was found in this very text
 * @param spec what the text says; null where it cannot run
 */
export function fixesOf(diagnostic: Diagnostic, text: string, root: Node, spec: Spec | null): TextFix[] {
  const { finding } = diagnostic;
  const fixes = finding && spec ? findingFixes({ finding, spec, root }) : (diagnostic.fixes ?? []);
  return fixes
    .map(({ title, isPreferred, edits }) => ({ title, isPreferred, changes: changesFor(text, root, edits) }))
    .filter(({ changes }) => changes.length > 0);
}
