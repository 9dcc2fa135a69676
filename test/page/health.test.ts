import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Spec } from "../../src/core/spec.ts";
import { handBuilt } from "../support/hand-built.ts";
import { exampleSpec } from "../support/inspect.ts";
import { type LivePage, openTab } from "./support/live.ts";
import { openLab, type PageLab } from "./support/page.ts";

let lab: PageLab;
let view: LivePage;
beforeAll(async () => {
  lab = await openLab();
});
afterEach(async () => {
  expect(view.errors).toEqual([]);
  await view.close();
});
afterAll(() => lab.close());

/** Opens the HEALTH tab of a run that has come to a step. */
async function openAt(spec: Spec, step: number): Promise<LivePage> {
  view = await openTab(lab, spec, "health", step);
  return view;
}

const finding = (place = 0) => view.page.locator(".finding").nth(place);
const cells = (selector: string) => view.page.locator(selector).allTextContents();

/** The picture of a distribution: its bars, and the part marked, as shares of its width. */
async function histogram() {
  await finding().locator(".distribution svg").waitFor();
  return finding()
    .locator(".distribution svg")
    .evaluate((svg) => {
      const number = (element: Element, name: string) => Number(element.getAttribute(name));
      const [good] = svg.querySelectorAll("rect.good");
      return {
        bars: [...svg.querySelectorAll("rect.count")].map((bar) => number(bar, "x") + number(bar, "width")),
        good: number(good, "x"),
        goodEnd: number(good, "x") + number(good, "width"),
        axisEnd: number(svg.querySelector(".axis") as Element, "x2"),
        names: [...svg.querySelectorAll("text")].map(({ textContent }) => textContent),
      };
    });
}

describe("the evidence", () => {
  test("of a dead ReLU: z of all samples, beside where it fires", async () => {
    await openAt(await exampleSpec("dead-relu"), 3);
    await expect
      .poll(() => finding().locator("h3").textContent())
      .toBe("The only unit of layer 3 is 0 on the only training sample");
    const { bars, good, goodEnd, axisEnd, names } = await histogram();
    expect(bars).toHaveLength(1);
    expect(bars[0]).toBeLessThanOrEqual(good);
    expect(goodEnd).toBe(axisEnd);
    expect(names).toContain("fires");
    expect(names).toContain("0");
    expect(await finding().locator(".verdict-line").textContent()).toBe(
      "All −1.75. Never above 0: the ReLU stays closed.",
    );
    expect(await finding().getByRole("img").getAttribute("aria-label")).toBe(
      "z₃ over 1 sample: all −1.75. Never above 0: the ReLU stays closed.",
    );
  });

  test("of gradients that vanish: δ of each layer on a logarithmic scale", async () => {
    await openAt(await exampleSpec("vanishing"), 256);
    const table = finding().locator(".bars");
    await table.waitFor();
    expect(await table.locator("caption").textContent()).toBe("RMS of δ after step 256, log scale from 10⁻⁷");
    expect(await table.locator("th").allTextContents()).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((l) => `Hidden ${l}`),
      "Output",
    ]);
    const numbers = await table
      .locator(".numeral")
      .evaluateAll((all) => all.map((numeral) => Number(numeral.getAttribute("title"))));
    const bars = await table
      .locator(".bar")
      .evaluateAll((all) => all.map((bar) => Number.parseFloat((bar as HTMLElement).style.width)));
    const scale = Math.log10(numbers[6] / 1e-7);
    for (const [l, width] of bars.entries())
      expect(width).toBeCloseTo((100 * Math.log10(numbers[l] / 1e-7)) / scale, 2);
    expect(await table.locator("tr:has(.marked) th").allTextContents()).toEqual(["Hidden 1"]);
    expect(await finding().locator(".remedies li > span").allTextContents()).toEqual([
      "Use relu or tanh instead of sigmoid in the hidden layers",
      "Fewer layers",
      "Larger initial weights, such as heUniform or xavierUniform",
    ]);
  });

  test("of gradients that explode: they grow from the last layer to the first", async () => {
    await openAt(await exampleSpec("exploding"), 4);
    await finding().locator(".bars").waitFor();
    const numbers = await finding()
      .locator(".numeral")
      .evaluateAll((all) => all.map((numeral) => Number(numeral.getAttribute("title"))));
    expect(numbers).toHaveLength(8);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  });

  test("of steps that are too long: what was promised and what came, with a sign told by side", async () => {
    const rows = Array.from({ length: 60 }, (_, k) => [Math.sin(k), Math.cos(3 * k), Math.sin(5 * k)]);
    const layers = [{ units: 6, activation: "tanh" as const }, { units: 1 }];
    await openAt(handBuilt({ layers, rows, optimizer: { learningRate: 1.6 } }), 27);
    await finding().locator(".changes").waitFor();
    expect(await cells(".changes tbody th")).toEqual(["1", "2", "4", "8", "16", "27"]);
    const sides = await view.page
      .locator(".change")
      .evaluateAll((all) => all.map((bar) => Number.parseFloat((bar as HTMLElement).style.left)));
    const numbers = await view.page
      .locator(".changes .numeral[title]")
      .evaluateAll((all) => all.map((numeral) => Number(numeral.getAttribute("title"))));
    expect(sides.map((left) => left < 50)).toEqual(numbers.map((change) => change < 0));
    expect(numbers.some((change) => change > 0)).toBe(true);
  });

  test("of a spec, before the first step: targets, weights and ranges", async () => {
    const rows = Array.from({ length: 20 }, (_, k) => [1000 * k, Math.sin(k), 5, k % 2 === 0 ? -2 : 3]);
    const layers = [
      { units: 3, activation: "tanh" as const, init: "ones" as const },
      { units: 1, activation: "sigmoid" as const, init: "ones" as const },
    ];
    await openAt(handBuilt({ layers, rows }), 0);
    await expect.poll(() => view.page.locator(".finding").count()).toBe(4);
    await view.page.locator(".weights").waitFor();
    expect(await view.page.locator(".watched").textContent()).toContain("From the first step on");
    expect(await view.page.locator(".verdict-line").textContent()).toBe("From −2 to 3. 20 of 20 can never be reached.");
    expect(await cells(".weights tbody td")).toEqual(Array.from({ length: 12 }, () => "1"));
    const ranges = finding(2).locator(".ranges");
    expect(await ranges.locator(".range").allTextContents()).toEqual(["Range", "0 … 19,000", "−1 … 0.9906", "5"]);
    expect(await ranges.locator("tr:has(.marked) th").allTextContents()).toEqual(["x1", "x2"]);
    expect(await finding(3).locator("tr:has(.marked) th").allTextContents()).toEqual(["x3"]);
  });

  test("of a loss that is no number any more: where it began", async () => {
    const layers = [1, 2, 3].map(() => ({ units: 1, weights: [[1e150]], biases: [0] }));
    view = await openTab(lab, handBuilt({ layers, rows: [[1, 0]] }), "health", 0);
    await view.page.getByRole("button", { name: "Step", exact: true }).click();
    await view.page.locator(".broken").waitFor();
    expect((await cells(".bars tbody th")).map((text) => text.trim())).toEqual([
      "z L1",
      "a L1",
      "z L2",
      "a L2",
      "z L3",
    ]);
    expect(await view.page.locator(".broken").textContent()).toBe("z L3here it ends∞");
  });
});

test("a run that is well shows by which numbers", async () => {
  await openAt(await exampleSpec("xor"), 64);
  await view.page.locator(".vitals").waitFor();
  expect(await view.page.locator(".verdict").textContent()).toBe(
    "Nothing found that keeps this network from learning well.",
  );
  expect(await view.page.locator(".vitals caption").textContent()).toMatch(/^As seen after step \d+, over 4 samples$/);
  expect(await cells(".vitals tbody th")).toEqual(["Hidden", "Output"]);
  expect(await cells(".vitals .idle")).toEqual(["Idle units", "0 of 4", "0 of 1"]);
  expect(await view.page.locator("#tab-health .count").count()).toBe(0);
});

test("a finding's unit is asked about in the picture by one key", async () => {
  await openAt(await exampleSpec("dead-relu"), 3);
  const link = finding().locator(".place");
  await link.focus();
  await view.page.keyboard.press("Enter");
  await expect
    .poll(() => view.calls.findLast(({ name }) => name === "focus")?.params)
    .toMatchObject({ focus: { quantity: { of: "delta", layer: 2, unit: 0 } } });
});

test.each([320, 420, 526, 1100])("at a width of %d nothing scrolls sideways", async (width) => {
  await openAt(await exampleSpec("vanishing"), 128);
  await finding().locator(".bars").waitFor();
  // Where it is narrow, the last tabs are in a menu.
  await view.page.setViewportSize({ width, height: 900 });
  const wide = () =>
    view.page.locator(".health, .health *").evaluateAll((all) =>
      all
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .filter((element) => getComputedStyle(element).overflowX === "visible" && !element.closest(".visually-hidden"))
        .filter((element) => getComputedStyle(element).display !== "inline")
        .map((element) => element.className),
    );
  await expect.poll(wide).toEqual([]);
});
