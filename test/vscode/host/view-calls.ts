import { ConfigurationTarget, commands, type TextDocument, Uri, type Webview, window, workspace } from "vscode";
import type { Quantity } from "../../../src/core/explanation/quantity.ts";
import { createParameterWriter } from "../../../src/editor/parameter-writer.ts";
import { createProgressMemory } from "../../../src/editor/progress-memory.ts";
import { createSpecChecks } from "../../../src/editor/spec-checks.ts";
import { createSpecRuns } from "../../../src/editor/spec-runs.ts";
import { attachView } from "../../../src/panel/view.ts";
import { connect, type Handlers } from "../../../src/run/channel.ts";
import { type Packed, pack, unpack } from "../../../src/run/packing.ts";
import type { HostCalls, ViewCalls, ViewUpdate } from "../../../src/run/protocol.ts";
import { eventually, expectSame } from "./support/checks.ts";
import { platform, startWorker } from "./support/platform.ts";

// Runs inside the extension host with the real API: what a page may ask of its host.

const checks = createSpecChecks(platform);
const weight = { layer: 0, kind: "weights", unit: 0, input: 0 } as const;
const quantity: Quantity = { of: "parameter", parameter: weight };

/**
 * A page without a webview: the calls of one, and the updates it was shown.
 * @param selecting when it has selected what it was asked to
 */
function pageOn(uri: Uri, selecting = Promise.resolve()) {
  const runs = createSpecRuns(checks, startWorker, (message) => console.warn(message));
  const specRun = runs.of(uri);
  const updates: ViewUpdate[] = [];
  const selections: [Quantity | null, boolean][] = [];
  const asked: Quantity[] = [];
  let toHost = (_: Packed) => {};
  let toPage = (_: Packed) => {};
  const webview = {
    html: "",
    cspSource: "self",
    asWebviewUri: (file: Uri) => file,
    postMessage: async (message: Packed) => toPage(structuredClone(message)),
    onDidReceiveMessage: (listener: typeof toHost) => {
      toHost = listener;
      return { dispose: () => undefined };
    },
  } as unknown as Webview;
  const view = attachView(webview, uri, specRun, runs, createParameterWriter(checks), (quantity, byHand) =>
    selections.push([quantity, byHand]),
  );
  const select: Handlers<ViewCalls>["select"] = ({ quantity }) => {
    asked.push(quantity);
    return selecting;
  };
  const { remote } = connect<ViewCalls, HostCalls>(
    {
      post: (message) => toHost(structuredClone(pack(message))),
      listen: (listener) => {
        toPage = (message) => listener(unpack(message));
      },
    },
    { show: (update) => void updates.push(update), select },
    null,
  );
  const seen = <T>(what: string, look: (update: ViewUpdate) => T | undefined | false) =>
    eventually(what, () => {
      const last = updates.at(-1);
      return (last && look(last)) || undefined;
    });
  return { runs, specRun, remote, seen, view, selections, asked, dispose: () => view.dispose() };
}

/** Puts something in place of a function of the API while `work` goes on; returns what it was called with. */
async function inPlaceOf(name: "showErrorMessage" | "showSaveDialog", answer: unknown, work: () => Promise<void>) {
  const calls: unknown[][] = [];
  const api = window as unknown as Record<string, unknown>;
  const real = api[name];
  api[name] = async (...given: unknown[]) => {
    calls.push(given);
    return answer;
  };
  try {
    await work();
  } finally {
    api[name] = real;
  }
  return calls;
}

/** Takes a step, and edits the step shown. */
async function keepsFocusAndEdits(uri: Uri): Promise<void> {
  const { remote, seen, dispose } = pageOn(uri);
  await remote.ready();
  await remote.focus({ focus: { sample: 0, quantity } });
  for (let round = 0; round < 2; round++) {
    await remote.reset();
    await seen("The beginning", ({ snapshot }) => snapshot?.step === 0);
    await remote.step();
    const shown = await seen("A step", (update) => update.worked?.step === 1 && update);
    expectSame([shown.worked?.samples[0].index, shown.derivation?.quantity], [0, quantity]);
  }
  await remote.edit({ parameter: weight, value: 0.25 });
  const edited = await seen("The edit", (update) => update.snapshot?.edits.length === 1 && update);
  expectSame([edited.layers?.[0].before.weights[0], edited.snapshot?.step], [0.25, 1]);
  await remote.seek({ step: 0 });
  const begun = await seen("The way back", ({ snapshot, layers }) => snapshot?.step === 0 && layers?.[0]);
  expectSame(begun.before.weights[0], 0.25);
  await remote.edit({ parameter: weight, value: null });
  await seen("The edit taken back", ({ snapshot }) => snapshot?.edits.length === 0);
  dispose();
}

/** What is selected in the page is told, and what is to be selected there is asked for until it has been. */
async function selects(uri: Uri): Promise<void> {
  const page = pageOn(uri);
  const { view, selections, asked } = page;
  const [kept, other]: Quantity[] = [{ of: "loss" }, { of: "a", layer: 1, unit: 0 }];
  await page.remote.ready();
  // What a page has kept from before is no one's choice now.
  await focusOf(page, kept);
  await focusOf(page, quantity);
  await focusOf(page, null);
  expectSame(selections.splice(0), [
    [kept, false],
    [quantity, true],
    [null, true],
  ]);
  view.select(other);
  await eventually("The question", () => asked.length || undefined);
  await focusOf(page, other);
  expectSame([asked, selections.at(-1)?.[0]], [[other], other]);
  page.dispose();

  const late = pageOn(uri, new Promise(() => undefined));
  late.view.select(quantity);
  await late.remote.ready();
  await focusOf(late, kept);
  // A page that did not answer is asked again once it is there; what it had kept is no one's choice meanwhile.
  expectSame([late.asked, late.selections], [[quantity, quantity], []]);
  await focusOf(late, quantity);
  expectSame(late.selections, [[quantity, false]]);
  late.dispose();
}

function focusOf({ remote }: Pick<ReturnType<typeof pageOn>, "remote">, quantity: Quantity | null): Promise<void> {
  return remote.focus({ focus: { sample: null, quantity } });
}

async function reveals(uri: Uri): Promise<void> {
  const { remote, dispose } = pageOn(uri);
  const textFrom = () => {
    const editor = window.activeTextEditor;
    return editor?.document.getText().slice(editor.document.offsetAt(editor.selection.active)) ?? "";
  };
  await remote.reveal({ path: ["layers", 1, "weights", 0, 0] });
  expectSame([window.activeTextEditor?.document.uri.path, textFrom().slice(0, 4)], [uri.path, "1.5]"]);
  await remote.reveal({ path: ["layers", 2, "init", "uniform"] });
  expectSame(/^\{[^}]*"weights": \[\[2\]\]/.test(textFrom()), true);
  dispose();
}

async function writesParameters(uri: Uri, document: TextDocument): Promise<void> {
  const { remote, seen, dispose } = pageOn(uri);
  const before = document.getText();
  await remote.ready();
  await remote.step();
  await seen("A step", ({ snapshot }) => snapshot?.step === 1);
  await remote.writeParameters();
  const written = document.getText();
  expectSame([written.includes('"weights": [[0.2421875]]'), document.isDirty], [true, true]);
  expectSame(written.match(/\/\/.*/g), before.match(/\/\/.*/g));
  const { changed } = await seen("The notice", (update) => update.changed.length > 0 && update);
  expectSame(changed, ["layers"]);
  await commands.executeCommand("undo");
  await eventually("The text before", () => (document.getText() === before ? true : undefined));

  await replaceText(document, before.replace('{ "name": "Layer 3"', '{ "units": 1 }, { "name": "Layer 3"'));
  const other = document.getText();
  const [[message] = []] = await inPlaceOf("showErrorMessage", undefined, () => remote.writeParameters());
  expectSame([/cannot be written/.test(String(message)), document.getText() === other], [true, true]);
  await replaceText(document, before);
  dispose();
}

async function replaceText(document: TextDocument, text: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  const all = document.validateRange(
    editor.document.lineAt(0).range.union(document.lineAt(document.lineCount - 1).range),
  );
  await editor.edit((edit) => edit.replace(all, text));
}

async function saves(uri: Uri): Promise<void> {
  const { remote, dispose } = pageOn(uri);
  const target = Uri.joinPath(uri, "..", "saved.csv");
  const file = { name: "loss.csv", content: "step,loss\n1,∞\n", encoding: "text" } as const;
  const [[options] = []] = await inPlaceOf("showSaveDialog", target, () => remote.save(file));
  const { defaultUri, filters } = options as { defaultUri: Uri; filters: object };
  expectSame(
    [defaultUri.path, filters],
    [Uri.joinPath(uri, "..", "loss.csv").path, { "Comma-separated values": ["csv"] }],
  );
  expectSame(new TextDecoder().decode(await workspace.fs.readFile(target)), file.content);
  const picture = { name: "chart.png", content: btoa("\x89PNG\x00\xff"), encoding: "base64" } as const;
  await inPlaceOf("showSaveDialog", target, () => remote.save(picture));
  expectSame([...(await workspace.fs.readFile(target))], [0x89, 0x50, 0x4e, 0x47, 0, 0xff]);
  await workspace.fs.delete(target);
  // The person closed the dialog.
  await inPlaceOf("showSaveDialog", undefined, () => remote.save(file));
  const said = await inPlaceOf("showErrorMessage", undefined, async () => {
    await inPlaceOf("showSaveDialog", Uri.parse("nowhere:/loss.csv"), () => remote.save(file));
  });
  expectSame([said.length, /^loss\.csv could not be saved: /.test(String(said[0]?.[0]))], [1, true]);
  dispose();
}

async function followsSettings(uri: Uri): Promise<void> {
  const { remote, seen, dispose } = pageOn(uri);
  await remote.ready();
  const set = (value: unknown) =>
    workspace.getConfiguration().update("unboxed.numbers.significantDigits", value, ConfigurationTarget.Workspace);
  await seen("The default", ({ settings }) => settings.digits === null);
  await set(5);
  await seen("Five digits", ({ settings }) => settings.digits === 5);
  await set(99);
  await seen("Too many digits", ({ settings }) => settings.digits === null);
  await set(undefined);
  dispose();
}

async function remembersEdits(uri: Uri): Promise<void> {
  const notes = new Map<string, unknown>();
  const memento = {
    keys: () => [...notes.keys()],
    get: (key: string) => notes.get(key) as never,
    update: async (key: string, value: unknown) => void notes.set(key, structuredClone(value)),
  };
  const first = pageOn(uri);
  const memory = createProgressMemory(memento, first.runs);
  await first.remote.ready();
  for (let step = 0; step < 4; step++) await first.remote.step();
  await first.seen("Four steps", ({ snapshot }) => snapshot?.step === 4);
  await first.remote.edit({ parameter: weight, value: 0.125 });
  const edited = await first.seen("The edit", ({ snapshot }) => snapshot?.edits.length === 1 && snapshot);
  const parameters = await first.specRun.run.parameters();
  memory.dispose();
  first.dispose();

  const second = pageOn(uri);
  const again = createProgressMemory(memento, second.runs);
  await second.remote.ready();
  await again.restore(second.specRun);
  const revived = await second.seen("The run again", ({ snapshot }) => snapshot?.step === 4 && snapshot);
  expectSame(revived.edits, edited.edits);
  expectSame(await second.specRun.run.parameters(), parameters);
  await second.remote.reset();
  await second.seen("The beginning", ({ snapshot }) => snapshot?.step === 0 && snapshot.edits.length === 0);
  await second.remote.edit({ parameter: weight, value: 0.75 });
  await second.seen("The edit at the beginning", ({ snapshot }) => snapshot?.edits.length === 1);
  again.dispose();
  second.dispose();

  const third = pageOn(uri);
  const once = createProgressMemory(memento, third.runs);
  await third.remote.ready();
  await once.restore(third.specRun);
  const begun = await third.seen("The beginning again", ({ snapshot }) => snapshot?.edits.length === 1 && snapshot);
  expectSame([begun.step, begun.state, begun.edits[0].value], [0, "idle", 0.75]);
  once.dispose();
  third.dispose();
}

/** The test of what a page asks of its host. */
export async function run(): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const uri = Uri.joinPath(folder.uri, "chain.nn.json");
  const document = await workspace.openTextDocument(uri);
  await keepsFocusAndEdits(uri);
  console.log("focus and edits were tested");
  await selects(uri);
  console.log("selecting was tested");
  await reveals(uri);
  console.log("reveal was tested");
  await writesParameters(uri, document);
  console.log("writing parameters was tested");
  await saves(uri);
  console.log("saving was tested");
  await followsSettings(uri);
  console.log("settings were tested");
  await remembersEdits(uri);
}
