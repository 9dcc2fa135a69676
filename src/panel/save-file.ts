import { Uri, window, workspace } from "vscode";
import { folderOf } from "../editor/language.ts";
import { messageOf } from "../run/channel.ts";
import type { SavedFile } from "../run/protocol.ts";

/** What the kinds of files that views make are called in the dialog, by their endings. */
const kinds: Readonly<Record<string, string>> = {
  csv: "Comma-separated values",
  md: "Markdown",
  png: "PNG picture",
  svg: "SVG picture",
  tex: "LaTeX",
};

/** Lets the person save a file that a view made; beside the spec is proposed. */
export async function saveFile(spec: Uri, { name, content, encoding }: SavedFile): Promise<void> {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  const folder = folderOf(spec);
  const target = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    ...(ending in kinds && { filters: { [kinds[ending]]: [ending] } }),
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, bytesOf(content, encoding));
  } catch (error) {
    void window.showErrorMessage(`${name} could not be saved: ${messageOf(error)}`);
  }
}

function bytesOf(content: string, encoding: SavedFile["encoding"]): Uint8Array {
  if (encoding === "text") return new TextEncoder().encode(content);
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}
