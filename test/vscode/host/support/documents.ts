import { Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from "vscode";

/** A file of the workspace that the tests run in. */
export function inWorkspace(name: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  return Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(inWorkspace(name));
  await window.showTextDocument(document);
  return document;
}

/** Replaces the first place where words stand in a document. */
export async function replace(document: TextDocument, words: string, replacement: string): Promise<void> {
  const offset = document.getText().indexOf(words);
  if (offset < 0) throw new Error(`There is no ${words} in the text`);
  const edit = new WorkspaceEdit();
  const range = new Range(document.positionAt(offset), document.positionAt(offset + words.length));
  edit.replace(document.uri, range, replacement);
  await workspace.applyEdit(edit);
}
