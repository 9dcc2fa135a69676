import { expect, it } from "vitest";
import { remedy, trying } from "../../../../src/core/findings/remedy.ts";

const [smaller, slower, other] = [
  remedy("start from smaller weights", "layers", 1, "init"),
  remedy("lower the learning rate", "optimizer", "learningRate"),
  remedy("use leakyRelu", "layers", 1, "activation"),
];

it("what to try is said in one sentence", () => {
  expect(trying(smaller).advice).toBe("Start from smaller weights.");
  expect(trying(smaller, slower).advice).toBe("Start from smaller weights, or lower the learning rate.");
  expect(trying(smaller, slower, other).advice).toBe(
    "Start from smaller weights, lower the learning rate, or use leakyRelu.",
  );
});

it("and one by one, each with its place in the spec", () => {
  expect(trying(smaller, slower).remedies).toEqual([
    { text: "Start from smaller weights", path: ["layers", 1, "init"] },
    { text: "Lower the learning rate", path: ["optimizer", "learningRate"] },
  ]);
});
