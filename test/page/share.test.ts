import { beforeAll, describe, expect, test } from "vitest";
import { createRun, takeSteps, updateOf } from "./support/run.ts";
import { pictureOf, pictureScript } from "./support/share.ts";
import { articleChain, longNames, twoHiddenLayers } from "./support/specs.ts";
import { useView } from "./support/view.ts";

// Violations of the content security policy come as errors, which no page may have: see useView.
const view = useView();
let script: string;
beforeAll(async () => {
  script = await pictureScript();
});

/** Where the texts of an SVG stand, from its left edge. */
async function textsOf(svg: string): Promise<{ text: string; left: number; right: number }[]> {
  return view.page.evaluate((source) => {
    const { documentElement } = new DOMParser().parseFromString(source, "image/svg+xml");
    const drawing = document.body.appendChild(documentElement);
    const origin = drawing.getBoundingClientRect();
    const texts = [...drawing.querySelectorAll("text")].map((element) => {
      const { left, right } = element.getBoundingClientRect();
      return { text: element.textContent ?? "", left: left - origin.left, right: right - origin.left };
    });
    drawing.remove();
    return texts;
  }, svg);
}

describe("the diagram as a drawing", () => {
  test("is an SVG by itself, with every number as text", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    const { svg } = await pictureOf(view.page, script);
    // The × of a factor is a text of its own.
    const shown = await view.page.locator(".diagram .picture .numeral").evaluateAll((numerals) =>
      numerals
        .filter((numeral) => numeral.checkVisibility({ visibilityProperty: true }))
        .flatMap(({ childNodes }) => [...childNodes].map(({ textContent }) => textContent ?? ""))
        .filter((text) => text !== ""),
    );
    expect(shown).toContain("7.5625");
    const texts = (await textsOf(svg)).map(({ text }) => text);
    for (const number of shown) expect(texts).toContain(number);
    // Slanted letters of mathematics have characters of their own.
    expect(texts).toContain("𝑥");
    expect(svg).not.toMatch(/foreignObject| class=| style=|var\(|color\(srgb|<script/);
  });

  test("has its texts where the page has them", async () => {
    await view.show(updateOf(takeSteps(createRun(twoHiddenLayers()), 5), "paused"));
    const { svg, width } = await pictureOf(view.page, script);
    const places = await view.page.locator(".diagram .picture").evaluate((picture) => {
      const origin = picture.getBoundingClientRect();
      const scale = origin.width / (picture as HTMLElement).offsetWidth;
      return [...picture.querySelectorAll(".numeral")].map((element) => {
        const { left, right } = element.getBoundingClientRect();
        return { text: element.textContent, left: (left - origin.left) / scale, right: (right - origin.left) / scale };
      });
    });
    const texts = await textsOf(svg);
    expect(places.length).toBeGreaterThan(60);
    const [first] = places;
    // The page of the drawing and the room around the picture come first.
    const offset = Math.min(...texts.filter(({ text }) => text === first.text).map(({ left }) => left)) - first.left;
    for (const place of places) {
      const near = texts.some(
        ({ text, left, right }) =>
          text === place.text && Math.abs(left - offset - place.left) < 1 && Math.abs(right - offset - place.right) < 1,
      );
      expect(near, `${place.text} at ${place.left}`).toBe(true);
    }
    for (const { text, right } of texts) expect(right - offset, text).toBeLessThanOrEqual(width);
  });

  test("tells signs apart as the page does, and keeps what is yet to come hatched", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain(-2)), 1), "paused"));
    expect((await pictureOf(view.page, script)).svg).toMatch(/stroke-dasharray="\d/);
    await view.show(updateOf(createRun(articleChain()), "idle"));
    const { svg } = await pictureOf(view.page, script);
    const pending = await view.page
      .locator(".diagram .picture .pending")
      .evaluateAll((cells) => cells.filter((cell) => cell.checkVisibility({ visibilityProperty: true })).length);
    expect(pending).toBeGreaterThan(5);
    expect(svg.match(/<path d="M[^"]*" stroke="rgb[^"]*" stroke-width="1" fill="none"/g)).toHaveLength(pending);
  });

  test("cuts long names off where the page does", async () => {
    await view.show(updateOf(takeSteps(createRun(longNames()), 1), "paused"));
    const texts = (await textsOf((await pictureOf(view.page, script)).svg)).map(({ text }) => text);
    expect(texts.filter((text) => text.endsWith("…")).length).toBeGreaterThan(0);
    expect(texts.join()).not.toContain("A first layer with a name too long");
  });

  test("has the theme's background, and the same size however large the page is shown", async () => {
    await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
    const dark = await pictureOf(view.page, script);
    await view.setTheme("light");
    const light = await pictureOf(view.page, script);
    const paper = (svg: string) => /<rect [^>]*fill="([^"]*)"/.exec(svg)?.[1];
    expect([paper(dark.svg), paper(light.svg)]).toEqual(["rgb(31, 31, 31)", "rgb(255, 255, 255)"]);
    expect([light.width, light.height]).toEqual([dark.width, dark.height]);
  });
});

test("the PNG has two pixels for each of the page, and colours", async () => {
  await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
  const { png, width, height } = await pictureOf(view.page, script);
  const bytes = Buffer.from(png, "base64");
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
  const colours = await view.page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context?.getImageData(0, 0, image.width, image.height).data.buffer ?? []);
    return new Set(pixels).size;
  }, png);
  expect(colours).toBeGreaterThan(50);
});

test("the toolbar's menu saves both, named after the spec", async () => {
  await view.show(updateOf(takeSteps(createRun(articleChain()), 1), "paused"));
  const choose = async (item: string) => {
    await view.page.getByRole("button", { name: "More", exact: true }).click();
    await view.page.getByRole("menuitem", { name: item }).click();
  };
  const saved = () => view.calls.filter(({ name }) => name === "save").map(({ params }) => params);
  await choose("Save picture as SVG…");
  await expect.poll(saved, { timeout: 10_000 }).toHaveLength(1);
  await choose("Save picture as PNG…");
  await expect.poll(saved, { timeout: 10_000 }).toHaveLength(2);
  expect(saved()).toEqual([
    { name: "chain-network.svg", content: expect.stringMatching(/^<svg /), encoding: "text" },
    // The first bytes of every PNG.
    { name: "chain-network.png", content: expect.stringMatching(/^iVBORw0KGgo/), encoding: "base64" },
  ]);
});
