import { Range, type TextDocument, WorkspaceEdit } from "vscode";
import type { TextChange } from "../spec/text-changes.ts";

/** Changes of a document's text as one edit, which is undone at once. */
export function workspaceEdit(document: TextDocument, changes: readonly TextChange[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { offset, length, text } of changes) {
    edit.replace(document.uri, new Range(document.positionAt(offset), document.positionAt(offset + length)), text);
  }
  return edit;
}
