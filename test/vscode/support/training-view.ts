import type { FrameLocator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { trainingView } from "./workbench.ts";

/** The training view as a person sees it: its numbers by their symbols, its buttons, its sentences. */

/** A number of the diagram: `numberOf(page, "∂ℓ/∂w₁")`. Null while it is not yet computed. */
export async function numberOf(page: Page, symbol: string): Promise<string | null> {
  const quantity = trainingView(page).locator(`.picture [data-symbol="${symbol}"]`).first();
  await quantity.waitFor();
  const numeral = quantity.locator(".numeral");
  return (await numeral.count()) === 0 ? null : numeral.textContent();
}

/** Several numbers of the diagram. */
export async function numbersOf(page: Page, symbols: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(symbols.map((symbol) => numberOf(page, symbol)));
}

/** Waits until a number of the diagram is what it should be. */
export async function waitForNumber(page: Page, symbol: string, expected: string | null): Promise<void> {
  await eventually(
    `${symbol} = ${expected}`,
    () => numberOf(page, symbol),
    (seen) => seen === expected,
  );
}

/** Waits until the toolbar says what the run does: "Paused", "Training", … */
export async function waitForState(page: Page, state: RegExp, patience?: number): Promise<void> {
  await eventually(
    `The state ${state}`,
    () => textOf(trainingView(page), ".toolbar .state"),
    (seen) => state.test(seen),
    patience,
  );
}

/** The text of an element of the view; empty while it is not there. */
async function textOf(view: FrameLocator, selector: string): Promise<string> {
  const found = view.locator(selector);
  return (await found.count()) === 0 ? "" : ((await found.first().textContent()) ?? "");
}

/** Presses a button of the view by its accessible name. */
export async function pressButton(page: Page, name: string | RegExp): Promise<void> {
  await trainingView(page).getByRole("button", { name }).first().click();
}

/** The summary of the loss chart that screen readers read. */
export async function lossSummary(page: Page): Promise<string> {
  return textOf(trainingView(page), "#loss-summary");
}

/** The sentences of the notices above the diagram. */
export async function notices(page: Page): Promise<string[]> {
  return trainingView(page).locator(".notice").allInnerTexts();
}

/**
 * The numbers beside a symbol in the table of values, with full precision, as their titles have them: one
 * for a value of a unit ("a₁"), three for a parameter ("w₁₁": before, gradient, after).
 * @param unit as screen readers call it: "Hidden, unit 1"
 */
export async function valuesOf(page: Page, unit: string, symbol: string): Promise<number[]> {
  const asTable = trainingView(page).locator(".diagram .as-table");
  await asTable.click();
  const cells = trainingView(page).locator(`#values [aria-label="${unit}"] [data-symbol="${symbol}"] .numeral`);
  await cells.first().waitFor();
  const titles = await cells.evaluateAll((found) => found.map((cell) => cell.getAttribute("title") ?? ""));
  await asTable.click();
  return titles.map((title) => Number(title.replace(/^.* = /, "")));
}
