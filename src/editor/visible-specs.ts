import { type TextEditor, window } from "vscode";
import { isSpec } from "./language.ts";

/** The editors in sight that show a spec: nothing is worked out for any other. */
export function visibleSpecEditors(): TextEditor[] {
  return window.visibleTextEditors.filter(({ document }) => isSpec(document));
}
