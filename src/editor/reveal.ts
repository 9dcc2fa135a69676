import { Selection, type TextDocument, TextEditorRevealType, type Uri, ViewColumn, window, workspace } from "vscode";
import { placeOfPath } from "../spec/path-place.ts";
import { fileNameOf } from "./language.ts";

/** Shows a spec's text with the cursor at an offset, in the editor where it is open if there is one. */
export async function revealOffset(uri: Uri, offset: number): Promise<void> {
  await reveal(uri, () => offset);
}

/**
 * Shows a spec's text with the cursor at the value that a path of keys and indices leads to, or at the nearest value
 * around it.
 */
export async function revealPath(uri: Uri, path: readonly (string | number)[]): Promise<void> {
  await reveal(uri, (document) => placeOfPath(document.getText(), path));
}

async function reveal(uri: Uri, offsetIn: (document: TextDocument) => number): Promise<void> {
  const document = await openIfThere(uri);
  if (!document) return;
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, { viewColumn: visible?.viewColumn ?? ViewColumn.One });
  const position = document.positionAt(offsetIn(document));
  editor.selection = new Selection(position, position);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

async function openIfThere(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    void window.showErrorMessage(`${fileNameOf(uri)} is not there any more.`);
    return undefined;
  }
}
