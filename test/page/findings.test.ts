import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/core/findings/finding.ts";
import type { RunState } from "../../src/run/state.ts";
import { deadUnits, inputScales, vanishingGradients } from "./support/findings.ts";
import { createRun, snapshotOf, type TestRun, takeSteps, updateOf } from "./support/run.ts";
import { twoHiddenLayers } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();

async function show(run: TestRun, state: RunState, ...findings: Finding[]): Promise<void> {
  await view.show(updateOf(run, state, { snapshot: { ...snapshotOf(run, state), findings } }));
}

const texts = () => view.page.locator(".findings p").allTextContents();
const textOf = ({ message, advice }: Finding) => `${message} ${advice}`;
const news = () => view.page.locator(".finding-news").textContent();

describe("findings", () => {
  test("are not there without any", async () => {
    await show(createRun(twoHiddenLayers()), "idle");
    expect(await view.page.locator(".findings").count()).toBe(0);
  });

  test("show the first with its advice, and the others when asked for", async () => {
    const run = takeSteps(createRun(twoHiddenLayers()), 3);
    await show(run, "paused", deadUnits(), inputScales, vanishingGradients);
    await expect.poll(texts).toEqual([textOf(deadUnits())]);
    const button = view.page.locator(".findings").getByRole("button");
    expect([await button.textContent(), await button.getAttribute("aria-expanded")]).toEqual(["2 more", "false"]);
    await button.click();
    await expect.poll(texts).toEqual([deadUnits(), inputScales, vanishingGradients].map(textOf));
    expect([await button.textContent(), await button.getAttribute("aria-expanded")]).toEqual(["Show less", "true"]);
    await button.press("Enter");
    await expect.poll(texts).toEqual([textOf(deadUnits())]);
  });

  test("have no button where there is one only", async () => {
    await show(createRun(twoHiddenLayers()), "idle", inputScales);
    await expect.poll(texts).toEqual([textOf(inputScales)]);
    expect(await view.page.locator(".findings button").count()).toBe(0);
  });

  test("change their numbers at most once a second while training, and are exact when it pauses", async () => {
    const run = createRun(twoHiddenLayers());
    await show(run, "running", deadUnits(0));
    await expect.poll(texts).toEqual([textOf(deadUnits(0))]);
    await view.page.evaluate(() => {
      const changes: number[] = [];
      Object.assign(window, { changes });
      new MutationObserver(() => changes.push(performance.now())).observe(
        document.querySelector(".findings") as Element,
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

  test("are told to screen readers once each in a run, whatever their numbers become", async () => {
    const run = takeSteps(createRun(twoHiddenLayers()), 1);
    await show(run, "paused", deadUnits(3));
    await expect.poll(news).toBe(`Found: ${deadUnits(3).message}`);
    await show(run, "paused", deadUnits(4));
    await expect.poll(texts).toEqual([textOf(deadUnits(4))]);
    expect(await news()).toBe(`Found: ${deadUnits(3).message}`);
    await show(run, "paused", deadUnits(4), inputScales);
    await expect.poll(news).toBe(`Found: ${inputScales.message}`);
    expect(await view.page.locator(".finding-news").getAttribute("aria-live")).toBe("polite");
    await show(createRun(twoHiddenLayers(), 2), "idle", inputScales, deadUnits(1));
    await expect.poll(news).toBe(`Found: ${inputScales.message} ${deadUnits(1).message}`);
  });
});
