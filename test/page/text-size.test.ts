import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
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
    const width = () => view.page.evaluate(() => document.documentElement.clientWidth);
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

test("charts are crisp, and know where the pointer is", async () => {
  await view.page.setViewportSize({ width: 1100, height: 1400 });
  await view.show(chain());
  await setSizes(view.page, 28);
  const canvas = view.page.locator(".loss-pane canvas, .tab-panel canvas").first();
  const pixels = () =>
    canvas.evaluate((element) => {
      const { width } = element.getBoundingClientRect();
      return Math.abs((element as HTMLCanvasElement).width - width);
    });
  await expect.poll(pixels, patience).toBeLessThanOrEqual(2);
  const box = await canvas.boundingBox();
  if (!box) throw new Error("There is no chart");
  await canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const read = () => (element as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
    const before = read();
    /** From where to where the canvas has changed since, as shares of its width. */
    (window as unknown as { changed: () => number[] | null }).changed = () => {
      const now = read();
      let [from, to] = [width, -1];
      for (let k = 0; k < now.length; k += 4) {
        if (now[k + 3] === before[k + 3]) continue;
        from = Math.min(from, (k / 4) % width);
        to = Math.max(to, (k / 4) % width);
      }
      return to < 0 ? null : [from / width, to / width];
    };
  });
  // The hover marks the point nearest to the pointer: only there is anything new on the canvas.
  const changed = () => view.page.evaluate(() => (window as unknown as { changed: () => number[] | null }).changed());
  await view.page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.5);
  await expect.poll(changed, patience).not.toBeNull();
  const [from, to] = (await changed()) ?? [0, 0];
  expect(from).toBeLessThan(0.35);
  expect(from).toBeGreaterThan(0.1);
  expect(to).toBeLessThan(0.9);
});

test("no style asks how wide the window is, which knows nothing of the scale", () => {
  for (const file of readdirSync("webview/styles")) {
    expect(readFileSync(join("webview/styles", file), "utf8"), file).not.toMatch(/@media[^{]*(width|height)/);
  }
});
