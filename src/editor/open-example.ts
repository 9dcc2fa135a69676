import { commands, type Disposable, Uri, window, workspace } from "vscode";
import { specExtension } from "../spec/file-name.ts";
import { freeCommandIds } from "./command-ids.ts";
import { type Example, examples } from "./examples.ts";
import { openDocument } from "./language.ts";
import type { SpecRuns } from "./spec-runs.ts";
import type { Views } from "./views.ts";

/** The name under which the walkthrough asks which example was opened last. */
const contextKey = "unboxed.openedExample";

/** Where the examples come from, and where copies of them are kept. */
interface Places {
  /** The folder of the extension. */
  readonly extension: Uri;
  /** A folder that the extension may write to. */
  readonly storage: Uri;
}

interface File {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * The command that opens a copy of one of the examples that come with the extension, with its view beside it; no folder
 * need be open. It takes the example's id, and asks for one where none is given.
 */
export function registerOpenExample(places: Places, runs: SpecRuns, views: Views): Disposable {
  return commands.registerCommand(freeCommandIds.openExample, async (id: unknown) => {
    const example = examples.find((candidate) => candidate.id === id) ?? (await pickExample());
    if (!example) return;
    const spec = await unchangedCopy(places, example);
    // In a tab that stays, so that it does not take the place of the walkthrough's.
    await window.showTextDocument(spec, { preview: false });
    views.show(runs.of(spec));
    await commands.executeCommand("setContext", contextKey, example.id);
  });
}

async function pickExample(): Promise<Example | undefined> {
  const items = examples.map((example) => ({ label: example.title, detail: example.detail, example }));
  return (await window.showQuickPick(items, { placeHolder: "Which example?", matchOnDetail: true }))?.example;
}

/** A copy of an example, to be changed at will. A copy that was changed is left alone, and another is made. */
async function unchangedCopy({ extension, storage }: Places, { id, data }: Example): Promise<Uri> {
  const names = [`${id}${specExtension}`, ...(data === undefined ? [] : [data])];
  const files = await Promise.all(
    names.map(async (name) => ({
      name,
      content: await workspace.fs.readFile(Uri.joinPath(extension, "examples", name)),
    })),
  );
  for (let count = 1; ; count++) {
    const folder = Uri.joinPath(storage, "examples", count === 1 ? id : `${id}-${count}`);
    const states = await Promise.all(files.map((file) => stateOf(folder, file)));
    if (states.includes("changed")) continue;
    for (const { name, content } of files.filter((_, index) => states[index] === "absent")) {
      await workspace.fs.writeFile(Uri.joinPath(folder, name), content);
    }
    return Uri.joinPath(folder, names[0]);
  }
}

/** What there is of a file in a folder. */
async function stateOf(folder: Uri, { name, content }: File): Promise<"absent" | "unchanged" | "changed"> {
  const uri = Uri.joinPath(folder, name);
  if (openDocument(uri)?.isDirty) return "changed";
  try {
    const there = await workspace.fs.readFile(uri);
    return there.length === content.length && there.every((byte, index) => byte === content[index])
      ? "unchanged"
      : "changed";
  } catch {
    return "absent";
  }
}
