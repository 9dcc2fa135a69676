import { describe, expect, test } from "vitest";
import type { StopReason } from "../../src/core/stopping.ts";
import type { ViewUpdate } from "../../src/run/protocol.ts";
import type { Snapshot } from "../../src/run/snapshot.ts";
import type { RunState } from "../../src/run/state.ts";
import { misplacedTexts } from "./support/boxes.ts";
import { enabledButtons, readReadouts } from "./support/read.ts";
import { createRun, snapshotOf, takeSteps, updateOf } from "./support/run.ts";
import { articleChain, irisLike, twoHiddenLayers } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();

/** A run of 10⁹ epochs, and a loss that takes much room. */
function withLongCounts(step: number, state: RunState): ViewUpdate {
  const run = takeSteps(createRun(articleChain()), 1);
  const counts = { step, stepsInAll: 1e9, epoch: step, epochsInAll: 1e9, loss: 1.2326e-32 };
  return updateOf(run, state, { snapshot: { ...snapshotOf(run, state), ...counts } });
}

async function showState(state: RunState): Promise<void> {
  await view.show(updateOf(takeSteps(createRun(articleChain()), state === "idle" ? 0 : 3), state));
}

test("asks the host for everything, once", () => {
  expect(view.calls.map(({ name }) => name)).toEqual(["ready", "focus"]);
});

describe("states and what they allow", () => {
  test.each<[RunState, string, string, string[]]>([
    ["idle", "Ready", "Ready. Press Step for one update, or Train", ["Train", "Step", "Stage", "Reset", "More"]],
    ["running", "Training", "Training", ["Pause", "Back", "Reset", "More"]],
    [
      "paused",
      "Paused before update",
      "Paused. The picture shows step 3 with the parameters before its update; step, epoch and loss are after it.",
      ["Train", "Step", "Stage", "Back", "Reset", "More"],
    ],
    ["finished", "Finished", "Finished: all 200 epochs done", ["Train again", "Stage", "Back", "Reset", "More"]],
    ["failed", "Failed", "Failed", ["Stage", "Back", "Reset", "More"]],
  ])("%s", async (state, word, sentence, buttons) => {
    await showState(state);
    expect(await view.page.locator(".toolbar .state").textContent()).toBe(word);
    expect(await view.page.locator(".toolbar .state").getAttribute("title")).toBe(sentence);
    expect(await enabledButtons(view.page)).toEqual(buttons);
    expect(await view.page.getByRole("progressbar").count()).toBe(state === "running" ? 1 : 0);
  });
});

describe("a run that ended early says why", () => {
  test.each<[StopReason, number | null, string]>([
    ["loss", null, "Finished after 37 epochs: the loss has reached its limit"],
    ["testLoss", 0.2, "Finished after 37 epochs: the test loss has reached its limit"],
    ["accuracy", 0.2, "Finished after 37 epochs: the accuracy has reached its limit"],
    ["patience", null, "Finished after 37 epochs: the loss has reached no new low for as long as the patience allows"],
    [
      "patience",
      0.2,
      "Finished after 37 epochs: the test loss has reached no new low for as long as the patience allows",
    ],
  ])("%s", async (stopped, testLoss, sentence) => {
    const run = takeSteps(createRun(articleChain()), 37);
    await view.show(updateOf(run, "finished", { snapshot: { ...snapshotOf(run, "finished"), stopped, testLoss } }));
    expect(await view.page.locator(".toolbar .state").getAttribute("title")).toBe(sentence);
    await expect.poll(() => view.page.getByRole("status").textContent()).toMatch(`${sentence}. Step 37 of 200`);
  });

  test("as the core tells it", async () => {
    const spec = articleChain();
    Object.assign(spec.training.stopWhen, { loss: 1 });
    const run = takeSteps(createRun(spec), 200);
    await view.show(updateOf(run, "finished"));
    expect(await view.page.locator(".toolbar .state").getAttribute("title")).toBe(
      "Finished after 1 epoch: the loss has reached its limit",
    );
  });
});

describe("every control calls the host", () => {
  test.each<[RunState, string, string]>([
    ["idle", "Train", "train"],
    ["running", "Pause", "pause"],
    ["finished", "Train again", "train"],
    ["paused", "Step", "step"],
    ["running", "Reset", "reset"],
    ["paused", "Back", "seek"],
  ])("%s: %s", async (state, button, call) => {
    await showState(state);
    await view.page.locator(".toolbar").getByRole("button", { name: button, exact: true }).click();
    await expect.poll(() => view.calls.at(-1)?.name).toBe(call);
  });

  test("by keyboard", async () => {
    await showState("paused");
    await view.page.keyboard.press("Tab");
    await view.page.keyboard.press("Tab");
    await view.page.keyboard.press("Enter");
    await expect.poll(() => view.calls.at(-1)?.name).toBe("step");
    expect(await view.page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe(
      "solid",
    );
  });

  test("speed: from 1 step per second to no limit", async () => {
    await showState("paused");
    const slider = view.page.getByRole("slider", { name: "Speed" });
    expect(await slider.getAttribute("aria-valuetext")).toBe("as fast as possible");
    for (const [key, speed] of [
      ["Home", 1],
      ["ArrowRight", 3],
      ["PageUp", undefined],
      ["End", null],
      ["ArrowLeft", 1000],
    ] as const) {
      await slider.press(key);
      if (speed !== undefined)
        await expect.poll(() => view.calls.at(-1)).toEqual({ name: "setSpeed", params: { speed } });
    }
    expect(await slider.getAttribute("aria-valuetext")).toBe("1,000 steps per second");
    expect(await view.page.locator(".speed .numeral").textContent()).toBe("1,000 steps/s");
    await view.show(updateOf(createRun(articleChain()), "idle", { speed: 10 }));
    expect(await slider.getAttribute("aria-valuetext")).toBe("10 steps per second");
  });
});

describe("read-outs", () => {
  test("show step, epoch and the mean loss over all samples", async () => {
    const run = takeSteps(createRun(articleChain()), 1);
    await view.show(updateOf(run, "paused"));
    expect(await readReadouts(view.page)).toEqual({ step: "1 of 200", epoch: "1", loss: "0.2082" });
    const title = await view.page.locator('[data-readout="loss"]').getAttribute("title");
    expect(title).toBe("Mean loss over all training samples at the current parameters: 0.20819503900341318");
  });

  test("show test loss and accuracy where there are such", async () => {
    const run = takeSteps(createRun(irisLike()), 100);
    const snapshot = { ...snapshotOf(run, "paused"), testLoss: 0.0714, accuracy: 0.97321 };
    await view.show(updateOf(run, "paused", { snapshot }));
    expect(await readReadouts(view.page)).toMatchObject({ test: "0.0714", accuracy: "97.3 %" });
    const titles = () =>
      Promise.all(
        ["loss", "test", "accuracy"].map((name) => view.page.locator(`[data-readout="${name}"]`).getAttribute("title")),
      );
    expect(await titles()).toEqual([
      `Mean loss over all training samples at the current parameters: ${snapshot.loss}`,
      "Mean loss over the 12 samples held out, at the current parameters: 0.0714",
      "Share of the 12 samples held out put into the right class: 97.3 %",
    ]);
    await view.show(updateOf(takeSteps(createRun(irisLike(0)), 1), "paused"));
    expect(Object.keys(await readReadouts(view.page))).toEqual(["step", "epoch", "loss", "accuracy"]);
    expect(await view.page.locator('[data-readout="accuracy"]').getAttribute("title")).toMatch(
      "Share of the training samples put into the right class: ",
    );
  });

  test.each([
    [1, "100 %"],
    [0.9999, "99.9 %"],
    [0.5, "50.0 %"],
    [0.0001, "0.1 %"],
    [0, "0 %"],
  ])("an accuracy of %d is %s", async (accuracy, text) => {
    const run = createRun(irisLike());
    await view.show(updateOf(run, "idle", { snapshot: { ...snapshotOf(run, "idle"), accuracy } }));
    expect((await readReadouts(view.page)).accuracy).toBe(text);
  });

  test.each([420, 526, 690, 1000, 1100, 1240, 1600])(
    "with test loss and accuracy all are to be read at a width of %d, and none moves while it trains",
    async (width) => {
      await view.page.setViewportSize({ width, height: 900 });
      const run = takeSteps(createRun(irisLike(0.2, 1e6)), 1);
      const at = async (changes: Partial<Snapshot>) => {
        await view.show(updateOf(run, "running", { snapshot: { ...snapshotOf(run, "running"), ...changes } }));
        expect(await misplacedTexts(view.page, ".toolbar", "button, .speed, .state, .readout dt, .numeral")).toEqual(
          [],
        );
        return view.page
          .locator(".readout dt, .state")
          .evaluateAll((names) => names.map((name) => Math.round(name.getBoundingClientRect().x)));
      };
      const before = await at({ step: 1, epoch: 1, loss: 0.5, testLoss: 2, accuracy: 0 });
      const after = { step: 47_999_999, epoch: 999_999, loss: 1.2326e-32, testLoss: 1.2326e-32, accuracy: 0.973 };
      expect(await at(after)).toEqual(before);
    },
  );

  test("take one row where there is room, and more where there is not", async () => {
    const update = updateOf(takeSteps(createRun(irisLike()), 1), "paused");
    for (const [width, rows] of [
      [1360, "one-row"],
      [1100, "two-rows"],
      [690, "two-rows"],
      [526, "folded"],
    ] as const) {
      await view.page.setViewportSize({ width, height: 900 });
      await view.show(update);
      await view.page.locator(`.toolbar.${rows}`).waitFor({ timeout: 2000 });
    }
  });

  test("stay where they are while the numbers grow", async () => {
    const places = () =>
      view.page
        .locator(".readout dt")
        .evaluateAll((names) => names.map((name) => Math.round(name.getBoundingClientRect().x)));
    const run = createRun(twoHiddenLayers());
    await view.show(updateOf(takeSteps(run, 1), "running"));
    const before = await places();
    await view.show(updateOf(takeSteps(run, 400), "running"));
    expect(await places()).toEqual(before);
  });

  test("stand right beside their labels, however much room they may yet need", async () => {
    await view.show(withLongCounts(1, "paused"));
    const gaps = await view.page.locator(".readout").evaluateAll((items) =>
      items.map((item) => {
        const [label, number] = ["dt", ".numeral"].map((part) => {
          const text = document.createRange();
          text.selectNodeContents(item.querySelector(part) as Element);
          return text.getBoundingClientRect();
        });
        return number.left - label.right;
      }),
    );
    expect(Math.max(...gaps)).toBeLessThan(8);
  });

  test.each([526, 690])("are all to be read at a width of %d, after any number of steps", async (width) => {
    await view.page.setViewportSize({ width, height: 900 });
    for (const state of ["running", "finished"] as const) {
      await view.show(withLongCounts(999_999_999, state));
      expect(await misplacedTexts(view.page, ".toolbar", ".state, .readout dt, .readout .numeral")).toEqual([]);
      expect(await view.page.locator('[data-readout="step"]').getAttribute("title")).toBe(
        "step 999,999,999 of 1,000,000,000",
      );
    }
  });

  test("give up the total before anything else", async () => {
    const isTotalSeen = () =>
      view.page.locator('[data-readout="step"] dd').evaluate((value) => {
        const total = value.querySelector(".quiet")?.getBoundingClientRect();
        return total !== undefined && total.top < value.getBoundingClientRect().bottom - 4;
      });
    await view.page.setViewportSize({ width: 1000, height: 900 });
    await view.show(withLongCounts(1, "running"));
    expect(await isTotalSeen()).toBe(true);
    await view.page.setViewportSize({ width: 526, height: 900 });
    expect(await isTotalSeen()).toBe(false);
  });

  test("has the same digits for a small loss as the diagram", async () => {
    await view.show(withLongCounts(9, "running"));
    expect((await readReadouts(view.page)).loss).toBe("1.23×10⁻³²");
  });

  test("the progress bar tells the steps taken", async () => {
    const run = takeSteps(createRun(articleChain()), 50);
    await view.show(updateOf(run, "running"));
    const bar = view.page.getByRole("progressbar");
    expect([await bar.getAttribute("aria-valuenow"), await bar.getAttribute("aria-valuemax")]).toEqual(["50", "200"]);
    const share = await bar.evaluate((element) => {
      const inner = element.firstElementChild as HTMLElement;
      return inner.getBoundingClientRect().width / element.getBoundingClientRect().width;
    });
    expect(share).toBeCloseTo(0.25, 2);
  });
});

test("the main button is no wider than its longer word while training", async () => {
  const widthOf = async (state: RunState) => {
    await showState(state);
    return (await view.page.locator(".train").boundingBox())?.width ?? 0;
  };
  expect(await widthOf("running")).toBe(await widthOf("paused"));
  const [button, label] = await Promise.all(
    [".train", ".train-label"].map((part) => view.page.locator(part).boundingBox()),
  );
  expect((button?.width ?? 0) - (label?.width ?? 0)).toBeLessThan(60);
});

test("screen readers are told of changes, at most once in two seconds", async () => {
  const run = createRun(articleChain());
  await view.show(updateOf(run, "idle"));
  const status = view.page.getByRole("status");
  expect(await status.textContent()).toBe("Ready. Press Step for one update, or Train.");
  await view.page.evaluate(() => {
    const heard: [number, string][] = [];
    Object.assign(window, { heard });
    const region = document.querySelector('[role="status"]') as Element;
    new MutationObserver(() => heard.push([performance.now(), region.textContent ?? ""])).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  for (let k = 0; k < 12; k++) {
    await view.show(updateOf(takeSteps(run, 1), "paused"));
    await view.page.waitForTimeout(150);
  }
  await expect.poll(() => status.textContent(), { timeout: 5000 }).toMatch(/^Paused. Step 12 of 200, loss \d/);
  const heard = await view.page.evaluate(() => (window as unknown as { heard: [number, string][] }).heard);
  const gaps = heard.slice(1).map(([at], k) => at - heard[k][0]);
  expect(Math.min(...gaps)).toBeGreaterThan(1900);
});

test("the snapshot alone decides what is shown of the run", async () => {
  const run = takeSteps(createRun(articleChain()), 3);
  await view.show(updateOf(run, "paused", { snapshot: { ...snapshotOf(run, "paused"), step: 99, epoch: 98 } }));
  expect(await readReadouts(view.page)).toMatchObject({ step: "99 of 200", epoch: "98" });
});
