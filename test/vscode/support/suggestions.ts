import type { Page } from "playwright-core";
import { editor, moveCursor } from "./editor.ts";
import { settled } from "./eventually.ts";

/** What the editor offers to write at a place: the list that Ctrl+Space opens. */
export async function completions(page: Page, line: number, column: number): Promise<string[]> {
  await moveCursor(page, line, column);
  await page.keyboard.press("Control+Space");
  const rows = page.locator(".suggest-widget.visible .monaco-list-row .label-name");
  return settled(
    "Suggestions",
    () => rows.allInnerTexts(),
    (seen) => seen.length > 0,
  );
}

/** The line of text that stands right below the code lenses. */
export async function lineBelowLenses(page: Page): Promise<string> {
  const shown = editor(page);
  const lens = await shown.locator(".codelens-decoration").first().boundingBox();
  const lines = await shown
    .locator(".view-line")
    .evaluateAll((all) => all.map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? "" })));
  const below = lines.filter(({ top }) => lens && top > lens.y).toSorted((a, b) => a.top - b.top);
  return (below[0]?.text ?? "").replaceAll("\u00a0", " ").trim();
}
