import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { clickCodeLens, editor, hoverOver } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import type { VsCode } from "../support/servers.ts";
import { openFile, trainingView } from "../support/workbench.ts";

/** Values of a step stand in the text, and hovers explain them. */
export function inline(vscode: VsCode): void {
  const file = "inline.nn.json";

  /** The line of the editor that has some text, with the values in it. */
  async function lineWith(page: Page, text: string): Promise<string> {
    const lines = await editor(page, file).locator(".view-line").allTextContents();
    return lines.map((line) => line.replace(/\s/g, " ")).find((line) => line.includes(text)) ?? "";
  }

  it("shows a step's values, the curve of its losses, and why a gradient is its number", async () => {
    writeFileSync(join(vscode.server.workspace, file), readFileSync("examples/chain.nn.json", "utf8"));
    const page = await vscode.open();
    await openFile(page, file);
    await clickCodeLens(page, /Step/, file);
    await eventually(
      "The value of a weight",
      () => lineWith(page, '"Layer 1"'),
      (line) => line.includes("0.5 → 0.2422 ∂ 33]]"),
    );
    await eventually(
      "The value of the loss",
      () => lineWith(page, '"mse"'),
      (line) => line.includes('"mse" = 0.2082'),
    );
    await clickCodeLens(page, /Step/, file);
    await eventually(
      "The curve",
      () => curveOf(page),
      (content) => /^url\("data:image\/svg\+xml;base64,/.test(content),
    );
    const said = await hoverOver(page, "0.5", file);
    expect(said).toMatch(/w₁ = [\d.]+ weighs x in Layer 1/);
    expect(said).toContain("in step 2, sample 1. Four local slopes, multiplied from the loss back to w₁.");
    await page.locator(".monaco-hover a", { hasText: "Select in view" }).click();
    await eventually(
      "The question in the view",
      // Symbols are written with letters of mathematics; as plain ones, ℓ is an l.
      async () =>
        (await trainingView(page).locator(".question").textContent())?.normalize("NFKC").replace(/\s/g, "") ?? "",
      (asked) => asked.startsWith("Whyis∂l/∂w1="),
    );
  });

  /** The picture that stands behind the text of the line that names the loss; empty while there is none. */
  async function curveOf(page: Page): Promise<string> {
    const line = editor(page, file).locator(".view-line", { hasText: '"mse"' });
    return line.evaluate((element) => {
      const contents = [...element.querySelectorAll("span")].map((part) => getComputedStyle(part, "::after").content);
      return contents.find((content) => content.startsWith("url")) ?? "";
    });
  }
}
