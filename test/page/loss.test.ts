import { describe, expect, test } from "vitest";
import { createSeries, pushLoss, tailSince } from "../../src/core/series.ts";
import type { SavedFile, ViewUpdate } from "../../src/run/protocol.ts";
import { deadUnits, inputScales, vanishingGradients } from "./support/findings.ts";
import { measuredUpdate, takeMeasuredSteps } from "./support/measured.ts";
import { createRun, seriesOf, snapshotOf, takeSteps, updateOf } from "./support/run.ts";
import { articleChain, irisLike } from "./support/specs.ts";
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
      const { arc, clearRect } = CanvasRenderingContext2D.prototype;
      Object.assign(window, { arcs: 0 });
      CanvasRenderingContext2D.prototype.arc = function (...circle) {
        (window as unknown as { arcs: number }).arcs++;
        arc.apply(this, circle);
      };
      // Each drawing begins with it.
      CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        Object.assign(window, { arcs: 0 });
        clearRect.apply(this, box);
      };
    });
    const marksOf = async (steps: number) => {
      await view.show(updateOf(takeSteps(createRun(articleChain(), steps), steps), "paused"));
      return view.page.evaluate(() => (window as unknown as { arcs: number }).arcs);
    };
    // Beside the marks there is the ring at the step that is shown.
    expect(await marksOf(9)).toBe(9 + 1);
    expect(await marksOf(100)).toBe(1);
    expect(await marksOf(20)).toBe(20 + 1);
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
    await pointAt(2);
    expect(await view.page.locator(".loss-hover").textContent()).toBe("step 2loss0.2082");
    await pointAt(9);
    expect(await view.page.locator(".loss-hover").textContent()).toBe("step 9loss8.57×10⁻⁸");
    await view.page.mouse.move(5, 5);
    expect(await view.page.locator(".loss-hover").count()).toBe(0);
  });

  test("fills the pane, and stays where it is when the first step comes", async () => {
    const run = createRun(articleChain());
    await view.show(updateOf(run, "idle"));
    const placeOf = () => view.page.locator(".loss-picture").boundingBox();
    const empty = await placeOf();
    const slider = await view.page.getByRole("slider", { name: "Step shown" }).boundingBox();
    await view.show(updateOf(takeSteps(run, 9), "paused"));
    expect(await placeOf()).toEqual(empty);
    expect(await view.page.getByRole("slider", { name: "Step shown" }).boundingBox()).toEqual(slider);
    expect(empty?.height).toBeGreaterThan(300);
    await view.page.setViewportSize({ width: 1100, height: 420 });
    await expect.poll(async () => (await placeOf())?.height).toBeLessThan(200);
    expect((await placeOf())?.height).toBeGreaterThanOrEqual(160);
  });
});

describe("what was measured beside the losses of the steps", () => {
  const legend = () => view.page.locator(".loss-legend li").allTextContents();

  test("has lines of its own, and a legend tells which is which", async () => {
    await view.show(measuredUpdate(createRun(irisLike()), 60, 5));
    expect(await legend()).toEqual(["each step", "training", "test", "accuracy"]);
    await pointAt(32, 60);
    expect(await view.page.locator(".loss-hover").textContent()).toMatch(
      /^step 32loss[\d.]+after step 30training[\d.]+test[\d.]+accuracy[\d.]+ %$/,
    );
    expect(await summary()).toMatch(
      /Training loss [\d.]+ after step 60\. Test loss [\d.]+ after step 60\. Accuracy [\d.]+ % after step 60\.$/,
    );
  });

  test("is not drawn twice where a step takes all samples, and needs no legend where it is alone", async () => {
    await view.show(measuredUpdate(createRun(articleChain()), 9, 1));
    expect(await legend()).toEqual([]);
    expect(await summary()).toBe("Loss of 9 steps, in 9 points: last 8.57×10⁻⁸, lowest 8.57×10⁻⁸, highest 7.5625.");
  });

  test("is told apart by dashes and marks, not by colours alone", async () => {
    await view.page.evaluate(() => {
      const dashes = new Set<string>();
      Object.assign(window, { dashes });
      const { stroke } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.stroke = function (path?: Path2D) {
        dashes.add(`${this.lineWidth} ${this.getLineDash().join()}`);
        if (path) stroke.call(this, path);
        else (stroke as () => void).call(this);
      };
    });
    await view.show(measuredUpdate(createRun(irisLike()), 600, 10));
    const dashes = await view.page.evaluate(() => [...(window as unknown as { dashes: Set<string> }).dashes]);
    expect(dashes).toEqual(expect.arrayContaining(["1 ", "2 ", "1.5 6,3", "1.5 1.5,3"]));
  });

  test("takes up no more room when it comes", async () => {
    const run = createRun(irisLike());
    const first = measuredUpdate(run, 5, 5, "running");
    await view.show(first);
    const slider = await view.page.getByRole("slider", { name: "Step shown" }).boundingBox();
    await view.show(measuredUpdate(run, 500, 5, "running"));
    expect(await view.page.getByRole("slider", { name: "Step shown" }).boundingBox()).toEqual(slider);
  });
});

describe("drawing", () => {
  const drawings = () => view.page.evaluate(() => (window as unknown as { drawings: number }).drawings);
  const countDrawings = () =>
    view.page.evaluate(() => {
      const { clearRect } = CanvasRenderingContext2D.prototype;
      Object.assign(window, { drawings: 0 });
      CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        (window as unknown as { drawings: number }).drawings++;
        clearRect.apply(this, box);
      };
    });

  test("happens only when there is something else to be seen", async () => {
    const run = createRun(irisLike());
    const evaluations = takeMeasuredSteps(run, 60, 5);
    let seen: Parameters<typeof seriesOf>[1] = null;
    const shown = () => {
      const series = seriesOf(run, seen);
      seen = { stride: series.stride, steps: series.steps };
      return updateOf(run, "paused", { series, evaluations: structuredClone(evaluations) });
    };
    await view.show(shown());
    await view.page.waitForTimeout(100);
    await countDrawings();
    for (let k = 0; k < 5; k++) await view.show(shown());
    expect(await drawings()).toBe(0);
    takeSteps(run, 1);
    await view.show(shown());
    expect(await drawings()).toBe(1);
    await view.show({ ...shown(), evaluations: { ...evaluations, loss: evaluations.loss.map((loss) => 2 * loss) } });
    expect(await drawings()).toBe(2);
  });

  test("does not happen at all while another tab is open", async () => {
    const run = takeSteps(createRun(articleChain()), 3);
    await view.show(updateOf(run, "running"));
    await view.page.getByRole("tab", { name: "Data" }).click();
    await countDrawings();
    for (let k = 0; k < 5; k++) await view.show(updateOf(takeSteps(run, 1), "running"));
    expect(await view.page.locator(".loss-picture").count()).toBe(0);
    expect(await drawings()).toBe(0);
  });
});

describe("findings on the chart", () => {
  async function showFindings(): Promise<void> {
    const run = takeSteps(createRun(irisLike()), 600);
    const findings = [deadUnits(), inputScales, vanishingGradients];
    await view.show(updateOf(run, "paused", { snapshot: { ...snapshotOf(run, "paused"), findings } }));
  }

  test("stand at the step where each began, say what it is, and lead to Health", async () => {
    await showFindings();
    const marks = view.page.locator(".found-marks button");
    expect(await marks.evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label")))).toEqual([
      `Since step 12: ${vanishingGradients.message} Show it under Health.`,
      `Since step 340: ${deadUnits().message} Show it under Health.`,
    ]);
    const [place, plot] = await Promise.all([marks.last().boundingBox(), plotBox()]);
    expect((place?.x ?? 0) + (place?.width ?? 0) / 2).toBeCloseTo(plot.left + (plot.width * 340) / 600, 0);
    const card = view.page.locator(".found-marks .hover-card").last();
    expect(await card.isVisible()).toBe(false);
    await marks.last().focus();
    expect(await card.isVisible()).toBe(true);
    expect(await card.textContent()).toContain("3 of 8 units");
    await view.page.setViewportSize({ width: 320, height: 900 });
    await expect
      .poll(async () => (await card.boundingBox())?.x ?? -1)
      .toBeGreaterThanOrEqual((await plotBox()).left - 1);
    await view.page.keyboard.press("Enter");
    expect(await view.page.getByRole("tab", { name: "Health" }).getAttribute("aria-selected")).toBe("true");
  });

  test("are drawn with a shape of their own, in the colour of warnings", async () => {
    await showFindings();
    const warnings = await view.page.locator(".loss-picture canvas").evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, 20) ?? { data: [] };
      let count = 0;
      // #CCA700
      for (let at = 0; at < data.length; at += 4) if (data[at] === 204 && data[at + 1] === 167) count++;
      return count;
    });
    expect(warnings).toBeGreaterThan(60);
  });
});

describe("as a table", () => {
  test("has the numbers of the chart, and stays a table", async () => {
    const update = updateOf(takeSteps(createRun(articleChain()), 9), "paused");
    await view.show(update);
    await view.page.getByRole("button", { name: "Show as table" }).click();
    expect(await view.page.locator("canvas").count()).toBe(0);
    const rows = await view.page
      .locator(".loss-table tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.children].map(({ textContent }) => textContent)));
    expect(rows).toEqual([
      ["1", "7.5625"],
      ["2", "0.2082"],
      ["3", "0.0235"],
      ["4", "0.0029"],
      ["5", "3.54×10⁻⁴"],
      ["6", "4.4×10⁻⁵"],
      ["7", "5.49×10⁻⁶"],
      ["8", "6.86×10⁻⁷"],
      ["9", "8.57×10⁻⁸"],
    ]);
    await view.page.reload();
    await view.show(update);
    expect(await view.page.locator(".loss-table").count()).toBe(1);
    await view.page.getByRole("button", { name: "Show as table" }).click();
    expect(await view.page.locator(".loss-picture canvas").count()).toBe(1);
  });

  test("leads to a step", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 9), "paused"));
    await view.page.getByRole("button", { name: "Show as table" }).click();
    await view.page.getByRole("button", { name: "Go to step 4" }).press("Enter");
    await expect.poll(() => view.calls.at(-1)).toEqual({ name: "seek", params: { step: 4 } });
  });
});

describe("saving", () => {
  async function save(entry: string): Promise<SavedFile> {
    await view.page.getByRole("button", { name: "Save…" }).click();
    await view.page.getByRole("menuitem", { name: entry }).click();
    await expect.poll(() => view.calls.at(-1)?.name).toBe("save");
    return view.calls.at(-1)?.params as SavedFile;
  }

  test("gives a picture on the theme's background", async () => {
    await view.show(measuredUpdate(createRun(irisLike()), 60, 5));
    const { name, content, encoding } = await save("Save picture…");
    expect([name, encoding]).toEqual(["chain-loss.png", "base64"]);
    const seen = await view.page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      context?.drawImage(image, 0, 0);
      const colours = new Set<string>();
      const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 4).join());
      return { size: [image.width, image.height], corner: data.slice(0, 4).join(), colours: [...colours] };
    }, content);
    expect(seen.size).toEqual([1600, 960]);
    // #1F1F1F, and the line of the test samples in #89D185.
    expect(seen.corner).toBe("31,31,31,255");
    expect(seen.colours).toContain("137,209,133,255");
  });

  test("gives a drawing that a person can read", async () => {
    await view.show(measuredUpdate(createRun(irisLike()), 60, 5, "paused", { file: 'a<"&.nn.json' }));
    const { name, content, encoding } = await save("Save drawing…");
    expect([name, encoding]).toEqual(['a<"&-loss.svg', "text"]);
    const texts = await view.page.evaluate((svg) => {
      const drawing = new DOMParser().parseFromString(svg, "image/svg+xml");
      return [...drawing.querySelectorAll("text, parsererror")].map(({ textContent }) => textContent);
    }, content);
    expect(texts[0]).toBe('Loss of a<"&.nn.json');
    expect(texts).toEqual(expect.arrayContaining(["each step", "training", "test", "accuracy", "60", "50 %"]));
    expect(content).not.toContain("NaN");
  });

  test("gives the numbers", async () => {
    const run = createRun(articleChain());
    await view.show(updateOf(takeSteps(run, 2), "paused"));
    const { name, content, encoding } = await save("Save csv…");
    const second = run.series.values[5];
    expect([name, encoding]).toEqual(["chain-loss.csv", "text"]);
    expect(content).toBe(
      `step,min,max,last,trainingLoss,testLoss,accuracy\n1,7.5625,7.5625,7.5625,,,\n2,${second},${second},${second},,,\n`,
    );
  });

  test("is not offered before there is anything to save", async () => {
    await view.show(updateOf(createRun(articleChain()), "idle"));
    expect(await view.page.getByRole("button", { name: "Save…" }).isDisabled()).toBe(true);
    expect(await view.page.getByRole("button", { name: "Show as table" }).isDisabled()).toBe(true);
  });
});

/** Where the plot is on the page, from the first to the last step. */
async function plotBox(): Promise<{ left: number; width: number; top: number }> {
  const box = await view.page.locator(".scrubber .track").boundingBox();
  const picture = await view.page.locator(".loss-picture").boundingBox();
  if (!box || !picture) throw new Error("There is no chart");
  return { left: box.x, width: box.width, top: picture.y };
}

async function pointAt(step: number, steps = 9): Promise<void> {
  const { left, width, top } = await plotBox();
  await view.page.mouse.move(left + (width * step) / steps, top + 60);
}
