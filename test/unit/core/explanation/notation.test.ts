import { describe, expect, it } from "vitest";
import {
  call,
  derivative,
  derivativeCall,
  difference,
  type Expression,
  exponential,
  fraction,
  known,
  letter,
  literal,
  negative,
  overAll,
  product,
  squared,
  sum,
} from "../../../../src/core/explanation/notation/expression.ts";
import { latexNumber, latexText, latexWords } from "../../../../src/core/explanation/notation/latex.ts";
import { plainText } from "../../../../src/core/explanation/notation/plain.ts";
import { formatNumber } from "../../../../src/format/number-format.ts";

const a = known(letter("a", 3), 3.75, null);
const t = known(letter("t"), -1, null);
const w = known({ ...letter("w", 4, 12), layer: 1 }, -0.5, null);
const root: Expression = { kind: "root", of: sum(a, literal(1)) };

const cases: [Expression, string, string, string][] = [
  [product(literal(2), difference(a, t)), "2(a₃ − t)", "2(3.75 − (−1))", "2\\left(a_{3} - t\\right)"],
  [product(a, w), "a₃ · w₁,₄,₁₂", "3.75 · (−0.5)", "a_{3} \\cdot w_{4,12}^{(1)}"],
  [product(w, a), "w₁,₄,₁₂ · a₃", "−0.5 · 3.75", "w_{4,12}^{(1)} \\cdot a_{3}"],
  [
    sum(product(w, a), w),
    "w₁,₄,₁₂ · a₃ + w₁,₄,₁₂",
    "−0.5 · 3.75 − 0.5",
    "w_{4,12}^{(1)} \\cdot a_{3} + w_{4,12}^{(1)}",
  ],
  [difference(a, product(t, a)), "a₃ − t · a₃", "3.75 − (−1 · 3.75)", "a_{3} - t \\cdot a_{3}"],
  [squared(t), "t²", "(−1)²", "t^{2}"],
  [squared(difference(a, t)), "(a₃ − t)²", "(3.75 − (−1))²", "\\left(a_{3} - t\\right)^{2}"],
  [exponential(negative(t)), "e^(−t)", "e^(−(−1))", "e^{-t}"],
  [fraction(a, sum(a, t)), "a₃/(a₃ + t)", "3.75/(3.75 − 1)", "\\frac{a_{3}}{a_{3} + t}"],
  [derivative(letter("ℓ"), a), "∂ℓ/∂a₃", "∂ℓ/∂3.75", "\\frac{\\partial \\ell}{\\partial a_{3}}"],
  [derivativeCall("ReLU", t), "ReLU′(t)", "ReLU′(−1)", "\\operatorname{ReLU}'\\left(t\\right)"],
  [call("max", literal(0), t), "max(0, t)", "max(0, −1)", "\\max\\left(0, t\\right)"],
  [
    product(a, known(overAll("k", product(letter("w", "k"), letter("δ", "k"))), 5.004, null)),
    "a₃ · Σₖ wₖ · δₖ",
    "3.75 · 5.004",
    "a_{3} \\cdot \\sum_{k} w_{k} \\cdot \\delta_{k}",
  ],
  [
    product(overAll("k", letter("t", "k")), a),
    "(Σₖ tₖ) · a₃",
    "(Σₖ tₖ) · 3.75",
    "\\left(\\sum_{k} t_{k}\\right) \\cdot a_{3}",
  ],
  [root, "√(a₃ + 1)", "√(3.75 + 1)", "\\sqrt{a_{3} + 1}"],
  [negative({ kind: "size", of: t }), "−|t|", "−|−1|", "-\\left|t\\right|"],
  [{ ...letter("m"), hat: true }, "m̂", "m̂", "\\hat{m}"],
];

describe("a formula", () => {
  it.each(cases)(
    "%# is written in plain letters, with its numbers, and in LaTeX",
    (expression, plain, numbers, latex) => {
      expect(plainText(expression)).toBe(plain);
      expect(plainText(expression, true, formatNumber)).toBe(numbers);
      expect(latexText(expression, false, formatNumber)).toBe(latex);
    },
  );
});

describe("LaTeX", () => {
  it("writes numbers and words so that it can be set", () => {
    expect(["−2×10⁻⁴", "1,234.5", "NaN", "−∞", "0.5"].map(latexNumber)).toEqual([
      "-2\\times 10^{-4}",
      "1{,}234.5",
      "\\mathrm{NaN}",
      "-\\infty",
      "0.5",
    ]);
    expect(latexWords("50 % of a_b & {c} #1 \\ ^~$")).toBe(
      "50 \\% of a\\_b \\& \\{c\\} \\#1 \\textbackslash{} \\textasciicircum{}\\textasciitilde{}\\$",
    );
  });
});
