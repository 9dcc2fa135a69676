import { type CodeLens, commands, DiagnosticSeverity, extensions, languages, window, workspace } from "vscode";
import { eventually, expectSame } from "./support/checks.ts";
import { open } from "./support/documents.ts";

// Runs inside the extension host, beside the installed extension, with the real API.

/** What a person meets first: the commands, the lenses and the mistakes of a spec. */
export async function run(): Promise<void> {
  const chain = await open("chain.nn.json");
  expectSame(chain.languageId, "nn-json");
  await eventually("The extension", () => extensions.getExtension("unboxed.unboxed")?.isActive);

  const known = await commands.getCommands(true);
  const ours = ["train", "step", "pause", "reset", "openView"].map((name) => `unboxed.${name}`);
  expectSame(
    ours.filter((name) => !known.includes(name)),
    [],
  );

  const lenses = await eventually("The code lenses", async () => {
    const found = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", chain.uri);
    return found.length > 0 ? found : undefined;
  });
  expectSame(
    lenses.slice(0, 3).map(({ command }) => command?.command),
    ["unboxed.train", "unboxed.step", "unboxed.openView"],
  );
  expectSame(chain.lineAt(lenses[0].range.start.line).text.trim(), '"layers": [');
  // Until VS Code's JSON service has read the schema, it takes the comments for mistakes.
  await eventually("No diagnostics", () => languages.getDiagnostics(chain.uri).length === 0);

  await showsStepCode();

  const text = '{ "inputs": ["x"], "layers": [{ "unit": 1 }], "data": [{ "x": 1, "t": "one" }] }';
  const broken = await workspace.openTextDocument({ language: "nn-json", content: text });
  await window.showTextDocument(broken);
  const found = await eventually("The diagnostics", () => {
    const all = languages.getDiagnostics(broken.uri);
    return all.length > 0 ? all : undefined;
  });
  expectSame(
    found.map(({ range, severity, source }) => [broken.getText(range), severity, source]),
    [
      ['"unit"', DiagnosticSeverity.Error, "Unboxed"],
      ['"one"', DiagnosticSeverity.Error, "Unboxed"],
    ],
  );
}

/** The code of a step is a document that follows the run. */
async function showsStepCode(): Promise<void> {
  const line = await open("line.nn.json");
  await commands.executeCommand("unboxed.showStepCode", line.uri);
  const code = window.activeTextEditor?.document;
  expectSame([code?.languageId, code?.uri.scheme, code?.isDirty], ["javascript", "unboxed-step", false]);
  const firstLine = () => code?.lineAt(0).text ?? "";
  expectSame(
    firstLine(),
    "// The parameters are those before the first step. Take a step, and its numbers stand here.",
  );
  expectSame(code?.getText().includes("const z1 = w1 * x + b1;\n"), true);
  await commands.executeCommand("unboxed.step", line.uri);
  await eventually("The code of the step", () => firstLine().startsWith("// Step 1. "));
  expectSame(/const z1 = w1 \* x \+ b1; \/\/ \S+\n/.test(code?.getText() ?? ""), true);
  await commands.executeCommand("workbench.action.closeAllEditors");
}
