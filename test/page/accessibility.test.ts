import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Spec } from "../../src/core/spec.ts";
import { tabNames } from "../../webview/arrangement.ts";
import { violationsIn } from "./support/axe.ts";
import { deadUnits, inputScales, vanishingGradients } from "./support/findings.ts";
import { type LivePage, openLive } from "./support/live.ts";
import { openLab, type PageLab, type TestPage } from "./support/page.ts";
import { createRun, snapshotOf, takeSteps, updateOf } from "./support/run.ts";
import { articleChain, twoHiddenLayers } from "./support/specs.ts";
import { type ThemeName, themes } from "./support/themes.ts";

let lab: PageLab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

/** All of it takes well under a minute; a busy machine may need many. */
const patience = 240_000;

const themeNames = Object.keys(themes) as ThemeName[];
const networks: readonly [string, () => Spec][] = [
  ["the chain", articleChain],
  ["a network", twoHiddenLayers],
];

/** Looks at a part of the page in every theme; what colours have no say in, in the first alone. */
async function violationsInThemes(view: TestPage, within?: string): Promise<string[]> {
  const found: string[] = [];
  for (const [place, theme] of themeNames.entries()) {
    await view.setTheme(theme);
    await painted(view.page);
    const violations = await violationsIn(view.page, within, place === 0 ? "all" : "colours");
    for (const violation of violations) found.push(`${theme}: ${violation}`);
  }
  return found;
}

/** Waits until colours have arrived: moving to them takes a moment. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}

/** Looks at the whole page with its first tab, and then at each other tab by itself. */
async function violationsInTabs(view: LivePage): Promise<string[]> {
  const found: string[] = [];
  for (const [place, name] of tabNames.entries()) {
    await view.page.locator(`#tab-${name}`).click();
    await answered(view);
    const violations = await violationsInThemes(view, place === 0 ? "html" : ".tabs");
    found.push(...violations.map((violation) => `${name}, ${violation}`));
  }
  return found;
}

/** Waits until nothing more comes in: a tab shows what the run has answered. */
async function answered({ page }: LivePage): Promise<void> {
  let before = "";
  await expect
    .poll(
      async () => {
        const now = await page.locator(".tab-panel").evaluate((panel) => panel.textContent ?? "");
        const isSame = now === before;
        before = now;
        return isSame;
      },
      { interval: 350, timeout: 10_000 },
    )
    .toBe(true);
}

describe.each(networks)("axe-core finds nothing in %s", (_, spec) => {
  test(
    "before the first step, in any tab and theme",
    async () => {
      const view = await openLive(lab, spec(), { reducedMotion: true });
      expect(await violationsInTabs(view)).toEqual([]);
      expect(view.errors).toEqual([]);
      await view.close();
    },
    patience,
  );

  test(
    "after steps and with a quantity asked about, in any tab and theme",
    async () => {
      const view = await openLive(lab, spec(), { reducedMotion: true });
      await view.run.trainTo(20);
      await view.arriveAt(20);
      await askWhy(view);
      expect(await violationsInTabs(view)).toEqual([]);
      await view.close();
    },
    patience,
  );

  test(
    "in the middle of a step, in any theme",
    async () => {
      const view = await openLive(lab, spec(), { reducedMotion: true });
      await view.page.getByRole("button", { name: "Step" }).click();
      await view.arriveAt(1);
      await walkStages(view, 3);
      expect(await violationsInThemes(view)).toEqual([]);
      await view.close();
    },
    patience,
  );
});

/** Asks why the first parameter among the largest is what it is. */
async function askWhy({ page }: LivePage): Promise<void> {
  await page.getByRole("tab", { name: "Parameters" }).click();
  await page.locator(".largest button").first().click();
}

/** Goes into a step, where the page can, and so many stages forward. */
async function walkStages({ page }: LivePage, stages: number): Promise<void> {
  const enter = page.getByRole("button", { name: "Stage", exact: true });
  if ((await enter.count()) === 0) return;
  await enter.click();
  for (let k = 0; k < stages; k++) await page.getByRole("button", { name: /Next stage/ }).click();
}

test(
  "axe-core finds nothing in findings and notices, in any theme",
  async () => {
    const view = await lab.open({ reducedMotion: true });
    const run = takeSteps(createRun(twoHiddenLayers()), 3);
    const snapshot = { ...snapshotOf(run, "paused"), findings: [deadUnits(), inputScales, vanishingGradients] };
    await view.show(updateOf(run, "paused", { snapshot, changed: ["layers", "optimizer"] }));
    await view.page.getByRole("tab", { name: /Health/ }).click();
    expect(await violationsInThemes(view)).toEqual([]);
    const failure =
      "The loss became infinite at step 4: the learning rate 10 is so large that every update overshoots.";
    await view.show(updateOf(run, "failed", { snapshot: { ...snapshot, state: "failed", failure } }));
    expect(await violationsInThemes(view)).toEqual([]);
    await view.close();
  },
  patience,
);

test(
  "axe-core finds nothing where a spec has mistakes, in any theme",
  async () => {
    const view = await lab.open({ reducedMotion: true });
    const problems = [
      { message: 'Unknown activation "rellu". Did you mean "relu"?', place: "chain.nn.json:6:52", offset: 120 },
      { message: "The last layer has 2 units, but there is 1 target.", place: "chain.nn.json:9:3", offset: 310 },
    ];
    await view.show(
      updateOf(createRun(articleChain()), "idle", { outline: null, snapshot: null, layers: null, problems }),
    );
    expect(await violationsInThemes(view)).toEqual([]);
    await view.close();
  },
  patience,
);

/** The parts of the page in the order in which they are visited by Tab. */
const parts = [".toolbar", ".diagram", ".why", ".tab-row", ".tab-panel"] as const;

/** Presses a key until the focus leaves the page, and tells the parts visited, each change once. */
async function partsVisited(page: Page, key: "Tab" | "Shift+Tab"): Promise<string[]> {
  const visited: string[] = [];
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press(key);
    const part = await page.evaluate(
      (selectors) => {
        const { activeElement } = document;
        if (!activeElement || activeElement === document.body) return null;
        return selectors.find((selector) => activeElement.closest(selector)) ?? "elsewhere";
      },
      parts as readonly string[],
    );
    if (part === null) return visited;
    if (visited[visited.length - 1] !== part) visited.push(part);
  }
  throw new Error(`The focus never left the page: it is caught in ${visited.at(-1)}`);
}

test(
  "Tab goes through the toolbar, the diagram, the derivation, the tabs and their panel, and leaves the page",
  async () => {
    const view = await openLive(lab, twoHiddenLayers());
    await view.page.getByRole("button", { name: "Step" }).click();
    await view.arriveAt(1);
    await askWhy(view);
    const hasLinks = (await view.page.locator('.why :is(button, a, [tabindex="0"])').count()) > 0;
    const expected = parts.filter((part) => part !== ".why" || hasLinks);
    // From the beginning, wherever the focus has been.
    await view.page.evaluate(() => {
      document.body.tabIndex = -1;
      document.body.focus();
    });
    expect(await partsVisited(view.page, "Tab")).toEqual(expected);
    // Going back, the browser may begin anew at the end of the page instead of leaving it.
    const back = await partsVisited(view.page, "Shift+Tab");
    expect(back.slice(0, expected.length)).toEqual(expected.toReversed());
    await view.close();
  },
  patience,
);
