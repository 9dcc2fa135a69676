import { describe, expect, test } from "vitest";
import { fittingIn } from "../../webview/tabs/use-fitting.ts";
import { deadUnits, inputScales } from "./support/findings.ts";
import { createRun, snapshotOf, takeSteps, updateOf } from "./support/run.ts";
import { articleChain, twentyThirtyTwo } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();
const all = ["Loss", "Fit", "Surface", "Parameters", "Health", "Data"];

/** The tabs that can be seen, in their order on the page. */
const shown = () => view.page.getByRole("tab").allTextContents();
const selected = () => view.page.getByRole("tab", { selected: true }).textContent();
const focused = () => view.page.evaluate(() => document.activeElement?.textContent);
const moreTabs = () => view.page.getByRole("button", { name: "More tabs" });

const showChain = () => view.show(updateOf(takeSteps(createRun(articleChain()), 3), "paused"));

describe("which tabs fit", () => {
  const widths = [30, 20, 60, 80, 50, 30];
  test.each([
    [400, 0, [0, 1, 2, 3, 4, 5]],
    [370, 0, [0, 1, 2, 3, 4, 5]],
    [369, 0, [0, 1, 2, 3, 4]],
    [150, 0, [0, 1, 2]],
    [150, 5, [0, 1, 5]],
    [150, 3, [0, 3]],
    [10, 4, [4]],
  ])("in %d pixels with tab %d selected: %j", (room, chosen, fitting) => {
    expect(fittingIn(room, widths, 20, chosen)).toEqual(fitting);
  });
});

describe("the row of tabs", () => {
  test("shows one panel at a time, named after its tab", async () => {
    await showChain();
    expect(await shown()).toEqual(all);
    await view.page.getByRole("tab", { name: "Parameters" }).click();
    expect(await selected()).toBe("Parameters");
    expect(await view.page.getByRole("tabpanel", { name: "Parameters" }).count()).toBe(1);
    expect(await view.page.getByRole("tabpanel").count()).toBe(1);
    expect(await moreTabs().count()).toBe(0);
  });

  test("is walked by the arrow keys, Home and End, with one stop for the Tab key", async () => {
    await showChain();
    await view.page.getByRole("tab", { name: "Loss" }).focus();
    for (const [key, name] of [
      ["ArrowRight", "Fit"],
      ["ArrowRight", "Surface"],
      ["ArrowLeft", "Fit"],
      ["End", "Data"],
      ["ArrowRight", "Loss"],
      ["ArrowLeft", "Data"],
      ["Home", "Loss"],
    ]) {
      await view.page.keyboard.press(key);
      expect([await selected(), await focused()]).toEqual([name, name]);
    }
    await view.page.keyboard.press("Tab");
    expect(await view.page.evaluate(() => document.activeElement?.getAttribute("role"))).not.toBe("tab");
  });

  test("tells how much was found", async () => {
    const run = takeSteps(createRun(articleChain()), 3);
    const withFindings = (count: number) => {
      const findings = [deadUnits(), inputScales].slice(0, count);
      return updateOf(run, "paused", { snapshot: { ...snapshotOf(run, "paused"), findings } });
    };
    await view.show(withFindings(2));
    await expect.poll(async () => (await shown())[4]).toBe("Health2");
    expect(await view.page.locator(".tab-list .count").getAttribute("title")).toBe("2 findings");
    await view.show(withFindings(0));
    await expect.poll(async () => (await shown())[4]).toBe("Health");
  });

  test("comes back as it was left after a reload", async () => {
    await showChain();
    await view.page.getByRole("tab", { name: "Health" }).click();
    await view.page.reload();
    await showChain();
    expect(await selected()).toBe("Health");
  });
});

describe("where there is no room for all", () => {
  test("the others are in a menu, and the one that is chosen comes into the row", async () => {
    await view.page.setViewportSize({ width: 320, height: 900 });
    await showChain();
    expect(await shown()).toEqual(["Loss", "Fit", "Surface", "Parameters"]);
    await moreTabs().click();
    expect(await view.page.getByRole("menuitem").allTextContents()).toEqual(["Health", "Data"]);
    await view.page.getByRole("menuitem", { name: "Data" }).click();
    expect([await selected(), await focused()]).toEqual(["Data", "Data"]);
    expect(await shown()).toEqual(["Loss", "Fit", "Surface", "Data"]);
    expect(await view.page.getByRole("menu").count()).toBe(0);
  });

  test("arrow keys reach every tab all the same", async () => {
    await view.page.setViewportSize({ width: 320, height: 900 });
    await showChain();
    await view.page.getByRole("tab", { name: "Loss" }).focus();
    for (const name of [...all.slice(1), "Loss"]) {
      await view.page.keyboard.press("ArrowRight");
      expect([await selected(), await focused()]).toEqual([name, name]);
    }
  });

  test("the menu is opened, walked and closed by keys", async () => {
    await view.page.setViewportSize({ width: 320, height: 900 });
    await showChain();
    await moreTabs().focus();
    expect(await moreTabs().getAttribute("aria-expanded")).toBe("false");
    await view.page.keyboard.press("ArrowDown");
    expect(await moreTabs().getAttribute("aria-expanded")).toBe("true");
    const walk: string[] = [];
    for (const key of ["ArrowDown", "ArrowDown", "Home", "ArrowUp"]) {
      await view.page.keyboard.press(key);
      walk.push((await focused()) ?? "");
    }
    expect(walk).toEqual(["Data", "Health", "Health", "Data"]);
    await view.page.keyboard.press("Escape");
    expect(await view.page.getByRole("menu").count()).toBe(0);
    expect(await view.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("More tabs");
    await view.page.keyboard.press("Enter");
    await view.page.getByRole("menu").waitFor();
    await view.page.keyboard.press("Tab");
    expect(await view.page.getByRole("menu").count()).toBe(0);
  });

  test.each([320, 420, 526, 900, 1100])("at a width of %d nothing is cut off", async (width) => {
    await view.page.setViewportSize({ width, height: 900 });
    await view.show(updateOf(takeSteps(createRun(twentyThirtyTwo()), 3), "paused"));
    for (const name of all) {
      const tab = view.page.locator(`#tab-${name.toLowerCase()}`);
      await tab.evaluate((element: HTMLElement) => element.click());
      expect(await selected()).toBe(name);
      const row = await view.page.locator(".tab-row").boundingBox();
      for (const visible of await view.page.getByRole("tab").all()) {
        const box = await visible.boundingBox();
        expect((box?.x ?? -1) + (box?.width ?? 0)).toBeLessThanOrEqual((row?.x ?? 0) + (row?.width ?? 0));
        expect(box?.y).toBe(row?.y);
      }
    }
  });
});

test("each tab is found again where it was scrolled to", async () => {
  await view.page.setViewportSize({ width: 1100, height: 500 });
  await showChain();
  const panel = view.page.getByRole("tabpanel");
  await panel.evaluate((element) => {
    element.scrollTop = 40;
  });
  const left = await panel.evaluate((element) => element.scrollTop);
  expect(left).toBeGreaterThan(0);
  // The next frame tells the page that it was scrolled.
  await view.page.evaluate(() => new Promise(requestAnimationFrame));
  await view.page.getByRole("tab", { name: "Health" }).click();
  expect(await panel.evaluate((element) => element.scrollTop)).toBe(0);
  await view.page.getByRole("tab", { name: "Loss" }).click();
  expect(await panel.evaluate((element) => element.scrollTop)).toBe(left);
});
