import { describe, expect, test } from "vitest";
import { createSeries, pushLoss, tailSince } from "../../src/core/series.ts";
import type { ViewUpdate } from "../../src/run/protocol.ts";
import { createRun, seriesOf, takeSteps, updateOf } from "./support/run.ts";
import { articleChain } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();

const summary = () => view.page.locator("#loss-summary").textContent();

function updateWith(losses: readonly number[]): ViewUpdate {
  const series = createSeries();
  for (const loss of losses) pushLoss(series, loss);
  return updateOf(createRun(articleChain()), "paused", { series: tailSince(series, null) });
}

/** How many pixels of the chart have the colour of the dark theme's line, #cccccc. */
async function inkOf(): Promise<number> {
  return view.page.locator(".loss-picture canvas").evaluate((canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    if (!copy) throw new Error("No canvas");
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    let ink = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] > 128 && data[at] > 190 && data[at] < 216) ink++;
    }
    return ink;
  });
}

test("says where the losses will appear before the first step", async () => {
  await view.show(updateOf(createRun(articleChain()), "idle"));
  expect(await view.page.locator(".no-loss").textContent()).toBe("The loss of each step appears here.");
  expect(await view.page.locator("canvas").count()).toBe(0);
});

describe("the chart of the losses", () => {
  test("gains points as tails arrive", async () => {
    const run = takeSteps(createRun(articleChain()), 1);
    await view.show(updateOf(run, "running"));
    expect(await summary()).toBe("Loss of 1 step, in 1 point: last 7.5625, lowest 7.5625, highest 7.5625.");
    const ink = await inkOf();
    const seen = { stride: 1, steps: 1 };
    takeSteps(run, 8);
    await view.show(updateOf(run, "paused", { series: seriesOf(run, seen) }));
    expect(await summary()).toBe("Loss of 9 steps, in 9 points: last 8.57×10⁻⁸, lowest 8.57×10⁻⁸, highest 7.5625.");
    expect(await inkOf()).toBeGreaterThan(ink + 100);
  });

  test("keeps tails that are never drawn, since the next come sooner than a frame", async () => {
    const run = createRun(articleChain());
    const updates: Promise<void>[] = [];
    for (let k = 0; k < 20; k++) {
      const seen = { stride: run.series.stride, steps: run.series.steps };
      takeSteps(run, 1);
      updates.push(view.show(updateOf(run, "running", { series: seriesOf(run, seen) })));
    }
    await Promise.all(updates);
    expect(await summary()).toMatch(/^Loss of 20 steps, in 20 points: .* highest 7.5625\.$/);
  });

  test("starts anew with a new run", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 30), "paused"));
    await view.show(updateOf(takeSteps(createRun(articleChain(), 2), 2), "paused"));
    expect(await summary()).toMatch(/^Loss of 2 steps, in 2 points/);
    await view.show(updateOf(createRun(articleChain(), 3), "idle"));
    expect(await view.page.locator(".no-loss").count()).toBe(1);
  });

  test("covers more steps than it has points for", async () => {
    const losses = Array.from({ length: 5000 }, (_, k) => 1 + Math.sin(k) ** 2 + (k === 1234 ? 50 : 0));
    await view.show(updateWith(losses));
    expect(await summary()).toMatch(/^Loss of 5,000 steps, in 625 points: .* highest 5\d\./);
  });

  test("marks each point while they are few", async () => {
    await view.page.evaluate(() => {
      const { arc } = CanvasRenderingContext2D.prototype;
      Object.assign(window, { arcs: 0 });
      CanvasRenderingContext2D.prototype.arc = function (...circle) {
        (window as unknown as { arcs: number }).arcs++;
        arc.apply(this, circle);
      };
    });
    const marksOf = async (steps: number) => {
      await view.page.evaluate(() => Object.assign(window, { arcs: 0 }));
      await view.show(updateOf(takeSteps(createRun(articleChain(), steps), steps), "paused"));
      return view.page.evaluate(() => (window as unknown as { arcs: number }).arcs);
    };
    expect(await marksOf(9)).toBeGreaterThanOrEqual(9);
    expect(await marksOf(100)).toBe(0);
    expect(await marksOf(20)).toBe(20);
  });

  test("is logarithmic unless said otherwise, and keeps what was said", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 9), "paused"));
    expect(await view.page.getByRole("radio", { name: "log" }).isChecked()).toBe(true);
    const before = await view.page
      .locator(".loss-picture canvas")
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    await view.page.getByRole("radio", { name: "linear" }).check();
    const after = await view.page
      .locator(".loss-picture canvas")
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    expect(after).not.toBe(before);
    await view.page.reload();
    await view.show(updateOf(takeSteps(createRun(articleChain()), 9), "paused"));
    expect(await view.page.getByRole("radio", { name: "linear" }).isChecked()).toBe(true);
  });

  test.each([
    ["some losses are exactly 0", [4, 2, 0, 0, 1e-3], "log", "Losses of exactly 0 lie on the lower edge."],
    ["a loss is negative", [4, 2, -1], "linear", ""],
    ["all losses are 0", [0, 0, 0], "linear", ""],
    [
      "losses diverge",
      [4, 1e300, Number.POSITIVE_INFINITY, Number.NaN],
      "log",
      "Steps without a finite loss are left out.",
    ],
    ["no loss is finite", [Number.NaN, Number.NaN], "linear", "Steps without a finite loss are left out."],
  ])("copes when %s", async (_case, losses, scale, note) => {
    await view.show(updateWith(losses));
    expect(await view.page.locator(".scale-switch input:checked").getAttribute("value")).toBe(scale);
    expect(await view.page.locator(".loss-note").textContent()).toBe(note);
    expect(await summary()).toContain(`${losses.length} steps`);
  });

  test("takes up the colours of another theme", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 9), "paused"));
    const dark = await inkOf();
    await view.setTheme("light");
    await expect.poll(inkOf).toBeLessThan(dark / 4);
  });

  test("tells the step and its loss where it is pointed at", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 9), "paused"));
    const box = await view.page.locator(".loss-picture canvas").boundingBox();
    if (!box) throw new Error("There is no chart");
    const before = await inkOf();
    await view.page.mouse.move(box.x + box.width / 2, box.y + 40);
    await expect.poll(inkOf).toBeGreaterThan(before + 50);
  });
});
