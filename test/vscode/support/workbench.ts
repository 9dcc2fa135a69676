import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { eventually, settled } from "./eventually.ts";

/** How long a click or key press may take; VS Code answers most in a tenth of a second. */
const ACTION_MS = 15_000;

/** The themes that VS Code comes with: how its list names them, and the class each puts on the workbench. */
const themes = {
  "Default Dark Modern": { label: "Dark Modern", className: "vscode-theme-defaults-themes-dark_modern-json" },
  "Default Light Modern": { label: "Light Modern", className: "vscode-theme-defaults-themes-light_modern-json" },
  "Default High Contrast": { label: "Dark High Contrast", className: "vscode-theme-defaults-themes-hc_black-json" },
  "Default High Contrast Light": {
    label: "Light High Contrast",
    className: "vscode-theme-defaults-themes-hc_light-json",
  },
} as const;

/** A theme VS Code comes with, as its settings name it. */
export type Theme = keyof typeof themes;

/**
 * Opens VS Code in a browser profile of its own and waits until it can be used and has its colours.
 * @param deviceScaleFactor pixels of a picture for each pixel of the page
 */
export async function openWorkbench(
  browser: Browser,
  url: string,
  viewport = { width: 1400, height: 900 },
  deviceScaleFactor = 1,
): Promise<Page> {
  const page = await browser.newPage({ viewport, deviceScaleFactor });
  page.setDefaultTimeout(ACTION_MS);
  // Leaving a page with unsaved text asks whether to; tests may always leave.
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(url);
  await workbenchReady(page);
  return page;
}

/** Closes what a test has left open; what it has not saved is saved, since VS Code would ask what to do with it. */
export async function tidyWorkbench(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await runCommand(page, "File: Save All Files");
  await runCommand(page, "View: Close All Editors");
  if (await page.locator(".part.panel").isVisible()) await runCommand(page, "View: Toggle Panel Visibility");
  if ((await notifications(page)).length > 0) await clearNotifications(page);
  await eventually(
    "No editors",
    () => page.locator(".part.editor .tab").count(),
    (count) => count === 0,
  );
}

/**
 * Reloads the window by VS Code's own command, and waits as `openWorkbench` does. A reload of the page
 * would not give VS Code the time to write down which editors are open.
 */
export async function reloadWindow(page: Page): Promise<void> {
  const reloaded = page.waitForEvent("load");
  await runCommand(page, "Developer: Reload Window");
  await reloaded;
  await workbenchReady(page);
}

async function workbenchReady(page: Page): Promise<void> {
  const workbench = page.locator(".monaco-workbench");
  await eventually(
    "The workbench with its theme",
    async () => ({
      classes: await workbench.getAttribute("class", { timeout: 1000 }),
      status: await page.locator(".part.statusbar .statusbar-item").count(),
    }),
    ({ classes, status }) => /vscode-theme-/.test(classes ?? "") && status > 0,
  );
}

/** Runs a command by its whole title, such as "Unboxed: Train Network", from the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pickFromPalette(page, `>${title}`, title);
}

/** Opens a file of the workspace by its name or path, and waits until it is shown. */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split("/").at(-1) ?? path;
  await pickFromPalette(page, path, name);
  await page.locator(".tab.active", { hasText: name }).first().waitFor();
}

/**
 * Writes `query` into the palette and picks the item with the label. What extensions contribute may
 * come late, and the palette does not show what came after it was opened, so it is opened again; with files it is the same.
 */
async function pickFromPalette(page: Page, query: string, label: string): Promise<void> {
  const input = page.locator(".quick-input-widget:visible input.input");
  let seen: string[] = [];
  await eventually(
    `"${label}" in the palette`,
    async () => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("F1");
      await input.waitFor({ timeout: 2000 });
      await input.fill(query);
      seen = await eventually(
        "The item",
        () => quickItems(page),
        (items) => items.includes(label) || items.some((item) => item.startsWith("No matching")),
        2000,
      ).catch(() => quickItems(page));
      return seen;
    },
    (items) => items.includes(label),
  );
  await clickQuickItem(page, seen.indexOf(label));
  // The command itself may ask for something in the same place.
  await eventually(
    "The palette to close",
    async () => ((await input.isVisible()) ? input.inputValue({ timeout: 1000 }) : undefined),
    (value) => value !== query,
  );
}

/** The labels in the palette, or in a list that a command lets the person choose from. */
export async function quickItems(page: Page): Promise<string[]> {
  return page.locator(".quick-input-widget:visible .quick-input-list-row:first-child .label-name").allInnerTexts();
}

/** Chooses the item with the label from the list that a command shows. */
export async function chooseQuickItem(page: Page, label: string | RegExp): Promise<void> {
  const fits = (item: string) => (typeof label === "string" ? item === label : label.test(item));
  const items = await settled(
    `"${label}" in the list`,
    () => quickItems(page),
    (seen) => seen.some(fits),
  );
  await clickQuickItem(page, items.findIndex(fits));
}

/** Answers the input box that a command shows. */
export async function answerInputBox(page: Page, text: string): Promise<void> {
  await page.locator(".quick-input-widget:visible input.input").fill(text);
  await page.keyboard.press("Enter");
}

async function clickQuickItem(page: Page, index: number): Promise<void> {
  await page.locator(".quick-input-widget:visible .quick-input-list-entry").nth(index).click();
}

/** The page inside the extension's webview; if several are visible, the one with that index. */
export function trainingView(page: Page, index = 0): FrameLocator {
  return page
    .frameLocator(`iframe.webview.ready[src*="extensionId=unboxed.unboxed"]:visible >> nth=${index}`)
    .frameLocator("iframe#active-frame");
}

/** A line of the Problems panel. */
export interface Problem {
  file: string;
  severity: "error" | "warning" | "info";
  message: string;
  line: number;
  column: number;
  /** Who reports it, as it is shown; empty if that is not said. */
  source: string;
}

/** What the Problems panel lists, once it no longer changes. It stays open. */
export async function problems(page: Page): Promise<Problem[]> {
  const panel = page.locator(".markers-panel");
  if (!(await panel.isVisible())) await runCommand(page, "Problems: Focus on Problems View");
  await panel.waitFor();
  const look = async () => ({
    // "Showing 3 problems", or nothing or a sentence that begins with "No".
    announced: Number(/\d+/.exec((await panel.locator("#markers-panel-arialabel").getAttribute("aria-label")) ?? "")),
    found: await panel.locator(".monaco-list-rows").first().evaluate(readProblems),
  });
  const { found } = await settled(
    "As many lines in the Problems panel as it announces",
    look,
    ({ announced, found }) => announced === found.length,
  );
  return found;
}

/** Runs in the page. */
function readProblems(rows: Element): Problem[] {
  const found: Problem[] = [];
  let file = "";
  const inOrder = [...rows.children].sort(
    (a, b) => Number(a.getAttribute("data-index")) - Number(b.getAttribute("data-index")),
  );
  for (const row of inOrder) {
    const text = (selector: string) => [...row.querySelectorAll(selector)].map((part) => part.textContent ?? "");
    if (row.getAttribute("aria-level") === "1") file = text(".label-name").join("");
    const icon = row.querySelector(".marker-icon");
    if (!icon) continue;
    const [line = 0, column = 0] = (text(".marker-line").join("").match(/\d+/g) ?? []).map(Number);
    const severity = (["error", "warning"] as const).find((name) => icon.classList.contains(name)) ?? "info";
    const message = text(".marker-message").join("\n");
    found.push({ file, severity, message, line, column, source: text(".marker-source, .marker-code").join(" ") });
  }
  return found;
}

/** The messages that are shown in the corner right now. */
export async function notifications(page: Page): Promise<string[]> {
  return page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts();
}

/** Clicks a button of a notification. */
export async function answerNotification(page: Page, message: RegExp, button: string): Promise<void> {
  const toast = page.locator(".notifications-toasts .notification-list-item", { hasText: message });
  await eventually(
    "The notification",
    () => notifications(page),
    (seen) => seen.some((text) => message.test(text)),
  );
  await toast.getByRole("button", { name: button, exact: true }).click();
}

/** Takes away the messages in the corner, for a picture or since they hide something. */
export async function clearNotifications(page: Page): Promise<void> {
  await runCommand(page, "Notifications: Clear All Notifications");
  await eventually(
    "No notifications",
    () => notifications(page),
    (seen) => seen.length === 0,
  );
}

/** An entry of the status bar. */
export interface StatusItem {
  id: string;
  text: string;
  /** What a screen reader says. */
  label: string;
}

/** The entries of the status bar, from left to right. */
export async function statusBar(page: Page): Promise<StatusItem[]> {
  return page.locator(".part.statusbar .statusbar-item:visible").evaluateAll((items) =>
    items
      .map((item) => ({ left: item.getBoundingClientRect().left, item }))
      .sort((a, b) => a.left - b.left)
      .map(({ item }) => ({
        id: item.id,
        text: (item.textContent ?? "").trim(),
        label: item.getAttribute("aria-label") ?? "",
      })),
  );
}

/** The entry of the status bar with that text, to click or hover over. */
export function statusItem(page: Page, text: string | RegExp): Locator {
  return page.locator(".part.statusbar .statusbar-item", { hasText: text }).locator(".statusbar-item-label");
}

/** Chooses a colour theme, as a person does, and waits until the page has it. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  const { label, className } = themes[theme];
  await runCommand(page, "Preferences: Color Theme");
  await chooseQuickItem(page, label);
  await eventually(
    `The theme ${theme}`,
    () => page.locator(".monaco-workbench").getAttribute("class"),
    (classes) => classes?.includes(className) ?? false,
  );
}

/** Takes a picture of the whole window, without a blinking cursor. */
export async function screenshot(page: Page, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
}
