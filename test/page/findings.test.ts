import { beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "../../src/core/findings/finding.ts";
import type { RunState } from "../../src/run/state.ts";
import { deadUnits, inputScales, vanishingGradients } from "./support/findings.ts";
import { createRun, snapshotOf, type TestRun, takeSteps, updateOf } from "./support/run.ts";
import { twoHiddenLayers } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();
beforeEach(async () => {
  await view.show(updateOf(createRun(twoHiddenLayers(), 0), "idle"));
  await view.page.getByRole("tab", { name: "Health" }).click();
});

async function show(run: TestRun, state: RunState, ...findings: Finding[]): Promise<void> {
  await view.show(updateOf(run, state, { snapshot: { ...snapshotOf(run, state), findings } }));
}

/** What is said of each finding: its title and what explains it. */
const texts = () =>
  view.page
    .locator(".finding")
    .evaluateAll((findings) =>
      findings.map((finding) =>
        [...finding.querySelectorAll("h3, .explanation")].map(({ textContent }) => textContent).join(": "),
      ),
    );
const textOf = ({ message }: Finding) =>
  message.replace(/\.$/, "").replace(/: (.)/, (_, first: string) => `: ${first.toUpperCase()}`) +
  (message.includes(": ") ? "." : "");
const news = () => view.page.locator(".finding-news").textContent();

describe("findings", () => {
  test("are not there without any, and it is said what is watched", async () => {
    await show(createRun(twoHiddenLayers()), "idle");
    expect(await view.page.locator(".finding").count()).toBe(0);
    expect(await view.page.locator(".health .verdict").textContent()).toContain("Nothing in the spec");
    expect(await view.page.locator(".health .watched").textContent()).toContain("From the first step on");
    await show(takeSteps(createRun(twoHiddenLayers()), 1), "paused");
    await expect.poll(() => view.page.locator(".health .verdict").textContent()).toContain("Nothing found");
  });

  test("each stand with their numbers, since when, and what to try", async () => {
    const run = takeSteps(createRun(twoHiddenLayers()), 3);
    await show(run, "paused", deadUnits(), inputScales, vanishingGradients);
    await expect.poll(texts).toEqual([deadUnits(), inputScales, vanishingGradients].map(textOf));
    expect(await view.page.locator(".finding .where > .quiet").allTextContents()).toEqual([
      "Since step 340",
      "From the start",
      "Since step 12",
    ]);
    const [first] = await view.page.locator(".finding .remedies").all();
    expect(await first.locator("li > span").allTextContents()).toEqual(["Lower the learning rate", "Use leakyRelu"]);
    await first.getByRole("button").nth(1).click();
    await expect
      .poll(() => view.calls.at(-1))
      .toEqual({ name: "reveal", params: { path: ["layers", 0, "activation"] } });
    expect(await view.page.locator("#tab-health .count").textContent()).toBe("3");
  });

  test("lead to their place in the spec, and in the picture where it shows it", async () => {
    const places: [Finding["where"], (string | number)[], string | null, unknown][] = [
      [
        { of: "unit", layer: 1, unit: 4 },
        ["layers", 1, "weights", 4],
        "Layer 2, unit 5",
        { of: "delta", layer: 1, unit: 4 },
      ],
      [
        { of: "layer", layer: 2, key: "activation" },
        ["layers", 2, "activation"],
        "Layer 3",
        { of: "parameter", parameter: { layer: 2, kind: "weights", unit: 0, input: 0 } },
      ],
      [{ of: "layer", layer: 0, key: null }, ["layers", 0], "Layer 1", null],
      [{ of: "input", input: 1 }, ["inputs", 1], "x2", { of: "input", input: 1 }],
      [{ of: "spec", key: "loss" }, ["loss"], "Loss", { of: "loss" }],
      [{ of: "spec", key: "optimizer" }, ["optimizer"], null, null],
    ];
    const run = takeSteps(createRun(twoHiddenLayers()), 3);
    for (const [where, path, name, quantity] of places) {
      await show(run, "paused", { ...deadUnits(), where });
      const links = view.page.locator(".finding .where button");
      await expect.poll(() => links.allTextContents()).toEqual(name ? [name, "Show in spec"] : ["Show in spec"]);
      await links.last().click();
      await expect.poll(() => view.calls.at(-1)).toEqual({ name: "reveal", params: { path } });
      if (quantity === null) continue;
      await links.first().click();
      await expect
        .poll(() => view.calls.findLast((call) => call.name === "focus"))
        .toMatchObject({ params: { focus: { quantity } } });
    }
  });

  test("change their numbers at most once a second while training, and are exact when it pauses", async () => {
    const run = createRun(twoHiddenLayers());
    await show(run, "running", deadUnits(0));
    await expect.poll(texts).toEqual([textOf(deadUnits(0))]);
    await view.page.evaluate(() => {
      const changes: number[] = [];
      Object.assign(window, { changes });
      new MutationObserver(() => changes.push(performance.now())).observe(
        document.querySelector(".finding h3") as Element,
        { childList: true, characterData: true, subtree: true },
      );
    });
    for (let dead = 1; dead <= 25; dead++) {
      await show(takeSteps(run, 1), "running", deadUnits(dead));
      await view.page.waitForTimeout(100);
    }
    const changes = await view.page.evaluate(() => (window as unknown as { changes: number[] }).changes);
    const gaps = changes.slice(1).map((at, k) => at - changes[k]);
    expect(changes.length).toBeGreaterThan(0);
    expect(Math.min(1000, ...gaps)).toBeGreaterThan(900);
    await show(run, "paused", deadUnits(26));
    await expect.poll(texts, { timeout: 500 }).toEqual([textOf(deadUnits(26))]);
  });

  test("do not come and go with every snapshot while training", async () => {
    const run = createRun(twoHiddenLayers());
    await show(run, "running", deadUnits());
    await expect.poll(texts).toHaveLength(1);
    for (let k = 0; k < 10; k++) {
      await show(takeSteps(run, 1), "running", ...(k % 2 === 0 ? [] : [deadUnits()]));
      await view.page.waitForTimeout(150);
      expect(await texts()).toHaveLength(1);
    }
    await show(run, "paused");
    await expect.poll(texts, { timeout: 500 }).toEqual([]);
    await show(run, "running", deadUnits());
    await expect.poll(texts).toHaveLength(1);
    for (let k = 0; k < 40; k++) {
      await show(takeSteps(run, 1), "running");
      await view.page.waitForTimeout(100);
    }
    expect(await texts()).toEqual([]);
  });

  test("go at once with the run they were found in", async () => {
    await show(takeSteps(createRun(twoHiddenLayers()), 1), "paused", deadUnits());
    await expect.poll(texts).toHaveLength(1);
    await show(createRun(twoHiddenLayers(), 2), "idle");
    await expect.poll(texts, { timeout: 500 }).toEqual([]);
  });

  test("are told to screen readers once each in a run, whatever their numbers become and whichever tab is open", async () => {
    await view.page.getByRole("tab", { name: "Loss" }).click();
    const run = takeSteps(createRun(twoHiddenLayers()), 1);
    await show(run, "paused", deadUnits(3));
    await expect.poll(news).toBe(`Found: ${deadUnits(3).message}`);
    await show(run, "paused", deadUnits(4));
    await view.page.getByRole("tab", { name: "Health" }).click();
    await expect.poll(texts).toEqual([textOf(deadUnits(4))]);
    expect(await news()).toBe(`Found: ${deadUnits(3).message}`);
    await show(run, "paused", deadUnits(4), inputScales);
    await expect.poll(news).toBe(`Found: ${inputScales.message}`);
    expect(await view.page.locator(".finding-news").getAttribute("aria-live")).toBe("polite");
    await show(createRun(twoHiddenLayers(), 2), "idle", inputScales, deadUnits(1));
    await expect.poll(news).toBe(`Found: ${inputScales.message} ${deadUnits(1).message}`);
  });

  test("that say why a run failed are listed, but not told twice: the run's notice tells it", async () => {
    const run = takeSteps(createRun(twoHiddenLayers()), 1);
    const broken: Finding = { ...inputScales, kind: "nonFinite", message: "In step 2 the loss is ∞." };
    await show(run, "failed", broken, deadUnits(3));
    await expect.poll(news).toBe(`Found: ${deadUnits(3).message}`);
    expect(await texts()).toEqual([broken, deadUnits(3)].map(textOf));
  });
});
