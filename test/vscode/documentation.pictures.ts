import type { Page } from "playwright-core";
import { test } from "vitest";
import { clickCodeLens, codeLenses, hoverOver, moveCursor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { useVsCode } from "./support/servers.ts";
import { numberOf, pressButton, waitForNumber, waitForState } from "./support/training-view.ts";
import { openFile, openWorkbench, runCommand, screenshot, setTheme, trainingView } from "./support/workbench.ts";

// The pictures of the README and the documentation, from the real thing.

const folder = "docs/pictures";
// A window of a picture's size has no room to spare: the text is to be seen from the beginning of its lines.
const vscode = useVsCode("node", { settings: { "editor.minimap.enabled": false, "editor.fontSize": 12 } });

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

/** Asks why the first weight's gradient is what it is. */
async function askWhy(page: Page): Promise<void> {
  const ask = trainingView(page).locator(".ask");
  if (await ask.isVisible()) await ask.click();
  await trainingView(page).locator(".why .question").waitFor();
}

async function chooseTab(page: Page, name: string): Promise<void> {
  await trainingView(page)
    .getByRole("tab", { name: new RegExp(`^${name}`) })
    .click();
  await page.waitForTimeout(2000);
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
    await askWhy(page);
    await screenshot(page, `${folder}/chain-${name}.png`);
  }
});

test("the text by itself: values of the last step, and why a gradient is its number", async () => {
  const page = await open("chain.nn.json", 1280, 640);
  for (const loss of ["7.5625", "0.2082"]) {
    await clickCodeLens(page, /Step/);
    await waitForNumber(page, "ℓ", loss);
  }
  await runCommand(page, "View: Close Editors in Other Groups");
  await page.waitForTimeout(1500);
  await hoverOver(page, "0.5", "chain.nn.json");
  await page.waitForTimeout(1000);
  await screenshot(page, `${folder}/text.png`);
});

test("a finding, and what mends it", async () => {
  const page = await open("findings/linearStack.nn.json", 1280, 640);
  await moveCursor(page, 10, 5);
  await page.keyboard.press("ControlOrMeta+.");
  await page.locator(".action-widget .action .title").first().waitFor();
  await page.waitForTimeout(1000);
  await screenshot(page, `${folder}/fix.png`);
});

test("the chain in the whole window: why, and a stage", async () => {
  const page = await open("chain.nn.json", 1280, 940);
  await clickCodeLens(page, /Step/);
  await waitForNumber(page, "ℓ", "7.5625");
  for (let step = 2; step <= 9; step++) await pressButton(page, "Step");
  await waitForNumber(page, "x", "2");
  await maximize(page);
  while ((await numberOf(page, "ℓ")) !== "7.5625") {
    await pressButton(page, "Back");
    await page.waitForTimeout(500);
  }
  await askWhy(page);
  await screenshot(page, `${folder}/why-chain.png`);
  await pressButton(page, /^Stage/);
  for (let stage = 0; stage < 6; stage++) await pressButton(page, /^Next stage/);
  await page.waitForTimeout(500);
  await screenshot(page, `${folder}/stage.png`);
});

/** Trains an example to its end and gives its view the whole window. */
async function trained(file: string, height: number): Promise<Page> {
  const page = await open(file, 1360, height);
  await clickCodeLens(page, /Train/);
  await waitForState(page, /Finished/, 120_000);
  await maximize(page);
  await askWhy(page);
  return page;
}

test("circle: its decision map", async () => {
  const page = await trained("circle.nn.json", 1040);
  await chooseTab(page, "Fit");
  await screenshot(page, `${folder}/circle-fit.png`);
});

test("xor: the loss surface", async () => {
  const page = await trained("xor.nn.json", 960);
  await chooseTab(page, "Surface");
  await screenshot(page, `${folder}/surface.png`);
});

test("iris: its data, the worst first", async () => {
  const page = await trained("iris.nn.json", 1100);
  await chooseTab(page, "Data");
  await screenshot(page, `${folder}/iris.png`);
});

test("vanishing gradients: what HEALTH says", async () => {
  const page = await trained("vanishing.nn.json", 1000);
  await chooseTab(page, "Health");
  await screenshot(page, `${folder}/health.png`);
});
