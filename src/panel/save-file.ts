import { Uri, window, workspace } from "vscode";
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
  const place = placeBeside(spec, name);
  const target = await window.showSaveDialog({
    ...(place && { defaultUri: place }),
    ...(ending in kinds && { filters: { [kinds[ending]]: [ending] } }),
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, bytesOf(content, encoding));
  } catch (error) {
    void window.showErrorMessage(`${name} could not be saved: ${messageOf(error)}`);
  }
}

/** A spec that was never saved has no folder. */
function placeBeside(spec: Uri, name: string): Uri | undefined {
  const folder = spec.scheme === "untitled" ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(spec, "..");
  return folder && Uri.joinPath(folder, name);
}

function bytesOf(content: string, encoding: SavedFile["encoding"]): Uint8Array {
  if (encoding === "text") return new TextEncoder().encode(content);
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}
