import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Spec } from "../../src/core/spec.ts";
import { type LivePage, openLive } from "./support/live.ts";
import { openLab, type PageLab, type PageOptions } from "./support/page.ts";
import { articleChain, irisLike } from "./support/specs.ts";

let lab: PageLab;
let view: LivePage;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());
afterEach(async () => {
  expect(view.errors).toEqual([]);
  await view.close();
});

const slider = () => view.page.getByRole("slider", { name: "Step shown" });
const lossShown = () => view.page.locator('.picture [data-symbol="ℓ"] .numeral').first().textContent();
const chartOf = (page: Page) => page.locator(".loss-picture canvas");

/** Opens a page on a run that has taken some steps. */
async function openAt(steps: number, spec: Spec = articleChain(), options: PageOptions = {}): Promise<void> {
  view = await openLive(lab, spec, options);
  await view.run.trainTo(steps);
  await view.arriveAt(steps);
}

/** Every number of the diagram. */
function picture(): Promise<string[]> {
  return view.page.locator(".picture .numeral").evaluateAll((cells) => cells.map((cell) => cell.textContent ?? ""));
}

/** The place of a step in the plot, on the page. */
async function placeOf(step: number): Promise<{ x: number; y: number }> {
  const [track, canvas] = await Promise.all([
    view.page.locator(".scrubber .track").boundingBox(),
    chartOf(view.page).boundingBox(),
  ]);
  if (!track || !canvas) throw new Error("There is no chart");
  return { x: track.x + (track.width * step) / view.run.series.steps, y: canvas.y + canvas.height / 2 };
}

/** Counts seeks that are asked for and have not arrived. */
function watchSeeks(): { readonly options: PageOptions; readonly most: () => number; readonly asked: number[] } {
  const asked: number[] = [];
  let most = 0;
  let flying: number | null = null;
  const options: PageOptions = {
    answers: {
      seek: ({ step }) => {
        asked.push(step);
        most = Math.max(most, flying === null ? 1 : 2);
        flying = step;
        const stop = view.run.onChange(() => {
          if (view.run.snapshot()?.step !== step) return;
          flying = null;
          stop();
        });
        return view.run.seek(step);
      },
    },
  };
  return { options, most: () => most, asked };
}

describe("going back", () => {
  test("shows a step exactly as it was, and training on from there is the same run again", async () => {
    view = await openLive(lab, articleChain());
    const seen = new Map<number, string[]>();
    for (let step = 1; step <= 9; step++) {
      await view.page.getByRole("button", { name: "Step", exact: true }).click();
      await view.arriveAt(step);
      seen.set(step, await picture());
    }
    const series = view.run.series.values.slice(0, 27);
    await slider().fill("3");
    await view.arriveAt(3);
    expect(await picture()).toEqual(seen.get(3));
    expect(view.run.series.steps).toBe(9);
    expect(await view.page.locator(".viewing").textContent()).toBe(
      "Viewing step 3 of 9. The network, WHY and all tabs show this step.",
    );
    await view.page.getByRole("button", { name: "Step", exact: true }).click();
    await view.arriveAt(4);
    expect(await picture()).toEqual(seen.get(4));
    await view.run.trainTo(9);
    await view.arriveAt(9);
    expect(await picture()).toEqual(seen.get(9));
    expect(view.run.series.values.slice(0, 27)).toEqual(series);
    expect(await view.page.locator(".viewing").textContent()).toMatch(/^At the last step taken\./);
  });

  test("by presses of Back, however quick: each is a step, and none leads before the beginning", async () => {
    view = await openLive(lab, articleChain());
    await view.run.trainTo(9);
    await view.arriveAt(9);
    const press = (times: number) =>
      view.page.getByRole("button", { name: "Back", exact: true }).evaluate((button, count) => {
        for (let k = 0; k < count; k++) (button as HTMLButtonElement).click();
      }, times);
    await press(3);
    await view.arriveAt(6);
    await press(20);
    await view.arriveAt(0);
  });

  test("by a press on the chart, and by dragging across it", async () => {
    await openAt(9);
    const at = await placeOf(3.3);
    await view.page.mouse.click(at.x, at.y);
    await view.arriveAt(3);
    const from = await placeOf(7);
    const to = await placeOf(5);
    await view.page.mouse.move(from.x, from.y);
    await view.page.mouse.down();
    await view.arriveAt(7);
    await view.page.mouse.move(to.x, to.y, { steps: 5 });
    await view.arriveAt(5);
    await view.page.mouse.up();
    // A press beside the plot is one at its end.
    const beyond = await placeOf(9);
    await view.page.mouse.click(beyond.x + 6, beyond.y);
    await view.arriveAt(9);
  });
});

describe("the scrubber", () => {
  test("is walked by keys: steps, epochs, the beginning and the end", async () => {
    await openAt(200, irisLike());
    const spoken = () => slider().getAttribute("aria-valuetext");
    const press = async (key: string, step: number) => {
      await slider().press(key);
      await view.arriveAt(step);
    };
    await press("ArrowLeft", 199);
    await press("ArrowDown", 198);
    await press("ArrowRight", 199);
    expect(await spoken()).toMatch(/^step 199 of 200, loss [\d.]+(×10⁻.)?$/);
    // An epoch has 48 steps: 60 samples less a fifth held out, one at a time.
    await press("PageDown", 151);
    await press("PageDown", 103);
    await press("PageUp", 151);
    await press("Home", 0);
    expect(await spoken()).toBe("the beginning, before the first of 200 steps");
    expect(await view.page.locator(".viewing").textContent()).toMatch(/^Viewing the beginning\. /);
    await press("PageDown", 0);
    await press("End", 200);
    await press("PageUp", 200);
  });

  test("pages by ten where an epoch is one step", async () => {
    await openAt(30);
    await slider().press("PageDown");
    await view.arriveAt(20);
    expect(await slider().getAttribute("aria-valuetext")).toMatch(/^step 20 of 30, loss /);
  });

  test.each([1600, 320])(
    "lies right under the chart: a step has the same place in both, %d pixels wide",
    async (width) => {
      await openAt(9, articleChain(), { width, height: 1200 });
      for (const step of [9, 4, 0]) {
        await slider().fill(String(step));
        await view.arriveAt(step);
        await expect.poll(async () => Math.abs((await lineAt()) - (await placeOf(step)).x)).toBeLessThanOrEqual(1);
      }
      const current = view.page.locator(".scrubber .current .notch");
      expect((await current.boundingBox())?.x).toBeCloseTo((await placeOf(0)).x, 0);

      /** Where the chart draws its line at the step shown, in the colour #0078D4 of the focus. */
      async function lineAt(): Promise<number> {
        return chartOf(view.page).evaluate((canvas: HTMLCanvasElement) => {
          const copy = new OffscreenCanvas(canvas.width, 1).getContext("2d");
          // Near the lower edge of the plot, below the losses and the ring.
          copy?.drawImage(canvas, 0, 30 - canvas.height);
          const { data } = copy?.getImageData(0, 0, canvas.width, 1) ?? { data: [] };
          const ink: number[] = [];
          for (let x = 0; x < canvas.width; x++)
            if (data[4 * x + 3] > 60 && data[4 * x + 2] > data[4 * x] + 60) ink.push(x + 0.5);
          const middle = ink.reduce((sum, x) => sum + x, 0) / ink.length;
          return canvas.getBoundingClientRect().left + (middle * canvas.clientWidth) / canvas.width;
        });
      }
    },
  );

  test("sends one wish at a time while it is dragged, and arrives at the last", async () => {
    const seeks = watchSeeks();
    await openAt(400, irisLike(), seeks.options);
    const box = await slider().boundingBox();
    if (!box) throw new Error("There is no slider");
    const y = box.y + box.height / 2;
    await view.page.mouse.move(box.x + box.width - 6, y);
    await view.page.mouse.down();
    for (let x = box.width - 6; x > box.width / 4; x -= 8) await view.page.mouse.move(box.x + x, y);
    await view.page.mouse.up();
    const wanted = Number(await slider().inputValue());
    expect(wanted).toBeLessThan(120);
    await view.arriveAt(wanted);
    expect(seeks.most()).toBe(1);
    expect(seeks.asked.at(-1)).toBe(wanted);
    expect(new Set(seeks.asked).size).toBe(seeks.asked.length);
  });

  test("follows a run that is training, and stops it where it is taken", async () => {
    await openAt(3, irisLike(0.2, 1000));
    await view.run.setSpeed(30);
    await view.page.getByRole("button", { name: "Train" }).click();
    await expect.poll(async () => Number(await slider().inputValue())).toBeGreaterThan(8);
    await slider().press("Home");
    await view.arriveAt(0);
    expect(view.run.snapshot()?.state).toBe("idle");
    expect(await slider().inputValue()).toBe("0");
  });

  test("can't be moved before there is a step, and tells what to do", async () => {
    view = await openLive(lab, articleChain());
    expect(await slider().isDisabled()).toBe(true);
    expect(await view.page.locator(".viewing").textContent()).toBe("Step or Train to begin.");
  });

  test("goes with the loss of the step shown in figures beside it in the diagram", async () => {
    await openAt(9);
    await slider().press("Home");
    await view.arriveAt(0);
    await slider().press("ArrowRight");
    await view.arriveAt(1);
    expect(await lossShown()).toBe("7.5625");
    expect(await slider().getAttribute("aria-valuetext")).toBe("step 1 of 9, loss 7.5625");
  });
});
