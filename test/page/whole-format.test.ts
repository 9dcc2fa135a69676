import { describe, expect, test } from "vitest";
import type { ActivationName } from "../../src/core/activation.ts";
import type { LossName } from "../../src/core/loss.ts";
import { readNumbers, showTable } from "./support/read.ts";
import { createRun, takeSteps, updateOf } from "./support/run.ts";
import {
  articleChain,
  chainWith,
  chainWithoutBias,
  irisLike,
  layerOf,
  networkWithoutBiases,
  specOf,
} from "./support/specs.ts";
import { useView } from "./support/view.ts";

const view = useView();

describe("activations", () => {
  const names: Readonly<Record<ActivationName, string>> = {
    linear: "linear",
    relu: "ReLU",
    leakyRelu: "Leaky ReLU",
    elu: "ELU",
    gelu: "GELU",
    sigmoid: "sigmoid",
    tanh: "tanh",
    softplus: "softplus",
    swish: "Swish",
    softmax: "softmax",
  };

  test("have their names and each a curve of its own; softmax has bars instead", async () => {
    const curves = new Set<string | null>();
    for (const [activation, name] of Object.entries(names) as [ActivationName, string][]) {
      await view.show(updateOf(takeSteps(createRun(chainWith("linear", "mse", activation)), 1), "paused"));
      const card = view.page.locator(".picture .card.layer").last();
      expect(await card.locator(".detail").textContent()).toBe(name);
      const isSoftmax = activation === "softmax";
      expect([await card.locator("polyline").count(), (await card.locator("rect").count()) > 0]).toEqual(
        isSoftmax ? [0, true] : [1, false],
      );
      if (!isSoftmax) curves.add(await card.locator("polyline").getAttribute("points"));
    }
    expect(curves.size).toBe(9);
  });

  test.each(Object.entries(names) as [ActivationName, string][])(
    "%s has its name in the table",
    async (activation, name) => {
      await view.show(updateOf(takeSteps(createRun(chainWith("linear", "mse", activation)), 1), "paused"));
      await showTable(view.page);
      expect(await view.page.locator(".values summary .quiet").nth(3).textContent()).toBe(`1 unit, ${name}`);
    },
  );

  test("have the unit's point on their curve, also where its end is left behind", async () => {
    for (const [weight, activation, place] of [
      [0, "leakyRelu", [15, 16.6]],
      [0, "softplus", [15, 15.4]],
      [1000, "swish", [27, 3]],
      [-1000, "elu", [3, 18]],
    ] as const) {
      const layers = [layerOf("L", 1, activation, [[weight]], [0])];
      const spec = specOf({ layers, rows: [{ inputs: [1], targets: [0] }] });
      await view.show(updateOf(takeSteps(createRun(spec), 1), "paused"));
      const point = await view.page
        .locator(".glyph circle")
        .evaluate((circle) => [Number(circle.getAttribute("cx")), Number(circle.getAttribute("cy"))]);
      expect([activation, Math.abs(point[0] - place[0]) < 0.5, Math.abs(point[1] - place[1]) < 0.5, point]).toEqual([
        activation,
        true,
        true,
        point,
      ]);
    }
  });

  test("softmax is shown by how a unit's output changes with its own z, and says that there is more to it", async () => {
    const run = takeSteps(createRun(irisLike(0)), 1);
    await view.show(updateOf(run, "paused"));
    await showTable(view.page);
    const slopes = await readNumbers(view.page, ".quantities", "∂a₂/∂z₂");
    expect(slopes).toHaveLength(1);
    const a = run.worked?.samples[0].layers[1].a[1] ?? 0;
    const title = await view.page.locator('[data-symbol="∂a₂/∂z₂"] .numeral').getAttribute("title");
    expect(Number(title?.split(" = ")[1])).toBeCloseTo(a * (1 - a), 12);
    expect(await view.page.locator('[title^="Softmax takes all units"]').count()).toBe(3);
    expect(await view.page.locator('.quantities [data-symbol="σ′(z₂)"]').count()).toBe(1);
  });
});

describe("losses", () => {
  test.each<[LossName, string, string, string, string]>([
    ["mse", "squared", "mean squared error", "ℓ=(a3−t)2", "ℓ=12∑k(ak−tk)2"],
    ["halfSquaredError", "half squared", "half the squared error", "ℓ=½(a3−t)2", "ℓ=½∑k(ak−tk)2"],
    ["mae", "absolute", "mean absolute error", "ℓ=|a3−t|", "ℓ=12∑k|ak−tk|"],
    ["huber", "Huber", "Huber loss", "ℓ=H(a3−t)", "ℓ=12∑kH(ak−tk)"],
    [
      "binaryCrossEntropy",
      "cross-entropy",
      "binary cross-entropy",
      "ℓ=−(tlna3+(1−t)ln(1−a3))",
      "ℓ=−12∑k(tklnak+(1−tk)ln(1−ak))",
    ],
    ["crossEntropy", "cross-entropy", "cross-entropy", "ℓ=−tlna3", "ℓ=−∑ktklnak"],
  ])("%s has its name and formula", async (loss, name, fullName, formula, formulaOfSeveral) => {
    const formulas = ".picture .card.loss math";
    const firstFormula = async (count: number) =>
      (await view.page.locator(formulas).allTextContents()).slice(0, count).join("");
    await view.page.setViewportSize({ width: 1240, height: 900 });
    await view.show(updateOf(createRun(chainWith("sigmoid", loss)), "idle"));
    expect(await firstFormula(1)).toBe(formula);
    expect(await view.page.locator(".picture .card.loss .detail").textContent()).toBe(name);

    const spec = specOf({
      layers: [layerOf("L", 2, "sigmoid")],
      loss,
      rows: [{ inputs: [1, 2], targets: [0, 1] }],
    });
    await view.show(updateOf(createRun(spec), "idle"));
    expect(
      await view.page
        .locator(".picture .card.loss .formula")
        .allTextContents()
        .then((lines) => lines.join("")),
    ).toBe(formulaOfSeveral);
    expect(await view.page.locator(".picture .card.loss").getAttribute("title")).toMatch(`${fullName}: ℓ =`);

    await view.show(updateOf(createRun(chainWith("sigmoid", loss)), "idle"));
    await showTable(view.page);
    expect(await view.page.locator(".values summary .quiet").last().textContent()).toBe(fullName);
  });

  test("a long formula takes two lines where the card has no room for one, and stays within the card", async () => {
    const update = updateOf(takeSteps(createRun(chainWith("tanh", "binaryCrossEntropy", "sigmoid")), 1), "paused");
    const lines = view.page.locator(".chain .card.loss .forward-row math");
    for (const [width, count] of [
      [1100, 2],
      [1240, 1],
    ]) {
      await view.page.setViewportSize({ width, height: 900 });
      await view.show(update);
      await expect.poll(() => lines.count()).toBe(count);
      const [card, title, number, ...boxes] = await Promise.all(
        [
          view.page.locator(".card.loss"),
          view.page.locator(".card.loss .card-title"),
          view.page.locator(".card.loss .forward-row .numeral"),
          ...(await lines.all()),
        ].map((part) => part.boundingBox()),
      );
      if (!card || !title || !number) throw new Error("The card is not there");
      for (const box of boxes) {
        expect(box?.x).toBeGreaterThan(card.x + 4);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(card.x + card.width - 4);
      }
      if (count === 2) expect((boxes[1]?.y ?? 0) - (boxes[0]?.y ?? 0)).toBeGreaterThan(10);
    }
    expect(await view.page.locator(".card.loss .forward-row .symbol").getAttribute("title")).toBe(
      "ℓ = −(t ln a₃ + (1 − t) ln(1 − a₃))",
    );
  });

  test("Huber's says what H is", async () => {
    await view.show(updateOf(createRun(chainWith("linear", "huber")), "idle"));
    expect(await view.page.locator(".card.loss .forward-row .symbol").getAttribute("title")).toBe(
      "ℓ = H(a₃ − t), H(e) = ½e² up to |e| = 1, |e| − ½ beyond",
    );
  });
});

describe("layers without biases", () => {
  test("show none in a chain, and all other numbers as ever", async () => {
    await view.show(updateOf(takeSteps(createRun(chainWithoutBias()), 1), "paused"));
    const inPicture = async (symbol: string) => (await readNumbers(view.page, ".picture", symbol)).join(" ");
    expect([await inPicture("b₁"), await inPicture("b₂"), await inPicture("∂ℓ/∂b₂")]).toEqual(["0.25", "", ""]);
    expect([await inPicture("w₂"), await inPicture("z₂"), await inPicture("w₃")]).toEqual(["1.5", "1.875", "2"]);
    expect(await view.page.locator(".no-bias").textContent()).toBe("no bias");
    expect(await view.page.locator(".diagram .summary").textContent()).toBe("1-1-1-1 ReLU, 5 parameters, 1 sample");
    await view.page.setViewportSize({ width: 420, height: 900 });
    await view.page.locator(".upright").waitFor();
    expect([await inPicture("b₂"), await inPicture("∂ℓ/∂b₂"), await inPicture("b₃")]).toEqual(["", "", "1"]);
    expect(await view.page.locator(".upright .no-bias").count()).toBe(1);

    await showTable(view.page);
    expect(await readNumbers(view.page, ".parameters", "b₂")).toEqual([]);
    expect(await readNumbers(view.page, ".parameters", "b₃")).toHaveLength(3);
  });

  test("show none in a network, with δ where it is in the other cards", async () => {
    const run = takeSteps(createRun(networkWithoutBiases()), 1);
    await view.show(updateOf(run, "paused"));
    const spoken = await view.page.locator(".unit").first().getAttribute("aria-label");
    expect(spoken).toMatch(/^Unit 1: z \S+, a \S+, δ \S+$/);
    const lefts = await view.page.locator(".unit").evaluateAll((cards) =>
      cards.map((card) => {
        const delta = [...card.querySelectorAll(".quantity")].at(-1) as Element;
        return Math.round(delta.getBoundingClientRect().left - card.getBoundingClientRect().left);
      }),
    );
    expect(new Set(lefts).size).toBe(1);
    expect(await view.page.locator(".edges .wire").count()).toBe(3 * 4 + 4 * 2);
    expect(await view.page.locator(".diagram .summary").textContent()).toBe("3-4-2, 22 parameters, 5 samples");
    await showTable(view.page);
    expect(await view.page.locator(".parameters").first().locator("tbody tr").count()).toBe(3);
    expect(await view.page.locator(".parameters").last().locator("tbody tr").count()).toBe(5);
    const first = await view.page.locator('.parameters [data-symbol="w₃₂"] .numeral').first().getAttribute("title");
    expect(first).toBe(`w₃₂ = ${run.worked?.layers[0].before.weights[2 * 3 + 1]}`);
  });
});

describe("samples that are held out", () => {
  test("are told of beside all samples", async () => {
    await view.show(updateOf(createRun(irisLike()), "idle"));
    expect(await view.page.locator(".diagram .summary").textContent()).toBe(
      "4-8-3, 67 parameters, 60 samples, 12 held out",
    );
  });

  test("belong to no batch: one with all others is a whole epoch", async () => {
    const spec = irisLike();
    Object.assign(spec.training, { batchSize: "all" });
    await view.show(updateOf(takeSteps(createRun(spec), 1), "paused"));
    await view.page.getByRole("tab", { name: "Loss" }).click();
    expect(await view.page.locator(".loss-title .name").textContent()).toBe("Loss at each step");
    await showTable(view.page);
    expect(await view.page.locator(".values .whose").textContent()).toMatch("over the batch of 48");
  });
});

test("gradients say what regularization and clipping do about them", async () => {
  const title = () => view.page.locator(".parameters thead th").nth(2).getAttribute("title");
  const plain = "gradient: how the loss changes with this parameter";
  await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
  await showTable(view.page);
  expect(await title()).toBe(plain);
  const { layers } = articleChain();
  const spec = specOf({ layers, rows: [{ inputs: [2], targets: [1] }], l2: 0.5, clipNorm: 1 });
  await view.show(updateOf(takeSteps(createRun(spec), 1), "paused"));
  expect(await title()).toMatch(
    /^gradient: how the loss changes with this parameter, with what regularization adds \(its part of the loss is 1\.625\), before clipping, which leaves 0\.02\d+ times of it for the update$/,
  );
});
