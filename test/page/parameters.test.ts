import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTrainer, takeStep } from "../../src/core/trainer.ts";
import { formatNumber } from "../../src/format/number-format.ts";
import { type LivePage, openTab } from "./support/live.ts";
import { openLab, type PageLab, type PageOptions } from "./support/page.ts";
import { articleChain, layerOf, networkWithoutBiases, specOf, twoHiddenLayers } from "./support/specs.ts";

let lab: PageLab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

/** The tab of a run after so many steps; nothing may go wrong in the page while a test looks at it. */
async function withTab(
  spec: Parameters<typeof openTab>[1],
  steps: number,
  look: (view: LivePage) => Promise<void>,
  options: PageOptions = {},
): Promise<void> {
  const view = await openTab(lab, spec, "parameters", steps, options);
  await view.page.locator(".largest").waitFor();
  await look(view);
  expect(view.errors).toEqual([]);
  await view.close();
}

function layerIn(page: Page, name: string): Locator {
  return page.locator(".layer-pictures").and(page.getByRole("region", { name, exact: true }));
}

/** The six numbers below a histogram, by their names. */
async function summary(view: LivePage, layer: string, column: number): Promise<Record<string, string>> {
  const entries = await layerIn(view.page, layer)
    .locator(".column")
    .nth(column)
    .locator(".summary-list > div")
    .evaluateAll((items) =>
      items.map((item) => [item.querySelector("dt")?.textContent, item.querySelector("dd")?.textContent]),
    );
  return Object.fromEntries(entries);
}

function summaryOf(list: ArrayLike<number>): Record<string, string> {
  const values = Array.from(list);
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const square = values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
  const written = (value: number) => formatNumber(value, 9);
  return {
    mean: written(mean),
    deviation: written(Math.sqrt(square)),
    norm: written(Math.hypot(...values)),
    min: written(Math.min(...values)),
    max: written(Math.max(...values)),
    zeros: `${(100 * values.filter((value) => value === 0).length) / values.length} %`,
  };
}

describe("the numbers of a layer", () => {
  test("are those of its weights after the step and of the step's gradients", async () => {
    const trainer = createTrainer(twoHiddenLayers());
    for (let k = 0; k < 10; k++) takeStep(trainer);
    await withTab(twoHiddenLayers(), 10, async (view) => {
      for (const [l, { name, parameters }] of trainer.network.layers.entries()) {
        expect(await summary(view, name, 0)).toEqual(summaryOf(parameters.weights));
        expect(await summary(view, name, 1)).toEqual(summaryOf(trainer.gradients[l].weights));
      }
      await view.page.getByRole("radio", { name: "Biases" }).check();
      const { biases } = trainer.network.layers[0].parameters;
      await expect.poll(() => summary(view, "Layer 1", 0)).toEqual(summaryOf(biases));
    });
  });

  test("follow each step, and going back", async () => {
    await withTab(articleChain(), 0, async (view) => {
      expect(await summary(view, "Layer 1", 0)).toMatchObject({ mean: "0.5", deviation: "0" });
      await view.page.getByRole("button", { name: "Step" }).click();
      await expect.poll(() => summary(view, "Layer 1", 1)).toMatchObject({ mean: "33" });
      expect(await summary(view, "Layer 1", 0)).toMatchObject({ mean: "0.2421875" });
      await view.run.seek(0);
      await expect.poll(() => summary(view, "Layer 1", 0)).toMatchObject({ mean: "0.5" });
    });
  });

  test("before the first step there are no gradients yet, but their place", async () => {
    await withTab(articleChain(), 0, async ({ page }) => {
      expect(await page.locator(".gradients-to-come").count()).toBe(3);
      expect(await layerIn(page, "Layer 1").locator(".histogram").count()).toBe(1);
      expect(await page.locator(".largest").textContent()).toContain("None yet.");
    });
  });

  test("a layer without biases says so", async () => {
    await withTab(networkWithoutBiases(), 1, async ({ page }) => {
      await page.getByRole("radio", { name: "Biases" }).check();
      await expect.poll(() => layerIn(page, "Hidden").textContent()).toContain("no biases");
      expect(await page.locator(".histogram").count()).toBe(2);
    });
  });
});

describe("the histograms", () => {
  test("tell what they show, count every number once, and tell signs apart without colour", async () => {
    await withTab(twoHiddenLayers(), 10, async ({ page }) => {
      const histogram = layerIn(page, "Layer 2").locator(".histogram").first();
      expect(await histogram.getAttribute("aria-label")).toMatch(
        /^Histogram of the 64 weights of Layer 2, from −[\d.]+ to [\d.]+: most of them, \d+, between/,
      );
      const counts = await histogram
        .locator("title")
        .evaluateAll((titles) => titles.map((title) => Number(title.textContent?.split(": ")[1])));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(64);
      const look = (of: string) =>
        histogram
          .locator(`.bin.${of} .bar`)
          .first()
          .evaluate((bar) => getComputedStyle(bar).stroke);
      expect(await look("negative")).not.toBe("none");
      expect(await look("positive")).toBe("none");
    });
  });

  test("have the same ends in all layers if asked to", async () => {
    await withTab(twoHiddenLayers(), 10, async ({ page }) => {
      const ends = async () => {
        const labels = await page
          .locator(".layer-pictures .column:first-child .histogram")
          .evaluateAll((all) =>
            all.map((one) => [...one.querySelectorAll(".axis")].slice(1, 3).map((t) => t.textContent)),
          );
        return new Set(labels.map(String)).size;
      };
      expect(await ends()).toBe(3);
      await page.getByRole("radio", { name: "same scale" }).check();
      await expect.poll(ends).toBe(1);
    });
  });
});

describe("the norms over time", () => {
  test("are told in a sentence, up to where the run stands", async () => {
    await withTab(articleChain(), 40, async (view) => {
      const sentences = () => view.page.locator(".layer-pictures").first().locator(".curve p").allTextContents();
      expect((await sentences())[0]).toMatch(/^‖W₁‖ went from 0.5 at step 0 to 0.1839 at step 40, in \d+ points$/);
      expect((await sentences())[1]).toMatch(/^‖∂ℓ\/∂W₁‖ went from 33 at step 0 to .* at step \d+, in \d+ points$/);
      await view.run.seek(2);
      await expect
        .poll(async () => (await sentences())[0])
        .toMatch(/^‖W₁‖ went from 0.5 at step 0 to [\d.]+ at step 2, in 3 points$/);
    });
  });

  test("say the value where the pointer is", async () => {
    await withTab(articleChain(), 40, async ({ page }) => {
      const ink = () =>
        page
          .locator(".curve canvas")
          .first()
          .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
      const before = await ink();
      await page.locator(".curve canvas").first().hover();
      await expect.poll(ink).not.toBe(before);
    });
  });
});

describe("the largest", () => {
  test("lead to why they are what they are", async () => {
    await withTab(articleChain(), 1, async (view) => {
      const list = view.page.getByRole("list", { name: "The parameters with the largest gradients" });
      const first = list.getByRole("button").first();
      expect(await first.textContent()).toContain("33");
      await first.click();
      const parameter = { layer: 0, kind: "weights", unit: 0, input: 0 };
      expect(view.calls.findLast(({ name }) => name === "focus")?.params).toMatchObject({
        focus: { quantity: { of: "parameter", parameter } },
      });
      expect(await first.getAttribute("aria-pressed")).toBe("true");
      await first.press("Enter");
      expect(await first.getAttribute("aria-pressed")).toBe("false");
    });
  });
});

test("everything is there as tables, too", async () => {
  await withTab(twoHiddenLayers(), 20, async ({ page }) => {
    await page.getByRole("radio", { name: "Table", exact: true }).check();
    const row = page.getByRole("table", { name: "Gradients of the weights" }).getByRole("row", { name: "Layer 2" });
    expect(await row.getByRole("cell").count()).toBe(7);
    const norms = page.getByRole("table", { name: "Norms over the steps" });
    expect(await norms.getByRole("rowheader").allTextContents()).toEqual(["0", "1", "2", "4", "8", "16"]);
    expect(await page.locator(".histogram").count()).toBe(0);
  });
});

test.each([320, 420, 700, 2000])("at %d px nothing is cut off or overlaps", async (width) => {
  const spec = specOf({
    layers: [
      layerOf("A first layer with a name that is much too long for any room", 3, "relu", [
        [1e-12, -1e12, 0],
        [123456.789, -0, 3],
        [-1e-7, 2, 1],
      ]),
      layerOf("Last", 1, "linear"),
    ],
    rows: [{ inputs: [1, 1e-9, 2], targets: [1] }],
  });
  await withTab(
    spec,
    0,
    async ({ page }) => {
      for (const cell of await page.locator(".parameters-room dd, .parameters-room dt, .norm > p").all()) {
        const [inner, outer] = await cell.evaluate((element) => [element.scrollWidth, element.clientWidth]);
        expect(inner).toBeLessThanOrEqual(outer + 1);
      }
      const room = page.locator(".parameters-room");
      expect(await room.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    },
    { width },
  );
});

test("of many layers the first are shown, and more when asked for", async () => {
  const layers = Array.from({ length: 20 }, (_, l) => layerOf(`Layer ${l + 1}`, 2, "tanh"));
  await withTab(specOf({ layers, rows: [{ inputs: [1], targets: [0, 1] }] }), 1, async ({ page }) => {
    expect(await page.locator(".layer-pictures").count()).toBe(8);
    await page.getByRole("button", { name: "Show 8 more layers" }).click();
    await page.getByRole("button", { name: "Show 4 more layers" }).click();
    expect(await page.locator(".layer-pictures").count()).toBe(20);
  });
});
