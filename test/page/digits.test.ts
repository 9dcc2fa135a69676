import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { overfullCards } from "./support/boxes.ts";
import { readNumbers, readReadouts } from "./support/read.ts";
import { createRun, takeSteps, updateOf } from "./support/run.ts";
import { articleChain, layerOf, specOf, twoHiddenLayers } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();

const chain = (digits: number | null) =>
  updateOf(takeSteps(createRun(articleChain()), 1), "paused", { settings: { digits, animation: true } });

describe("the digits that are set", () => {
  test("are those of the numbers in the picture and of the read-outs", async () => {
    await view.show(chain(3));
    expect(await readNumbers(view.page, ".picture", "ℓ")).toEqual(["7.56"]);
    expect(await readNumbers(view.page, ".picture", "∂ℓ/∂w₁")).toEqual(["33.0"]);
    expect((await readReadouts(view.page)).loss).toBe("0.208");
    expect((await readReadouts(view.page)).step).toBe("1 of 200");
  });

  test("change the page at once, and back to the usual way", async () => {
    await view.show(chain(null));
    expect(await readNumbers(view.page, ".picture", "ℓ")).toEqual(["7.5625"]);
    await view.show(chain(2));
    expect(await readNumbers(view.page, ".picture", "ℓ")).toEqual(["7.6"]);
    await view.show(chain(null));
    expect(await readNumbers(view.page, ".picture", "ℓ")).toEqual(["7.5625"]);
  });

  test("keep full precision in the title", async () => {
    await view.show(chain(2));
    expect(await view.page.locator('.picture [data-symbol="ℓ"] .numeral').getAttribute("title")).toBe("ℓ = 7.5625");
  });

  test.each([0, -3, Number.NaN])("%d digits count as not set", async (digits) => {
    await view.show(chain(digits));
    expect(await readNumbers(view.page, ".picture", "ℓ")).toEqual(["7.5625"]);
  });

  test.each([1, 6, 12, 99])("%d of them fit into the cards", async (digits) => {
    await view.show(
      updateOf(takeSteps(createRun(twoHiddenLayers()), 20), "paused", { settings: { digits, animation: true } }),
    );
    expect(await overfullCards(view.page)).toEqual([]);
  });
});

test("−0 is read as 0, and its title tells the sign", async () => {
  const spec = specOf({
    layers: [layerOf("Layer 1", 1, "linear", [[-0]], [1])],
    rows: [{ inputs: [1], targets: [0] }],
  });
  await view.show(updateOf(createRun(spec), "idle"));
  const weight = view.page.locator('.picture [data-symbol="w₁"] .numeral');
  expect(await weight.textContent()).toBe("0");
  expect(await weight.getAttribute("title")).toBe("w₁ = -0");
});

test("every part of the page writes its numbers in the one place that knows of the digits", () => {
  const follow = /\bformat(Number|Rounded|Brief|Significant)\b/;
  const offenders = readdirSync("webview", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && file !== "numbers.ts")
    .filter((file) => {
      const text = readFileSync(join("webview", file), "utf8");
      return [...text.matchAll(/import \{([^}]*)\} from "[^"]*src\/format\/number-format\.ts"/g)].some(([, names]) =>
        follow.test(names),
      );
    });
  expect(offenders).toEqual([]);
});
