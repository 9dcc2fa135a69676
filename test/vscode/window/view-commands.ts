import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { editor, replaceEditorText, visibleText } from "../support/editor.ts";
import { endlessChain } from "../support/endless.ts";
import { eventually } from "../support/eventually.ts";
import type { VsCode } from "../support/servers.ts";
import { waitForNumber, waitForState } from "../support/training-view.ts";
import { notifications, openFile, quickItems, runCommand } from "../support/workbench.ts";

const chain = readFileSync("examples/chain.nn.json", "utf8");

/** Commands that act on the run of the view. */
export function viewCommands(vscode: VsCode): void {
  let opened = 0;
  let file = "";

  /** Opens a workbench with a spec of its own: VS Code keeps unsaved changes from one test to the next. */
  async function open(): Promise<Page> {
    file = `yy${++opened}.nn.json`;
    writeFileSync(join(vscode.server.workspace, file), chain);
    const page = await vscode.open();
    await openFile(page, file);
    return page;
  }

  /** What the palette offers for some words. */
  async function offered(page: Page, words: string): Promise<string[]> {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget:visible input.input").fill(`>${words}`);
    const items = await eventually(
      "What the palette offers",
      () => quickItems(page),
      (seen) => seen.length > 0,
    );
    await page.keyboard.press("Escape");
    return items;
  }

  it("steps back from the palette, to the beginning and no further", async () => {
    const page = await open();
    await runCommand(page, "Unboxed: Step Network");
    await waitForNumber(page, "ℓ", "7.5625");
    await runCommand(page, "Unboxed: Step Network");
    await waitForNumber(page, "w₁", "0.2422");
    await runCommand(page, "Unboxed: Step Back");
    await waitForNumber(page, "w₁", "0.5");
    await waitForState(page, /Viewing step 1 of 2/);
    await runCommand(page, "Unboxed: Step Back");
    await waitForState(page, /Viewing step 0 of 2/);
    await eventually(
      "No way further back",
      () => offered(page, "Unboxed: Step"),
      (seen) => seen.includes("Unboxed: Step Network") && !seen.includes("Unboxed: Step Back"),
    );
  });

  it("steps back out of a run that is going on, which pauses", async () => {
    const page = await open();
    await replaceEditorText(page, endlessChain);
    await runCommand(page, "Unboxed: Train Network");
    await waitForState(page, /Training/);
    await runCommand(page, "Unboxed: Step Back");
    await waitForState(page, /Viewing step/);
  });

  it("writes the parameters into the spec, as one edit that can be undone", async () => {
    const page = await open();
    await runCommand(page, "Unboxed: Step Network");
    await waitForNumber(page, "ℓ", "7.5625");
    const before = await visibleText(page, file);
    await runCommand(page, "Unboxed: Write Parameters to Spec");
    const written = await eventually(
      "The parameters in the text",
      () => visibleText(page, file),
      (text) => text.includes("0.2421875"),
    );
    expect(written.match(/\/\/.*/g)).toEqual(before.match(/\/\/.*/g));
    await editor(page, file).locator(".view-lines").click();
    await page.keyboard.press("Control+Z");
    await eventually(
      "The text before",
      () => visibleText(page, file),
      (text) => text === before,
    );
  });

  it("says where the parameters cannot be written, and leaves the text", async () => {
    const page = await open();
    await runCommand(page, "Unboxed: Step Network");
    await waitForNumber(page, "ℓ", "7.5625");
    const other = chain.replace('{ "name": "Layer 3"', '{ "units": 1 }, { "name": "Layer 3"');
    await replaceEditorText(page, other);
    await runCommand(page, "Unboxed: Write Parameters to Spec");
    await eventually(
      "Why not",
      () => notifications(page),
      (seen) => seen.some((text) => text.includes("The spec has 4 layers now, and the run has 3")),
    );
    expect(await visibleText(page, file)).not.toContain("[[0.2421875]]");
  });
}
