import {
  commands,
  type Hover,
  type InlayHint,
  type MarkdownString,
  Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { eventually, expectSame } from "./support/checks.ts";
import { replace } from "./support/documents.ts";

// Runs inside the extension host with the real API: what stands in the text of a spec, and what hovers say.

/** Fails unless a text has all these parts. */
function expectParts(text: string, ...parts: readonly string[]): void {
  for (const part of parts) if (!text.includes(part)) throw new Error(`expected ${part} in ${text}`);
}

/** The values within some lines of a document (all unless given), each behind what stands before it. */
async function values(document: TextDocument, first = 0, last = document.lineCount - 1): Promise<string[]> {
  const range = new Range(new Position(first, 0), document.lineAt(last).range.end);
  const found = await commands.executeCommand<InlayHint[]>("vscode.executeInlayHintProvider", document.uri, range);
  return found.map(({ position, label }) => {
    const before = document.lineAt(position.line).text.slice(0, position.character);
    return `${/\S*$/.exec(before)?.[0]} ${label}`;
  });
}

/** What our hover says at the first place where a word stands; empty where it says nothing. */
async function hover(document: TextDocument, word: string): Promise<string> {
  const place = document.positionAt(document.getText().indexOf(word) + 1);
  const found = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, place);
  const texts = found.flatMap(({ contents }) => contents.map((content) => (content as MarkdownString).value));
  // The schema's descriptions, from VS Code's JSON service, stand beside it.
  return texts.find((text) => text.includes("```plaintext") || text.includes("Σ g·Δθ")) ?? "";
}

/** Before the first step, hovers teach, and no values stand in the text. */
async function teachesBeforeSteps(document: TextDocument): Promise<void> {
  const role = await eventually(
    "What a weight is for",
    () => hover(document, "0.5]]"),
    (seen) => seen !== "",
  );
  expectParts(role, "**w₁** weighs x in Layer 1.", "z₁ = w₁ · x + b₁", "[Take a step](command:unboxed.step?");
  expectParts(await hover(document, "0.0078125"), "[Take a step](command:unboxed.step?");
  expectParts(await hover(document, '"relu"'), "a = ReLU(z) = max(0, z)", "(data:image/svg+xml;base64,");
  expectSame(await values(document), []);
}

/** After a step, its values stand in the text, and hovers say why they are what they are. */
async function tellsOfStep(document: TextDocument): Promise<void> {
  await commands.executeCommand("unboxed.step", document.uri);
  const all = await eventually(
    "The values",
    () => values(document),
    (seen) => seen.length > 0,
  );
  expectSame(all, [
    "[[0.5 → 0.2422 ∂ 33",
    "[0.25 → 0.1211 ∂ 16.5",
    "}, z 1.25  a 1.25  ‖∂ℓ/∂W‖ 33",
    "[[1.5 → 1.393 ∂ 13.75",
    "[-0.5 → −0.5859 ∂ 11",
    "}, z 1.375  a 1.375  ‖∂ℓ/∂W‖ 13.75",
    "[[2 → 1.941 ∂ 7.563",
    "[1 → 0.957 ∂ 5.5",
    "} z 3.75  a 3.75  ‖∂ℓ/∂W‖ 7.563",
    '"mse" = 0.2082',
  ]);
  const { line } = document.positionAt(document.getText().indexOf('"Layer 2"'));
  expectSame(await values(document, line, line), all.slice(3, 6));

  expectParts(
    await hover(document, "0.5]]"),
    "**w₁ = 0.2421875** weighs x in Layer 1",
    "**∂ℓ/∂w₁ = 33** in step 1, sample 1.",
    "= 5.5 · 2 · 1.5 · 2 = 33",
    "= 0.5 − 0.0078125 · 33 = 0.2421875",
    "[Select in view](command:unboxed.select?",
  );
  expectParts(await hover(document, '"relu"'), "marked at z = 1.25]");
  expectParts(await hover(document, '"sgd"'), "θ ← θ − η·g", "η = 0.0078125");
  expectParts(
    await hover(document, "0.0078125"),
    "| 1 | &emsp;−13.7403 | &emsp;−7.3543 |",
    "brought 54 % of what the slope promised",
  );
}

/** What the text says otherwise by now has no values any more, until it is undone. */
async function leavesOutWhatChanged(document: TextDocument): Promise<void> {
  const before = await values(document);
  await replace(document, "[[0.5]]", "[[0.75]]");
  expectSame(await values(document), []);
  const other = await eventually(
    "The hover of a text that the run does not know",
    () => hover(document, "0.75]]"),
    (seen) => seen !== "",
  );
  expectParts(other, "**w₁** weighs x in Layer 1.", "[Reset](command:unboxed.reset?");
  await commands.executeCommand("undo");
  await eventually(
    "The values again",
    () => values(document),
    (seen) => JSON.stringify(seen) === JSON.stringify(before),
  );
}

async function followsSetting(document: TextDocument, folder: Uri): Promise<void> {
  const file = Uri.joinPath(folder, ".vscode", "settings.json");
  await workspace.fs.writeFile(file, new TextEncoder().encode('{ "unboxed.inlineValues.enabled": false }'));
  await eventually(
    "No values",
    () => values(document),
    (seen) => seen.length === 0,
  );
}

/** The test of what stands in the text, and of hovers. */
export async function run(): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, "chain.nn.json"));
  await window.showTextDocument(document);
  await teachesBeforeSteps(document);
  console.log("hovers before steps were tested");
  await tellsOfStep(document);
  console.log("values and hovers of a step were tested");
  await leavesOutWhatChanged(document);
  console.log("changed texts were tested");
  await followsSetting(document, folder.uri);
}
