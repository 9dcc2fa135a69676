import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LivePage, openLive } from "./support/live.ts";
import { openLab, type PageLab, type PageOptions } from "./support/page.ts";
import { readNumbers } from "./support/read.ts";
import { createRun, takeSteps, updateOf } from "./support/run.ts";
import { articleChain, mazur, twoHiddenLayers } from "./support/specs.ts";

let lab: PageLab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

const stageButton = (view: Pick<LivePage, "page">) => view.page.getByRole("button", { name: "Stage", exact: true });
const next = (view: Pick<LivePage, "page">) => view.page.locator(".next-stage");
const sentence = (view: Pick<LivePage, "page">) => view.page.locator(".stage-sentence").textContent();

/** The stage that is shown now, as its cell says. */
function shownStage({ page }: Pick<LivePage, "page">): Promise<string | null> {
  return page.locator('.cell[aria-current="step"]').getAttribute("aria-label");
}

/** A page on the article's chain that walks through its first step. */
async function openStaged(options: PageOptions = {}, spec = articleChain()): Promise<LivePage> {
  const view = await openLive(lab, spec, options);
  await stageButton(view).click();
  await view.page.locator(".stage-strip").waitFor();
  return view;
}

describe("a walk through the first step of the article's chain", () => {
  test("takes that step, and tells each stage with its numbers", async () => {
    const view = await openStaged();
    await view.arriveAt(1);
    const told: (string | null)[] = [];
    const stages: (string | null)[] = [];
    for (let k = 0; k < 9; k++) {
      told.push(await sentence(view));
      stages.push(await shownStage(view));
      // The button has the focus from the beginning on.
      if (k < 8) await view.page.keyboard.press("Enter");
      await expect.poll(() => shownStage(view)).not.toBe(k < 8 ? stages[k] : null);
    }
    expect(told).toEqual([
      "The sample goes in: x = 2, with the target t = 1. Next: layer 1.",
      "z₁ = w₁·x + b₁ = 0.5·2 + 0.25 = 1.25, and ReLU lets it through: a₁ = 1.25. Next: layer 2.",
      "z₂ = w₂·a₁ + b₂ = 1.5·1.25 − 0.5 = 1.375, and ReLU lets it through: a₂ = 1.375. Next: layer 3.",
      "z₃ = w₃·a₂ + b₃ = 2·1.375 + 1 = 3.75, and ReLU lets it through: a₃ = 3.75. Next: the loss.",
      "With a₃ = 3.75 and t = 1, the loss is ℓ = (a₃ − t)² = 7.5625. Next: the way back, beginning at layer 3.",
      "The error signal starts back from the loss: ∂ℓ/∂z₃ = 5.5·1 = 5.5, so the gradients of layer 3 are known and layer 2 is next.",
      "The error signal has just passed from layer 3 into layer 2: ∂ℓ/∂z₂ = 5.5·2·1 = 11, so the gradients of layer 2 are known and layer 1 is next.",
      "The error signal has just passed from layer 2 into layer 1: ∂ℓ/∂z₁ = 11·1.5·1 = 16.5, so all gradients are known. Next: the update.",
      "Every parameter moves against its gradient: w₁ goes from 0.5 to 0.2421875. Step 1 is done. Next: step 2.",
    ]);
    expect(stages).toEqual([
      "Sample: now",
      "Forward, Layer 1: now",
      "Forward, Layer 2: now",
      "Forward, Layer 3: now",
      "Loss: now",
      "Backward, Layer 3: now",
      "Backward, Layer 2: now",
      "Backward, Layer 1: now",
      "Update: now",
    ]);
    expect(view.errors).toEqual([]);
    await view.close();
  });

  test("shows only what is computed by then, and marks what was computed just now", async () => {
    const view = await openStaged();
    const number = async (symbol: string) => (await readNumbers(view.page, ".picture", symbol)).join(" ");
    const fresh = () =>
      view.page
        .locator(".picture .fresh[data-symbol]")
        .evaluateAll((all) => all.map((one) => one.getAttribute("data-symbol")));
    const captions = () => view.page.locator(".stage-caption").allTextContents();
    await view.page.locator('.cell[data-stage="2"]').click();
    expect([await number("z₁"), await number("z₂"), await number("z₃")]).toEqual(["1.25", "1.375", "pending"]);
    expect([await number("ℓ"), await number("∂ℓ/∂a₃")]).toEqual(["pending", "pending pending"]);
    expect(await fresh()).toEqual(["z₂", "a₂"]);
    expect(await captions()).toEqual(["forward done", "just computed", "waiting for a2"]);
    await view.page.locator('.cell[data-stage="6"]').click();
    expect([await number("∂ℓ/∂w₂"), await number("∂ℓ/∂w₁")]).toEqual(["13.75", "pending"]);
    expect(await fresh()).toEqual(["∂ℓ/∂z₂", "σ′(z₂)", "∂ℓ/∂a₂", "∂ℓ/∂b₂", "∂ℓ/∂w₂"]);
    expect(await captions()).toEqual(["waiting for ∂ℓ/∂z2", "just computed", "done"]);
    expect(await number("w₁")).toBe("0.5");
    await view.page.locator('.cell[data-stage="8"]').click();
    expect([await number("w₁"), await number("b₁")]).toEqual(["0.2422", "0.1211"]);
    expect(await fresh()).toEqual(["b₁", "b₂", "b₃", "w₁", "w₂", "w₃"]);
    await view.close();
  });

  test("marks the chain rule only as far as it is computed", async () => {
    const view = await openStaged();
    await view.page.locator('.cell[data-stage="8"]').click();
    await view.page.locator('.picture [data-symbol="w₁"]').click();
    const badges = () => view.page.locator(".picture .badge").allTextContents();
    await expect.poll(async () => (await badges()).sort()).toEqual(["1", "2", "3", "4"]);
    await view.page.locator('.cell[data-stage="6"]').click();
    await expect.poll(async () => (await badges()).sort()).toEqual(["1", "2"]);
    await view.page.locator('.cell[data-stage="4"]').click();
    await expect.poll(badges).toEqual([]);
    expect(await view.page.locator(".ribbon").count()).toBe(0);
    await view.close();
  });
});

describe("walking", () => {
  test("goes on to the next step after the update, and back by stages", async () => {
    const view = await openStaged();
    await view.page.locator('.cell[data-stage="8"]').click();
    expect(await next(view).getAttribute("aria-label")).toBe("Next step");
    await next(view).click();
    await view.arriveAt(2);
    await expect.poll(() => shownStage(view)).toBe("Sample: now");
    await next(view).click();
    await view.page.getByRole("button", { name: "Previous stage" }).click();
    await expect.poll(() => shownStage(view)).toBe("Sample: now");
    expect(await view.page.getByRole("button", { name: "Previous stage" }).isDisabled()).toBe(true);
    await view.close();
  });

  test("the arrow keys move along the stages", async () => {
    const view = await openStaged();
    await view.page.locator(".cell.now").focus();
    await view.page.keyboard.press("ArrowRight");
    await expect.poll(() => shownStage(view)).toBe("Forward, Layer 1: now");
    expect(await view.page.evaluate(() => document.activeElement?.getAttribute("data-stage"))).toBe("1");
    await view.page.keyboard.press("End");
    await expect.poll(() => shownStage(view)).toBe("Update: now");
    expect(await view.page.locator('.cell[tabindex="0"]').count()).toBe(1);
    await view.close();
  });

  test("Shift and the arrow keys lead through stages and steps from anywhere", async () => {
    const view = await openLive(lab, articleChain());
    const { keyboard } = view.page;
    await keyboard.press("Shift+ArrowRight");
    await view.arriveAt(1);
    expect(await view.page.locator(".stage-strip").count()).toBe(0);
    await keyboard.press("Shift+ArrowDown");
    await expect.poll(() => shownStage(view)).toBe("Sample: now");
    await keyboard.press("Shift+ArrowDown");
    await expect.poll(() => shownStage(view)).toBe("Forward, Layer 1: now");
    await keyboard.press("Shift+ArrowUp");
    await expect.poll(() => shownStage(view)).toBe("Sample: now");
    await keyboard.press("Shift+ArrowLeft");
    await view.arriveAt(0);
    await expect.poll(() => view.page.locator(".stage-strip").count()).toBe(0);
    await keyboard.press("Shift+Space");
    await expect.poll(() => view.calls.at(-1)?.name).toBe("train");
    await view.close();
  });

  test("does nothing while text is typed in", async () => {
    const view = await openLive(lab, twoHiddenLayers());
    await view.page.getByRole("button", { name: "Step", exact: true }).click();
    await view.arriveAt(1);
    await view.page.locator(".sample-chooser input").focus();
    await view.page.keyboard.press("Shift+ArrowRight");
    await view.page.keyboard.press("Shift+ArrowDown");
    await view.page.waitForTimeout(50);
    expect(view.calls.filter(({ name }) => name === "step")).toHaveLength(1);
    expect(await view.page.locator(".stage-strip").count()).toBe(0);
    await view.close();
  });

  test("starts over when the run goes to another step, and ends when it trains or is reset", async () => {
    const view = await lab.open();
    const run = takeSteps(createRun(articleChain()), 3);
    await view.show(updateOf(run, "paused"));
    await stageButton(view).click();
    await view.page.locator('.cell[data-stage="5"]').click();
    await view.show(updateOf(run, "paused"));
    expect(await shownStage(view)).toBe("Backward, Layer 3: now");
    await view.show(updateOf(takeSteps(createRun(articleChain()), 2), "paused"));
    expect(await shownStage(view)).toBe("Sample: now");
    await view.show(updateOf(run, "running"));
    expect(await view.page.locator(".stage-strip").count()).toBe(0);
    await view.show(updateOf(run, "paused"));
    await stageButton(view).click();
    await view.page.locator(".stage-strip").waitFor();
    await view.show(updateOf(takeSteps(createRun(articleChain(), 2), 1), "paused"));
    expect(await view.page.locator(".stage-strip").count()).toBe(0);
    await view.close();
  });

  test("ends with the whole step, and can go no further than the run", async () => {
    const view = await lab.open();
    await view.show(updateOf(takeSteps(createRun(articleChain()), 3), "finished"));
    await stageButton(view).click();
    expect(await stageButton(view).getAttribute("aria-pressed")).toBe("true");
    await view.page.locator('.cell[data-stage="8"]').click();
    expect(await next(view).isDisabled()).toBe(true);
    expect(await sentence(view)).toMatch(/Step 3 is done\.$/);
    await stageButton(view).click();
    await expect.poll(() => view.page.locator(".stage-strip").count()).toBe(0);
    expect(await view.page.locator(".picture .pending").count()).toBe(0);
    await view.close();
  });
});

test("tells networks by their layers and a unit", async () => {
  const view = await lab.open({ width: 320, height: 800 });
  await view.show(updateOf(takeSteps(createRun(mazur()), 1), "paused"));
  await stageButton(view).click();
  const told: (string | null)[] = [];
  for (const stage of [0, 1, 3, 4, 5, 6]) {
    await view.page.locator(`.cell[data-stage="${stage}"]`).dispatchEvent("click");
    await expect
      .poll(() => view.page.locator('.cell[aria-current="step"]').getAttribute("data-stage"))
      .toBe(`${stage}`);
    told.push(await sentence(view));
    // The stage that is shown is in sight, however little room there is.
    const [row, cell] = await Promise.all(
      [".phases", ".cell.now"].map((part) => view.page.locator(part).boundingBox()),
    );
    expect(cell?.x).toBeGreaterThanOrEqual((row?.x ?? 0) - 1);
    expect((cell?.x ?? 0) + (cell?.width ?? 0)).toBeLessThanOrEqual((row?.x ?? 0) + (row?.width ?? 0) + 1);
  }
  expect(told).toEqual([
    "The sample goes in: 2 inputs, with 2 targets. Next: Hidden.",
    "In each of the 2 units of Hidden, z⁽¹⁾ = W⁽¹⁾·x + b⁽¹⁾, and sigmoid makes it a⁽¹⁾: for unit 1, z = 0.3775 and a = 0.5933. Next: Output.",
    "The outputs are held against the targets: the loss of this sample is 0.2984. Next: the way back, beginning at Output.",
    "The error signal starts back from the loss (unit 1: δ⁽²⁾ = 0.1385), so the gradients of Output are known and Hidden is next.",
    "The error signal has just passed from Output into Hidden (unit 1: δ⁽¹⁾ = 0.0088), so all gradients are known. Next: the update.",
    "Every parameter moves against its gradient: the first weight of Hidden goes from 0.15 to 0.1498. Step 1 is done. Next: step 2.",
  ]);
  await view.close();
});

test("numbers arrive along their wire, unless motion is to be reduced or turned off", async () => {
  const animations = async (reducedMotion: boolean, animation: boolean) => {
    const view = await lab.open({ reducedMotion });
    const settings = { digits: null, animation };
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused", { settings }));
    await stageButton(view).click();
    await next(view).click();
    await view.page.locator(".arrival").waitFor();
    const { name, duration } = await view.page.locator(".arrival line").evaluate((line) => {
      const { animationName: name, animationDuration: duration } = getComputedStyle(line);
      return { name, duration };
    });
    await view.close();
    return name === "none" ? null : duration;
  };
  expect(await animations(false, true)).toBe("0.24s");
  expect(await animations(true, true)).toBeNull();
  expect(await animations(false, false)).toBeNull();
});

test("screen readers are told each stage", async () => {
  const view = await openStaged();
  await view.page.locator('.cell[data-stage="4"]').click();
  await expect
    .poll(() => view.page.getByRole("status").textContent(), { timeout: 5000 })
    .toBe("With a₃ = 3.75 and t = 1, the loss is ℓ = (a₃ − t)² = 7.5625. Next: the way back, beginning at layer 3.");
  await view.close();
});
