import { describe, expect, test } from "vitest";
import { readNumbers } from "./support/read.ts";
import { createRun, takeSteps, updateOf } from "./support/run.ts";
import { fourEightThree, mazur, twentyThirtyTwo, twoHiddenLayers } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();

describe("the picture of a network", () => {
  test("Mazur's: rounded numbers in the cards, the known ones in the values", async () => {
    await view.show(updateOf(takeSteps(createRun(mazur()), 1), "paused"));
    const unit = view.page.locator(".unit").first();
    expect(await unit.locator(".numeral").allTextContents()).toEqual(["0.38", "0.59", "0.35", "0.009"]);
    expect(await view.page.locator(".picture .loss .value").textContent()).toBe("0.2984");
    expect(await readNumbers(view.page, ".parameters", "w₁₁")).toEqual([
      "0.15",
      "4.39×10⁻⁴",
      "0.1498",
      "0.4",
      "0.0822",
      "0.3589",
    ]);
    expect(await view.page.locator(".diagram .summary").textContent()).toBe("2-2-2 sigmoid, 12 parameters, 1 sample");
  });

  test("has a card for every unit and an edge for every weight between them", async () => {
    await view.show(updateOf(createRun(fourEightThree()), "idle"));
    expect(await view.page.locator(".unit").count()).toBe(11);
    expect(await view.page.locator(".edges .wire").count()).toBe(4 * 8 + 8 * 3);
    expect(await view.page.locator(".unit .pending").count()).toBe(3 * 11);
  });

  test("draws edges by size within their layer, negative ones dashed", async () => {
    const run = createRun(fourEightThree());
    await view.show(updateOf(run, "idle"));
    const { weights } = run.trainer.network.layers[0].parameters;
    const largest = Math.max(...weights.map(Math.abs));
    const edges = await view.page
      .locator(".edges")
      .first()
      .locator(".wire")
      .evaluateAll((paths) =>
        paths.map((path) => ({
          width: Number(path.getAttribute("stroke-width")),
          isDashed: getComputedStyle(path).strokeDasharray !== "none",
        })),
      );
    for (const [k, weight] of weights.entries()) {
      expect(edges[k].width).toBeCloseTo(0.4 + (3.2 * Math.abs(weight)) / largest, 6);
      expect(edges[k].isDashed).toBe(weight < 0);
    }
  });

  test("shows ten units of a wide layer, and says how many more there are", async () => {
    await view.show(updateOf(takeSteps(createRun(twentyThirtyTwo()), 1), "paused"));
    expect(await view.page.locator(".unit").count()).toBe(10 + 2);
    expect(await view.page.locator(".card.input").count()).toBe(10);
    expect(await view.page.locator(".rest").allTextContents()).toEqual(["… 10 more inputs", "… 20 more units"]);
  });
});

test.each([
  ["two layers", 500, mazur],
  ["two wide layers", 500, twentyThirtyTwo],
  ["three layers", 660, twoHiddenLayers],
])("a network of %s fits into %d pixels at its full size", async (_, width, spec) => {
  await view.page.setViewportSize({ width, height: 900 });
  await view.show(updateOf(takeSteps(createRun(spec()), 1), "paused"));
  const seen = await view.page.locator(".picture-area").evaluate((area) => ({
    overhang: area.scrollWidth - area.clientWidth,
    zoom: getComputedStyle(area.firstElementChild as Element).zoom,
  }));
  expect(seen).toEqual({ overhang: 0, zoom: "1" });
  expect(await view.page.locator(".more-right, .more-left").count()).toBe(0);
});

test("a network with less room is drawn smaller, then scrolls, with a sign of what there is more", async () => {
  const seen = () =>
    view.page.locator(".picture-frame").evaluate((frame) => ({
      sides: [...frame.classList].filter((name) => name.startsWith("more")),
      zoom: Number(getComputedStyle(frame.querySelector(".picture") as Element).zoom),
    }));
  await view.page.setViewportSize({ width: 560, height: 900 });
  await view.show(updateOf(takeSteps(createRun(twoHiddenLayers()), 1), "paused"));
  await expect.poll(async () => (await seen()).zoom).toBeCloseTo(560 / 654, 2);
  expect((await seen()).sides).toEqual([]);
  await view.page.setViewportSize({ width: 420, height: 900 });
  await expect.poll(seen).toEqual({ sides: ["more-right"], zoom: 0.75 });
  await view.page.locator(".picture-area").evaluate((area) => area.scrollTo({ left: 1000 }));
  await expect.poll(async () => (await seen()).sides).toEqual(["more-left"]);
});

test("names of inputs give way first, and stay as titles", async () => {
  await view.page.setViewportSize({ width: 526, height: 900 });
  await view.show(updateOf(createRun(fourEightThree()), "idle"));
  expect(await view.page.locator(".card.input .name").count()).toBe(0);
  expect(await view.page.locator(".card.input").first().getAttribute("title")).toBe("sepal length");
});

describe("what a number belongs to", () => {
  test("is said of the sample and of the batch", async () => {
    await view.show(updateOf(takeSteps(createRun(twoHiddenLayers()), 1), "paused"));
    expect(await view.page.locator(".picture .loss .whose").textContent()).toBe("of sample 1");
    expect(await view.page.locator(".values > .whose").textContent()).toBe(
      "z, a and δ are of sample 1; gradients are means over the batch of 4",
    );
    const heads = await view.page.locator(".parameters thead").allTextContents();
    expect(new Set(heads)).toEqual(new Set(["parameterbefore∂ℓ/∂· mean of 4after"]));
    expect(await view.page.locator(".loss-title > .quiet").textContent()).toBe("Loss of each step's batch");
  });

  test("counts the samples of an epoch's last batch, which may be smaller", async () => {
    const spec = twoHiddenLayers();
    Object.assign(spec.training, { epochs: 2, batchSize: 5 });
    await view.show(updateOf(takeSteps(createRun(spec), 3), "paused"));
    expect(await view.page.locator(".values > .whose").textContent()).toMatch("over the batch of 2");
  });

  test("is plain with one sample", async () => {
    await view.show(updateOf(takeSteps(createRun(mazur()), 1), "paused"));
    expect(await view.page.locator(".whose").count()).toBe(0);
    expect(await view.page.locator(".loss-title > .quiet").textContent()).toBe("Loss at each step");
  });
});

test("every unit's table shows what its columns are", async () => {
  await view.show(updateOf(takeSteps(createRun(mazur()), 1), "paused"));
  const heads = view.page.locator(".parameters thead:not(.visually-hidden)");
  expect(await heads.count()).toBe(4);
});

test("a unit's card says its symbols and numbers to screen readers", async () => {
  await view.show(updateOf(createRun(mazur()), "idle"));
  const name = () => view.page.locator(".unit").first().getAttribute("aria-label");
  expect(await name()).toBe("Unit 1: z not yet computed, a not yet computed, b 0.35, δ not yet computed");
  await view.show(updateOf(takeSteps(createRun(mazur()), 1), "paused"));
  expect(await name()).toBe("Unit 1: z 0.38, a 0.59, b 0.35, δ 0.009");
});

test("names of inputs are shown where they say more than their symbols", async () => {
  await view.show(updateOf(createRun(mazur()), "idle"));
  expect(await view.page.locator(".card.input .name").count()).toBe(0);
  await view.show(updateOf(createRun(fourEightThree(), 2), "idle"));
  expect(await view.page.locator(".card.input .name").first().textContent()).toBe("sepal length");
  expect(await view.page.locator(".values .named td.name").first().textContent()).toBe("sepal length");
});

/** Waits until the element that an attribute tells has the focus: it gets it when the page was drawn again. */
async function expectFocus(attribute: string, value: string): Promise<void> {
  await view.page.locator(`:focus[${attribute}="${value}"]`).waitFor({ state: "attached", timeout: 5000 });
}

describe("a unit that is pressed", () => {
  test("is shown among the values, with the focus on it", async () => {
    await view.show(updateOf(takeSteps(createRun(twoHiddenLayers()), 1), "paused"));
    await view.page.getByRole("button", { name: "Unit 8" }).nth(1).press("Enter");
    await expectFocus("aria-label", "Layer 2, unit 8");
    await expect.poll(() => isWithin(".values .pane-content", ":focus h3")).toBe(true);
    expect(await view.page.locator(".unit.chosen").count()).toBe(1);
    expect(await view.page.locator(".unit-values.chosen").count()).toBe(1);
  });

  test("is opened in a network too large to show all at once", async () => {
    await view.show(updateOf(takeSteps(createRun(twentyThirtyTwo()), 1), "paused"));
    expect(await view.page.locator(".parameters").count()).toBe(0);
    await view.page.locator(".unit").nth(3).click();
    await expectFocus("aria-label", "Layer 1, unit 4");
    expect(await view.page.locator(".parameters").count()).toBe(1);
    expect(await view.page.locator(".parameters tbody tr").count()).toBe(21);
    await expect.poll(() => isWithin(".values .pane-content", ":focus .quantities")).toBe(true);
  });

  test("leads to the first unit that has no card", async () => {
    await view.show(updateOf(takeSteps(createRun(twentyThirtyTwo()), 1), "paused"));
    await view.page.locator(".rest").nth(1).click();
    await expectFocus("aria-label", "Layer 1, unit 11");
    await view.page.locator(".rest").nth(0).click();
    await expectFocus("data-symbol", "x₁₁");
  });

  test("is forgotten when a new run begins", async () => {
    await view.show(updateOf(takeSteps(createRun(mazur()), 1), "paused"));
    await view.page.locator(".unit").first().click();
    expect(await view.page.locator(".unit.chosen").count()).toBe(1);
    await view.show(updateOf(createRun(mazur(), 2), "idle"));
    expect(await view.page.locator(".unit.chosen").count()).toBe(0);
  });

  async function isWithin(outer: string, inner: string): Promise<boolean> {
    const [frame, box] = await Promise.all(
      [outer, inner].map((selector) => view.page.locator(selector).first().boundingBox()),
    );
    return frame !== null && box !== null && box.y >= frame.y && box.y + box.height <= frame.y + frame.height;
  }
});
