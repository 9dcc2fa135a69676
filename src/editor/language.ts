import { type TextDocument, Uri, workspace } from "vscode";

/** The language of `.nn.json` files. */
export const specLanguage = "nn-json";

/** Whether a document is a spec. */
export function isSpec(document: TextDocument): boolean {
  return document.languageId === specLanguage;
}

/** A file's name without its folders. */
export function fileNameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

/** The folder that a spec's files lie in: its own, or for one that was never saved the first of the workspace, if any. */
export function folderOf(spec: Uri): Uri | undefined {
  return spec.scheme === "untitled" ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(spec, "..");
}

/** The open document at an address, if there is one. */
export function openDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
