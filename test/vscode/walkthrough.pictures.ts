import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { test } from "vitest";
import { clickCodeLens } from "./support/editor.ts";
import { useVsCode } from "./support/servers.ts";
import { pressButton, waitForNumber, waitForState } from "./support/training-view.ts";
import { openFile, openWorkbench, runCommand, setTheme, type Theme, trainingView } from "./support/workbench.ts";

// The pictures of the walkthrough, from the real thing.

const folder = "media/walkthrough";
const vscode = useVsCode("node", {
  settings: {
    "breadcrumbs.enabled": false,
    "editor.minimap.enabled": false,
    "window.title": "chain.nn.json",
    "workbench.activityBar.location": "hidden",
    "workbench.statusBar.visible": false,
  },
});

const themes: readonly (readonly [Theme, string])[] = [
  ["Default Light Modern", "light"],
  ["Default Dark Modern", "dark"],
];

/**
 * Takes a picture of part of the window in each theme.
 * @param prepare what is done before each: choosing a theme takes the selection away
 */
async function take(name: string, page: Page, part: Page | Locator, prepare = async () => {}): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [theme, suffix] of themes) {
    await setTheme(page, theme);
    await prepare();
    // What the pointer rests on would be lit.
    await page.mouse.move(0, 0);
    await page.waitForTimeout(1000);
    // The whole window is large enough as it is.
    const scale = part === page ? "css" : "device";
    const png = await part.screenshot({ animations: "disabled", caret: "hide", scale });
    writeFileSync(join(folder, `${name}-${suffix}.webp`), await asWebp(png));
  }
}

/** A picture in the format that takes a third of the room. */
async function asWebp(png: Buffer): Promise<Buffer> {
  const blank = await vscode.browser.newPage();
  const encoded = await blank.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = document.createElement("canvas");
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
    return canvas.toDataURL("image/webp", 0.7).split(",")[1];
  }, png.toString("base64"));
  await blank.close();
  return Buffer.from(encoded, "base64");
}

/** Gives the view the whole window. */
async function maximize(page: Page): Promise<void> {
  await runCommand(page, "View: Focus Right Editor Group");
  await runCommand(page, "View: Toggle Maximize Editor Group");
  await page.waitForTimeout(1000);
}

test("the pictures of the walkthrough", async () => {
  const page = await openWorkbench(vscode.browser, vscode.server.url, { width: 1000, height: 640 }, 1.5);
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await openFile(page, "chain.nn.json");
  await clickCodeLens(page, /Open View/);
  await waitForNumber(page, "w₁", "0.5");
  await take("chain", page, page);

  await clickCodeLens(page, /Step/);
  await waitForNumber(page, "ℓ", "7.5625");
  await page.setViewportSize({ width: 720, height: 560 });
  await maximize(page);
  const view = trainingView(page);
  await take("step", page, page.locator("iframe.webview.ready").last());
  await take("why", page, view.locator(".why-section.answer"), async () => {
    if (await view.locator(".ask").isVisible()) await view.locator(".ask").click();
    await view.locator(".why .question").waitFor();
  });

  await pressButton(page, "Train");
  await waitForState(page, /Finished/);
  await take("train", page, view.locator(".tabs"));

  await runCommand(page, "View: Close All Editors");
  await openFile(page, "dead-relu.nn.json");
  await clickCodeLens(page, /Step/);
  await waitForState(page, /Paused/);
  await maximize(page);
  await view.getByRole("tab", { name: /^Health/ }).click();
  await take("health", page, view.locator(".tabs"));
});
