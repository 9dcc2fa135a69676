import { describe, expect, test } from "vitest";
import { digitsLike } from "./support/network-specs.ts";
import { createRun, takeSteps, updateOf } from "./support/run.ts";
import { fourEightThree, mazur, twentyThirtyTwo, twoHiddenLayers } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();

describe("the picture of a network", () => {
  test("Mazur's: rounded numbers in the cards", async () => {
    await view.show(updateOf(takeSteps(createRun(mazur()), 1), "paused"));
    const unit = view.page.locator(".unit").first();
    expect(await unit.locator(".numeral").allTextContents()).toEqual(["0.38", "0.59", "0.35", "0.009"]);
    expect(await view.page.locator(".picture .loss .value").textContent()).toBe("0.2984");
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
});

test.each([
  ["two layers", 500, mazur],
  ["two wide layers", 500, twentyThirtyTwo],
  ["three layers", 660, twoHiddenLayers],
])("a network of %s fits into %d pixels at its full size", async (_, width, spec) => {
  await view.page.setViewportSize({ width, height: 900 });
  await view.show(updateOf(takeSteps(createRun(spec()), 1), "paused"));
  const seen = await view.page.locator(".pan-zoom").evaluate((area) => ({
    overhang: area.scrollWidth - area.clientWidth,
    zoom: getComputedStyle(area.querySelector(".picture") as Element).zoom,
  }));
  expect(seen).toEqual({ overhang: 0, zoom: "1" });
  expect(await view.page.locator(".more-right, .more-left").count()).toBe(0);
});

test("a network with less room is drawn smaller, then scrolls, with a sign of what there is more", async () => {
  const seen = () =>
    view.page.locator(".picture-frame .picture-frame").evaluate((frame) => ({
      sides: [...frame.classList].filter((name) => name.startsWith("more")),
      zoom: Number(getComputedStyle(frame.querySelector(".picture") as Element).zoom),
    }));
  await view.page.setViewportSize({ width: 560, height: 900 });
  await view.show(updateOf(takeSteps(createRun(twoHiddenLayers()), 1), "paused"));
  await expect.poll(async () => (await seen()).zoom).toBeCloseTo(560 / 654, 2);
  expect((await seen()).sides).toEqual([]);
  await view.page.setViewportSize({ width: 420, height: 900 });
  await expect.poll(seen).toEqual({ sides: ["more-right"], zoom: 0.75 });
  await view.page.locator(".pan-zoom").evaluate((area) => area.scrollTo({ left: 1000 }));
  await expect.poll(async () => (await seen()).sides).toEqual(["more-left"]);
});

test("names of inputs give way first, and stay as titles", async () => {
  await view.page.setViewportSize({ width: 526, height: 900 });
  await view.show(updateOf(createRun(fourEightThree()), "idle"));
  expect(await view.page.locator(".card.input .name").count()).toBe(0);
  expect(await view.page.locator(".card.input").first().getAttribute("title")).toBe("sepal length");
});

test("the loss says which sample it is of, where there are several", async () => {
  await view.show(updateOf(takeSteps(createRun(twoHiddenLayers()), 1), "paused"));
  expect(await view.page.locator(".picture .loss .whose").textContent()).toBe("of sample 1");
  await view.show(updateOf(takeSteps(createRun(mazur(), 2), 1), "paused"));
  expect(await view.page.locator(".picture .whose").count()).toBe(0);
});

test("of many targets those are shown that are not 0", async () => {
  await view.show(updateOf(takeSteps(createRun(digitsLike()), 8), "paused"));
  const shown = await view.page.locator(".picture .loss .target").allTextContents();
  expect(shown.filter((text) => text.endsWith("1")).length).toBeGreaterThan(0);
  expect(shown[4]).toBe("… 6 more");
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
});
