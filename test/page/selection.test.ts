import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Quantity, quantityKey } from "../../src/core/explanation/quantity.ts";
import { type LivePage, openLive } from "./support/live.ts";
import { openLab, type PageLab, type PageOptions } from "./support/page.ts";
import { createRun, snapshotOf, takeSteps, updateOf } from "./support/run.ts";
import { articleChain, layerOf, specOf } from "./support/specs.ts";

let lab: PageLab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

/** A page on the article's chain, after its first step. */
async function openChain(options: PageOptions = {}, spec = articleChain()): Promise<LivePage> {
  const view = await openLive(lab, spec, options);
  await view.page.getByRole("button", { name: "Step", exact: true }).click();
  await view.arriveAt(1);
  return view;
}

/** Selects what stands beside a symbol, and waits for its chain rule if it has one. */
async function select({ page }: LivePage, symbol: string, badges: number): Promise<void> {
  await page.locator(`.picture [data-symbol="${symbol}"]`).first().click();
  await expect.poll(() => page.locator(".picture .badge").count()).toBe(badges);
}

/** The symbols of what is selected in the picture. */
function selected({ page }: Pick<LivePage, "page">): Promise<(string | null)[]> {
  return page
    .locator('.picture [aria-pressed="true"]')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute("data-symbol")));
}

/** The badges of the picture with the factor beside each. */
function badges({ page }: LivePage): Promise<string[]> {
  return page
    .locator(".picture .badge")
    .evaluateAll((all) =>
      all.map((badge) => `${badge.textContent} ${badge.parentElement?.querySelector(".numeral")?.textContent}`).sort(),
    );
}

describe("a selected weight", () => {
  test("is marked with its gradient, and its chain rule leads from the loss to it", async () => {
    const view = await openChain();
    await select(view, "w₁", 4);
    expect(await selected(view)).toEqual(["w₁", "∂ℓ/∂w₁"]);
    expect(await badges(view)).toEqual(["1 5.5", "2 ×2", "3 ×1.5", "4 ×2"]);
    const marks = await view.page.locator('[data-symbol="w₁"]').evaluate((element) => {
      const { boxShadow, backgroundColor } = getComputedStyle(element);
      return { hasOutline: boxShadow.includes("1.5px inset"), isFilled: backgroundColor.includes("0.22") };
    });
    expect(marks).toEqual({ hasOutline: true, isFilled: true });
    const places = await view.page.evaluate(() => {
      const boxOf = (selector: string) => (document.querySelector(selector) as Element).getBoundingClientRect();
      return {
        way: boxOf(".ribbon .way").toJSON(),
        weight: boxOf('.on-wire [data-symbol="w₁"]').toJSON(),
        loss: boxOf(".card.loss").toJSON(),
        delta: boxOf('.card [data-symbol="∂ℓ/∂z₁"] .numeral').toJSON(),
      };
    });
    // From within the loss's card, along the numbers of the way back, up to the weight.
    expect(places.way.right).toBeGreaterThan(places.loss.left);
    expect(places.way.right).toBeLessThan(places.loss.right);
    expect(places.way.top).toBeLessThan(places.weight.bottom + 2);
    expect(places.way.left).toBeGreaterThan(places.weight.left);
    expect(places.way.left).toBeLessThan(places.weight.right);
    expect(places.way.bottom).toBeGreaterThan(places.delta.bottom);
    expect(await view.page.locator(".back.on-path").count()).toBe(3 + 2);
    expect(view.errors).toEqual([]);
    await view.close();
  });

  test("is asked for at the host, kept over a reload, and given up by a second click", async () => {
    const view = await openChain();
    const parameter = { layer: 1, kind: "weights", unit: 0, input: 0 };
    await select(view, "∂ℓ/∂w₂", 3);
    await expect
      .poll(() => view.calls.filter(({ name }) => name === "focus").at(-1)?.params)
      .toEqual({ focus: { sample: null, quantity: { of: "parameter", parameter } } });
    const kept = await view.page.evaluate(() => JSON.parse(sessionStorage.getItem("webview-state") ?? "null").quantity);
    expect(kept).toEqual({ of: "parameter", parameter });
    await view.page.locator('.picture [data-symbol="w₂"]').click();
    await expect.poll(() => selected(view)).toEqual([]);
    expect(await view.page.locator(".picture .badge, .way").count()).toBe(0);
    await view.close();
  });

  test("can be selected by the host, as if by hand", async () => {
    const view = await openChain();
    const quantity: Quantity = { of: "parameter", parameter: { layer: 1, kind: "weights", unit: 0, input: 0 } };
    await view.remote.select({ quantity });
    await expect.poll(() => selected(view)).toEqual(["w₂", "∂ℓ/∂w₂"]);
    expect(view.calls.filter(({ name }) => name === "focus").at(-1)?.params).toEqual({
      focus: { sample: null, quantity },
    });
    expect(await view.page.evaluate(() => document.activeElement?.closest(".picture") ?? null)).toBeNull();
    await view.close();
  });

  test("has the same badges in an upright chain", async () => {
    const view = await openChain({ width: 420, height: 1000 });
    await select(view, "w₁", 4);
    expect(await badges(view)).toEqual(["1 5.5", "2 ×2", "3 ×1.5", "4 ×2"]);
    const [way, weight] = await Promise.all(
      [".ribbon .way", '.in-gap [data-symbol="w₁"]'].map((part) => view.page.locator(part).boundingBox()),
    );
    expect(way?.x).toBeGreaterThan((weight?.x ?? 0) + (weight?.width ?? 0) - 2);
    await view.close();
  });

  test("has an outline instead of a ribbon in high contrast", async () => {
    const view = await openChain({ theme: "highContrast" });
    await select(view, "w₂", 3);
    const style = await view.page.locator(".ribbon .way").evaluate((way) => {
      const { fill, strokeWidth } = getComputedStyle(way);
      return { fill, strokeWidth };
    });
    expect(style).toEqual({ fill: "none", strokeWidth: "2px" });
    await view.close();
  });
});

describe("badges", () => {
  test("light up under the pointer and the focus, and lead to their factor", async () => {
    const view = await openChain();
    await select(view, "w₁", 4);
    const badge = (number: number) => view.page.locator(`.picture .badge[data-badge="${number}"]`);
    await badge(3).hover();
    await view.page.locator(".picture .badge.lit").waitFor();
    expect(await view.page.locator(".picture .badge.lit").textContent()).toBe("3");
    expect(await view.page.locator(".way-factor.lit").textContent()).toBe("×1.5");
    await view.page.mouse.move(5, 5);
    await expect.poll(() => view.page.locator(".picture .badge.lit").count()).toBe(0);
    await badge(2).focus();
    await expect.poll(() => view.page.locator(".picture .badge.lit").textContent()).toBe("2");
    await badge(3).click();
    await expect.poll(() => selected(view)).toEqual(["w₂", "∂ℓ/∂w₂"]);
    await badge(1).click();
    await expect.poll(async () => new Set(await selected(view))).toEqual(new Set(["∂ℓ/∂a₃"]));
    await view.close();
  });
});

test("every number of a chain can be asked about", async () => {
  const view = await lab.open();
  await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
  const unit = { layer: 1, unit: 0 };
  const parameter = (kind: "weights" | "biases", input: number | null): Quantity => ({
    of: "parameter",
    parameter: { layer: 1, kind, unit: 0, input },
  });
  const quantities: Readonly<Record<string, Quantity>> = {
    x: { of: "input", input: 0 },
    t: { of: "target", unit: 0 },
    ℓ: { of: "loss" },
    "z₂": { of: "z", ...unit },
    "a₂": { of: "a", ...unit },
    "σ′(z₂)": { of: "slope", ...unit },
    "∂ℓ/∂a₂": { of: "lossByA", ...unit },
    "∂ℓ/∂z₂": { of: "delta", ...unit },
    "w₂": parameter("weights", 0),
    "∂ℓ/∂w₂": parameter("weights", 0),
    "b₂": parameter("biases", null),
    "∂ℓ/∂b₂": parameter("biases", null),
  };
  const keys = await view.page
    .locator(".picture [data-quantity]")
    .evaluateAll((all) =>
      all.map((element) => [element.getAttribute("data-symbol"), element.getAttribute("data-quantity")]),
    );
  const keyOf = new Map(keys as [string, string][]);
  for (const [symbol, quantity] of Object.entries(quantities)) {
    expect([symbol, keyOf.get(symbol)]).toEqual([symbol, quantityKey(quantity)]);
  }
  await view.page.locator('.picture [data-symbol="z₂"]').click();
  await expect
    .poll(() => view.calls.at(-1))
    .toEqual({ name: "focus", params: { focus: { sample: null, quantity: { of: "z", layer: 1, unit: 0 } } } });
  expect(await view.page.locator('.picture [data-symbol="z₂"]').getAttribute("aria-label")).toBe("z₂ = 1.375");
  await view.close();
});

describe("by keyboard", () => {
  test("the picture is one stop, the arrow keys walk it, Enter selects, Escape clears", async () => {
    const view = await lab.open();
    const { page } = view;
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    const stops = () =>
      page
        .locator('.picture [tabindex="0"]')
        .evaluateAll((all) => all.map((element) => element.getAttribute("data-symbol")));
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-symbol"));
    await expect.poll(stops).toEqual(["x"]);
    await page.getByRole("button", { name: "Table", exact: true }).focus();
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("x");
    expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe("solid");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("w₁");
    await page.keyboard.press("Enter");
    await expect.poll(() => selected(view)).toEqual(["w₁", "∂ℓ/∂w₁"]);
    expect(await stops()).toEqual(["w₁"]);
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe("∂ℓ/∂w₁");
    await page.keyboard.press("Escape");
    await expect.poll(() => selected(view)).toEqual([]);
    await page.keyboard.press(" ");
    await expect.poll(async () => (await selected(view)).length).toBeGreaterThan(0);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest(".picture") === null)).toBe(true);
    await view.close();
  });

  test("a double click and F2 select a parameter, whatever was selected", async () => {
    const view = await lab.open();
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    await view.page.locator('.picture [data-symbol="w₂"]').dblclick();
    expect(await selected(view)).toEqual(["w₂", "∂ℓ/∂w₂"]);
    await view.page.locator('.picture [data-symbol="b₂"]').press("F2");
    await expect.poll(() => selected(view)).toEqual(["b₂", "∂ℓ/∂b₂"]);
    await view.close();
  });

  test("Escape leaves the selection alone where the focus is elsewhere", async () => {
    const view = await lab.open();
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    await view.page.locator('.picture [data-symbol="w₂"]').click();
    await view.page.getByRole("tab", { name: "Loss" }).focus();
    await view.page.keyboard.press("Escape");
    await view.page.waitForTimeout(50);
    expect(await selected(view)).toEqual(["w₂", "∂ℓ/∂w₂"]);
    await view.close();
  });
});

test("a parameter that was set by hand before the step shown is marked", async () => {
  const view = await lab.open();
  const run = takeSteps(createRun(articleChain()), 2);
  const edit = (step: number, layer: number) => ({
    step,
    parameter: { layer, kind: "weights" as const, unit: 0, input: 0 },
    value: 1,
  });
  const snapshot = { ...snapshotOf(run, "paused"), edits: [edit(2, 1), edit(1, 2)] };
  await view.show(updateOf(run, "paused", { snapshot }));
  const edited = view.page.locator(".picture .edited");
  expect(await edited.evaluateAll((all) => all.map((one) => one.getAttribute("data-symbol")))).toEqual(["w₂"]);
  expect(await edited.getAttribute("aria-label")).toMatch(/, set by hand$/);
  await view.page.getByRole("button", { name: "Table", exact: true }).click();
  await expect.poll(() => view.page.getByRole("img", { name: "set by hand" }).count()).toBe(1);
  await view.close();
});

test("what is selected in a long chain is scrolled into view, and nothing else moves", async () => {
  const layers = Array.from({ length: 9 }, (_, l) => layerOf(`Layer ${l + 1}`, 1, "tanh", [[0.9]], [0.1]));
  const view = await openChain({ reducedMotion: true }, specOf({ layers, rows: [{ inputs: [1], targets: [0.5] }] }));
  const { page } = view;
  const offset = () => page.locator(".picture-area").evaluate((area) => area.scrollLeft);
  expect(await offset()).toBe(0);
  await page.locator('.picture [data-symbol="w₁"]').press("Enter");
  await expect.poll(() => page.locator(".picture .badge").count()).toBe(10);
  expect(await offset()).toBe(0);
  await page.locator('.picture .badge[data-badge="1"]').evaluate((badge) => (badge as HTMLElement).click());
  await expect.poll(offset).toBeGreaterThan(500);
  expect(await page.locator(".page").evaluate((whole) => whole.scrollTop)).toBe(0);
  await view.close();
});

describe("the sample", () => {
  const rows = [1, 2, 3, 4].map((x) => ({ inputs: [x], targets: [1] }));
  const spec = () => specOf({ layers: articleChain().layers, rows, batchSize: 2, learningRate: 0.001 });

  test("is the first of the batch, or the one that was chosen", async () => {
    const view = await openChain({}, spec());
    const { page } = view;
    const field = page.locator(".sample-chooser input");
    const x = () => page.locator('.picture [data-symbol="x"] .numeral').textContent();
    expect([await field.inputValue(), await x()]).toEqual(["1", "1"]);
    expect(await page.locator(".sample-chooser label").textContent()).toBe("Sampleof 4");
    await page.getByRole("button", { name: "Next sample" }).click();
    await expect.poll(x).toBe("2");
    expect(await page.locator(".sample-chooser .note").count()).toBe(0);
    await field.fill("4");
    await field.press("Enter");
    await expect.poll(x).toBe("4");
    expect(await page.locator(".sample-chooser .note").textContent()).toBe("not in this step's batch");
    expect(await page.getByRole("button", { name: "Next sample" }).isDisabled()).toBe(true);
    await field.fill("no number");
    await field.press("Enter");
    await field.press("Tab");
    expect([await field.inputValue(), await x()]).toEqual(["4", "4"]);
    await page.getByRole("button", { name: "Show the first of each batch again" }).click();
    await expect.poll(x).toBe("1");
    await view.close();
  });

  test("cannot be chosen where there is but one", async () => {
    const view = await openChain();
    expect(await view.page.locator(".sample-chooser").count()).toBe(0);
    await view.close();
  });
});
