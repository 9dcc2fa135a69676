import {
  type CodeLens,
  type CompletionList,
  commands,
  extensions,
  Position,
  Range,
  type TextDocument,
  type TextEdit,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { eventually, expectSame } from "./support/checks.ts";
import { inWorkspace, open, replace } from "./support/documents.ts";

// Runs inside the extension host with the real API: expectations as tests, completion, New Network and formatting.

/** The lens above `expect`, and what the line below it begins with. */
async function lensOf(document: TextDocument): Promise<{ title: string; below: string } | undefined> {
  const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
  const lens = lenses.find(({ command }) => command?.command === "unboxed.runExpectations");
  if (!lens?.command) return undefined;
  return { title: lens.command.title, below: document.lineAt(lens.range.start.line).text.trim().slice(0, 8) };
}

async function lensSays(document: TextDocument, title: string): Promise<void> {
  let last: string | undefined;
  await eventually(`The lens "${title}"`, async () => {
    last = (await lensOf(document))?.title;
    return last === title ? true : undefined;
  }).catch((error) => {
    throw new Error(`${error.message}; it says "${last}"`);
  });
}

/** A run of the Testing view's kind gives the lens its numbers; a change of the text, or of the data, takes them. */
async function testsExpectations(): Promise<void> {
  const chain = await open("chain.nn.json");
  await lensSays(chain, "Run 5 expectations");
  expectSame((await lensOf(chain))?.below, '"expect"');
  await commands.executeCommand("unboxed.runExpectations", chain.uri);
  await lensSays(chain, "Run 5 expectations: 5 ✓");

  await replace(chain, '"gradients.0.weights[0][0]": 33', '"gradients.0.weights[0][0]": 32');
  await lensSays(chain, "Run 5 expectations");
  await commands.executeCommand("testing.runAll");
  await lensSays(chain, "Run 5 expectations: 4 ✓ 1 ✗");
  // Specs that nobody has opened were found and tested, too.
  const iris = await open("iris.nn.json");
  await lensSays(iris, "Run 1 expectation: 1 ✓");
  const csv = inWorkspace("iris.csv");
  await workspace.fs.writeFile(csv, await workspace.fs.readFile(csv));
  await lensSays(iris, "Run 1 expectation");

  // While the list is broken for a moment, the lens stays; once there is nothing to expect, it goes.
  await replace(chain, '"expect": [', '"expect": ');
  expectSame((await lensOf(chain))?.below, '"expect"');
  await replace(chain, '"expect": ', '"expect": [], "title": [');
  await eventually("No lens", async () => ((await lensOf(chain)) ? undefined : true));
}

/** What is offered where `|` stands in the text of a spec beside the examples. */
async function offeredAt(document: TextDocument, marked: string): Promise<string[]> {
  const all = new Range(0, 0, document.lineCount, 0);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, all, marked.replace("|", ""));
  await workspace.applyEdit(edit);
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  const place = new Position(before.length - 1, before[before.length - 1].length);
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    place,
  );
  return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

async function completes(): Promise<void> {
  await workspace.fs.writeFile(inWorkspace("words.nn.json"), new Uint8Array());
  const document = await open("words.nn.json");
  const data = '"data": { "csv": "iris.csv", "target": "species" }';
  const columns = await eventually("Columns", async () => {
    const offered = await offeredAt(document, `{ "inputs": ["|"], ${data} }`);
    return offered.length > 0 ? offered : undefined;
  });
  const [header] = new TextDecoder().decode(await workspace.fs.readFile(inWorkspace("iris.csv"))).split(/\r?\n/);
  expectSame(
    columns.toSorted(),
    header
      .split(",")
      .filter((name) => name !== "species")
      .toSorted(),
  );
  const files = await offeredAt(document, '{ "data": { "csv": "|" } }');
  expectSame(
    ["iris.csv"].filter((name) => !files.includes(name)),
    [],
  );
  const network = '"inputs": 1, "layers": [{ "units": 1 }]';
  const paths = await eventually("The schema's keys", async () => {
    const offered = await offeredAt(document, `{ ${network}, "expect": [{ "|" }] }`);
    return offered.includes("after") ? offered : undefined;
  });
  const ofNetwork = paths.filter((label) => /^(layers|gradients|activations)\./.test(label)).toSorted();
  // Each once, though the schema offers some of them.
  expectSame(ofNetwork, [
    "activations.0[0]",
    "gradients.0.biases[0]",
    "gradients.0.weights[0][0]",
    "layers.0.biases[0]",
    "layers.0.weights[0][0]",
  ]);
  const layers = await offeredAt(document, `{ "inputs": 2, "layers": [|] }`);
  expectSame(layers.includes("layer of 2 units with weights and biases"), true);
}

async function formats(): Promise<void> {
  await workspace.fs.writeFile(inWorkspace("rows.nn.json"), new Uint8Array());
  const document = await open("rows.nn.json");
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), '{ // kept\n"layers":[{"weights":[\n[1,\n2],[3,4]]}]}\n');
  await workspace.applyEdit(edit);
  const options = { tabSize: 2, insertSpaces: true };
  // From the provider, and as a person has it formatted: there it counts which formatter is the default one.
  const edits = await commands.executeCommand<TextEdit[]>(
    "vscode.executeFormatDocumentProvider",
    document.uri,
    options,
  );
  expectSame(edits.length > 1, true);
  await commands.executeCommand("editor.action.formatDocument");
  const formatted = `{ // kept
    "layers": [{ "weights": [
        [1, 2],
        [3, 4]
    ] }]
}
`;
  await eventually("The layout", () => document.getText() === formatted).catch(() =>
    expectSame(document.getText(), formatted),
  );
}

/** A new network can be trained before it is saved; its expectations come true. */
async function begins(): Promise<void> {
  await commands.executeCommand("unboxed.newNetwork", { starter: "xor" });
  const editor = window.activeTextEditor;
  if (!editor) throw new Error("no editor was opened");
  const { document } = editor;
  expectSame([document.isUntitled, document.languageId], [true, "nn-json"]);
  expectSame(document.getText().startsWith("// XOR"), true);
  await commands.executeCommand("unboxed.train", document.uri);
  await lensSays(document, "Run 1 expectation");
  await commands.executeCommand("unboxed.runExpectations", document.uri);
  await lensSays(document, "Run 1 expectation: 1 ✓");
  await commands.executeCommand("unboxed.newNetwork", { starter: "chain" });
  expectSame(window.activeTextEditor?.document.uri.toString() === document.uri.toString(), false);
}

/** The test of the Testing view's expectations, completion, New Network and formatting. */
export async function run(): Promise<void> {
  await open("chain.nn.json");
  await eventually("The extension", () => extensions.getExtension("unboxed.unboxed")?.isActive);
  await testsExpectations();
  console.log("expectations were tested");
  await completes();
  console.log("completion was tested");
  await formats();
  console.log("formatting was tested");
  await begins();
  console.log("what expects, completes and formats was tested");
}
