import { afterAll, beforeAll, expect, test } from "vitest";
import type { UnitMaps } from "../../src/core/inspection/unit-maps.ts";
import { type LivePage, openLive } from "./support/live.ts";
import { spiral } from "./support/network-specs.ts";
import { openLab, type PageLab } from "./support/page.ts";

let lab: PageLab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

/** The colour of each pixel of a unit's map: above 0 where it is blue, below where it is orange. */
function blueness(view: LivePage, unit: string): Promise<number[]> {
  return view.page.locator(`[data-unit="${unit}"] canvas.thumbnail`).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    const context = copy.getContext("2d", { willReadFrequently: true });
    context?.drawImage(canvas, 0, 0);
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return Array.from({ length: pixels.length / 4 }, (_, k) => pixels[4 * k + 2] - pixels[4 * k]);
  });
}

test("each unit of a network with two inputs has its map in its card, painted anew as the run goes on", async () => {
  const view = await openLive(lab, spiral());
  await view.run.trainTo(20);
  await view.arriveAt(20);
  await view.page.locator('[data-unit="2 0"] canvas.thumbnail').waitFor();
  expect(await view.page.locator("canvas.thumbnail").count()).toBe(2 + 8 + 8 + 1);
  const request = { columns: 24, rows: 24, mostUnits: 64 };
  async function expectPainted(): Promise<void> {
    const maps = (await view.run.inspect({ generation: 1, name: "unitMaps", request })) as UnitMaps;
    for (const [unit, values] of [
      ["0 3", maps.layers[0].subarray(3 * 576, 4 * 576)],
      ["input 1", maps.inputs.subarray(576)],
    ] as const) {
      // The map's first row is its lowest; where a value is far from 0, its colour tells its sign.
      const strong = Array.from(values.keys()).filter((k) => Math.abs(values[k]) > 0.3);
      await expect
        .poll(async () => {
          const seen = await blueness(view, unit);
          const placeOf = (k: number) => (23 - Math.floor(k / 24)) * 24 + (k % 24);
          return strong.filter((k) => Math.sign(seen[placeOf(k)]) !== Math.sign(values[k])).length;
        })
        .toBe(0);
    }
  }
  await expectPainted();
  await view.run.trainTo(90);
  await view.arriveAt(90);
  await expectPainted();
  const dark = await blueness(view, "0 3");
  await view.setTheme("light");
  await expect.poll(() => blueness(view, "0 3")).not.toEqual(dark);
  await expectPainted();
  expect(view.errors).toEqual([]);
  await view.close();
});

test("maps give way where the cards have no room for them", async () => {
  const view = await openLive(lab, spiral(), { width: 660 });
  await view.page.locator(".unit").first().waitFor();
  expect(await view.page.locator(".thumbnail").count()).toBe(0);
  expect(view.calls.some(({ name }) => name === "inspect")).toBe(false);
  await view.close();
});
