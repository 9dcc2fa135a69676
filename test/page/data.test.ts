import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { predict } from "../../src/core/inspection/prediction.ts";
import { type RowsView, rows } from "../../src/core/inspection/rows.ts";
import type { Spec } from "../../src/core/spec.ts";
import { formatNumber } from "../../src/format/number-format.ts";
import { handBuilt } from "../support/hand-built.ts";
import { answerOf, exampleSpec, runAfter } from "../support/inspect.ts";
import { type LivePage, openTab } from "./support/live.ts";
import { openLab, type PageLab } from "./support/page.ts";

let lab: PageLab;
let view: LivePage;
beforeAll(async () => {
  lab = await openLab();
});
afterEach(async () => {
  expect(view.errors).toEqual([]);
  await view.close();
});
afterAll(() => lab.close());

/** Opens the DATA tab of a run that has come to a step. */
async function openAt(spec: Spec, step: number): Promise<void> {
  view = await openTab(lab, spec, "data", step);
}

const worstFirst: RowsView = {
  order: { by: "loss" },
  isDescending: true,
  filter: "all",
  isWrongOnly: false,
  from: 0,
  count: 100,
  inputs: 4,
};

/** The rows in the core, counted from 0, of a run of the same spec. */
const rowsAfter = (spec: Spec, step: number, changes: Partial<RowsView> = {}) =>
  answerOf(rows(runAfter(spec, step), { view: { ...worstFirst, ...changes }, held: null }));

/** The rows in the page, counted from 0. */
const shownRows = () =>
  view.page.locator(".rows tbody tr").evaluateAll((all) => all.map((row) => Number(row.getAttribute("data-row"))));
const lastFocus = () => view.calls.findLast(({ name }) => name === "focus")?.params;
const fields = () => view.page.getByRole("spinbutton");
const outcome = () =>
  view.page.locator(".outcome .numeral").evaluateAll((all) => all.map((numeral) => numeral.textContent));
const outputsOf = (spec: Spec, step: number, inputs: readonly number[]) =>
  Array.from(answerOf(predict(runAfter(spec, step), { inputs })).outputs, (output) => formatNumber(output, 9));

describe("the rows", () => {
  test("come the worst first, with what the network makes of each", async () => {
    const spec = await exampleSpec("iris");
    await openAt(spec, 30);
    const { page } = view;
    const expected = rowsAfter(spec, 30);
    await expect.poll(shownRows).toEqual(expected.rows.map(({ row }) => row));
    const [worst] = expected.rows;
    const cells = await page.locator(".rows tbody tr").first().locator("th, td").allTextContents();
    expect(cells).toEqual([
      String(worst.row + 1),
      worst.isHeldOut ? "test" : "",
      ...worst.inputs.map(String),
      worst.classes?.target,
      `✗${worst.classes?.predicted}, wrong, ${formatNumber(worst.classes?.output as number, 5)}`,
      formatNumber(worst.loss, 9),
    ]);
    expect(await page.locator("[aria-sort]").allTextContents()).toEqual(["loss↓"]);
  });

  test("are sorted by a click or a key on a head, and the other way by the next", async () => {
    const spec = await exampleSpec("iris");
    await openAt(spec, 0);
    const byWidth = (isDescending: boolean) =>
      rowsAfter(spec, 0, { order: { by: "input", input: 3 }, isDescending }).rows.map(({ row }) => row);
    const direction = () => view.page.locator("[aria-sort]").getAttribute("aria-sort");
    const head = view.page.locator(".rows").getByRole("button", { name: "petal width" });
    await head.click();
    await expect.poll(shownRows).toEqual(byWidth(true));
    expect(await direction()).toBe("descending");
    await view.page.keyboard.press("Enter");
    await expect.poll(shownRows).toEqual(byWidth(false));
    expect(await direction()).toBe("ascending");
  });

  test("come in pages", async () => {
    const spec = await exampleSpec("iris");
    await openAt(spec, 0);
    const { page } = view;
    await expect.poll(() => page.locator(".pages .numeral").textContent()).toBe("1–100 of 150 rows");
    await page.getByRole("button", { name: "Next rows" }).click();
    await expect.poll(shownRows).toEqual(rowsAfter(spec, 0, { from: 100 }).rows.map(({ row }) => row));
    expect(await page.locator(".pages .numeral").textContent()).toBe("101–150 of 150 rows");
    expect(await page.getByRole("button", { name: "Next rows" }).isDisabled()).toBe(true);
  });

  test("are only those held out, or only those in the wrong class, where that is asked", async () => {
    const spec = await exampleSpec("iris");
    await openAt(spec, 30);
    await view.page.getByRole("radio", { name: "Held out" }).check();
    await view.page.getByRole("checkbox", { name: "Wrong only" }).check();
    const wrong = rowsAfter(spec, 30, { filter: "heldOut", isWrongOnly: true }).rows;
    expect(wrong.length).toBeGreaterThan(0);
    await expect.poll(shownRows).toEqual(wrong.map(({ row }) => row));
    expect(await view.page.locator(".rows .mark").allTextContents()).toEqual(wrong.map(() => "✗"));
  });

  test("are shown in the picture by a click, Enter and the arrow keys, and the one shown is marked", async () => {
    const spec = await exampleSpec("xor");
    await openAt(spec, 3);
    const { page } = view;
    const order = rowsAfter(spec, 3).rows.map(({ row }) => row);
    await expect.poll(shownRows).toEqual(order);
    const row = (place: number) => page.locator(".rows tbody tr").nth(place);
    const current = () => page.locator(".rows [aria-current]").getAttribute("data-row").then(Number);
    await row(0).click();
    await expect.poll(lastFocus).toMatchObject({ focus: { sample: order[0] } });
    await expect.poll(current).toBe(order[0]);
    await page.keyboard.press("ArrowDown");
    await expect.poll(lastFocus).toMatchObject({ focus: { sample: order[1] } });
    await page.keyboard.press("End");
    await expect.poll(lastFocus).toMatchObject({ focus: { sample: order[3] } });
    await expect.poll(current).toBe(order[3]);
    expect(await row(3).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await expect.poll(lastFocus).toMatchObject({ focus: { sample: null } });
    await page.keyboard.press("Enter");
    await expect.poll(lastFocus).toMatchObject({ focus: { sample: order[3] } });
    // One stop for the Tab key: the rest is reached by the arrow keys.
    expect(await page.locator(".rows tbody tr[tabindex='0']").count()).toBe(1);
  });

  test("stay where they are while the pointer is on them, until they are to be sorted again", async () => {
    const spec = await exampleSpec("xor");
    // The order is another one then.
    const [before, after] = [1, 200].map((step) => rowsAfter(spec, step).rows.map(({ row }) => row));
    expect(after).not.toEqual(before);
    await openAt(spec, 1);
    const { page } = view;
    await expect.poll(shownRows).toEqual(before);
    const again = page.locator(".sort-again");
    expect(await again.isVisible()).toBe(false);
    await page.locator(".rows tbody tr").first().hover();
    await view.run.trainTo(200);
    await view.arriveAt(200);
    await again.waitFor();
    expect(await shownRows()).toEqual(before);
    const losses = new Map(rowsAfter(spec, 200).rows.map(({ row, loss }) => [row, formatNumber(loss, 9)]));
    const shown = () => page.locator(".rows tbody td:last-child").allTextContents();
    await expect.poll(shown).toEqual(before.map((row) => losses.get(row)));
    await again.click();
    await expect.poll(shownRows).toEqual(after);
    await expect.poll(() => again.isVisible()).toBe(false);
  });

  test("of numbers have all targets and outputs; many inputs are folded", async () => {
    const digits = await exampleSpec("digits");
    await openAt(digits, 5);
    await expect.poll(shownRows).toHaveLength(100);
    const heads = () =>
      view.page.locator(".rows thead th").evaluateAll((all) => all.map((th) => th.textContent?.replace(/[↑↓]/, "")));
    expect(await heads()).toEqual(["row", "set", "a2", "a3", "a4", "a5", "+ 44", "target", "prediction", "loss"]);
    expect(await view.page.locator(".fields.many input").count()).toBe(48);
    await view.close();

    const mazur = await exampleSpec("mazur");
    await openAt(mazur, 1);
    await expect.poll(shownRows).toEqual([0]);
    expect(await heads()).toEqual(["row", "i1", "i2", "o1", "o2", "predicted o1", "predicted o2", "loss"]);
    const [{ targets, outputs, loss }] = rowsAfter(mazur, 1).rows;
    await expect
      .poll(() => view.page.locator(".rows tbody td").allTextContents())
      .toEqual(["0.05", "0.1", ...[...targets, ...outputs, loss].map((value) => formatNumber(value, 9))]);
    expect(await view.page.getByRole("checkbox").count()).toBe(0);
  });
});

describe("predicting", () => {
  const values = () => fields().evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value));

  test("begins with the sample shown", async () => {
    const spec = await exampleSpec("iris");
    await openAt(spec, 30);
    const { page } = view;
    const { rows } = rowsAfter(spec, 30);
    await expect.poll(shownRows).toEqual(rows.map(({ row }) => row));
    const { row, inputs } = rows[4];
    await page.locator(".rows tbody tr").nth(4).click();
    await expect.poll(values).toEqual(inputs.map(String));
    await expect.poll(outcome).toEqual(outputsOf(spec, 30, inputs));
    expect(await page.locator(".predict header .quiet").textContent()).toBe(`inputs of sample ${row + 1}`);
  });

  test("follows what is typed and the training, until it is to be of the sample shown again", async () => {
    const spec = await exampleSpec("xor");
    await openAt(spec, 3);
    const { page } = view;
    await expect.poll(outcome).toHaveLength(1);
    await fields().nth(0).fill("0.25");
    await fields().nth(1).fill("3");
    await expect.poll(outcome).toEqual(outputsOf(spec, 3, [0.25, 3]));
    expect(await page.locator(".outcome .named").textContent()).toBe(
      answerOf(predict(runAfter(spec, 3), { inputs: [0.25, 3] })).class,
    );
    expect(await page.locator(".predict header .quiet").textContent()).toBe("your own inputs");
    await view.run.trainTo(120);
    await view.arriveAt(120);
    await expect.poll(outcome).toEqual(outputsOf(spec, 120, [0.25, 3]));
    await page.getByRole("button", { name: "As shown sample" }).click();
    await expect.poll(outcome).not.toEqual(outputsOf(spec, 120, [0.25, 3]));
    const shown = (await values()).map(Number);
    expect(outputsOf(spec, 120, shown)).toEqual(await outcome());
  });

  test("by arrow keys goes in the last digit; what is no number gets a message at its field", async () => {
    const spec = handBuilt({ layers: [{ units: 1, weights: [[2, 1]], biases: [0] }], rows: [[0.5, 12, 0]] });
    await openAt(spec, 0);
    const { page } = view;
    const [first, second] = [fields().nth(0), fields().nth(1)];
    await expect.poll(() => first.inputValue()).toBe("0.5");
    await expect.poll(outcome).toEqual(["13"]);
    await first.press("ArrowUp");
    expect(await first.inputValue()).toBe("0.6");
    await first.press("Shift+ArrowDown");
    expect(await first.inputValue()).toBe("-0.4");
    await second.press("ArrowDown");
    expect(await second.inputValue()).toBe("11");
    await expect.poll(outcome).toEqual(["10.2"]);

    await first.fill("a");
    const message = page.locator(".field .message");
    expect(await message.textContent()).toBe("“a” is no number");
    expect(await first.getAttribute("aria-invalid")).toBe("true");
    expect(await first.getAttribute("aria-describedby")).toBe(await message.getAttribute("id"));
    expect(await page.locator(".outcome .pending").count()).toBe(1);
    await first.fill("−2");
    await expect.poll(outcome).toEqual(["7"]);
    expect(await message.count()).toBe(0);
  });
});

test.each([320, 526, 1280])("at a width of %d only the table scrolls sideways", async (width) => {
  await openAt(await exampleSpec("iris"), 5);
  await expect.poll(shownRows).toHaveLength(100);
  // Where it is narrow, the last tabs are in a menu.
  await view.page.setViewportSize({ width, height: 900 });
  const wide = () =>
    view.page
      .locator(".tab-panel, .predict, .fields, .outcome, .filter-bar, .rows-panel")
      .evaluateAll((all) => all.filter((area) => area.scrollWidth > area.clientWidth).map((area) => area.className));
  await expect.poll(wide).toEqual([]);
});
