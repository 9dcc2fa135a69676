import { describe, expect, test } from "vitest";
import { readNumbers, showTable } from "./support/read.ts";
import { createRun, takeSteps, updateOf } from "./support/run.ts";
import { articleChain, layerOf, longNames, specOf, twentyThirtyTwo } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();

/** Reads one number of the picture. */
async function inPicture(symbol: string): Promise<string> {
  const numbers = await readNumbers(view.page, ".picture", symbol);
  return numbers.join(" ");
}

describe("the picture of the article's chain", () => {
  test("shows the known numbers of step 1", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    const known: Record<string, string> = {
      x: "2",
      "z₁": "1.25",
      "z₂": "1.375",
      "z₃": "3.75",
      "a₁": "1.25",
      "a₂": "1.375",
      "a₃": "3.75",
      "w₁": "0.5",
      "w₂": "1.5",
      "w₃": "2",
      "b₁": "0.25",
      "b₂": "−0.5",
      "b₃": "1",
      "∂ℓ/∂w₁": "33",
      "∂ℓ/∂w₂": "13.75",
      "∂ℓ/∂w₃": "7.5625",
      "∂ℓ/∂b₁": "16.5",
      "∂ℓ/∂b₂": "11",
      "∂ℓ/∂b₃": "5.5",
      "∂ℓ/∂z₁": "16.5",
      "∂ℓ/∂z₂": "11",
      "∂ℓ/∂z₃": "5.5",
      "∂ℓ/∂a₁": "16.5",
      "∂ℓ/∂a₂": "11",
      "∂ℓ/∂a₃": "5.5 5.5",
      "σ′(z₁)": "×1",
      ℓ: "7.5625",
      t: "1",
    };
    const shown = Object.fromEntries(
      await Promise.all(Object.keys(known).map(async (symbol) => [symbol, await inPicture(symbol)])),
    );
    expect(shown).toEqual(known);
    expect(await view.page.locator(".way-back").allTextContents()).toEqual(["×1.5", "×2"]);
    expect(await view.page.locator(".diagram .what").textContent()).toBe("Step 1");
    expect(await view.page.locator(".diagram .summary").textContent()).toBe("1-1-1-1 ReLU, 6 parameters, 1 sample");
  });

  test("shows what is not yet computed as hatched cells before the first step, and the parameters", async () => {
    await view.show(updateOf(createRun(articleChain()), "idle"));
    for (const symbol of ["x", "z₁", "a₃", "∂ℓ/∂w₁", "∂ℓ/∂b₂", "∂ℓ/∂z₃", "σ′(z₁)", "ℓ", "t"]) {
      expect([symbol, await inPicture(symbol)]).toEqual([symbol, "pending"]);
    }
    expect([await inPicture("w₁"), await inPicture("w₂"), await inPicture("b₂")]).toEqual(["0.5", "1.5", "−0.5"]);
    expect(await view.page.locator(".picture .way-back").count()).toBe(0);
    expect(await view.page.locator(".pending").first().getAttribute("aria-label")).toBe("not yet computed");
  });

  test("shows the numbers of the step, before its update, whatever the parameters are now", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 2), "paused"));
    expect(await inPicture("w₁")).toBe("0.2422");
    expect(await inPicture("z₁")).toBe("0.6055");
  });

  test("gives every number its full precision as a title", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 2), "paused"));
    const title = await view.page.locator('.picture [data-symbol="w₁"] .numeral').getAttribute("title");
    expect(title).toBe("w₁ = 0.2421875");
  });

  test("draws weights by size and sign: wider is larger, negative is dashed, zero is neither", async () => {
    const chain = specOf({
      layers: [
        layerOf("A", 1, "linear", [[-2]], [0]),
        layerOf("B", 1, "linear", [[0]], [0]),
        layerOf("C", 1, "linear", [[1]], [0]),
      ],
      rows: [{ inputs: [1], targets: [1] }],
    });
    await view.show(updateOf(createRun(chain), "idle"));
    const wires = await view.page.locator(".wires .wire").evaluateAll((groups) =>
      groups.map((group) => {
        const line = group.querySelector("line");
        const style = line && getComputedStyle(line);
        return [group.getAttribute("class"), line?.getAttribute("stroke-width"), style?.strokeDasharray !== "none"];
      }),
    );
    expect(wires).toEqual([
      ["wire negative", "4", true],
      ["wire none", "1.25", false],
      ["wire positive", "2.5", false],
      ["wire none", "1.25", false],
    ]);
  });

  test("shows the values of a diverged run as words", async () => {
    const run = takeSteps(createRun(articleChain()), 1);
    const { worked } = run;
    if (!worked) throw new Error("No step was taken");
    worked.samples[0].layers[0].z[0] = Number.NaN;
    worked.samples[0].layers[0].a[0] = Number.POSITIVE_INFINITY;
    worked.layers[0].before.weights[0] = Number.NEGATIVE_INFINITY;
    const update = updateOf(run, "failed");
    await view.show({ ...update, snapshot: update.snapshot && { ...update.snapshot, loss: Number.NaN } });
    expect([await inPicture("z₁"), await inPicture("a₁"), await inPicture("w₁")]).toEqual(["NaN", "∞", "−∞"]);
    expect(await view.page.locator('[data-readout="loss"] dd').textContent()).toBe("NaN");
    expect(await view.page.locator(".picture .wires line").count()).toBeGreaterThan(0);
  });

  test("stands upright on a narrow page, with the same numbers", async () => {
    await view.page.setViewportSize({ width: 420, height: 1000 });
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    await view.page.locator(".picture.upright").waitFor();
    const symbols = ["x", "z₂", "a₂", "∂ℓ/∂a₁", "w₃", "b₂", "∂ℓ/∂w₁", "∂ℓ/∂b₃", "ℓ", "t"];
    expect(await Promise.all(symbols.map(inPicture))).toEqual([
      "2",
      "1.375",
      "1.375",
      "16.5",
      "2",
      "−0.5",
      "33",
      "5.5",
      "7.5625",
      "1",
    ]);
  });
});

describe("the picture of an upright chain", () => {
  test.each([526, 690, 940])("has the same digits for a weight and its factor, at a width of %d", async (width) => {
    await view.page.setViewportSize({ width, height: 900 });
    await view.show(updateOf(takeSteps(createRun(articleChain(-0.4517123)), 1), "paused"));
    expect(await view.page.locator(".way-back").last().textContent()).toBe(`×${await inPicture("w₃")}`);
    await view.show(updateOf(takeSteps(createRun(longNames(), 2), 1), "paused"));
    expect(await view.page.locator(".way-back").first().textContent()).toBe(`×${await inPicture("w₂")}`);
  });

  test("has a factor's symbol where its number has no room", async () => {
    await view.page.setViewportSize({ width: 420, height: 900 });
    await view.show(updateOf(takeSteps(createRun(longNames()), 1), "paused"));
    const factors = view.page.locator(".upright .way-factor .numeral");
    await expect.poll(() => factors.allTextContents()).toEqual(["×−123", "×w3"]);
    expect(await factors.last().getAttribute("title")).toBe("w₃ = -0.000123");
  });

  test("takes the whole width", async () => {
    await view.page.setViewportSize({ width: 940, height: 900 });
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    const box = await view.page.locator(".upright .card").first().boundingBox();
    expect([box?.x, box?.width]).toEqual([16, 908]);
  });

  test("says whose loss it is where there are several samples", async () => {
    await view.page.setViewportSize({ width: 526, height: 900 });
    const rows = [1, 2].map((x) => ({ inputs: [x], targets: [1] }));
    await view.show(updateOf(takeSteps(createRun(specOf({ layers: articleChain().layers, rows })), 2), "paused"));
    expect(await view.page.locator(".upright .loss .note").textContent()).toBe("of sample 2");
  });
});

describe("the table of the article's chain", () => {
  test("holds every parameter before the update, its gradient, and after it", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    await showTable(view.page);
    expect(await view.page.locator(".picture").count()).toBe(0);
    const row = (symbol: string) => readNumbers(view.page, ".parameters", symbol);
    expect(await row("w₁")).toEqual(["0.5", "33", "0.2421875"]);
    expect(await row("w₂")).toEqual(["1.5", "13.75", "1.3926"]);
    expect(await row("w₃")).toEqual(["2", "7.5625", "1.9409"]);
    expect(await row("b₁")).toEqual(["0.25", "16.5", "0.1211"]);
    expect(await row("b₂")).toEqual(["−0.5", "11", "−0.5859375"]);
    expect(await row("b₃")).toEqual(["1", "5.5", "0.9570"]);
    expect(await readNumbers(view.page, ".quantities", "σ′(z₂)")).toEqual(["1"]);
    expect(await readNumbers(view.page, ".named", "t")).toEqual(["1"]);
    expect(await readNumbers(view.page, ".named", "ℓ")).toEqual(["7.5625"]);
    expect(await view.page.locator(".values .about .step").textContent()).toBe("Step 1 · before → after");
  });

  test("knows only the parameters before the first step", async () => {
    await view.show(updateOf(createRun(articleChain()), "idle"));
    await showTable(view.page);
    expect(await readNumbers(view.page, ".parameters", "w₁")).toEqual(["0.5", "pending", "pending"]);
    expect(await readNumbers(view.page, ".quantities", "z₁")).toEqual(["pending"]);
  });

  test("gives way to the picture again, and is what is shown after a reload", async () => {
    const update = updateOf(takeSteps(createRun(articleChain()), 1), "paused");
    await view.show(update);
    await showTable(view.page);
    await view.page.reload();
    await view.show(update);
    await view.page.locator(".values").waitFor();
    await view.page.getByRole("button", { name: "Table", exact: true }).click();
    await view.page.locator(".picture.chain").waitFor();
    expect(await view.page.locator(".values").count()).toBe(0);
  });

  test("stands in several columns where there is room, in one where there is not", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    await showTable(view.page);
    const lefts = () =>
      view.page
        .locator(".values details")
        .evaluateAll((sections) => new Set(sections.map((one) => Math.round(one.getBoundingClientRect().left))).size);
    expect(await lefts()).toBe(2);
    await view.page.setViewportSize({ width: 420, height: 900 });
    await expect.poll(lefts).toBe(1);
  });
});

test("the weights of a layer too large to be sent are asked for unit by unit", async () => {
  const run = takeSteps(createRun(twentyThirtyTwo()), 1);
  const update = updateOf(run, "paused");
  const [first, ...others] = update.layers ?? [];
  const matrix = { rows: 1, columns: 1, bound: 0, shares: new Float32Array(1) };
  const none = { weights: new Float64Array(0), biases: first.before.biases };
  const line = (parameters: typeof first.before) => Float64Array.from(parameters.weights.slice(20, 40));
  const row = {
    index: 1,
    before: line(first.before),
    gradients: first.gradients && line(first.gradients),
    after: first.after && line(first.after),
  };
  const excerpt = { weights: matrix, gradients: matrix, row, column: null };
  const excerpted = { ...first, before: none, gradients: none, after: none, excerpt };
  await view.show({ ...update, layers: [excerpted, ...others] });
  await showTable(view.page);
  await view.page.locator("summary", { hasText: "Layer 1" }).click();
  await view.page.locator("summary", { hasText: "Unit 2" }).first().click();
  await expect.poll(() => view.page.locator(".parameters tbody tr").count()).toBe(20 + 1);
  const weight = await view.page.locator(".parameters tbody .numeral").first().getAttribute("title");
  expect(weight).toBe(`w₂₁ = ${first.before.weights[20]}`);
  await view.page.locator("summary", { hasText: "Unit 1" }).first().click();
  await expect.poll(() => view.page.locator(".elsewhere").textContent()).toMatch("The 20 weights of this unit");
  await view.page.getByRole("button", { name: "Select it" }).click();
  await expect
    .poll(() => view.calls.at(-1))
    .toEqual({ name: "focus", params: { focus: { sample: null, quantity: { of: "z", layer: 0, unit: 0 } } } });
});
