import type { Page } from "playwright-core";
import { test } from "vitest";
import { clickCodeLens, codeLenses } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { useVsCode } from "./support/servers.ts";
import { pressButton, waitForNumber, waitForState } from "./support/training-view.ts";
import { openFile, openWorkbench, runCommand, screenshot, setTheme, trainingView } from "./support/workbench.ts";

// The pictures of the README and the documentation, from the real thing.

const folder = "docs/pictures";
const vscode = useVsCode("node");

async function open(file: string, width: number, height: number): Promise<Page> {
  const page = await openWorkbench(vscode.browser, vscode.server.url, { width, height });
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await openFile(page, file);
  await codeLenses(page);
  return page;
}

/** Gives the view the whole window. */
async function maximize(page: Page): Promise<void> {
  await runCommand(page, "View: Focus Right Editor Group");
  await runCommand(page, "View: Toggle Maximize Editor Group");
  await eventually(
    "The view in the whole window",
    () =>
      trainingView(page)
        .locator("body")
        .evaluate((body) => body.clientWidth),
    (width) => width > 1000,
  );
}

test("the chain beside its spec, in every theme", async () => {
  const page = await open("chain.nn.json", 1440, 900);
  await clickCodeLens(page, /Step/);
  await waitForNumber(page, "ℓ", "7.5625");
  for (const [theme, name] of [
    ["Default Light Modern", "light"],
    ["Default High Contrast", "high-contrast"],
    ["Default High Contrast Light", "high-contrast-light"],
    ["Default Dark Modern", "dark"],
  ] as const) {
    await setTheme(page, theme);
    await screenshot(page, `${folder}/chain-${name}.png`);
  }
});

test("the chain in the whole window", async () => {
  const page = await open("chain.nn.json", 1280, 860);
  await clickCodeLens(page, /Step/);
  await waitForNumber(page, "ℓ", "7.5625");
  for (let step = 2; step <= 9; step++) await pressButton(page, "Step");
  await waitForNumber(page, "x", "2");
  await maximize(page);
  await screenshot(page, `${folder}/chain-wide.png`);
});

test("iris in training", async () => {
  const page = await open("iris.nn.json", 1440, 900);
  await clickCodeLens(page, /Train/);
  await waitForState(page, /Finished/);
  await maximize(page);
  await screenshot(page, `${folder}/iris.png`);
});
