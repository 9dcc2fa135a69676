import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quantityKey } from "../../src/core/explanation/quantity.ts";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { type LivePage, openLive } from "./support/live.ts";
import { spiral } from "./support/network-specs.ts";
import { openLab, type PageLab } from "./support/page.ts";
import { mazur } from "./support/specs.ts";

let lab: PageLab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

/** A page on a network that has taken some steps. */
async function opened(spec = mazur(), steps = 1, options: Parameters<typeof openLive>[2] = {}): Promise<LivePage> {
  const view = await openLive(lab, spec, options);
  await view.run.trainTo(steps);
  await view.arriveAt(steps);
  return view;
}

async function closed(view: LivePage): Promise<void> {
  expect(view.errors).toEqual([]);
  await view.close();
}

const w = (layer: number, unit: number, input: number): ParameterPlace => ({ layer, kind: "weights", unit, input });
const b = (layer: number, unit: number): ParameterPlace => ({ layer, kind: "biases", unit, input: null });
const keyOf = (parameter: ParameterPlace) => quantityKey({ of: "parameter", parameter });

/** What the page asks about, as it told its host last. */
function asked(view: LivePage): unknown {
  const focus = view.calls.filter(({ name }) => name === "focus").at(-1)?.params as { focus: { quantity: unknown } };
  return focus.focus.quantity;
}

/** The element that stands for a quantity. */
const stop = (view: LivePage, key: string) => view.page.locator(`.picture [data-quantity="${key}"]`);

/** Waits until the page has the derivation of what is asked about. */
async function derived(view: LivePage, key: string): Promise<void> {
  await expect.poll(() => view.run.derivation() && quantityKey(view.run.derivation()?.quantity as never)).toBe(key);
  await view.page.locator(".ribbons path").first().waitFor({ state: "attached" });
}

describe("what can be asked about in a network", () => {
  test("is every number, and every weight", async () => {
    const view = await opened();
    const keys = await view.page
      .locator(".picture [data-quantity]")
      .evaluateAll((stops) => stops.map((stop) => (stop as HTMLElement).dataset.quantity));
    const units = [0, 1].flatMap((layer) => [0, 1].map((unit) => ({ layer, unit })));
    expect(keys.sort()).toEqual(
      [
        "loss",
        ...[0, 1].flatMap((k) => [`input ${k}`, `target ${k}`]),
        ...units.flatMap(({ layer, unit }) => ["z", "a", "delta"].map((of) => `${of} ${layer} ${unit}`)),
        ...units.flatMap(({ layer, unit }) => [
          keyOf(b(layer, unit)),
          keyOf(w(layer, unit, 0)),
          keyOf(w(layer, unit, 1)),
        ]),
      ].sort(),
    );
    for (const key of ["z 0 1", "delta 1 0", keyOf(b(1, 1)), keyOf(w(0, 1, 0)), "input 1", "target 0", "loss"]) {
      await stop(view, key).click();
      await expect.poll(() => quantityKey(asked(view) as never)).toBe(key);
      expect(await stop(view, key).getAttribute("aria-pressed")).toBe("true");
    }
    await stop(view, "loss").click();
    await expect.poll(() => asked(view)).toBeNull();
    await closed(view);
  });

  test("has a name and its number for screen readers, with its layer", async () => {
    const view = await opened();
    expect(await stop(view, "delta 1 0").getAttribute("aria-label")).toBe("δ₁⁽²⁾ = 0.138");
    expect(await stop(view, keyOf(w(1, 0, 1))).getAttribute("aria-label")).toBe("w₁₂⁽²⁾ 0.45, from a₂⁽¹⁾ to unit 1");
    expect(await stop(view, keyOf(w(0, 1, 0))).getAttribute("aria-label")).toBe("w₂₁⁽¹⁾ 0.25, from x1 to unit 2");
    await closed(view);
  });

  test("a press on a card's ground asks about δ", async () => {
    const view = await opened(spiral(), 3);
    await view.page.locator('[data-unit="1 4"] .thumbnail').click();
    await expect.poll(() => asked(view)).toEqual({ of: "delta", layer: 1, unit: 4 });
    await closed(view);
  });
});

describe("an edge", () => {
  /** A point on the page beside the middle of an edge between two cards. */
  async function beside(view: LivePage, from: string, to: string, below: number): Promise<[number, number]> {
    const [start, end] = await Promise.all(
      [from, to].map((unit) => view.page.locator(`[data-unit="${unit}"]`).boundingBox()),
    );
    if (!start || !end) throw new Error("There is no such card");
    return [(start.x + start.width + end.x) / 2, (start.y + start.height / 2 + end.y + end.height / 2) / 2 + below];
  }

  test("is meant by a pointer near it: its symbol and number stand beside it, and a press asks about it", async () => {
    const view = await opened();
    const [x, y] = await beside(view, "input 0", "0 0", 5);
    await view.page.mouse.move(x, y);
    expect(await view.page.locator(".edge-chip .numeral").textContent()).toBe("0.15");
    expect(await view.page.locator(".edge-chip msubsup").textContent()).toBe("w11(1)");
    await view.page.mouse.move(x, y - 40);
    await expect.poll(() => view.page.locator(".edge-chip").count()).toBe(0);
    await view.page.mouse.click(x, y - 40);
    expect(asked(view)).toBeNull();
    await view.page.mouse.click(x, y);
    await expect.poll(() => asked(view)).toEqual({ of: "parameter", parameter: w(0, 0, 0) });
    await view.page.mouse.move(0, 0);
    expect(await view.page.locator(".edge-chip.selected .numeral").textContent()).toBe("0.15");
    await view.page.mouse.click(x, y);
    await expect.poll(() => asked(view)).toBeNull();
    await closed(view);
  });

  test("is meant where the picture is drawn smaller, too", async () => {
    const view = await opened(mazur(), 1, { width: 420 });
    const zoom = await view.page.locator(".picture").evaluate((picture) => Number(getComputedStyle(picture).zoom));
    expect(zoom).toBeLessThan(1);
    await view.page.mouse.move(...(await beside(view, "input 1", "0 1", 4)));
    expect(await view.page.locator(".edge-chip .numeral").textContent()).toBe("0.3");
    // Selected, it leaves the numbers of the columns beside it free, until it is pointed at.
    await view.page.mouse.click(...(await beside(view, "input 1", "0 1", 4)));
    await view.page.mouse.move(0, 0);
    await expect.poll(() => view.page.locator(".edge-chip.selected .numeral").count()).toBe(0);
    expect(await view.page.locator(".edge-chip.selected msubsup").count()).toBe(1);
    await closed(view);
  });

  test("is reached by the arrow keys: from a unit to its incoming weights, one after the other", async () => {
    const view = await opened();
    await stop(view, "z 1 0").click();
    await view.page.keyboard.press("ArrowLeft");
    const seen = () => view.page.evaluate(() => (document.activeElement as HTMLElement | SVGElement).dataset.quantity);
    const walked = [await seen()];
    expect(await view.page.locator(".edge-chip").count()).toBe(1);
    for (let k = 0; k < 2; k++) {
      await view.page.keyboard.press("ArrowDown");
      walked.push(await seen());
    }
    // The weights of a unit in the order of its inputs, then those of the next unit.
    const inOrder = [w(1, 0, 0), w(1, 0, 1), w(1, 1, 0), w(1, 1, 1)].map(keyOf);
    const start = inOrder.indexOf(walked[0] ?? "");
    expect(start === 0 || start === 1).toBe(true);
    expect(walked).toEqual(inOrder.slice(start, start + 3));
    await view.page.keyboard.press("Enter");
    await expect.poll(() => quantityKey(asked(view) as never)).toBe(walked[2]);
    await closed(view);
  });

  test("that was set by hand carries a mark, and so does a bias", async () => {
    const view = await opened();
    await view.run.edit(w(0, 1, 0), -0.5);
    await view.page.locator(".edited-mark").waitFor();
    await view.run.edit(b(1, 0), 0.25);
    await expect.poll(() => stop(view, keyOf(b(1, 0))).getAttribute("class")).toMatch("edited");
    expect(await view.page.locator(".edited-mark").count()).toBe(1);
    expect(await stop(view, keyOf(b(1, 1))).getAttribute("class")).not.toMatch("edited");
    await stop(view, keyOf(w(0, 1, 0))).click();
    expect(await view.page.locator(".edge-chip").textContent()).toBe("w2 1(1)−0.5set by hand".replace(" ", ""));
    await closed(view);
  });
});

describe("the largest paths of what is asked about", () => {
  test("are ribbons as wide as their share, and lit edges; all else steps back", async () => {
    const view = await opened(spiral(), 200);
    const key = keyOf(w(0, 3, 0));
    await stop(view, key).click();
    await derived(view, key);
    const { paths } = view.run.derivation()?.trace ?? { paths: [] };
    expect(paths.length).toBe(3);
    const widths = await view.page
      .locator(".ribbons path")
      .evaluateAll((ribbons) => ribbons.map((ribbon) => Number(ribbon.getAttribute("stroke-width"))));
    const wide = paths.map(({ share }) => Math.max(8, 44 * share));
    // From the output to the loss, from the output to each of three units, on to the unit, and the weight itself.
    const output = Math.max(8, 44 * paths.reduce((sum, { share }) => sum + share, 0));
    expect(output).toBeGreaterThan(8);
    const expected = [16, ...wide.flatMap((width) => [width, width]), 16].sort((x, y) => x - y);
    expect(widths.length).toBe(8);
    for (const [k, width] of widths.sort((x, y) => x - y).entries()) expect(width).toBeCloseTo(expected[k], 9);
    expect(await view.page.locator(".edges.lit .wire").count()).toBe(7);
    const opacity = (selector: string) =>
      view.page
        .locator(selector)
        .first()
        .evaluate((edges) => Number(getComputedStyle(edges).opacity));
    expect([await opacity(".edges:not(.lit)"), await opacity(".edges.lit")]).toEqual([0.34, 1]);
    const onPath = await view.page
      .locator(".on-path")
      .evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset.unit));
    const units = paths.map((path) => `1 ${path.units[1]}`);
    expect(onPath.sort()).toEqual(["0 3", "2 0", "loss", ...units].sort());
    await closed(view);
  });

  test("carry numbers at the corners of their units, which light up and can be asked about", async () => {
    const view = await opened(spiral(), 200);
    await stop(view, "delta 0 3").click();
    await derived(view, "delta 0 3");
    const { badges } = view.run.derivation()?.trace ?? { badges: [] };
    for (const { number, at } of badges) {
      if (at.of !== "unit") throw new Error("All of them are at units");
      const [badge, card] = await Promise.all([
        view.page.locator(`.picture [data-badge="${number}"]`).boundingBox(),
        view.page.locator(`[data-unit="${at.layer} ${at.unit}"]`).boundingBox(),
      ]);
      if (!badge || !card) throw new Error("A badge or its card is missing");
      expect(badge.x + badge.width / 2).toBeCloseTo(card.x + card.width, 0);
      expect(badge.y + badge.height / 2).toBeCloseTo(card.y, 0);
    }
    const second = view.page.locator('.picture [data-badge="2"]');
    await second.hover();
    expect(await second.getAttribute("class")).toMatch("lit");
    await second.click();
    const [, { at }] = badges;
    await expect.poll(() => asked(view)).toEqual({ of: "delta", layer: 1, unit: at.of === "unit" ? at.unit : -1 });
    await closed(view);
  });

  test("are outlines in high contrast", async () => {
    const view = await opened(spiral(), 50, { theme: "highContrast" });
    await stop(view, keyOf(w(1, 2, 5))).click();
    await derived(view, keyOf(w(1, 2, 5)));
    const inside = await view.page.locator(".ribbons-inside").evaluate((group) => getComputedStyle(group).display);
    const outside = await view.page.locator(".ribbons").evaluate((group) => getComputedStyle(group).opacity);
    expect([inside, outside]).toEqual(["block", "1"]);
    const [outer, inner] = await Promise.all(
      [".ribbons path", ".ribbons-inside path"].map((path) =>
        view.page
          .locator(path)
          .first()
          .evaluate((ribbon) => Number(ribbon.getAttribute("stroke-width"))),
      ),
    );
    expect(outer - inner).toBe(4);
    await closed(view);
  });

  test("are none of a number on the way forward: the edges that lead to it are lit", async () => {
    const view = await opened(spiral(), 3);
    await stop(view, "z 1 2").click();
    await expect.poll(() => view.page.locator(".edges.lit .wire").count()).toBe(8);
    expect(await view.page.locator(".ribbons path, .on-path").count()).toBe(0);
    await closed(view);
  });
});

describe("a step shown stage by stage", () => {
  test("hatches what is yet to come, marks what is new, and dims the edges that wait", async () => {
    const view = await opened(spiral(), 3);
    const next = view.page.getByRole("button", { name: "Next stage" });
    await view.page.getByRole("button", { name: "Stage" }).click();
    const counts = async () => ({
      hatched: await view.page.locator(".unit .pending").count(),
      fresh: await view.page.locator(".unit .quantity.fresh").count(),
      waiting: await view.page.locator(".layer-edges.to-come").count(),
    });
    // 17 units; of each z, a and δ are yet to come.
    expect(await counts()).toEqual({ hatched: 51, fresh: 0, waiting: 3 });
    await next.click();
    await expect.poll(counts).toEqual({ hatched: 51 - 16, fresh: 16, waiting: 2 });
    for (let k = 0; k < 3; k++) await next.click();
    await expect.poll(counts).toEqual({ hatched: 17, fresh: 0, waiting: 0 });
    await next.click();
    await next.click();
    await expect.poll(counts).toEqual({ hatched: 8, fresh: 8, waiting: 1 });
    expect(await view.page.locator(".layer-caption").allTextContents()).toEqual([
      "waiting for δ(2)",
      "just computed",
      "done",
    ]);
    await closed(view);
  });

  test("shows of the paths only what is computed", async () => {
    const view = await opened(spiral(), 3);
    await stop(view, keyOf(w(0, 3, 0))).click();
    await derived(view, keyOf(w(0, 3, 0)));
    await view.page.getByRole("button", { name: "Stage" }).click();
    await expect.poll(() => view.page.locator(".ribbons path").count()).toBe(0);
    for (let k = 0; k < 5; k++) await view.page.getByRole("button", { name: "Next stage" }).click();
    // δ of the output is known, and with it the way from the loss to it.
    await expect.poll(() => view.page.locator(".ribbons path").count()).toBe(1);
    await view.page.getByRole("button", { name: "Next stage" }).click();
    await expect.poll(() => view.page.locator(".ribbons path").count()).toBe(4);
    await closed(view);
  });
});
