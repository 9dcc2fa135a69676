import { describe, expect, it } from "vitest";
import { derive } from "../../../src/core/explanation/derivation.ts";
import type { Quantity } from "../../../src/core/explanation/quantity.ts";
import { createTrainer } from "../../../src/core/trainer.ts";
import { workStep } from "../../../src/core/worked-step.ts";
import { type CopyFormat, copiedText } from "../../../webview/why/copied-text.ts";
import { chainFile, specOf, xorFile } from "../../support/specs.ts";

const weight = (layer: number, unit = 0, input = 0): Quantity => ({
  of: "parameter",
  parameter: { layer, kind: "weights", unit, input },
});

async function copied(file: object, quantity: Quantity, format: CopyFormat): Promise<string> {
  const spec = await specOf(file);
  const worked = workStep(createTrainer(spec), { moments: true });
  const derivation = worked && derive(worked, worked.samples[0], quantity, spec);
  if (!derivation) throw new Error("it can be derived");
  return copiedText(derivation, "Numbers from step 1, sample 1", format);
}

describe("a copied derivation", () => {
  it("holds the article's numbers, as Markdown", async () => {
    expect(
      await copied(chainFile, weight(0), "markdown"),
    ).toBe(`**Why is $\\frac{\\partial \\ell}{\\partial w_{1}} = 33$?**

Four local slopes, multiplied from the loss back to $w_{1}$. Every ReLU is open, so each contributes ×1. (Numbers from step 1, sample 1.)

$$
\\begin{aligned}
\\frac{\\partial \\ell}{\\partial w_{1}} &= \\frac{\\partial \\ell}{\\partial a_{3}} \\cdot \\frac{\\partial a_{3}}{\\partial a_{2}} \\cdot \\frac{\\partial a_{2}}{\\partial a_{1}} \\cdot \\frac{\\partial a_{1}}{\\partial w_{1}} \\\\
&= 2\\left(a_{3} - t\\right) \\cdot w_{3} \\cdot \\operatorname{ReLU}'\\left(z_{3}\\right) \\cdot w_{2} \\cdot \\operatorname{ReLU}'\\left(z_{2}\\right) \\cdot x \\cdot \\operatorname{ReLU}'\\left(z_{1}\\right) \\\\
&= 2\\left(3.75 - 1\\right) \\cdot 2 \\cdot 1 \\cdot 1.5 \\cdot 1 \\cdot 2 \\cdot 1 \\\\
&= 5.5 \\cdot 2 \\cdot 1.5 \\cdot 2 \\\\
&= 33
\\end{aligned}
$$

Raise $w_{1}$ by $0.001$ and the loss rises by about $0.033$.

**Update**

gradient descent, $\\eta = 0.0078125$:

$$
\\begin{aligned}
w_{1} &\\leftarrow w_{1} - \\eta \\cdot \\frac{\\partial \\ell}{\\partial w_{1}} \\\\
&= 0.5 - 0.0078125 \\cdot 33 \\\\
&= 0.2421875
\\end{aligned}
$$
`);
  });

  const adam = { ...xorFile(5), optimizer: { type: "adam", learningRate: 0.1, weightDecay: 0.1, clipNorm: 0.01 } };
  const words = {
    ...chainFile,
    inputs: ["a_b & 50 %"],
    data: [{ "a_b & 50 %": 2, t: 1 }],
  };
  const quantities: [string, object, Quantity][] = [
    ["a weight with several ways", adam, weight(0, 1)],
    ["a sum", adam, { of: "z", layer: 1, unit: 0 }],
    ["the loss", adam, { of: "loss" }],
    ["a slope", adam, { of: "slope", layer: 1, unit: 0 }],
    ["an input with a strange name", words, { of: "input", input: 0 }],
  ];

  it.each(quantities)("can be set in LaTeX: %s", async (_, file, quantity) => {
    const text = await copied(file, quantity, "latex");
    expect(unbalanced(text)).toEqual([]);
    // Outside of formulas, no character stands that means something else there, and no letter that a font may lack.
    const outside = text
      .replace(/\\begin\{(align\*)\}.*?\\end\{\1\}/gs, "")
      .replace(/\$[^$]*\$/g, "")
      .replace(/\\begin\{tabular\}.*?\\end\{tabular\}/gs, (table) => table.replaceAll("&", ""));
    expect(outside).not.toMatch(/(?<!\\)[&%#_^~$]/);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it.each(quantities)("is Markdown with closed formulas: %s", async (_, file, quantity) => {
    const text = await copied(file, quantity, "markdown");
    expect(unbalanced(text)).toEqual([]);
    expect(text.split("$$").length % 2).toBe(1);
    expect(
      text
        .replace(/\$\$.*?\$\$/gs, "")
        .replace(/\\\$/g, "")
        .split("$").length % 2,
    ).toBe(1);
  });
});

/** What is opened and not closed again: braces, parentheses and environments. */
function unbalanced(text: string): string[] {
  const open: string[] = [];
  for (const [token] of text.matchAll(/\\left[(|]|\\right[)|]|\\begin\{[^}]*\}|\\end\{[^}]*\}|(?<!\\)[{}]/g)) {
    if (token.startsWith("\\left") || token.startsWith("\\begin") || token === "{") open.push(token);
    else {
      const opened = open.pop() ?? "";
      const closing: Record<string, string> = { "{": "}", "\\left(": "\\right)", "\\left|": "\\right|" };
      const expected = closing[opened] ?? opened.replace("begin", "end");
      if (expected !== token) return [opened, token];
    }
  }
  return open;
}
