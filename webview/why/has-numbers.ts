import type { Expression } from "../../src/core/explanation/notation/expression.ts";

/** Whether putting numbers into a formula shows something that the result alone does not. */
export function hasNumbers(of: Expression): boolean {
  return of.kind !== "known" && of.kind !== "literal" && of.kind !== "letter";
}
