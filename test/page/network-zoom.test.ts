import { expect, test } from "vitest";
import { createRun, takeSteps, updateOf } from "./support/run.ts";
import { fourEightThree, mazur } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();

const zoom = () => view.page.locator(".picture").evaluate((picture) => Number(getComputedStyle(picture).zoom));
const scrolled = () =>
  view.page.locator(".pan-zoom").evaluate(({ scrollLeft, scrollTop }) => ({ left: scrollLeft, top: scrollTop }));
const button = (name: string) => view.page.locator(".zoom-controls").getByRole("button", { name, exact: true });

/** Where a unit's card is on the page. */
async function middleOf(unit: string): Promise<{ x: number; y: number }> {
  const box = await view.page.locator(`[data-unit="${unit}"]`).boundingBox();
  if (!box) throw new Error("There is no such unit");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("buttons and keys make the picture larger, smaller, and fit again", async () => {
  await view.show(updateOf(takeSteps(createRun(mazur()), 1), "paused"));
  expect(await zoom()).toBe(1);
  expect(await button("Smaller").getAttribute("aria-disabled")).toBe("true");
  await button("Larger").click();
  await expect.poll(zoom).toBeCloseTo(1.25, 5);
  await view.page.locator('.picture [data-quantity="z 0 0"]').focus();
  await view.page.keyboard.press("+");
  await expect.poll(zoom).toBeCloseTo(1.25 ** 2, 5);
  await view.page.keyboard.press("-");
  await expect.poll(zoom).toBeCloseTo(1.25, 5);
  await view.page.keyboard.press("0");
  await expect.poll(zoom).toBe(1);
  for (let k = 0; k < 12; k++) await view.page.keyboard.press("+");
  await expect.poll(zoom).toBe(4);
  await button("Fit").click();
  await expect.poll(zoom).toBe(1);
});

test("the wheel with Ctrl zooms around the pointer; its size is kept over a reload, for this network", async () => {
  await view.show(updateOf(takeSteps(createRun(fourEightThree()), 1), "paused"));
  const { x, y } = await middleOf("1 1");
  await view.page.mouse.move(x, y);
  await view.page.keyboard.down("Control");
  await view.page.mouse.wheel(0, -100);
  await expect.poll(zoom).toBeGreaterThan(1.2);
  await view.page.mouse.wheel(0, -100);
  await expect.poll(zoom).toBeGreaterThan(1.6);
  await view.page.keyboard.up("Control");
  const now = await middleOf("1 1");
  expect(Math.hypot(now.x - x, now.y - y)).toBeLessThan(3);
  const choices = await view.page.evaluate(
    () => (JSON.parse(sessionStorage.getItem("webview-state") ?? "{}") as { choices: Record<string, string> }).choices,
  );
  expect(Number(choices["zoom 4-8-3"])).toBeCloseTo(await zoom(), 5);
  await view.show(updateOf(takeSteps(createRun(mazur(), 2), 1), "paused"));
  await expect.poll(zoom).toBe(1);
  await view.show(updateOf(takeSteps(createRun(fourEightThree(), 3), 1), "paused"));
  await expect.poll(zoom).toBeCloseTo(Number(choices["zoom 4-8-3"]), 5);
});

test("its ground can be dragged when there is more to see, which chooses nothing; a double click on it fits", async () => {
  await view.show(updateOf(takeSteps(createRun(fourEightThree()), 1), "paused"));
  for (let k = 0; k < 3; k++) await button("Larger").click();
  await expect.poll(zoom).toBeGreaterThan(1.9);
  const start = await scrolled();
  const box = await view.page.locator(".pan-zoom").boundingBox();
  const { x, y } = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 };
  await view.page.mouse.move(x, y);
  await view.page.mouse.down();
  await view.page.mouse.move(x + 30, y + 10, { steps: 3 });
  await view.page.mouse.move(x + 60, y + 25, { steps: 3 });
  await view.page.mouse.up();
  await expect.poll(scrolled).toEqual({ left: start.left - 60, top: start.top - 25 });
  expect(await view.page.locator('.picture [aria-pressed="true"]').count()).toBe(0);
  await view.page.locator(".pan-zoom").evaluate((area) => area.scrollTo(0, 0));
  await view.page.mouse.dblclick(x - 14, y - 14);
  await expect.poll(zoom).toBe(1);
});

test("a picture that is all in sight leaves the wheel to the page", async () => {
  await view.page.setViewportSize({ width: 700, height: 400 });
  await view.show(updateOf(takeSteps(createRun(mazur()), 1), "paused"));
  const pageTop = () => view.page.locator(".page").evaluate(({ scrollTop }) => scrollTop);
  expect(await pageTop()).toBe(0);
  const { x, y } = await middleOf("0 0");
  await view.page.mouse.move(x, y);
  await view.page.mouse.wheel(0, 60);
  await expect.poll(pageTop).toBeGreaterThan(0);
});

test("what is a little too high for the window is drawn smaller, and so is all in sight", async () => {
  const overflow = () => view.page.locator(".pan-zoom").evaluate((area) => area.scrollHeight - area.clientHeight);
  await view.page.setViewportSize({ width: 1280, height: 700 });
  await view.show(updateOf(takeSteps(createRun(fourEightThree()), 1), "paused"));
  await expect.poll(zoom).toBeLessThan(1);
  expect(await zoom()).toBeGreaterThanOrEqual(0.75);
  expect(await overflow()).toBeLessThanOrEqual(1);
  await view.page.setViewportSize({ width: 1280, height: 1200 });
  await expect.poll(zoom).toBe(1);
  expect(await overflow()).toBeLessThanOrEqual(1);
});
