import { expect, it } from "vitest";
import { firstDifference } from "../../../../src/core/expectation/computing-order.ts";
import { createExpectationCheck } from "../../../../src/core/expectation/expectation-check.ts";
import { failureText, orderText } from "../../../../src/core/expectation/expectation-text.ts";
import { chainFile, specOf } from "../../../support/specs.ts";

async function checked(entry: object) {
  const spec = await specOf({ ...chainFile, expect: [entry] });
  const check = createExpectationCheck(spec);
  while (!check.advance(1));
  return { spec, results: check.results() };
}

it("says what was expected, and what is the case, with all digits", async () => {
  const { spec, results } = await checked({
    after: { steps: 1 },
    loss: { below: 0.2 },
    "layers.0.weights[0][0]": 0.242,
  });
  expect(results.map((result) => failureText(result, spec))).toEqual([
    "expected loss after 1 step to be below 0.2, but it is 0.20819503900341318",
    "expected layers.0.weights[0][0] after 1 step to be near 0.242 (within 2.42e-7), but it is 0.2421875",
  ]);
});

it("leads to the first number that differs, and says nothing where it is the only one", async () => {
  const { results } = await checked({ after: { steps: 1 }, loss: 1, "gradients.0.weights[0][0]": 32 });
  const first = firstDifference(results) ?? results[0];
  expect(results.map((result) => orderText(result, first, 2))).toEqual([
    "Look at gradients.0.weights[0][0] after 1 step first.",
    "Begin here: of 2 numbers that differ this one is computed first.",
  ]);
  expect(orderText(first, first, 1)).toBe("");
});
