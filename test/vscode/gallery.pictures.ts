import { join } from "node:path";
import type { Page } from "playwright-core";
import { test } from "vitest";
import { cache } from "../../scripts/lib/paths.mjs";
import { clickCodeLens, codeLenses } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { useVsCode } from "./support/servers.ts";
import { waitForState } from "./support/training-view.ts";
import {
  openFile,
  openWorkbench,
  runCommand,
  screenshot,
  setTheme,
  type Theme,
  trainingView,
} from "./support/workbench.ts";

// Every tab of the view for several networks, in every theme, wide and narrow, in the real thing: to be looked at one by
// one. GALLERY_ONLY takes those whose name has a word in it: "spiral", "surface", "dark-wide" …

const folder = process.env.GALLERY_FOLDER ?? join(cache, "gallery");
const only = process.env.GALLERY_ONLY ?? "";

const networks = ["chain", "xor", "spiral", "iris", "digits"] as const;
const tabs = ["Loss", "Fit", "Surface", "Parameters", "Health", "Data"] as const;
const themes: readonly (readonly [Theme, string])[] = [
  ["Default Dark Modern", "dark"],
  ["Default Light Modern", "light"],
  ["Default High Contrast", "contrast"],
];
const sizes = { wide: { width: 1360, height: 960 }, narrow: { width: 468, height: 1500 } } as const;

const vscode = useVsCode("node");

/** Opens a network's view in the whole window, in a state worth looking at. */
async function openNetwork(name: (typeof networks)[number]): Promise<Page> {
  const page = await openWorkbench(vscode.browser, vscode.server.url, sizes.wide);
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await openFile(page, `${name}.nn.json`);
  await codeLenses(page);
  if (name === "chain") {
    await clickCodeLens(page, /Step/);
    await waitForState(page, /Paused/);
  } else {
    await clickCodeLens(page, /Train/);
    await waitForState(page, /Finished/, 120_000);
  }
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
  return page;
}

/** Chooses a tab, wherever the row of tabs has room for it. */
async function chooseTab(page: Page, name: (typeof tabs)[number]): Promise<void> {
  const view = trainingView(page);
  const tab = view.getByRole("tab", { name: new RegExp(`^${name}`) });
  if (await tab.isVisible()) await tab.click();
  else {
    await view.getByRole("button", { name: "More tabs" }).click();
    await view.getByRole("menuitem", { name: new RegExp(`^${name}`) }).click();
  }
  await page.waitForTimeout(1500);
}

/** A picture to be taken. */
interface Picture {
  readonly name: string;
  readonly tab: (typeof tabs)[number];
  readonly theme: Theme;
  readonly size: keyof typeof sizes;
}

/** The pictures of a network that are asked for, such that theme and size change as seldom as can be. */
function picturesOf(network: string): Picture[] {
  const all = themes.flatMap(([theme, themeName]) =>
    (["wide", "narrow"] as const).flatMap((size) =>
      tabs.map((tab) => ({ name: `${network}-${tab.toLowerCase()}-${themeName}-${size}`, tab, theme, size })),
    ),
  );
  return all.filter(({ name }) => name.includes(only));
}

for (const network of networks) {
  const pictures = picturesOf(network);
  if (pictures.length === 0) continue;
  test(`the view of ${network}`, async () => {
    const page = await openNetwork(network);
    let shown: Theme | null = null;
    for (const { name, tab, theme, size } of pictures) {
      if (theme !== shown) {
        await page.setViewportSize(sizes.wide);
        await setTheme(page, theme);
        shown = theme;
        // Escape, which closes the palette, also takes the question back.
        const ask = trainingView(page).locator(".ask");
        if (await ask.isVisible()) await ask.click();
      }
      await page.setViewportSize(sizes[size]);
      await chooseTab(page, tab);
      await screenshot(page, join(folder, `${name}.png`));
    }
  });
}
