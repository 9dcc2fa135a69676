import { type CodeLens, commands, DiagnosticSeverity, extensions, languages, Uri, window, workspace } from "vscode";

// Runs inside the extension host, beside the installed extension, with the real API.

/** Fails unless both are the same; a web host has no assertion library. */
function expectSame(actual: unknown, expected: unknown): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (seen !== wanted) throw new Error(`expected ${wanted}, but saw ${seen}`);
}

/** Looks every tenth of a second until there is something to see. */
async function eventually<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not come`);
}

async function open(name: string) {
  const [folder] = workspace.workspaceFolders ?? [];
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, name));
  await window.showTextDocument(document);
  return document;
}

/** The test of the extension through the API of VS Code. */
export async function run(): Promise<void> {
  const chain = await open("chain.nn.json");
  expectSame(chain.languageId, "nn-json");
  await eventually("The extension", () => (extensions.getExtension("unboxed.unboxed")?.isActive ? true : undefined));

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
  await eventually("No diagnostics", () => (languages.getDiagnostics(chain.uri).length === 0 ? true : undefined));

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
  console.log("the API was tested");
}
