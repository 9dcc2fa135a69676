import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { editor, moveCursor } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import type { VsCode } from "../support/servers.ts";
import { waitForNumber } from "../support/training-view.ts";
import { openFile, runCommand, trainingView } from "../support/workbench.ts";

/** The cursor in the text and the selection in the view follow each other. */
export function link(vscode: VsCode): void {
  const file = "linked.nn.json";
  const chain = readFileSync("examples/chain.nn.json", "utf8");

  async function open(): Promise<Page> {
    writeFileSync(join(vscode.server.workspace, file), chain);
    const page = await vscode.open();
    await openFile(page, file);
    await runCommand(page, "Unboxed: Open Training View");
    await waitForNumber(page, "w₁", "0.5");
    return page;
  }

  /** The words that a mark lies on: an outline around a number, or lines above and below a line. */
  async function marked(page: Page): Promise<string[]> {
    return editor(page, file).evaluate((shown) => {
      const marks = [...shown.querySelectorAll<HTMLElement>(".view-overlays .cdr[class*=ced-]")].filter((mark) => {
        const { borderTopWidth, borderTopStyle } = getComputedStyle(mark);
        return borderTopStyle === "solid" && Number.parseFloat(borderTopWidth) > 0;
      });
      const lines = [...shown.querySelectorAll<HTMLElement>(".view-line")];
      return marks.map((mark) => {
        const box = mark.getBoundingClientRect();
        const line = lines.find((candidate) => Math.abs(candidate.getBoundingClientRect().top - box.top) < 3);
        const range = document.createRange();
        const walker = document.createTreeWalker(line ?? shown, NodeFilter.SHOW_TEXT);
        let words = "";
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (let k = 0; k < (node.textContent?.length ?? 0); k++) {
            range.setStart(node, k);
            range.setEnd(node, k + 1);
            const { left, right } = range.getBoundingClientRect();
            if ((left + right) / 2 > box.left && (left + right) / 2 < box.right) words += node.textContent?.[k];
          }
        }
        return words.replaceAll("\u00a0", " ").trim();
      });
    });
  }

  function waitForMarks(page: Page, expected: (seen: string[]) => boolean): Promise<string[]> {
    return eventually("The mark in the text", () => marked(page), expected);
  }

  function waitForSelection(page: Page, symbols: readonly string[]): Promise<unknown> {
    return eventually(
      `${symbols} selected in the view`,
      () =>
        trainingView(page)
          .locator('.picture [aria-pressed="true"]')
          .evaluateAll((all) => all.map((element) => element.getAttribute("data-symbol"))),
      (seen) => JSON.stringify(seen) === JSON.stringify(symbols),
    );
  }

  it("mark a weight that is clicked in the view, a layer's line for a unit, and nothing in the end", async () => {
    const page = await open();
    const picture = trainingView(page).locator(".picture");
    await picture.locator('[data-symbol="w₂"]').click();
    await waitForMarks(page, (seen) => seen.join() === "1.5");
    await picture.locator('[data-symbol="z₃"]').click();
    const [line] = await waitForMarks(page, (seen) => /Layer 3/.test(seen.join()));
    expect(line).toMatch(/^\{ "name": "Layer 3"/);
    await picture.locator('[data-symbol="z₃"]').click();
    await waitForMarks(page, (seen) => seen.length === 0);
  });

  it("select the weight that the cursor is put on, and mark it", async () => {
    const page = await open();
    const lines = chain.split("\n");
    const line = lines.findIndex((text) => text.includes("Layer 2"));
    const column = lines[line].indexOf("-0.5") + 2;
    await moveCursor(page, line + 1, column);
    // Ctrl+G is a command; a person's cursor moves by keys or the mouse.
    await page.keyboard.press("ArrowRight");
    await waitForSelection(page, ["b₂", "∂ℓ/∂b₂"]);
    await waitForMarks(page, (seen) => seen.join() === "-0.5");
    // The focus has stayed in the text, and the view's answer has not moved the cursor.
    await page.keyboard.press("ArrowLeft");
    await eventually(
      "The cursor's place",
      () => page.locator("#status\\.editor\\.selection").textContent(),
      (seen) => seen?.includes(`Ln ${line + 1}, Col ${column}`) ?? false,
    );
  });
}
