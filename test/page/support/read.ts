import type { Page } from "playwright-core";

/** What stands beside a symbol in a part of the page: its numbers as they are read, or "pending". */
export async function readNumbers(page: Page, within: string, symbol: string): Promise<string[]> {
  return page
    .locator(`${within} [data-symbol="${symbol}"] :is(.numeral, .pending)`)
    .evaluateAll((cells) =>
      cells.map((cell) => (cell.classList.contains("pending") ? "pending" : (cell.textContent ?? ""))),
    );
}

/** The read-outs of the toolbar, by name. */
export async function readReadouts(page: Page): Promise<Record<string, string>> {
  const entries = await page
    .locator(".readout")
    .evaluateAll((items) =>
      items.map((item) => [
        item.getAttribute("data-readout") ?? "",
        item.querySelector("dd")?.textContent?.replace(/\s+/g, " ").trim() ?? "",
      ]),
    );
  return Object.fromEntries(entries);
}

/** The names of the buttons that can be pressed. */
export async function enabledButtons(page: Page): Promise<string[]> {
  return page
    .locator(".toolbar button:enabled")
    .evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute("aria-label") ?? button.textContent?.trim() ?? ""),
    );
}

/** Shows the network as a table of its numbers. */
export async function showTable(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await page.locator(".values").waitFor();
}
