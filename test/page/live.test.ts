import { afterAll, beforeAll, expect, test } from "vitest";
import { openLive } from "./support/live.ts";
import { openLab, type PageLab } from "./support/page.ts";
import { articleChain } from "./support/specs.ts";

let lab: PageLab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

test("a step in a page with a real run behind it", async () => {
  const view = await openLive(lab, articleChain());
  await view.page.getByRole("button", { name: "Step" }).click();
  await view.arriveAt(1);
  expect(await view.page.locator('.picture [data-symbol="ℓ"] .numeral').textContent()).toBe("7.5625");
  expect(await view.run.inspect({ generation: 1, name: "predict", request: { inputs: [2] } })).toMatchObject({
    step: 1,
  });
  expect(view.errors).toEqual([]);
  await view.close();
});
