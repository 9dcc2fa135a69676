import { describe, expect, test } from "vitest";
import { showTable } from "./support/read.ts";
import { createRun, snapshotOf, takeSteps, updateOf } from "./support/run.ts";
import { articleChain, layerOf, mazur, specOf, twentyThirtyTwo } from "./support/specs.ts";
import { type ThemeName, themes } from "./support/themes.ts";
import { useView } from "./support/view.ts";

const view = useView();

describe("names from the spec stay text", () => {
  const hostile = '<img src="x" onerror="document.title=\'hacked\'"><script>document.title="hacked"</script>';

  test.each([1, 2])("in a network with %d inputs", async (inputs) => {
    const spec = specOf({
      inputs: Array.from({ length: inputs }, () => hostile),
      targets: [hostile],
      layers: [layerOf(hostile, 1, "tanh")],
      rows: [{ inputs: Array.from({ length: inputs }, () => 1), targets: [0] }],
    });
    const run = takeSteps(createRun(spec), 1);
    const problem = { message: hostile, place: hostile, offset: 0 };
    await view.show(
      updateOf(run, "failed", {
        file: hostile,
        changed: [hostile],
        snapshot: { ...snapshotOf(run, "failed"), failure: hostile },
      }),
    );
    await showTable(view.page);
    expect(await view.page.locator(".values summary .name").nth(1).textContent()).toBe(hostile);
    expect(await view.page.locator("img, #root script").count()).toBe(0);
    await view.show(updateOf(run, "idle", { outline: null, file: hostile, problems: [problem] }));
    expect(await view.page.locator(".problems .message").textContent()).toBe(hostile);
    expect(await view.page.locator("img, #root script").count()).toBe(0);
    expect(await view.page.title()).toBe("chain.nn.json");
  });
});

describe("what was arranged", () => {
  test("comes back after a reload, and with it the address of the spec", async () => {
    const update = updateOf(takeSteps(createRun(articleChain()), 1), "paused");
    await view.show(update);
    await showTable(view.page);
    await view.page.locator(".values summary").nth(1).click();
    await view.page.getByRole("radio", { name: "linear" }).check();
    await expect.poll(() => view.page.locator(".values details[open]").count()).toBe(4);
    await view.page.reload();
    await view.show(update);
    const open = await view.page
      .locator(".values details")
      .evaluateAll((sections) => sections.map((section) => (section as HTMLDetailsElement).open));
    expect(open).toEqual([true, false, true, true, true]);
    expect(await view.page.getByRole("radio", { name: "linear" }).isChecked()).toBe(true);
    const state = await view.page.evaluate(() => JSON.parse(sessionStorage.getItem("webview-state") ?? "null"));
    expect(state.spec).toBe("file:///specs/chain.nn.json");
  });

  test("holds no data", async () => {
    await view.show(updateOf(takeSteps(createRun(mazur()), 5), "paused"));
    const state = await view.page.evaluate(() => JSON.parse(sessionStorage.getItem("webview-state") ?? "null"));
    expect(Object.keys(state).sort()).toEqual([
      "asTable",
      "choices",
      "lossScale",
      "open",
      "quantity",
      "sample",
      "spec",
      "tab",
    ]);
    expect(state.open).toEqual({});
  });

  test("does not trip over a state that another version kept", async () => {
    await view.page.evaluate(() =>
      sessionStorage.setItem("webview-state", JSON.stringify({ lossScale: 7, open: { "layer 0": 0 } })),
    );
    await view.page.reload();
    await view.show(updateOf(createRun(mazur()), "idle"));
    await showTable(view.page);
    expect(await view.page.locator(".values details[open]").count()).toBe(4);
  });
});

test("makes the rows of a closed section only when it is opened", async () => {
  await view.show(updateOf(createRun(twentyThirtyTwo()), "idle"));
  await showTable(view.page);
  expect(await view.page.locator(".values td").count()).toBe(0);
  await view.page.locator(".values summary").first().press("Enter");
  await expect.poll(() => view.page.locator(".values .named tr").count()).toBe(20);
});

test("answers the host also while no frames are drawn", async () => {
  await view.page.evaluate(() => {
    window.requestAnimationFrame = () => 0;
  });
  await view.show(updateOf(takeSteps(createRun(articleChain()), 2), "paused"));
  expect(await view.page.locator(".diagram .what").textContent()).toBe("Step 2");
});

test("draws at most once per frame, however often it is told", async () => {
  const run = createRun(articleChain());
  await view.show(updateOf(run, "running"));
  await view.page.evaluate(() => {
    const counted = { frames: 0, drawings: 0 };
    Object.assign(window, { counted });
    const count = () => {
      counted.frames++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    const step = document.querySelector('[data-readout="step"] .numeral') as Element;
    new MutationObserver(() => counted.drawings++).observe(step, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  const updates: Promise<void>[] = [];
  for (let k = 0; k < 200; k++) updates.push(view.show(updateOf(takeSteps(run, 1), "running")));
  await Promise.all(updates);
  const { frames, drawings } = await view.page.evaluate(
    () => (window as unknown as { counted: { frames: number; drawings: number } }).counted,
  );
  expect(drawings).toBeGreaterThan(0);
  expect(drawings).toBeLessThanOrEqual(frames + 1);
  expect(await view.page.locator('[data-readout="step"] .numeral').textContent()).toBe("200");
});

test.each(Object.keys(themes) as ThemeName[])(
  "positive is blue and negative is orange in the theme %s",
  async (theme) => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    await view.setTheme(theme);
    const colourOf = (sign: string) =>
      view.page
        .locator(`.legend .wire.${sign}`)
        .evaluate((line) => getComputedStyle(line).stroke.match(/\d+/g)?.map(Number) ?? []);
    const [[red, , blue], [negativeRed, , negativeBlue]] = [await colourOf("positive"), await colourOf("negative")];
    expect(blue).toBeGreaterThan(red);
    expect(negativeRed).toBeGreaterThan(negativeBlue);
  },
);
