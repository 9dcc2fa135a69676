import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { moveCursor, squiggles, visibleText } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import type { VsCode } from "../support/servers.ts";
import { openFile, problems as problemsIn } from "../support/workbench.ts";

/** Findings in the Problems panel: their page, their example, and the light bulb that mends them. */
export function problems(vscode: VsCode): void {
  it("a problem leads to its page and an example; the light bulb mends it", async () => {
    const text = readFileSync("examples/findings/linearStack.nn.json", "utf8");
    writeFileSync(join(vscode.server.workspace, "own.nn.json"), text);
    const page = await vscode.open();
    await openFile(page, "own.nn.json");
    const found = await eventually(
      "The finding",
      () => problemsIn(page),
      (seen) => seen.length === 1,
    );
    expect(found[0]).toMatchObject({ line: 10, severity: "warning", source: "Unboxed linearStack" });

    await moveCursor(page, 10, 5);
    await page.keyboard.press("ControlOrMeta+.");
    const offers = page.locator(".action-widget .action .title");
    await eventually(
      "The offers",
      () => offers.allInnerTexts(),
      (seen) => seen.includes('Explain "linearStack"'),
    );
    await page.keyboard.press("Enter");
    await eventually(
      "The new text",
      () => visibleText(page),
      (seen) => seen.includes('"activation": "tanh"'),
    );
    await eventually(
      "No finding",
      () => squiggles(page),
      (seen) => seen.length === 0,
    );
    await page.keyboard.press("ControlOrMeta+Z");
    await eventually(
      "The finding again",
      () => squiggles(page),
      (seen) => seen.length === 1,
    );

    await page.locator(".markers-panel a.monaco-link").first().click();
    const preview = page
      .frameLocator('iframe.webview.ready[src*="extensionId=vscode.markdown-language-features"]:visible')
      .frameLocator("iframe#active-frame");
    await preview.getByRole("heading", { name: "Layers that collapse to one" }).waitFor();
    await preview.getByRole("link", { name: "Open the example" }).click();
    await page.locator(".tab", { hasText: "linearStack.nn.json" }).waitFor();
  });
}
