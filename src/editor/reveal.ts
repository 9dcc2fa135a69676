import { Selection, TextEditorRevealType, type Uri, ViewColumn, window, workspace } from "vscode";

/** Shows a spec's text with the cursor at an offset, in the editor where it is open if there is one. */
export async function revealOffset(uri: Uri, offset: number): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, { viewColumn: visible?.viewColumn ?? ViewColumn.One });
  const position = document.positionAt(offset);
  editor.selection = new Selection(position, position);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
