import type { Line } from "./derivation-parts.ts";
import type { Expression } from "./notation/expression.ts";

/** The forms of a line that are worth writing: one that is a number says no more than the result does. */
export function shownForms({ forms }: Pick<Line, "forms">): readonly Expression[] {
  return lastOf(forms).kind === "literal" ? forms.slice(0, -1) : forms;
}

/** The form that numbers are put into; null where that shows nothing that the result alone does not. */
export function formWithNumbers({ forms, value }: Pick<Line, "forms" | "value">): Expression | null {
  const last = lastOf(forms);
  const isPlain = last.kind === "known" || last.kind === "literal" || last.kind === "letter";
  return value === null || isPlain ? null : last;
}

function lastOf(forms: readonly Expression[]): Expression {
  return forms[forms.length - 1];
}
