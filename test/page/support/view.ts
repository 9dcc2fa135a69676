import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { openLab, type PageLab, type TestPage } from "./page.ts";

/**
 * Gives each test of a file a fresh page. A test fails if anything went wrong in its page: violations of the
 * page's content security policy, too, come as errors.
 */
export function useView(): TestPage {
  let lab: PageLab | undefined;
  let view: TestPage | undefined;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab?.close());
  beforeEach(async () => {
    view = await lab?.open();
  });
  afterEach(async () => {
    expect(view?.errors).toEqual([]);
    await view?.close();
  });
  return new Proxy({} as TestPage, { get: (_target, key: keyof TestPage) => view?.[key] });
}
