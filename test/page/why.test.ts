import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violationsIn } from "./support/axe.ts";
import { misplacedTexts } from "./support/boxes.ts";
import type { LivePage } from "./support/live.ts";
import { openLab, type PageLab } from "./support/page.ts";
import { articleChain, twoHiddenLayers } from "./support/specs.ts";
import { openWhy, parameter, read } from "./support/why.ts";

let lab: PageLab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

/** Opens a page, and closes it after the test's body; nothing may have gone wrong in it. */
async function withPage(opening: Promise<LivePage>, body: (view: LivePage) => Promise<void>): Promise<void> {
  const view = await opening;
  await body(view);
  expect(view.errors).toEqual([]);
  await view.close();
}

const question = async (view: LivePage) => (await read(view, ".question"))[0];

/** Waits until the pane asks about something. */
async function asks(view: LivePage, text: string): Promise<void> {
  await view.page.waitForFunction(
    (wanted) => document.querySelector(".why .question")?.textContent?.replace(/\s+/g, " ").trim() === wanted,
    text,
  );
}

describe("the gradient of the article's first weight", () => {
  const chain = (options = {}) => openWhy(lab, articleChain(), 1, parameter(0), { width: 1280, ...options });

  test("is read from the page as 5.5 · 2 · 1.5 · 2 = 33, and can be followed factor by factor", async () => {
    await withPage(chain(), async (view) => {
      const { page } = view;
      expect(await question(view)).toBe("Why is ∂ℓ/∂w1 = 33?");
      expect(await read(view, ".lead")).toEqual([
        "Four local slopes, multiplied from the loss back to w1. Every ReLU is open, so each contributes ×1.",
      ]);
      expect(await read(view, ".source .in-full")).toEqual(["Numbers from step 1, sample 1"]);
      expect(await read(view, ".cell.badges")).toEqual(["1", "2", "3", "4"]);
      expect(await read(view, ".cell.formula")).toEqual(["2(a3−t)", "w3·ReLU′(z3)", "w2·ReLU′(z2)", "x·ReLU′(z1)"]);
      expect(await read(view, ".cell.numbers")).toEqual(["2(3.75 − 1)", "2 · 1", "1.5 · 1", "2 · 1"]);
      expect(await read(view, ".cell.value")).toEqual(["5.5", "2", "1.5", "2"]);
      expect(await read(view, ".cell.so-far")).toEqual(["5.5∂ℓ/∂a3", "11∂ℓ/∂a2", "16.5∂ℓ/∂a1", "33∂ℓ/∂w1"]);
      expect(await read(view, ".remark")).toEqual(["Raise w1 by 0.001 and the loss rises by about 0.033."]);
      expect(await read(view, ".update header .quiet")).toEqual(["gradient descent, η = 1/128"]);
      expect(await read(view, ".update .line .equal")).toEqual(["←w1−η·∂ℓ/∂w1", "=0.5 − 0.0078125 · 33", "=0.2421875"]);

      const reasons = [
        "Why is ∂ℓ/∂a3 = 5.5?",
        "Why is ReLU′(z3) = 1?",
        "Why is ReLU′(z2) = 1?",
        "Why is ReLU′(z1) = 1?",
      ];
      for (const [k, reason] of reasons.entries()) {
        await page.locator(".factor-name").nth(k).click();
        await asks(view, reason);
        await page.getByRole("button", { name: "Back to ∂ℓ/∂w₁" }).click();
        await asks(view, "Why is ∂ℓ/∂w1 = 33?");
      }
      // So can what they make on the way, and each number that is put in.
      await page.locator(".so-far-part").nth(1).click();
      await asks(view, "Why is ∂ℓ/∂a2 = 11?");
      await page.keyboard.press("Alt+ArrowLeft");
      await asks(view, "Why is ∂ℓ/∂w1 = 33?");
      await page.keyboard.press("Alt+ArrowRight");
      await asks(view, "Why is ∂ℓ/∂a2 = 11?");
      await page.keyboard.press("Alt+ArrowLeft");
      await asks(view, "Why is ∂ℓ/∂w1 = 33?");
      await page.locator(".why").getByRole("button", { name: "a₃ = 3.75" }).click();
      await asks(view, "Why is a3 = 3.75?");
      await page.locator(".why").getByRole("button", { name: "z₃ = 3.75" }).focus();
      await page.keyboard.press("Enter");
      await asks(view, "Why is z3 = 3.75?");
      expect(await read(view, ".line .equal")).toEqual(["=w3·a2+b3", "=2 · 1.375 + 1", "=3.75"]);
    });
  });

  test("lights a factor's badge while the pointer or the focus is on it", async () => {
    await withPage(chain(), async (view) => {
      const lit = () => read(view, ".badge.lit");
      expect(await lit()).toEqual([]);
      await view.page.locator(".cell.value").nth(2).hover();
      expect(await lit()).toEqual(["3"]);
      await view.page.locator(".factor-name").nth(1).focus();
      expect(await lit()).toEqual(["2"]);
      await view.page.locator(".question").hover();
      await view.page.locator(".why .copy-buttons button").first().focus();
      expect(await lit()).toEqual([]);
    });
  });

  test("can be copied as Markdown and as LaTeX, and says so", async () => {
    await withPage(chain({ answers: { copy: () => undefined } }), async (view) => {
      await view.page.getByRole("button", { name: "Copy as Markdown" }).click();
      await view.page.getByRole("status").getByText("Copied as Markdown").waitFor();
      await view.page.getByRole("button", { name: "Copy as LaTeX" }).click();
      await view.page.getByRole("status").getByText("Copied as LaTeX").waitFor();
      const texts = view.calls
        .filter(({ name }) => name === "copy")
        .map(({ params }) => (params as { text: string }).text);
      expect(texts[0]).toContain("**Why is $\\frac{\\partial \\ell}{\\partial w_{1}} = 33$?**");
      expect(texts[0]).toContain("&= 5.5 \\cdot 2 \\cdot 1.5 \\cdot 2");
      expect(texts[1]).toContain("\\begin{align*}");
    });
  });

  test("stands in rows where there is little room, without overlap and within the page", async () => {
    for (const width of [420, 320]) {
      await withPage(chain({ width, height: 1500 }), async (view) => {
        expect(await read(view, ".product.narrow .factor-row .factor-value")).toEqual(["5.5", "2", "1.5", "2"]);
        expect(await read(view, ".product.narrow .so-far-part .numeral")).toEqual(["5.5", "11", "16.5", "33"]);
        expect(
          await misplacedTexts(view.page, ".why", ".numeral, .head > span, .factor-name, .formula, .badge, p"),
        ).toEqual([]);
        const overhang = await view.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overhang).toBe(0);
      });
    }
  });

  test("changes in place while steps are taken", async () => {
    await withPage(openWhy(lab, articleChain(), 3, parameter(0), { width: 1280 }), async (view) => {
      const places = () =>
        view.page
          .locator(".why .cell.value")
          .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().x));
      const before = await places();
      const values = await read(view, ".cell.value");
      await view.page.getByRole("button", { name: "Step", exact: true }).click();
      await view.arriveAt(4);
      expect(await read(view, ".cell.value")).not.toEqual(values);
      expect(await places()).toEqual(before);
    });
  });
});

describe("in Stage mode", () => {
  /** The cells of a row as they are read, or "pending" where a hatched one stands. */
  const cells = (view: LivePage, row: string) =>
    view.page
      .locator(`.why .cell.${row}`)
      .evaluateAll((all) => all.map((cell) => (cell.querySelector(".pending") ? "pending" : cell.textContent)));

  test("what is yet to come in the step is not given away", async () => {
    await withPage(openWhy(lab, articleChain(), 0, parameter(0), { width: 1280 }), async (view) => {
      await view.page.getByRole("button", { name: "Stage", exact: true }).click();
      const next = view.page.locator(".next-stage");
      const goTo = async (stage: string) => {
        const now = view.page.locator('.cell[aria-current="step"]');
        while ((await now.getAttribute("aria-label")) !== `${stage}: now`) await next.click();
      };
      const text = () => view.page.locator(".why").textContent();
      const pending = Array(4).fill("pending");

      await view.page.locator(".why .cell.value").first().waitFor();
      await goTo("Loss");
      expect([await cells(view, "value"), await cells(view, "so-far")]).toEqual([pending, pending]);
      expect(await read(view, ".lead")).toEqual(["This number is yet to come in this step."]);
      for (const later of ["33", "16.5", "5.5", "0.2421875", "Every ReLU", "rises"])
        expect(await text()).not.toContain(later);

      await goTo("Backward, Layer 3");
      expect(await cells(view, "value")).toEqual(["5.5", "2", "pending", "pending"]);
      expect(await cells(view, "so-far")).toEqual(["5.5∂ℓ/∂a3", "pending", "pending", "pending"]);
      await goTo("Backward, Layer 1");
      expect(await question(view)).toBe("Why is ∂ℓ/∂w1 = 33?");
      expect(await text()).not.toContain("0.2421875");
      await goTo("Update");
      expect(await text()).toContain("0.2421875");
    });
  });
});

describe("a parameter set by hand", () => {
  test("takes the step again with the new value, is marked, and can be taken back", async () => {
    await withPage(openWhy(lab, articleChain(), 1, parameter(1), { width: 1280 }), async (view) => {
      const { page } = view;
      expect(await question(view)).toBe("Why is ∂ℓ/∂w2 = 13.75?");
      await page.getByRole("button", { name: "Set w₂ by hand" }).click();
      const field = page.getByRole("textbox", { name: "New value of w₂" });
      expect(await field.inputValue()).toBe("1.5");
      await field.fill("much");
      await field.press("Enter");
      await page.getByRole("alert").getByText("“much” is no number.").waitFor();
      await field.press("Escape");
      expect(view.calls.filter(({ name }) => name === "edit")).toEqual([]);

      await page.getByRole("button", { name: "Set w₂ by hand" }).click();
      await field.fill("−2");
      await field.press("Enter");
      await page.getByText("set by hand", { exact: true }).waitFor();
      expect(view.calls.filter(({ name }) => name === "edit").map(({ params }) => params)).toEqual([
        { parameter: { layer: 1, kind: "weights", unit: 0, input: 0 }, value: -2 },
      ]);
      expect(await read(view, ".set-by-hand .numeral")).toEqual(["−2"]);
      // Layer 2 is closed now: nothing of it learns from this sample.
      expect(await question(view)).toBe("Why is ∂ℓ/∂w2 = 0?");
      expect(await read(view, ".follows p")).toEqual([
        "The weight into this unit, and its bias, get gradient 0 from this sample. The update is w ← w − η·0. Only a change in the outputs of layer 1 can open it again.",
      ]);
      await page.getByRole("button", { name: "Take back" }).click();
      await asks(view, "Why is ∂ℓ/∂w2 = 13.75?");
      expect(await read(view, ".set-by-hand .numeral")).toEqual(["1.5"]);
    });
  });

  test("can be one before the first step, and all can be written to the spec", async () => {
    await withPage(openWhy(lab, articleChain(), 0, parameter(0), { width: 1280 }), async (view) => {
      await view.page.getByRole("button", { name: "Set w₁ by hand" }).click();
      await view.page.getByRole("textbox").fill("1");
      await view.page.keyboard.press("Enter");
      await view.page.getByText("set by hand", { exact: true }).waitFor();
      await view.page.getByRole("button", { name: "Take the first step" }).click();
      await asks(view, "Why is ∂ℓ/∂w1 = 69?");
      await view.page.getByRole("button", { name: "Write parameters to spec" }).click();
      expect(view.calls.at(-1)?.name).toBe("writeParameters");
    });
  });
});

describe("what is not there yet", () => {
  test("invites to a first question", async () => {
    await withPage(openWhy(lab, articleChain(), 1, null), async (view) => {
      expect(await question(view)).toBe("Every number of the network has a reason.");
      await view.page.getByRole("button", { name: "Show why ∂ℓ/∂w₁ is what it is" }).click();
      await asks(view, "Why is ∂ℓ/∂w1 = 33?");
    });
  });

  test("is not made up: a number that another network had is said to be gone", async () => {
    await withPage(openWhy(lab, articleChain(), 1, parameter(7)), async (view) => {
      await view.page.getByText("This network has no such number.").waitFor();
    });
  });
});

describe("a gradient that several ways lead to", () => {
  test("is a sum whose largest terms are numbered, with shares of 100 in all", async () => {
    await withPage(openWhy(lab, twoHiddenLayers(), 60, parameter(0, 3, 0), { width: 1280 }), async (view) => {
      expect(await read(view, ".lead")).toEqual([
        "The error reaches unit 4 of layer 1 through all 8 units of layer 2. Their messages add up.",
      ]);
      expect(await read(view, ".terms .badge")).toEqual(["1", "2", "3"]);
      expect(await read(view, ".terms tbody th[scope=row]")).toEqual([
        expect.any(String),
        expect.any(String),
        expect.any(String),
        "5 other units",
      ]);
      const percents = (await read(view, ".terms .percent")).filter((text) => text !== "");
      expect(percents.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(100);
      const number = (await read(view, ".terms tbody th[scope=row]"))[0];
      await view.page.locator(".terms tbody th button").first().click();
      await view.page.locator(".why .product").waitFor();
      expect(await question(view)).toContain(`δ${number}(2)`);
    });
  });
});

describe("for everyone", () => {
  test.each(["dark", "highContrastLight"] as const)("has nothing that axe finds fault with: %s", async (theme) => {
    await withPage(openWhy(lab, twoHiddenLayers(), 12, parameter(0, 3, 0), { width: 1280, theme }), async (view) => {
      expect(await violationsIn(view.page, ".why")).toEqual([]);
    });
  });
});

test.each([420, 468])("sums and the line of an update fit into a page of %d pixels", async (width) => {
  await withPage(openWhy(lab, twoHiddenLayers(), 40, parameter(0), { width }), async (view) => {
    const overhangs = await view.page
      .locator(".why .table-frame")
      .evaluateAll((frames) => frames.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
    expect(overhangs.length).toBeGreaterThan(0);
    expect(Math.max(...overhangs)).toBe(0);
    await view.page.locator(".number-line text").first().waitFor();
    const beyond = await view.page.locator(".number-line").evaluate((line) => {
      const { left, right } = line.getBoundingClientRect();
      const boxes = [...line.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
      const gaps = boxes.slice(1).map((box, k) => box.left - boxes[k].right);
      return {
        left: Math.min(...boxes.map((box) => box.left - left)),
        right: Math.min(...boxes.map((box) => right - box.right)),
        gap: Math.min(...gaps),
      };
    });
    expect(beyond.left).toBeGreaterThanOrEqual(-1);
    expect(beyond.right).toBeGreaterThanOrEqual(-1);
    expect(beyond.gap).toBeGreaterThan(4);
  });
});
