import { type TextDocument, type Uri, workspace } from "vscode";

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

/** The open document at an address, if there is one. */
export function openDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
