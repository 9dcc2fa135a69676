import type { Browser } from "playwright-core";

/** A server that has just been started takes longer to give its first page than a person would wait. */
export async function warmUp(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(url, { timeout: 120_000 });
  await page.close();
}
