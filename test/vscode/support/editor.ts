import type { Locator, Page } from "playwright-core";
import { eventually, settled } from "./eventually.ts";

/** The text editor that shows a file, or the first one that is visible. */
export function editor(page: Page, file?: string): Locator {
  const shown = file === undefined ? "[data-uri]" : `[data-uri$=${JSON.stringify(`/${encodeURI(file)}`)}]`;
  return page.locator(`.part.editor .editor-instance .monaco-editor${shown}:visible`).first();
}

/** The texts of the code lenses that are in view, from top to bottom, once there are some and they no longer change. */
export async function codeLenses(page: Page, file?: string): Promise<string[]> {
  return settled(
    "Code lenses",
    () => readCodeLenses(editor(page, file)),
    (texts) => texts.length > 0,
  );
}

async function readCodeLenses(shown: Locator): Promise<string[]> {
  const lines = await shown.locator(".codelens-decoration:visible").evaluateAll((decorations) =>
    decorations
      .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? "" }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  // VS Code puts a bar between two no-break spaces between the lenses of one line.
  return lines.flatMap((line) => line.split("\u00a0|\u00a0")).map((text) => text.trim());
}

/** Clicks the first code lens in view whose text fits. */
export async function clickCodeLens(page: Page, text: RegExp, file?: string): Promise<void> {
  const shown = editor(page, file);
  await eventually(
    `A code lens ${text}`,
    () => readCodeLenses(shown),
    (texts) => texts.some((seen) => text.test(seen)),
  );
  await shown.locator(".codelens-decoration a", { hasText: text }).first().click();
}

/** How severe the underlined mistakes in view are, from top to bottom, once they no longer change. */
export async function squiggles(page: Page, file?: string): Promise<string[]> {
  const shown = editor(page, file).locator(".view-overlays [class*=squiggly-]");
  return settled("Underlined mistakes", () =>
    shown.evaluateAll((marks) =>
      marks
        .map((mark) => ({
          top: mark.getBoundingClientRect().top,
          severity: /squiggly-(\w+)/.exec(mark.className)?.[1],
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ severity }) => severity ?? ""),
    ),
  );
}

/**
 * Rests the mouse on the first place among the lines in view where the text stands, and gives what the hover says.
 * Lines move when code lenses come in above them, so it is tried until there is a hover.
 */
export async function hoverOver(page: Page, text: string, file?: string): Promise<string> {
  return eventually(
    `A hover over "${text}"`,
    () => restOn(page, text, file),
    (said) => said !== "",
  );
}

async function restOn(page: Page, text: string, file?: string): Promise<string> {
  const place = await scrollTo(page, text, file);
  const hover = page.locator(".monaco-hover:not(.hidden) .monaco-hover-content:visible");
  // A hover that is open already would be taken for this one.
  await page.mouse.move(0, 0);
  await eventually(
    "No hover",
    () => hover.count(),
    (count) => count === 0,
  );
  await page.mouse.move(place.x - 2, place.y);
  await page.mouse.move(place.x, place.y, { steps: 3 });
  const parts = await settled(
    "The hover",
    () => hover.allInnerTexts(),
    (texts) => texts.join("").trim() !== "" && !/^Loading\b/.test(texts.join("")),
    5000,
  );
  return parts.join("\n");
}

/** A place on the screen. */
interface Point {
  x: number;
  y: number;
}

/** Finds the text among the lines in view; one that goes on beyond the editor's edge is scrolled. */
async function scrollTo(page: Page, text: string, file?: string): Promise<Point> {
  const shown = editor(page, file);
  const { place } = await eventually(
    `"${text}" in the editor`,
    async () => {
      const found = await shown.locator(".view-lines").evaluate(findText, text);
      const box = await shown.locator(".editor-scrollable").first().boundingBox();
      if (!found || !box) return { lines: await visibleText(page, file) };
      // The minimap and the scrollbar lie over the right end.
      if (found.x > box.x && found.x < box.x + box.width * 0.8) return { place: found };
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.wheel(found.x - (box.x + box.width / 2), 0);
      return { beyond: found, box };
    },
    (seen) => "place" in seen,
  );
  return place as Point;
}

/** Runs in the page: the middle of the first place where the text stands, on one line. */
function findText(lines: Element, text: string): Point | undefined {
  for (const line of lines.querySelectorAll(".view-line")) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const nodes: Node[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const start = nodes
      .map((node) => node.textContent)
      .join("")
      .replaceAll("\u00a0", " ")
      .indexOf(text);
    if (start < 0) continue;
    let before = start + Math.floor(text.length / 2);
    for (const node of nodes) {
      const length = node.textContent?.length ?? 0;
      if (before < length) {
        const range = document.createRange();
        range.setStart(node, before);
        range.setEnd(node, before + 1);
        const box = range.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      }
      before -= length;
    }
  }
  return undefined;
}

/** Puts the cursor somewhere; lines and columns count from 1. */
export async function moveCursor(page: Page, line: number, column = 1, file?: string): Promise<void> {
  await focusEditor(page, file);
  await page.keyboard.press("Control+G");
  await page.locator(".quick-input-widget:visible input.input").fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await eventually(
    "The cursor's place",
    () => page.locator("#status\\.editor\\.selection").textContent({ timeout: 1000 }),
    (text) => (text ?? "").includes(`Ln ${line}, Col ${column}`),
  );
}

/** Types at the cursor, key by key, as a person does: VS Code may suggest and complete. */
export async function typeInEditor(page: Page, text: string, file?: string): Promise<void> {
  await focusEditor(page, file);
  await page.keyboard.type(text);
}

/**
 * Replaces all of the text at once by pasting, so that nothing is completed or indented. Something that
 * takes the focus at that moment takes the keys too, so it is tried until the new text is there.
 */
export async function replaceEditorText(page: Page, text: string, file?: string): Promise<void> {
  await eventually(
    "The new text",
    async () => {
      await pasteOver(page, text, file);
      return visibleText(page, file);
    },
    (seen) => text.startsWith(seen.trimEnd()),
  );
}

async function pasteOver(page: Page, text: string, file?: string): Promise<void> {
  await focusEditor(page, file);
  await page.keyboard.press("ControlOrMeta+A");
  await inputArea(editor(page, file)).evaluate((input, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await page.keyboard.press("ControlOrMeta+Home");
  await settled("The text", () => visibleText(page, file));
}

/** Saves the file that is being edited, and waits until it is on disk. */
export async function saveFile(page: Page, file?: string): Promise<void> {
  await focusEditor(page, file);
  await page.keyboard.press("ControlOrMeta+S");
  await eventually(
    "No unsaved editor",
    () => page.locator(".tab.active.dirty").count(),
    (count) => count === 0,
  );
}

/** The lines in view as they are written, from top to bottom: without the values that stand between the words. */
export async function visibleText(page: Page, file?: string): Promise<string> {
  return (await linesIn(editor(page, file))).join("\n");
}

/** What the Output panel shows of its channel, whose lines it wraps. */
export async function outputText(page: Page): Promise<string> {
  return (await linesIn(page.locator(".part.panel"))).join("");
}

function linesIn(place: Locator): Promise<string[]> {
  return place.evaluate((shown) =>
    [...shown.querySelectorAll<HTMLElement>(".view-line")]
      .map((line) => {
        const written = line.cloneNode(true) as HTMLElement;
        // VS Code makes a style rule for each inlay hint, and for nothing else in a line.
        for (const hint of written.querySelectorAll("[class*=dyn-rule]")) hint.remove();
        return { top: line.getBoundingClientRect().top, text: written.textContent ?? "" };
      })
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll("\u00a0", " ")),
  );
}

async function focusEditor(page: Page, file?: string): Promise<void> {
  const shown = editor(page, file);
  await inputArea(shown).focus();
  await eventually(
    "The focus in the editor",
    () => shown.getAttribute("class"),
    (seen) => /\bfocused\b/.test(seen ?? ""),
  );
}

/** What takes the keys in an editor; which of the two depends on VS Code's version. */
function inputArea(shown: Locator): Locator {
  return shown.locator("textarea.inputarea, .native-edit-context").first();
}
