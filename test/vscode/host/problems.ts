import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Diagnostic,
  languages,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";
import { eventually, expectSame } from "./support/checks.ts";
import { open } from "./support/documents.ts";

// Runs inside the extension host, beside the installed extension, with the real API.

/** What is marked and by which code, of what we report. */
function marks({ uri }: TextDocument): string[] {
  return ours(uri).map(({ range, code }) => `${range.start.line + 1}: ${typeof code === "object" ? code.value : code}`);
}

function ours(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === "Unboxed");
}

async function waitForMarks(document: TextDocument, expected: readonly string[]): Promise<void> {
  await eventually(`${document.uri}: ${expected}, not ${marks(document)}`, () =>
    JSON.stringify(marks(document)) === JSON.stringify(expected) ? true : undefined,
  ).catch(() => expectSame(marks(document), expected));
}

/** The fixes offered where something is marked. */
async function fixesAt({ uri }: TextDocument, mark = 0): Promise<CodeAction[]> {
  const { range } = ours(uri)[mark];
  const kind = CodeActionKind.QuickFix.value;
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind);
}

async function apply({ edit }: CodeAction): Promise<void> {
  if (!edit || !(await workspace.applyEdit(edit))) throw new Error("The edit could not be made");
}

/** A mistake with a code, whose fix is one edit that can be undone. */
async function mendsMistakes(): Promise<void> {
  const document = await open("slips.nn.json");
  await waitForMarks(document, ["3: unknownKey", "4: unfitValue"]);
  const text = document.getText();
  const [rename] = await fixesAt(document);
  expectSame([rename.title, rename.isPreferred], ['Rename to "units"', true]);
  await apply(rename);
  await waitForMarks(document, ["4: unfitValue"]);
  expectSame(document.getText(), text.replace('"unit"', '"units"'));
  await commands.executeCommand("undo");
  await waitForMarks(document, ["3: unknownKey", "4: unfitValue"]);
  expectSame(document.getText(), text);
}

/** A finding from the spec alone: its code leads to its page, its fix makes it go away. */
async function mendsFindings(): Promise<void> {
  const document = await open("findings/linearStack.nn.json");
  await waitForMarks(document, ["10: linearStack"]);
  const [{ code }] = ours(document.uri);
  if (typeof code !== "object") throw new Error("The finding has no link");
  expectSame(decodeURIComponent(code.target.toString()), 'command:unboxed.explainFinding?["linearStack"]');
  const actions = await fixesAt(document);
  expectSame(
    actions.map(({ title }) => title),
    [
      'Give the layers before the last the activation "tanh"',
      'Give the layers before the last the activation "relu"',
      'Explain "linearStack"',
    ],
  );
  await apply(actions[0]);
  await waitForMarks(document, []);
}

/** A finding of a run: marked while it is so, and no longer. */
async function followsTheRun(): Promise<void> {
  const document = await open("findings/divergence.nn.json");
  const command = (name: string) => commands.executeCommand(`unboxed.${name}`, document.uri);
  await command("step");
  await command("step");
  await waitForMarks(document, ["10: divergence"]);
  await command("back");
  await waitForMarks(document, []);
  await command("step");
  await waitForMarks(document, ["10: divergence"]);

  // The run goes on with the old text, of which the mark no longer speaks.
  const actions = await fixesAt(document);
  expectSame(
    actions.map(({ title, isPreferred = false }) => [title, isPreferred]),
    [
      ["Lower the learning rate to 0.04", true],
      ["Halve the learning rate, to 0.2", false],
      ['Explain "divergence"', false],
    ],
  );
  await apply(actions[0]);
  await waitForMarks(document, []);
  await commands.executeCommand("undo");
  await waitForMarks(document, ["10: divergence"]);
  await command("reset");
  await waitForMarks(document, []);
}

/** While a run goes on its marks stay as they are, though their numbers change; then they say what is so. */
async function doesNotFlicker(): Promise<void> {
  const document = await open("findings/overshoot.nn.json");
  const said = () => ours(document.uri).map(({ message }) => message);
  await commands.executeCommand("unboxed.train", document.uri);
  await waitForMarks(document, ["10: overshoot"]);
  const first = JSON.stringify(said());
  const others: unknown[] = [];
  const listening = languages.onDidChangeDiagnostics(() => {
    if (JSON.stringify(said()) !== first) others.push(said());
  });
  await new Promise((resolve) => setTimeout(resolve, 2000));
  listening.dispose();
  expectSame(others, []);
  await commands.executeCommand("unboxed.pause", document.uri);
  await eventually("What is so at the end", () => (JSON.stringify(said()) === first ? undefined : true));
  expectSame(marks(document), ["10: overshoot"]);
}

/** The page opens in the editor's own preview. */
async function explains(): Promise<void> {
  await commands.executeCommand("unboxed.explainFinding", "divergence");
  await eventually("The page", () =>
    window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes("divergence.md")))
      ? true
      : undefined,
  );
}

/** The test of problems and quick fixes through the API of VS Code. */
export async function run(): Promise<void> {
  await mendsMistakes();
  await mendsFindings();
  await followsTheRun();
  await doesNotFlicker();
  await explains();
  console.log("problems were tested");
}
