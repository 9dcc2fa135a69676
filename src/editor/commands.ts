import { commands, Disposable, TabInputText, Uri, window, workspace } from "vscode";
import { specExtension } from "../spec/file-name.ts";
import { type CommandId, commandIds, freeCommandIds } from "./command-ids.ts";
import { fileNameOf, isSpec } from "./language.ts";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";
import type { Views } from "./views.ts";

/** What each command does with the run of the spec that it is meant for. */
type Actions = Readonly<Record<CommandId, (specRun: SpecRun) => Promise<unknown>>>;

/** What commands do that has a file of its own. */
type Work = Readonly<
  Record<"checkGradients" | "writeParameters" | "runExpectations" | "showStepCode", (specRun: SpecRun) => Promise<void>>
>;

/** Registers the commands of the palette, the code lenses and the editor title. */
export function registerCommands(runs: SpecRuns, views: Views, work: Work): Disposable {
  const actions: Actions = {
    [commandIds.train]: async (specRun) => {
      views.show(specRun);
      await specRun.train();
    },
    [commandIds.step]: async (specRun) => {
      views.show(specRun);
      await specRun.step();
    },
    [commandIds.back]: async (specRun) => {
      views.show(specRun);
      await specRun.back();
    },
    [commandIds.pause]: (specRun) => specRun.pause(),
    [commandIds.reset]: (specRun) => specRun.reset(),
    [commandIds.openView]: async (specRun) => views.show(specRun),
    [commandIds.checkGradients]: work.checkGradients,
    [commandIds.writeParameters]: work.writeParameters,
    [commandIds.runExpectations]: work.runExpectations,
    [commandIds.showStepCode]: work.showStepCode,
  };
  return Disposable.from(
    ...Object.entries(actions).map(([id, action]) =>
      commands.registerCommand(id, async (argument: unknown) => {
        const spec = argument instanceof Uri ? argument : await specMeant(views);
        if (spec) await action(runs.of(spec));
      }),
    ),
  );
}

/** The spec a command is meant for: the one in use, the only one in sight, or the one the person picks. */
async function specMeant(views: Views): Promise<Uri | undefined> {
  const active = activeSpec(views) ?? specInTab();
  if (active) return active;
  const texts = window.visibleTextEditors.map(({ document }) => document).filter(isSpec);
  const inSight = byAddress([...texts.map(({ uri }) => uri), ...views.inSight()]);
  return inSight.length === 1 ? inSight[0] : pickSpec();
}

/** Each address once. */
function byAddress(uris: readonly Uri[]): Uri[] {
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

/** The spec in the active editor or of the active training view. */
export function activeSpec(views: Views): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return views.active() ?? (document && isSpec(document) ? document.uri : undefined);
}

/** The spec in the active tab: while the window is starting, VS Code knows of it earlier than of its editor. */
function specInTab(): Uri | undefined {
  const shown = window.tabGroups.activeTabGroup.activeTab?.input;
  return shown instanceof TabInputText && shown.uri.path.endsWith(specExtension) ? shown.uri : undefined;
}

async function pickSpec(): Promise<Uri | undefined> {
  const unsaved = workspace.textDocuments.filter((document) => isSpec(document) && document.isUntitled);
  const saved = await workspace.findFiles(`**/*${specExtension}`, "**/node_modules/**", 1000);
  const files = [...unsaved.map(({ uri }) => uri), ...saved];
  if (files.length === 0) {
    void offerExample();
    return undefined;
  }
  const items = files
    .map((uri) => ({ label: fileNameOf(uri), description: folderOf(uri), uri }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (await window.showQuickPick(items, { placeHolder: "Which network?" }))?.uri;
}

async function offerExample(): Promise<void> {
  const open = "Open Example…";
  const message = "There is no .nn.json file here. Open one, or a folder that has one, and try again.";
  if ((await window.showErrorMessage(message, open)) === open) {
    await commands.executeCommand(freeCommandIds.openExample);
  }
}

/** The folder of a file within the workspace; empty for its root. */
function folderOf(uri: Uri): string {
  const path = workspace.asRelativePath(uri);
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
