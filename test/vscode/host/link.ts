import {
  ConfigurationTarget,
  commands,
  EventEmitter,
  languages,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { Quantity } from "../../../src/core/explanation/quantity.ts";
import { linkTextAndViews } from "../../../src/editor/link.ts";
import { registerSelectCommand } from "../../../src/editor/select-command.ts";
import { createSpecChecks } from "../../../src/editor/spec-checks.ts";
import { createSpecRuns } from "../../../src/editor/spec-runs.ts";
import type { Selected, Views } from "../../../src/editor/views.ts";
import { eventually, expectSame, later } from "./support/checks.ts";
import { platform, startWorker } from "./support/platform.ts";

// Runs inside the extension host with the real API: what the cursor and a view make of each other.

const checks = createSpecChecks(platform);
const runs = createSpecRuns(checks, startWorker, (message) => console.warn(message));
const setting = "unboxed.linkCursorAndView";

/** Longer than a cursor rests before it is followed. */
const longEnough = 300;

/** The view of one spec, without a page. */
function viewOf(spec: Uri) {
  const didSelect = new EventEmitter<Selected>();
  const state = { isVisible: true, shown: 0, selected: null as Quantity | null, asked: [] as Quantity[] };
  const select = (quantity: Quantity | null, byHand: boolean) => {
    state.selected = quantity;
    didSelect.fire({ spec, quantity, byHand });
  };
  const views: Views = {
    show: () => void state.shown++,
    has: () => true,
    inSight: () => [],
    active: () => undefined,
    onDidChangeActive: () => ({ dispose: () => undefined }),
    isVisible: () => state.isVisible,
    selected: () => state.selected,
    select: (_, quantity) => {
      state.asked.push(quantity);
      select(quantity, false);
    },
    onDidSelect: didSelect.event,
  };
  return { views, state, selectByHand: (quantity: Quantity | null) => select(quantity, true) };
}

const weight = (layer: number, unit: number, input: number): Quantity => ({
  of: "parameter",
  parameter: { layer, kind: "weights", unit, input },
});

async function openText(name: string, text: string): Promise<TextEditor> {
  const [folder] = workspace.workspaceFolders ?? [];
  const uri = Uri.joinPath(folder.uri, name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return window.showTextDocument(await workspace.openTextDocument(uri), { viewColumn: ViewColumn.One });
}

/** Puts the cursor into the middle of words, in two moves as by the keyboard: the last is a person's for VS Code. */
async function putCursor(editor: TextEditor, words: string): Promise<void> {
  const { document } = editor;
  const offset = document.getText().indexOf(words) + 1;
  editor.selection = new Selection(document.positionAt(offset - 1), document.positionAt(offset - 1));
  await eventually("The cursor", () => document.offsetAt(editor.selection.active) === offset - 1);
  await commands.executeCommand("cursorMove", { to: "right", source: "keyboard" });
  await eventually("The cursor's move", () => document.offsetAt(editor.selection.active) === offset);
}

async function followsTheCursor(editor: TextEditor, { state }: ReturnType<typeof viewOf>): Promise<void> {
  const asked = (what: string) => eventually(what, () => state.asked.splice(0).at(-1));
  await putCursor(editor, "1.5, 2.5");
  expectSame(await asked("A weight"), weight(1, 0, 0));
  // The layer's weight stays selected: it is as good as the unit that stands for a layer.
  await putCursor(editor, '"Second"');
  expectSame([await asked("The layer"), state.selected], [weight(1, 0, 0), weight(1, 0, 0)]);
  await putCursor(editor, '"tanh"');
  expectSame(await asked("Another layer"), { of: "a", layer: 0, unit: 0 });

  // None of these is put anywhere by a person to point at what is there.
  await putCursor(editor, '"data"');
  const offset = editor.document.getText().indexOf("1.5, 2.5");
  const [start, end] = [offset, offset + 3].map((at) => editor.document.positionAt(at));
  editor.selection = new Selection(start, start);
  await later(longEnough);
  await commands.executeCommand("cursorMove", {
    to: "right",
    by: "character",
    value: 3,
    select: true,
    source: "keyboard",
  });
  expectSame(editor.document.getText(editor.selection), editor.document.getText(new Range(start, end)));
  await later(longEnough);
  editor.selection = new Selection(end, end);
  await commands.executeCommand("type", { text: "1" });
  await later(longEnough);
  await commands.executeCommand("undo");
  await later(longEnough);
  expectSame(state.asked, []);

  state.isVisible = false;
  await putCursor(editor, "2.5");
  await later(longEnough);
  state.isVisible = true;
  const set = (value: unknown) => workspace.getConfiguration().update(setting, value, ConfigurationTarget.Workspace);
  await set(false);
  await putCursor(editor, "2.5");
  await later(longEnough);
  expectSame(state.asked, []);
  await set(undefined);
  await putCursor(editor, "2.5");
  expectSame(await asked("A weight, again"), weight(1, 0, 1));
}

/** The network has two layers; the text gets a third one during the run. */
async function passesOverWhatTheNetworkHasNot(editor: TextEditor, { state }: ReturnType<typeof viewOf>): Promise<void> {
  const { document } = editor;
  await runs.of(document.uri).step();
  await eventually("A step", () => runs.existing(document.uri)?.run.snapshot()?.step === 1);
  const end = document.positionAt(document.getText().indexOf("\n  ],"));
  await editor.edit((edit) => edit.insert(end, ',\n    { "name": "Third", "units": 1, "weights": [[8.25]] }'));
  await eventually("The notice", () => runs.existing(document.uri)?.changed().length);
  await later(longEnough);
  await putCursor(editor, "8.25");
  await later(longEnough);
  await putCursor(editor, "1.5, 2.5");
  await eventually("A weight that it has", () => state.asked.length || undefined);
  expectSame(state.asked.splice(0), [weight(1, 0, 0)]);
}

async function scrollsToWhatIsSelected(
  editor: TextEditor,
  { views, state, selectByHand }: ReturnType<typeof viewOf>,
): Promise<void> {
  const { document } = editor;
  const lineOf = (words: string) => document.positionAt(document.getText().indexOf(words)).line;
  const sees = (line: number) => editor.visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line);
  const cursor = new Selection(lineOf('"data"'), 3, lineOf('"data"'), 3);
  editor.selection = cursor;
  const awayFromLayers = async () => {
    editor.revealRange(new Range(document.lineCount - 1, 0, document.lineCount - 1, 0));
    await eventually("The end", () => !sees(lineOf("1.5, 2.5")));
  };
  await awayFromLayers();
  selectByHand(weight(1, 0, 1));
  await eventually("The weight in sight", () => sees(lineOf("1.5, 2.5")));
  expectSame(editor.selection.isEqual(cursor), true);
  await awayFromLayers();
  // Who is led there from the text sees it already.
  views.select(document.uri, weight(1, 0, 0));
  selectByHand(null);
  await later(longEnough);
  state.asked.length = 0;
  expectSame(sees(lineOf("1.5, 2.5")), false);
}

async function selectsByCommand(editor: TextEditor): Promise<void> {
  const { views, state } = viewOf(editor.document.uri);
  let select: (...given: unknown[]) => Promise<void> = async () => undefined;
  const api = commands as unknown as Record<string, unknown>;
  const real = api.registerCommand;
  api.registerCommand = (_: string, handler: typeof select) => {
    select = handler;
  };
  registerSelectCommand(runs, views);
  api.registerCommand = real;
  await select(editor.document.uri, weight(1, 0, 1));
  expectSame([state.shown, state.asked], [1, [weight(1, 0, 1)]]);
  await select(editor.document.uri, weight(7, 0, 1));
  await select("nothing", 3);
  expectSame([state.shown, state.asked.length], [2, 1]);
  // The extension that is installed has it, too.
  await commands.executeCommand("unboxed.select", editor.document.uri, weight(1, 0, 1));
  await eventually("The view", () =>
    window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => /^Training/.test(label))),
  );
}

/** A spec is read when it is seen, also where it was changed before. */
async function readsOnlyWhatIsSeen(): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const uri = Uri.joinPath(folder.uri, "unseen.nn.json");
  await workspace.fs.writeFile(uri, new TextEncoder().encode('{ "inputs": 1, "layers": [{ "unit": 1 }], "data": [] }'));
  const document: TextDocument = await workspace.openTextDocument(uri);
  await later(3 * longEnough);
  expectSame([checks.latest(uri)?.diagnostics.length, languages.getDiagnostics(uri).length], [undefined, 0]);
  await window.showTextDocument(document, { viewColumn: ViewColumn.One });
  const mistakes = await eventually("Its mistakes", () => checks.latest(uri)?.diagnostics.length);
  await eventually("Them marked", () => languages.getDiagnostics(uri).length > 0);

  await window.showTextDocument(await workspace.openTextDocument(Uri.joinPath(folder.uri, "xor.nn.json")), {
    viewColumn: ViewColumn.One,
    preview: false,
  });
  const known = checks.latest(uri);
  await workspace.fs.writeFile(uri, new TextEncoder().encode('{ "inputs": 1, "layers": [{ "units": 1 }] }'));
  await eventually("The text from the disk", () => !document.getText().includes('"unit"'));
  await later(3 * longEnough);
  // What was found before stays until then.
  expectSame([checks.latest(uri) === known, known?.diagnostics.length], [true, mistakes]);
  await window.showTextDocument(document, { viewColumn: ViewColumn.One });
  await eventually("It, read again", () => checks.latest(uri) !== known);
}

const rows = Array.from({ length: 300 }, (_, k) => `    { "x1": ${k}, "x2": 1, "t": 0 }`).join(",\n");
const text = `{
  "inputs": ["x1", "x2"],
  "layers": [
    { "name": "First", "units": 2, "activation": "tanh", "weights": [[0.5, -0.5], [0.25, 0.75]] },
    { "name": "Second", "units": 1, "weights": [[1.5, 2.5]] }
  ],
  "data": [
${rows}
  ]
}
`;

/** The test of the link between the text and its view. */
export async function run(): Promise<void> {
  const editor = await openText("linked.nn.json", text);
  const view = viewOf(editor.document.uri);
  const link = linkTextAndViews(runs, view.views, checks);
  await runs.of(editor.document.uri).open();
  await eventually("The network", () => runs.existing(editor.document.uri)?.run.outline() ?? undefined);
  await followsTheCursor(editor, view);
  console.log("the cursor was tested");
  await scrollsToWhatIsSelected(editor, view);
  console.log("scrolling was tested");
  await passesOverWhatTheNetworkHasNot(editor, view);
  link.dispose();
  await selectsByCommand(editor);
  console.log("the command was tested");
  await readsOnlyWhatIsSeen();
}
