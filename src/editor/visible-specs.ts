import { type TextEditor, type Uri, window } from "vscode";
import { isSpec } from "./language.ts";

/** The editors in sight that show a spec: nothing is worked out for any other. */
export function visibleSpecEditors(): TextEditor[] {
  return window.visibleTextEditors.filter(({ document }) => isSpec(document));
}

/** Whether the text of a document can be seen. */
export function isVisible(uri: Uri): boolean {
  return window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
}
