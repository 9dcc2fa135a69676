import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quantityKey } from "../../src/core/explanation/quantity.ts";
import { formatNumber } from "../../src/format/number-format.ts";
import { strongest } from "../../webview/diagram/layer-weights.ts";
import { type LivePage, openLive } from "./support/live.ts";
import { digitsLike, wideDigits } from "./support/network-specs.ts";
import { openLab, type PageLab } from "./support/page.ts";

let lab: PageLab;
let digits: LivePage;
let wide: LivePage;
beforeAll(async () => {
  lab = await openLab();
  digits = await openLive(lab, digitsLike(), { width: 1280 });
  wide = await openLive(lab, wideDigits(), { width: 1280 });
  for (const view of [digits, wide]) {
    await view.run.trainTo(2);
    await view.arriveAt(2);
  }
});
afterAll(async () => {
  expect([...digits.errors, ...wide.errors]).toEqual([]);
  await lab.close();
});

/** The k-th folded column's field. */
const field = (view: LivePage, k: number) => view.page.locator(".fold-field").nth(k);

/** A point in a folded column, as shares of its width and its height. */
async function pointIn(view: LivePage, k: number, x: number, y: number): Promise<[number, number]> {
  const box = await field(view, k).boundingBox();
  if (!box) throw new Error("There is no such column");
  return [box.x + x * box.width, box.y + y * box.height];
}

/** Asks about nothing. */
async function clear(view: LivePage): Promise<void> {
  const pressed = view.page.locator('.picture [aria-pressed="true"]');
  if ((await pressed.count()) > 0) await pressed.first().press("Enter");
  await expect.poll(() => pressed.count()).toBe(0);
  await view.page.mouse.move(0, 0);
}

function asked(view: LivePage): string {
  const focus = view.calls.filter(({ name }) => name === "focus").at(-1)?.params as { focus: { quantity: never } };
  return focus.focus.quantity ? quantityKey(focus.focus.quantity) : "nothing";
}

function before(view: LivePage, layer: number) {
  const { weights } = view.run.layers()?.[layer].before ?? { weights: new Float64Array() };
  return weights;
}

const sampleOf = (view: LivePage) => view.run.worked()?.samples[0];

describe("a folded layer", () => {
  test("is a map of its weights and of their gradients beside bars, with a summary for screen readers", async () => {
    expect(await digits.page.locator(".wide").count()).toBe(2);
    expect(await digits.page.locator(".unit").count()).toBe(10);
    expect(await digits.page.locator(".wide .part-title").allTextContents()).toEqual(["x", "W", "∂ℓ/∂W", "a", "δ"]);
    const weights = before(digits, 0);
    const [low, high] = [Math.min(...weights), Math.max(...weights)];
    const summary = await digits.page.locator(".fold-canvas").nth(1).getAttribute("aria-label");
    expect(summary).toMatch(`W from ${formatNumber(low)} to ${formatNumber(high)}`);
    const a = Array.from(sampleOf(digits)?.layers[0].a ?? []);
    const largest = Math.max(...a);
    expect(summary).toMatch(new RegExp(`largest: a.*⁽¹⁾ = ${formatNumber(largest).replace(".", "\\.")}`));
    expect(await digits.page.locator(".gap-caption").allTextContents()).toEqual(["1,536 weights", "320 weights"]);
  });

  test("paints each weight blue or orange by its sign, and stronger the larger it is", async () => {
    const weights = before(digits, 0);
    const canvas = digits.page.locator(".fold-canvas").nth(1);
    const places = [...strongest(weights, 6), weights.findIndex((w) => Math.abs(w) < 0.004)];
    const left = await digits.page
      .locator(".wide .part-title")
      .nth(1)
      .evaluate((title) => ({
        x: Number.parseFloat((title as HTMLElement).style.left) + 4,
        width: Number.parseFloat((title as HTMLElement).style.width) - 8,
      }));
    const pixels = await canvas.evaluate(
      (element, { places, left }) => {
        const canvas = element as HTMLCanvasElement;
        const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
        const context = copy.getContext("2d", { willReadFrequently: true });
        context?.drawImage(canvas, 0, 0);
        const density = canvas.width / canvas.clientWidth;
        return places.map((place) => {
          const [unit, input] = [Math.floor(place / 48), place % 48];
          const x = (left.x + ((input + 0.5) / 48) * left.width) * density;
          const [red, , blue] = context?.getImageData(x, ((unit + 0.5) / 32) * canvas.height, 1, 1).data ?? [];
          return blue - red;
        });
      },
      { places, left },
    );
    for (const [k, place] of places.slice(0, 6).entries()) {
      expect(Math.sign(pixels[k])).toBe(Math.sign(weights[place]));
      expect(Math.abs(pixels[k])).toBeGreaterThan(80);
    }
    expect(Math.abs(pixels[6])).toBeLessThan(60);
  });

  test("reads out the number under the pointer", async () => {
    await digits.page.mouse.move(...(await pointIn(digits, 1, 0.2, 20.5 / 32)));
    const readOut = digits.page.locator(".fold-read-out");
    const symbol = (await readOut.locator("msubsup").first().textContent()) ?? "";
    const [, unit, input] = /^w(21)(\d+)\(1\)$/.exec(symbol) ?? [];
    const weight = before(digits, 0)[(Number(unit) - 1) * 48 + Number(input) - 1];
    expect(await readOut.locator(".numeral").first().textContent()).toBe(formatNumber(weight));
    await digits.page.mouse.move(...(await pointIn(digits, 1, 0.97, 20.5 / 32)));
    const { z, a, lossByZ } = sampleOf(digits)?.layers[0] ?? { z: [], a: [], lossByZ: [] };
    expect(await readOut.locator(".numeral").allTextContents()).toEqual(
      [z[20], a[20], lossByZ[20]].map((v) => formatNumber(v)),
    );
    await digits.page.mouse.move(0, 0);
    expect(await readOut.count()).toBe(0);
  });

  test("unfolds around the unit that is pressed: its numbers, and its strongest edges to both sides", async () => {
    await digits.page.mouse.click(...(await pointIn(digits, 1, 0.2, 20.5 / 32)));
    await expect.poll(() => asked(digits)).toBe("delta 0 20");
    await digits.page.locator('[data-unit="0 20"]').waitFor();
    expect(await digits.page.locator('[data-unit="0 20"] .unit-name').textContent()).toBe("unit 21");
    expect(await digits.page.locator(".gap-caption").allTextContents()).toEqual(["12 of 48", "10 of 10"]);
    const keys = await digits.page
      .locator(".edge-handle")
      .evaluateAll((handles) => handles.map((handle) => (handle as SVGElement).dataset.quantity ?? ""));
    const inputs = strongest(before(digits, 0).slice(20 * 48, 21 * 48), 12);
    expect(keys.filter((key) => key.startsWith("layers.0")).sort()).toEqual(
      inputs.map((input) => `layers.0.weights[20][${input}]`).sort(),
    );
    expect(keys.filter((key) => key.startsWith("layers.1")).length).toBe(10);
    await clear(digits);
  });

  test("lets a weight be chosen in the strip of the unfolded unit", async () => {
    await digits.page.mouse.click(...(await pointIn(digits, 1, 0.2, 20.5 / 32)));
    const card = await digits.page.locator('[data-unit="0 20"]').boundingBox();
    if (!card) throw new Error("The unit has no card");
    const [x] = await pointIn(digits, 1, 0.25, 0);
    await digits.page.mouse.click(x, card.y + card.height + 8);
    await expect.poll(() => asked(digits)).toMatch(/^layers\.0\.weights\[20]\[\d+]$/);
    const [, input] = /\[(\d+)]$/.exec(asked(digits)) ?? [];
    // The input that it comes from is shown at large, too, and the edge between them has its number.
    await digits.page.locator(`[data-unit="input ${input}"]`).waitFor();
    const weight = before(digits, 0)[20 * 48 + Number(input)];
    expect(await digits.page.locator(".edge-chip.selected .numeral").textContent()).toBe(formatNumber(weight));
    await clear(digits);
  });

  test("is walked through with the arrow keys", async () => {
    const slider = field(digits, 1);
    await slider.focus();
    // From the weight that was chosen before, to its unit.
    for (let k = 0; k < 48; k++) {
      if (!(await slider.getAttribute("aria-valuetext"))?.startsWith("w")) break;
      await slider.press("Shift+ArrowLeft");
    }
    await slider.press("Home");
    for (const key of ["PageDown", "ArrowDown", "ArrowUp", "ArrowUp"]) await slider.press(key);
    expect(await slider.getAttribute("aria-valuenow")).toBe("10");
    const { z, a, lossByZ } = sampleOf(digits)?.layers[0] ?? { z: [], a: [], lossByZ: [] };
    expect(await slider.getAttribute("aria-valuetext")).toBe(
      ["z", "a", "δ"].map((name, k) => `${name}₁₀⁽¹⁾ = ${formatNumber([z, a, lossByZ][k][9])}`).join("  "),
    );
    await slider.press("Enter");
    await expect.poll(() => asked(digits)).toBe("delta 0 9");
    await slider.press("Shift+ArrowRight");
    await slider.press("Shift+ArrowRight");
    await slider.press("Enter");
    await expect.poll(() => asked(digits)).toBe("layers.0.weights[9][1]");
    await slider.press("ArrowRight");
    expect(await digits.page.evaluate(() => document.activeElement?.className.toString())).not.toBe("fold-field");
    await clear(digits);
  });
});

describe("784-128-64-10, whose large matrices come in blocks", () => {
  test("shows the block that the pointer is on, and the weight itself once its unit is asked about", async () => {
    const excerpt = wide.run.layers()?.[0].excerpt;
    expect(excerpt?.weights.rows).toBeLessThan(128);
    await wide.page.mouse.move(...(await pointIn(wide, 1, 0.2, 40.5 / 128)));
    const value = wide.page.locator(".fold-read-out .numeral").first();
    expect(await value.textContent()).toMatch(/^up to 0\.0\d+ in size$/);
    await wide.page.mouse.click(...(await pointIn(wide, 1, 0.2, 40.5 / 128)));
    await wide.page.locator('[data-unit="0 40"]').waitFor();
    await expect
      .poll(() => wide.page.locator(".gap-caption").allTextContents())
      .toEqual(["12 of 784", "12 of 64", "640 weights"]);
    const row = wide.run.layers()?.[0].excerpt?.row;
    const keys = await wide.page
      .locator('.edge-handle[data-quantity^="layers.0"]')
      .evaluateAll((handles) => handles.map((handle) => (handle as SVGElement).dataset.quantity));
    const expected = strongest(row?.before ?? [], 12).map((input) => `layers.0.weights[40][${input}]`);
    expect(keys.sort()).toEqual(expected.sort());
  });

  test("leads the largest paths through its folded layers, each with its unit's card", async () => {
    await expect.poll(() => wide.run.derivation()?.trace.paths.length).toBe(3);
    const { paths } = wide.run.derivation()?.trace ?? { paths: [] };
    const units = [...new Set(paths.map((path) => path.units[1]))];
    for (const unit of units) await wide.page.locator(`[data-unit="1 ${unit}"].on-path`).waitFor();
    expect(await wide.page.locator('.on-path[data-unit^="1 "]').count()).toBe(units.length);
    // Each ribbon between the layers ends in the middle of its unit's card.
    const heights = await wide.page.locator('.on-path[data-unit^="1 "]').evaluateAll((cards) =>
      cards.map((card) => {
        const { top, height } = (card as HTMLElement).style;
        return Number.parseFloat(top) + Number.parseFloat(height) / 2;
      }),
    );
    const ends = await wide.page
      .locator(".ribbons path")
      .evaluateAll((ribbons) => ribbons.map((ribbon) => Number(ribbon.getAttribute("d")?.split(" ").at(-1))));
    for (const height of heights) expect(ends.some((end) => Math.abs(end - height) < 0.01)).toBe(true);
    await clear(wide);
  });
});
