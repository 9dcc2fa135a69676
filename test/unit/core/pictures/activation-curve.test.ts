import { expect, it } from "vitest";
import { activations } from "../../../../src/core/activation.ts";
import { activationCurve } from "../../../../src/core/pictures/activation-curve.ts";

const colours = { text: "#111111", axis: "#222222", value: "#333333", derivative: "#444444", mark: "#555555" };

/** The points of the path in a colour. */
function pointsOf(svg: string, colour: string): number[][] {
  const [, path = ""] = new RegExp(`<path d="M([^"]*)" stroke="${colour}"`).exec(svg) ?? [];
  return path.split("L").map((point) => point.split(" ").map(Number));
}

function marksOf(svg: string): number[][] {
  return [...svg.matchAll(/<circle cx="([^"]*)" cy="([^"]*)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

const middle = 162;

it("draws a function and its slope from −4 to 4", () => {
  const svg = activationCurve("relu", [], colours);
  const value = pointsOf(svg, colours.value);
  expect([value[0], value[60], value[120]]).toEqual([
    [34, 116],
    [middle, 116],
    [290, 8],
  ]);
  const slope = pointsOf(svg, colours.derivative);
  expect([slope[60][1], slope[61][1]]).toEqual([116, 89]);
  expect(svg).toContain(">−4</text>");
  expect(marksOf(svg)).toEqual([]);
});

it("marks each z on the curve, and reaches as far as they do", () => {
  // The last mark explains the others.
  const [near] = marksOf(activationCurve("relu", [2], colours));
  expect(near).toEqual([226, 62]);
  const [low, high] = marksOf(activationCurve("tanh", [-8, 0.25], colours));
  expect(low).toEqual([34, 116]);
  expect(high[0]).toBe(166);
});

it("leaves out what is no number, and more marks than anyone could tell apart", () => {
  const zs = [Number.NaN, Number.POSITIVE_INFINITY, ...Array.from({ length: 5000 }, (_, k) => Math.sin(k))];
  const svg = activationCurve("sigmoid", zs, colours);
  expect(svg).not.toMatch(/NaN|Infinity/);
  expect(marksOf(svg).length).toBe(201);
});

it.each(Object.keys(activations) as (keyof typeof activations)[])("keeps %s within its field", (name) => {
  const svg = activationCurve(name, [], colours);
  for (const colour of [colours.value, colours.derivative]) {
    for (const [x, y] of pointsOf(svg, colour)) {
      expect(x).toBeGreaterThanOrEqual(34);
      expect(x).toBeLessThanOrEqual(290);
      expect(y).toBeGreaterThanOrEqual(8);
      expect(y).toBeLessThanOrEqual(116);
    }
  }
});
