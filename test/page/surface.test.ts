import { afterAll, beforeAll, expect, test } from "vitest";
import { surfacePath } from "../../src/core/inspection/surface-path.ts";
import type { Spec } from "../../src/core/spec.ts";
import { advance, createTrainingRun } from "../../src/core/training-run.ts";
import { formatNumber } from "../../src/format/number-format.ts";
import { answerOf } from "../support/answer.ts";
import { exampleSpec } from "../support/examples.ts";
import { violationsIn } from "./support/axe.ts";
import { oneWeight } from "./support/fit-specs.ts";
import { type LivePage, openTab } from "./support/live.ts";
import { openLab, type PageLab, type PageOptions } from "./support/page.ts";
import { articleChain } from "./support/specs.ts";

/** As long as a busy machine may take to show what was asked for. */
const soon = { timeout: 10_000 };

let lab: PageLab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

/** A page with the tab Surface open on a run after some steps. */
async function withSurface(
  spec: Spec,
  steps: number,
  look: (view: LivePage) => Promise<void>,
  options: PageOptions = {},
): Promise<void> {
  const view = await openTab(lab, spec, "surface", steps, { width: 1280, height: 1000, ...options });
  await view.page.locator(".surface-picture .now").waitFor();
  await look(view);
  expect(view.errors).toEqual([]);
  await view.close();
}

/** A number beside the picture, by its symbol or name. */
const numberOf = ({ page }: LivePage, name: string) =>
  page.locator(`.map-numbers [data-symbol="${name}"] .numeral`).textContent();

/** The names of both axes. */
const axes = ({ page }: LivePage) => page.locator(".surface-picture .axis-name").allTextContents();

/** The numbers along the axes, those across first. */
const ticks = async ({ page }: LivePage) =>
  (await page.locator(".surface-picture .map-axes g text").allTextContents()).map((text) =>
    Number(text.replace("−", "-")),
  );

test("the chain: loss, gradient, way and summary are those of the run", () =>
  withSurface(articleChain(), 4, async (view) => {
    const { page } = view;
    const run = createTrainingRun(articleChain());
    for (let k = 0; k < 4; k++) advance(run);
    const places = [
      { layer: 0, kind: "weights", unit: 0, input: 0 },
      { layer: 2, kind: "weights", unit: 0, input: 0 },
    ] as const;
    const way = answerOf(surfacePath(run, { axes: { of: "parameters", places } }));
    if (!way) throw new Error("There is no way");
    expect(await axes(view)).toEqual(["w₁", "w₃"]);
    // The same loss as in the toolbar.
    expect(await numberOf(view, "Loss here")).toBe(await page.locator('[data-readout="loss"] .numeral').textContent());
    expect(await numberOf(view, "w₁")).toBe(formatNumber(way.x[4], 9));
    expect(await numberOf(view, "w₃")).toBe(formatNumber(way.y[4], 9));
    expect(await numberOf(view, "∂ℓ/∂w₁")).toBe(formatNumber(way.gradient[0], 9));
    expect(await page.locator(".run-way .passed").count()).toBe(3);
    expect(await page.locator(".run-way .start").count()).toBe(1);
    expect(await page.locator(".contours .area").count()).toBeGreaterThan(4);
    expect(await page.locator(".contours .label").count()).toBeGreaterThan(2);
    // ∂ℓ/∂w₁ is positive and far larger than ∂ℓ/∂w₃: downhill is to the left.
    const head = await page.locator(".downhill .tip").boundingBox();
    const now = await page.locator(".surface-picture .now").boundingBox();
    expect(head?.x).toBeLessThan((now?.x ?? 0) - 20);
    const summary = page.locator(`#${await page.locator(".surface-picture").getAttribute("aria-describedby")}`);
    expect(await summary.textContent()).toContain("Downhill is: w₁ smaller, w₃ smaller.");
    // Gone back, the way is shorter.
    await view.run.seek(2);
    await view.arriveAt(2);
    await expect.poll(() => page.locator(".run-way .passed").count(), soon).toBe(1);
    expect(await violationsIn(page, "#tab-panel")).toEqual([]);
  }));

test("the parameters are chosen, never the same one twice; the loss is read at the pointer and in a table", () =>
  withSurface(articleChain(), 4, async (view) => {
    const { page } = view;
    await page.getByLabel("Parameter across").selectOption({ label: "b₂" });
    await expect.poll(() => axes(view), soon).toEqual(["b₂", "w₃"]);
    await page.getByLabel("Parameter across").selectOption({ label: "w₃" });
    await expect.poll(() => axes(view), soon).toEqual(["w₃", "b₂"]);
    const edge = await page.locator(".surface-picture .map-edge").boundingBox();
    if (!edge) throw new Error("There is no picture");
    await page.mouse.move(edge.x + edge.width - 2, edge.y + 2);
    const readout = await page.locator(".map-readout", { hasText: "· loss" }).textContent();
    expect(readout).toMatch(/^w₃ \S+, b₂ \S+ · loss \S+$/);
    await page.locator("#tab-panel").getByRole("button", { name: "Table" }).click();
    const table = page.locator(".map-table");
    const corner = await table.locator("tbody tr").first().locator("td .numeral").last().textContent();
    expect(readout).toContain(`loss ${corner}`);
    expect(await table.locator("tbody tr").count()).toBe(7);
    await page.locator("#tab-panel").getByRole("button", { name: "Table" }).click();
    await page.getByLabel("Parameter up").selectOption({ label: "none (a curve)" });
    await page.locator(".surface-picture .curve").waitFor();
    expect(await axes(view)).toEqual(["w₃", "loss"]);
  }));

test("what is asked about is one of the two, the steepest other one the second", () =>
  withSurface(articleChain(), 1, async (view) => {
    const { page } = view;
    await page.locator('[data-quantity="layers.1.weights[0][0]"]').first().click();
    // ∂ℓ/∂w₁ = 33 is the largest of all.
    await expect.poll(() => axes(view), soon).toEqual(["w₂", "w₁"]);
  }));

test("it is zoomed in and out, and drawn along two directions", async () => {
  const spec = await exampleSpec("xor");
  await withSurface(spec, 50, async (view) => {
    const { page } = view;
    const span = async () => {
      const numbers = await ticks(view);
      return Math.max(...numbers) - Math.min(...numbers);
    };
    const before = await span();
    expect(await page.getByRole("button", { name: "Show the whole way" }).isEnabled()).toBe(false);
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.getByRole("button", { name: "Zoom in" }).click();
    await expect.poll(span, soon).toBeLessThan(before / 2);
    await page.getByRole("button", { name: "Show the whole way" }).click();
    await expect.poll(span, soon).toBe(before);
    await page.getByLabel("Loss over").selectOption("directions");
    await expect.poll(() => axes(view), soon).toEqual(["direction 1", "direction 2"]);
    expect(await numberOf(view, "Loss here")).toBe(await page.locator('[data-readout="loss"] .numeral').textContent());
    // The current point is the middle.
    const now = await page.locator(".surface-picture .now").boundingBox();
    const edge = await page.locator(".surface-picture .map-edge").boundingBox();
    if (!now || !edge) throw new Error("There is no picture");
    expect(Math.abs(now.x + now.width / 2 - edge.x - edge.width / 2)).toBeLessThan(edge.width / 4);
  });
});

test("a network of one parameter has a curve, with the slope where the run stands", () =>
  withSurface(oneWeight(), 3, async (view) => {
    const { page } = view;
    expect(await page.locator(".surface-picture .curve").count()).toBe(1);
    expect(await page.locator(".surface-picture .tangent").count()).toBe(1);
    expect(await page.locator(".surface-picture .visited").count()).toBe(3);
    expect(await axes(view)).toEqual(["w₁", "loss"]);
  }));

test("parameters of a large network are named by their numbers", async () => {
  await withSurface(await exampleSpec("digits"), 2, async (view) => {
    const { page } = view;
    const across = page.getByRole("group", { name: "Parameter across" });
    await across.getByLabel("unit", { exact: true }).fill("7");
    await across.getByLabel("unit", { exact: true }).press("Tab");
    await expect.poll(async () => (await axes(view))[0], soon).toBe("w₇₁⁽¹⁾");
    await across.getByLabel("from input").fill("0");
    await across.getByLabel("from input").press("Tab");
    await expect.poll(async () => (await axes(view))[0], soon).toBe("b₇⁽¹⁾");
  });
});

test.each([320, 420, 700])("nothing is cut off at a width of %i pixels", (width) =>
  withSurface(
    articleChain(),
    2,
    async ({ page }) => {
      const panel = await page.locator("#tab-panel").evaluate((panel) => panel.scrollWidth - panel.clientWidth);
      expect(panel).toBe(0);
      const picture = await page.locator(".surface-picture").boundingBox();
      expect(picture?.width).toBeGreaterThan(200);
      expect(picture?.height).toBeGreaterThan(200);
    },
    { width },
  ),
);
