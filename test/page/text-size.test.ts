import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type LivePage, openLive } from "./support/live.ts";
import { openLab } from "./support/page.ts";
import { createRun, takeSteps, updateOf } from "./support/run.ts";
import { articleChain, twoHiddenLayers } from "./support/specs.ts";
import { type Theme, themes } from "./support/themes.ts";
import { useView } from "./support/view.ts";

const view = useView();

/** The page takes up a change of the editor's style a moment later. */
const patience = { timeout: 10_000 };

/** Changes the editor's sizes of text, as it does to the style of a page. */
async function setSizes(page: Page, editor: number, words = 13): Promise<void> {
  const variables = { ...themes.dark.variables, "editor-font-size": `${editor}px`, "font-size": `${words}px` };
  await page.evaluate((theme) => (window as unknown as { setTheme: (theme: Theme) => void }).setTheme(theme), {
    ...themes.dark,
    variables,
  });
}

/** How high a line of text is on the screen. */
const heightOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.getBoundingClientRect().height);

const chain = () => updateOf(takeSteps(createRun(articleChain()), 8), "paused");

describe("the page is as large as the editor's text", () => {
  test.each([
    [12, 1],
    [14, 1],
    [20, 20 / 14],
    [28, 2],
  ])("at %d px all is %d times as large", async (size, scale) => {
    await view.show(chain());
    const [tab, number] = await Promise.all([".tab-row", ".picture .numeral"].map((part) => heightOf(view.page, part)));
    await setSizes(view.page, size);
    await expect.poll(() => heightOf(view.page, ".tab-row"), patience).toBeCloseTo(tab * scale, 0);
    expect(Math.abs((await heightOf(view.page, ".picture .numeral")) - number * scale)).toBeLessThan(1.5);
  });

  test("the larger of the editor's two sizes counts", async () => {
    await view.show(chain());
    await setSizes(view.page, 14, 26);
    await expect.poll(() => heightOf(view.page, ".tab-row"), patience).toBeCloseTo(70, 0);
  });

  test("but no larger than that 320 px as designed have room", async () => {
    await view.page.setViewportSize({ width: 480, height: 900 });
    await view.show(chain());
    await setSizes(view.page, 42);
    const width = () => view.page.evaluate(() => document.body.clientWidth);
    await expect.poll(width, patience).toBe(320);
    await view.page.setViewportSize({ width: 960, height: 900 });
    await expect.poll(width, patience).toBe(320);
    await view.page.setViewportSize({ width: 300, height: 900 });
    await expect.poll(width, patience).toBe(300);
  });
});

test.each([chain, () => updateOf(takeSteps(createRun(twoHiddenLayers()), 8), "paused")])(
  "a page of 1,100 px at one and a half times is laid out as one of 733 px",
  async (update) => {
    const layout = () =>
      view.page.evaluate(() => {
        const scale = Number(document.documentElement.style.zoom || 1);
        const parts = ".toolbar > *, .picture, .card, .pane, .tab-row button, .section-header";
        return [...document.querySelectorAll(parts)].map((part) => {
          const { left, top, width, height } = part.getBoundingClientRect();
          return [left, top, width, height].map((length) => Math.round(length / scale / 3));
        });
      });
    await view.page.setViewportSize({ width: 733, height: 600 });
    await view.show(update());
    await view.page.waitForTimeout(300);
    const designed = await layout();
    await view.page.setViewportSize({ width: 1100, height: 900 });
    await setSizes(view.page, 21);
    await expect
      .poll(async () => {
        const now = await layout();
        // A third of three pixels may be rounded either way.
        return now.length === designed.length
          ? Math.max(...now.flatMap((box, k) => box.map((length, side) => Math.abs(length - designed[k][side]))))
          : "other parts";
      }, patience)
      .toBeLessThanOrEqual(1);
  },
);

describe("a chart", () => {
  let live: LivePage;
  beforeEach(async () => {
    const lab = await openLab();
    live = await openLive(lab, articleChain(), { width: 1100, height: 1400 });
    onTestFinished(async () => {
      expect(live.errors).toEqual([]);
      await live.close();
      await lab.close();
    });
    await live.run.trainTo(100);
    await live.arriveAt(100);
    await live.page.getByRole("tab", { name: "Parameters" }).click();
    await live.page.locator(".curve canvas").first().waitFor();
    await setSizes(live.page, 28);
  }, 60_000);

  test("is crisp: it has a pixel for each of the screen", async () => {
    const canvas = live.page.locator(".curve canvas").first();
    const missing = () =>
      canvas.evaluate((element) =>
        Math.abs((element as HTMLCanvasElement).width - element.getBoundingClientRect().width),
      );
    await expect.poll(missing, patience).toBeLessThanOrEqual(2);
  });

  test.each([0.35, 0.6, 0.9])("knows where the pointer is, at %d of its width", async (share) => {
    const canvas = live.page.locator(".curve canvas").first();
    await canvas.scrollIntoViewIfNeeded();
    await expect
      .poll(() => canvas.evaluate((element) => (element as HTMLCanvasElement).width / element.clientWidth), patience)
      .toBeGreaterThan(1.9);
    const box = await canvas.boundingBox();
    if (!box) throw new Error("There is no chart");
    await canvas.evaluate(rememberInk);
    await live.page.mouse.move(box.x + box.width * share, box.y + box.height * 0.5);
    const changed = () => canvas.evaluate(changedInk);
    await expect.poll(changed, patience).not.toBeNull();
    // The point nearest to the pointer is marked, and what it says stands right beside it.
    const [from, to] = (await changed()) ?? [0, 0];
    expect(from).toBeLessThan(share + 0.12);
    expect(to).toBeGreaterThan(share - 0.12);
    expect(to - from).toBeLessThan(0.65);
  });
});

/** Runs in the page: keeps what is on a canvas. */
function rememberInk(canvas: HTMLElement | SVGElement): void {
  const source = canvas as HTMLCanvasElement;
  const copy = document.createElement("canvas");
  copy.width = source.width;
  copy.height = source.height;
  copy.getContext("2d", { willReadFrequently: true })?.drawImage(source, 0, 0);
  (window as unknown as { before: HTMLCanvasElement }).before = copy;
}

/** Runs in the page: from where to where a canvas has changed since, as shares of its width; null if nowhere. */
function changedInk(canvas: HTMLElement | SVGElement): [number, number] | null {
  const { before } = window as unknown as { before: HTMLCanvasElement };
  const { width, height } = before;
  const now = document.createElement("canvas");
  now.width = width;
  now.height = height;
  const drawing = now.getContext("2d", { willReadFrequently: true });
  drawing?.drawImage(canvas as HTMLCanvasElement, 0, 0);
  const [old, drawn] = [before.getContext("2d"), drawing].map(
    (context) => context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray(),
  );
  let [from, to] = [width, -1];
  for (let k = 0; k < drawn.length; k++) {
    if (drawn[k] === old[k]) continue;
    const x = Math.floor(k / 4) % width;
    from = Math.min(from, x);
    to = Math.max(to, x);
  }
  return to < 0 ? null : [from / width, to / width];
}

test("no style asks how wide the window is, which knows nothing of the scale", () => {
  for (const file of readdirSync("webview/styles")) {
    expect(readFileSync(join("webview/styles", file), "utf8"), file).not.toMatch(/@media[^{]*(width|height)/);
  }
});
