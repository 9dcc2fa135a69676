import type { SpecEdit } from "./spec-edits.ts";

/** One way to mend something in a spec. */
export interface Fix {
  /** What it does, as an offer without a period at its end. */
  readonly title: string;
  readonly edits: readonly SpecEdit[];
  /** Whether it is so likely what is meant that it may be taken without a choice. */
  readonly isPreferred: boolean;
}

/** A fix that is most likely what is meant. */
export function preferred(title: string, ...edits: readonly SpecEdit[]): Fix {
  return { title, edits, isPreferred: true };
}

/** A fix to choose. */
export function possible(title: string, ...edits: readonly SpecEdit[]): Fix {
  return { title, edits, isPreferred: false };
}
