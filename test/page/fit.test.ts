import { afterAll, beforeAll, expect, test } from "vitest";
import { fitConfusion } from "../../src/core/inspection/fit-confusion.ts";
import { fitPoints } from "../../src/core/inspection/fit-points.ts";
import type { Spec } from "../../src/core/spec.ts";
import { advance, createTrainingRun } from "../../src/core/training-run.ts";
import { formatNumber } from "../../src/format/number-format.ts";
import { answerOf } from "../support/answer.ts";
import { exampleSpec } from "../support/examples.ts";
import { violationsIn } from "./support/axe.ts";
import { plane, twoLines, twoNumbers } from "./support/fit-specs.ts";
import { type LivePage, openTab } from "./support/live.ts";
import { openLab, type PageLab, type PageOptions } from "./support/page.ts";

/** As long as a busy machine may take to show what was asked for. */
const soon = { timeout: 10_000 };

let lab: PageLab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

/** A page with the tab Fit open on a run after some steps. */
async function withFit(
  spec: Spec,
  steps: number,
  look: (view: LivePage) => Promise<void>,
  options: PageOptions = {},
): Promise<void> {
  const view = await openTab(lab, spec, "fit", steps, { width: 1280, height: 1000, ...options });
  await look(view);
  expect(view.errors).toEqual([]);
  await view.close();
}

/** The same run without a page. */
function trained(spec: Spec, steps: number) {
  const run = createTrainingRun(spec);
  for (let k = 0; k < steps; k++) advance(run);
  return run;
}

/** A number of the legend, by its name. */
const numberOf = (view: LivePage, name: string) =>
  view.page
    .locator(".map-numbers > div", { has: view.page.getByText(name, { exact: true }) })
    .locator("dd")
    .first()
    .textContent();

/** The row of the sample that the page last asked to be shown. */
function shownSample({ calls }: LivePage): number | null | undefined {
  const params = calls.findLast(({ name }) => name === "focus")?.params as
    | { focus: { sample: number | null } }
    | undefined;
  return params?.focus.sample;
}

/** The colour of the map at shares of its width and height. */
async function colourAt(view: LivePage, x: number, y: number): Promise<[number, number, number]> {
  return view.page.evaluate(
    ([shareX, shareY]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(".map-painting");
      const edge = document.querySelector(".map-edge")?.getBoundingClientRect();
      const outer = canvas?.getBoundingClientRect();
      if (!canvas || !edge || !outer) throw new Error("There is no map");
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
      copy?.drawImage(canvas, 0, 0);
      const [left, top] = [edge.left - outer.left + shareX * edge.width, edge.top - outer.top + shareY * edge.height];
      const [red, green, blue] = copy?.getImageData(Math.round(left), Math.round(top), 1, 1).data ?? [];
      return [red, green, blue] as [number, number, number];
    },
    [x, y] as const,
  );
}

test("one input: the curve, the line that linear layers are together, and its samples", () =>
  withFit(twoLines(), 0, async (view) => {
    const { page } = view;
    await page.locator(".function").waitFor();
    // 1.5 · (2 · (x − 10)/2 + 1) − 0.5 = 1.5 · x − 14
    expect(await page.locator(".line-formula .numeral").textContent()).toBe("y = 1.5 · x − 14");
    expect(await page.locator(".error").count()).toBe(3);
    const samples = page.getByRole("listbox", { name: "Samples" });
    await samples.focus();
    await page.keyboard.press("End");
    expect(await page.getByRole("option").textContent()).toContain("Sample 3 · x1 12 · target 16 · prediction 4");
    expect(await page.locator(".map-readout").textContent()).toContain("Sample 3");
    expect(await page.locator(".pointed").count()).toBe(1);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await expect.poll(() => shownSample(view), soon).toBe(1);
    await expect.poll(() => page.locator(".map-layers .ring").count(), soon).toBe(1);
    // The ring is around the sample in the middle: half-way along the axis.
    const ring = await page.locator(".map-layers .ring").boundingBox();
    const edge = await page.locator(".map-edge").boundingBox();
    if (!ring || !edge) throw new Error("There is no ring");
    expect(ring.x + ring.width / 2).toBeCloseTo(edge.x + edge.width / 2, -0.5);
  }));

test("two inputs: the map says what the network says, and follows the training", async () => {
  const spec = await exampleSpec("moons");
  await withFit(spec, 300, async (view) => {
    const { page } = view;
    await page.locator(".map-painting").waitFor();
    const points = answerOf(fitPoints(trained(spec, 300), { part: "all", row: null }));
    const right = points.right ?? { training: 0, test: 0 };
    await expect.poll(() => numberOf(view, "Correct"), soon).toBe(`${right.training + right.test} / 200`);
    expect(await numberOf(view, "of those held out")).toBe(`${right.test} / 50`);
    expect(await numberOf(view, "upper")).toBe("100");
    expect(await page.locator(".border").getAttribute("d")).toMatch(/^M/);
    // The upper moon is orange and the lower one blue.
    const [topRed, , topBlue] = await colourAt(view, 0.4, 0.02);
    expect(topRed).toBeGreaterThan(topBlue + 40);
    const [lowRed, , lowBlue] = await colourAt(view, 0.6, 0.98);
    expect(lowBlue).toBeGreaterThan(lowRed + 40);
    const loss = await numberOf(view, "Mean loss");
    await view.run.trainTo(600);
    await view.arriveAt(600);
    await expect.poll(() => numberOf(view, "Mean loss"), soon).not.toBe(loss);
    const later = answerOf(fitPoints(trained(spec, 600), { part: "all", row: null })).right ?? right;
    await expect.poll(() => numberOf(view, "Correct"), soon).toBe(`${later.training + later.test} / 200`);
    await page.getByLabel("Output", { exact: true }).selectOption({ label: "upper" });
    await page.locator(".map-key").waitFor();
    // Now the upper moon's probability is high where it was orange.
    await expect
      .poll(async () => (await colourAt(view, 0.4, 0.02))[2] > (await colourAt(view, 0.4, 0.02))[0] + 40, soon)
      .toBe(true);
    expect(await violationsIn(page, "#tab-panel")).toEqual([]);
  });
});

test("a map is painted in the colours of another theme, and read at the pointer", () =>
  withFit(plane(), 0, async (view) => {
    const { page } = view;
    await page.locator(".map-painting").waitFor();
    const [dark] = await colourAt(view, 0.5, 0.02);
    expect(dark).toBeLessThan(120);
    await view.setTheme("light");
    await expect.poll(async () => (await colourAt(view, 0.5, 0.02))[0], soon).toBeGreaterThan(120);
    const edge = await page.locator(".map-edge").boundingBox();
    if (!edge) throw new Error("There is no map");
    // Half-way to the right from the middle and in the middle of the height: x1 is 1.16, between two columns of points.
    await page.mouse.move(edge.x + 0.62 * edge.width, edge.y + 0.6 * edge.height);
    const readout = page.locator(".map-readout", { hasText: "network output" });
    const [, x1, x2, output] =
      /x1 (\S+), x2 (\S+) · network output (\S+)/.exec(((await readout.textContent()) ?? "").replaceAll("−", "-")) ??
      [];
    expect(Number(x1)).toBeCloseTo(0.12 * 4.64, 1);
    expect(Number(output)).toBeCloseTo(Number(x1) + 0.5 * Number(x2), 2);
    // A click on the point in the middle shows it: the 13th of 25.
    await page.mouse.click(edge.x + edge.width / 2, edge.y + edge.height / 2);
    await expect.poll(() => shownSample(view), soon).toBe(12);
  }));

test("more inputs, classes: the matrix, its cells and their samples", async () => {
  const spec = await exampleSpec("iris");
  await withFit(spec, 20, async (view) => {
    const { page } = view;
    const cells = page.locator(".confusion td button");
    const run = trained(spec, 20);
    const counts = async () => (await cells.locator(".numeral:first-child").allInnerTexts()).map(Number);
    const held = answerOf(fitConfusion(run, { part: "test", cell: null }));
    await expect.poll(counts, soon).toEqual([...held.counts]);
    expect(await numberOf(view, "Correct")).toBe(`${held.right} / 45`);
    await page.getByLabel("Samples counted").selectOption("training");
    const training = answerOf(fitConfusion(run, { part: "training", cell: null }));
    await expect.poll(counts, soon).toEqual([...training.counts]);
    const wrong = training.counts.findIndex((count, k) => count > 0 && k % 4 !== 0);
    await cells.nth(wrong).click();
    const cell = { truth: Math.floor(wrong / 3), named: wrong % 3 };
    const [worst] = answerOf(fitConfusion(run, { part: "training", cell })).cell?.samples ?? [];
    const first = page.locator(".cell-samples button").first();
    await expect.poll(() => first.textContent(), soon).toContain(`Sample ${worst.row + 1}`);
    expect(await first.locator(".numeral").textContent()).toBe(formatNumber(worst.loss, 8));
    await first.click();
    await expect.poll(() => shownSample(view), soon).toBe(worst.row);
    await cells.first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    expect(await cells.nth(4).evaluate((cell) => cell === document.activeElement)).toBe(true);
    expect(await violationsIn(page, "#tab-panel")).toEqual([]);
  });
});

test("more inputs, numbers: predictions against targets, also as a table", async () => {
  const spec = twoNumbers();
  await withFit(spec, 50, async (view) => {
    const { page } = view;
    await page.locator(".diagonal").waitFor();
    expect(await numberOf(view, "held out")).toMatch(/\d/);
    await page.locator("#tab-panel").getByRole("button", { name: "Table" }).click();
    const points = answerOf(fitPoints(trained(spec, 50), { part: "all", row: null }));
    const row = page.locator(".map-table tbody tr").nth(7);
    const expected = [14, 15].flatMap((k) => [points.targets[k]]).concat([14, 15].map((k) => points.outputs[k]));
    await expect
      .poll(() => row.locator("td .numeral").allInnerTexts(), soon)
      .toEqual([...expected, points.losses[7]].map((value) => formatNumber(value, 9)));
    await row.getByRole("button").click();
    await expect.poll(() => shownSample(view), soon).toBe(7);
    await page.getByLabel("Output", { exact: true }).selectOption({ label: "t2" });
    await page.locator("#tab-panel").getByRole("button", { name: "Table" }).click();
    expect(await page.locator(".axis-name").first().textContent()).toBe("target t2");
  });
});

test.each([
  [320, "circle"],
  [420, "iris"],
  [420, "sine"],
  [700, "circle"],
] as const)("nothing is cut off at a width of %i pixels: %s", async (width, name) =>
  withFit(
    await exampleSpec(name),
    10,
    async ({ page }) => {
      await page.locator(".map-numbers").waitFor();
      const panel = await page.locator("#tab-panel").evaluate((panel) => panel.scrollWidth - panel.clientWidth);
      expect(panel).toBe(0);
      const picture = await page.locator(".map-picture, .confusion").boundingBox();
      expect(picture?.width).toBeGreaterThan(180);
      expect(picture?.height).toBeGreaterThan(140);
    },
    { width },
  ),
);
