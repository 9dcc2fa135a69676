import { expect, it } from "vitest";
import { figuresWith } from "../../../src/format/figures.ts";

const third = 1 / 3;

it("writes numbers in the usual way where nothing is set", () => {
  const { number, inWords, ofLine } = figuresWith(null);
  expect([number(third), number(0.2421875), inWords(0.2421875)]).toEqual(["0.3333", "0.2421875", "0.2422"]);
  expect([ofLine(third).result(third), ofLine(third).input(third)]).toEqual(["0.3333", "0.33333"]);
});

it("writes as many digits as are set, and one more in what a result is computed from", () => {
  const { number, inWords, ofLine } = figuresWith(6);
  expect([number(third), number(third, 5), inWords(0.5)]).toEqual(["0.333333", "0.333", "0.500000"]);
  expect([ofLine(third).result(third), ofLine(third).input(third)]).toEqual(["0.333333", "0.3333333"]);
});

it("keeps the decimals that a small change needs, whatever is set", () => {
  for (const digits of [null, 3]) {
    const { result, input } = figuresWith(digits).ofLine(third, 7);
    expect([result(third), input(third)]).toEqual(["0.3333333", "0.33333333"]);
  }
});
