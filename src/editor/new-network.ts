import { commands, type Disposable, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { messageOf } from "../run/channel.ts";
import { specExtension } from "../spec/file-name.ts";
import { type Starter, starters } from "../spec/starters.ts";
import { freeCommandIds } from "./command-ids.ts";
import { fileNameOf } from "./language.ts";

/** Where a starter's data lies beside the spec. */
type Data = NonNullable<Starter["data"]>;

/**
 * New Network…: a spec to begin with, in an editor of its own; of several kinds the person picks one, unless the command
 * is called with `{ starter: "chain" }`.
 */
export function registerNewNetwork(): Disposable {
  return commands.registerCommand(freeCommandIds.newNetwork, async (argument: unknown) => {
    const id = starterIn(argument) ?? (await pickStarter());
    if (id === undefined) return;
    const { text, data } = starters[id];
    if (data) await saveWithData(id, text, data);
    else await openUnsaved(text);
  });
}

/** The starter that the command's argument names; undefined where it names none. */
function starterIn(argument: unknown): string | undefined {
  const { starter } = (argument ?? {}) as { starter?: unknown };
  return typeof starter === "string" && Object.hasOwn(starters, starter) ? starter : undefined;
}

async function pickStarter(): Promise<string | undefined> {
  const items = Object.entries(starters).map(([id, { label, summary }]) => ({ id, label, detail: summary }));
  const options = {
    title: "New Network",
    placeHolder: "Which network do you want to begin with?",
    matchOnDetail: true,
  };
  return (await window.showQuickPick(items, options))?.id;
}

/** Opens a spec that is not saved yet. Its name ends as that of a spec does: by that the editor knows its keys. */
async function openUnsaved(text: string): Promise<void> {
  const document = await workspace.openTextDocument(freeUntitledUri());
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(0), text);
  await workspace.applyEdit(edit);
  await window.showTextDocument(document);
}

function freeUntitledUri(): Uri {
  const taken = new Set(workspace.textDocuments.map(({ uri }) => uri.toString()));
  for (let n = 1; ; n++) {
    const uri = Uri.from({ scheme: "untitled", path: `Untitled-${n}${specExtension}` });
    if (!taken.has(uri.toString())) return uri;
  }
}

/** A spec with a data file beside it needs a place to be: the person is asked for one. */
async function saveWithData(id: string, text: string, data: Data): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${id}${specExtension}`;
  const target = await window.showSaveDialog({
    title: `Save the network; its data is saved beside it as ${data.name}`,
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    filters: { "Neural network": [specExtension.slice(1)] },
  });
  if (!target) return;
  const beside = Uri.joinPath(target, "..", data.name);
  if (await isThere(beside)) {
    const what = `${data.name} is there already, and nothing is overwritten; choose another folder.`;
    void window.showErrorMessage(`${fileNameOf(target)} could not be saved: ${what}`);
    return;
  }
  try {
    const bytes = (written: string) => new TextEncoder().encode(written);
    await workspace.fs.writeFile(beside, bytes(data.text));
    await workspace.fs.writeFile(target, bytes(text));
    await window.showTextDocument(target);
  } catch (error) {
    void window.showErrorMessage(`${fileNameOf(target)} could not be saved: ${messageOf(error)}`);
  }
}

async function isThere(file: Uri): Promise<boolean> {
  return workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
