import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ViewUpdate } from "../../src/run/protocol.ts";
import { misplacedTexts, overfullCards } from "./support/boxes.ts";
import { deadUnits, inputScales } from "./support/findings.ts";
import { openLab, type PageLab, type TestPage } from "./support/page.ts";
import { showTable } from "./support/read.ts";
import { createRun, snapshotOf, takeSteps, updateOf } from "./support/run.ts";
import {
  articleChain,
  chainWith,
  chainWithoutBias,
  fourEightThree,
  irisLike,
  longNames,
  mazur,
  networkWithoutBiases,
  severalProbabilities,
  twentyThirtyTwo,
} from "./support/specs.ts";

let lab: PageLab;
let view: TestPage;
/** Another page, which shows the table. */
let table: TestPage;
beforeAll(async () => {
  lab = await openLab();
  view = await lab.open();
  table = await lab.open();
  await table.show(updateOf(createRun(mazur()), "idle"));
  await showTable(table.page);
});
afterAll(() => lab.close());

function withFindings(): ViewUpdate {
  const run = takeSteps(createRun(irisLike()), 100);
  const findings = [deadUnits(), inputScales];
  return updateOf(run, "paused", { snapshot: { ...snapshotOf(run, "paused"), findings } });
}

const scenes: Readonly<Record<string, ViewUpdate>> = {
  "chain before the first step": updateOf(createRun(articleChain()), "idle"),
  "chain with negative numbers": updateOf(takeSteps(createRun(articleChain(-2, "linear")), 3), "running"),
  "chain with long numbers and names": updateOf(takeSteps(createRun(longNames()), 1), "paused"),
  "chain with small gradients": updateOf(takeSteps(createRun(articleChain()), 9), "running", { speed: 1000 }),
  "2-2-2": updateOf(takeSteps(createRun(mazur()), 100), "paused", { changed: ["layers", "optimizer", "data"] }),
  "4-8-3": updateOf(takeSteps(createRun(fourEightThree()), 400), "finished"),
  "chain with a long formula": updateOf(
    takeSteps(createRun(chainWith("leakyRelu", "binaryCrossEntropy", "sigmoid")), 2),
    "paused",
  ),
  "chain with Huber's loss": updateOf(takeSteps(createRun(chainWith("softplus", "huber")), 2), "paused"),
  "chain with softmax": updateOf(takeSteps(createRun(chainWith("tanh", "crossEntropy", "softmax")), 1), "paused"),
  "chain without a bias": updateOf(takeSteps(createRun(chainWithoutBias()), 1), "paused"),
  "softmax, test loss, accuracy and findings": withFindings(),
  "network with a long formula": updateOf(takeSteps(createRun(severalProbabilities()), 20), "running"),
  "network without biases": updateOf(takeSteps(createRun(networkWithoutBiases()), 3), "paused"),
  "20-30-2": updateOf(takeSteps(createRun(twentyThirtyTwo()), 500), "paused"),
};

describe.each([320, 420, 526, 640, 690, 720, 940, 1100, 1600])("at a width of %d", (width) => {
  test.each(Object.keys(scenes))("%s: nothing overlaps, nothing is cut off", async (name) => {
    await view.page.setViewportSize({ width, height: 900 });
    await view.show(scenes[name]);
    // Long enough for the picture to be laid out anew for the width.
    await view.page.waitForTimeout(60);
    const { page } = view;
    const numbers =
      ".numeral, .pending, math, .name:not(:has(*)), .name > span, .detail, .target, .column-header .quiet";
    expect(await misplacedTexts(page, ".picture", numbers)).toEqual([]);
    expect(await overfullCards(page)).toEqual([]);
    expect(await misplacedTexts(page, ".toolbar", "button, .speed, .state, .readout")).toEqual([]);
    const header = "h2, .summary, .hint, .what, .directions, .sample-chooser, button:not(.sample-chooser *)";
    expect(await misplacedTexts(page, ".section-header", header)).toEqual([]);
    const scroll = await page.evaluate(() => {
      const areas = [...document.querySelectorAll(".page, .pane-content, .toolbar, .panes, .notice")];
      const root = document.documentElement;
      return [root, ...areas].filter((area) => area.scrollWidth > area.clientWidth).map((area) => area.className);
    });
    expect(scroll).toEqual([]);
  });

  test.each(["chain with long numbers and names", "2-2-2", "20-30-2"])("%s as a table", async (name) => {
    await table.page.setViewportSize({ width, height: 900 });
    await table.show(scenes[name]);
    expect(await misplacedTexts(table.page, ".values", ".numeral, .pending, th math, .quantities math")).toEqual([]);
    const overhang = await table.page.locator(".picture-area").evaluate((area) => area.scrollWidth - area.clientWidth);
    expect(overhang).toBe(0);
  });
});

test("a chain of at most three layers never scrolls sideways", async () => {
  for (const width of [320, 500, 640, 860, 1000, 1060, 1074, 1076, 1100, 2000]) {
    await view.page.setViewportSize({ width, height: 900 });
    await view.show(scenes["chain with negative numbers"]);
    await view.page.waitForTimeout(60);
    const overhang = await view.page.locator(".picture-area").evaluate((area) => area.scrollWidth - area.clientWidth);
    expect([width, overhang]).toEqual([width, 0]);
  }
});

test("a wide page scrolls its panes, never itself", async () => {
  await view.page.setViewportSize({ width: 1100, height: 900 });
  for (const scene of ["4-8-3", "chain before the first step", "20-30-2"]) {
    await view.show(scenes[scene]);
    await view.page.waitForTimeout(60);
    const overhang = await view.page.locator(".page").evaluate((page) => page.scrollHeight - page.clientHeight);
    expect([scene, overhang]).toEqual([scene, 0]);
  }
});

test("wire and numbers lie on one line", async () => {
  await view.page.setViewportSize({ width: 1100, height: 900 });
  await view.show(scenes["chain with negative numbers"]);
  await view.page.waitForTimeout(60);
  const middles = await view.page.evaluate(() => {
    const middle = (selector: string) => {
      const box = (document.querySelector(selector) as Element).getBoundingClientRect();
      return (box.top + box.bottom) / 2;
    };
    return {
      z: middle('.picture [data-symbol="z₁"] .numeral'),
      wire: middle(".wires .wire line"),
      gradient: middle('.picture [data-symbol="∂ℓ/∂z₁"] .numeral'),
      back: middle(".wires .back line"),
    };
  });
  expect(Math.abs(middles.z - middles.wire)).toBeLessThan(1.5);
  expect(Math.abs(middles.gradient - middles.back)).toBeLessThan(1.5);
});

test("where the panes stand one below the other, the loss is in sight without scrolling", async () => {
  await view.page.setViewportSize({ width: 690, height: 860 });
  await view.show(scenes["chain with negative numbers"]);
  const bottomOf = (selector: string) =>
    view.page.locator(selector).evaluate((element) => element.getBoundingClientRect().bottom);
  expect(await bottomOf(".why")).toBeLessThan(await bottomOf(".loss-picture"));
});
