import type { Expression, Letter } from "./expression.ts";
import { itsValue, type Medium, write } from "./write.ts";

/** Writes an expression in LaTeX, for what stands between dollars. */
export function latexText(expression: Expression, withNumbers: boolean, format: (value: number) => string): string {
  return write(
    expression,
    { ...latex, number: (value) => latexNumber(format(value)) },
    withNumbers ? itsValue : null,
  ).trim();
}

/** A formatted number in LaTeX: 2\times 10^{-4}, 1{,}234, \mathrm{NaN}. */
export function latexNumber(formatted: string): string {
  return formatted
    .replace(/^−/, "-")
    .replace(/×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, (_, exponent: string) => `\\times 10^{${lowered(exponent)}}`)
    .replaceAll(",", "{,}")
    .replace("∞", "\\infty")
    .replace("NaN", "\\mathrm{NaN}");
}

/** Words in LaTeX, whatever characters they hold. */
export function latexWords(words: string): string {
  return words
    .replace(/\\/g, "\u0000")
    .replace(/[&%$#_{}]/g, (character) => `\\${character}`)
    .replaceAll("~", "\\textasciitilde{}")
    .replaceAll("^", "\\textasciicircum{}")
    .replaceAll("\u0000", "\\textbackslash{}");
}

const latex: Omit<Medium<string>, "number"> = {
  letter: letterText,
  row: (parts) => parts.join(""),
  operator: (symbol) => ({ "+": " + ", "−": " - ", "·": " \\cdot ", ",": ", " })[symbol],
  sign: () => "-",
  parentheses: (of) => `\\left(${of}\\right)`,
  size: (of) => `\\left|${of}\\right|`,
  fraction: (over, under) => `\\frac{${over.written}}{${under.written}}`,
  power: (base, exponent) => `${base}^{${exponent.written}}`,
  root: (of) => `\\sqrt{${of.written}}`,
  functionName: (name, isDerivative) => {
    const operator = known.has(name) ? `\\${name}` : (greek[name] ?? `\\operatorname{${name}}`);
    return isDerivative ? `${operator}'` : operator;
  },
  derivative: (of, by) => `\\frac{\\partial ${of}}{\\partial ${by}}`,
  sumSign: (index) => `\\sum_{${index}} `,
};

/** Functions that LaTeX has a name for. */
const known = new Set(["ln", "max", "min", "tanh", "exp"]);

const greek: Readonly<Record<string, string>> = {
  δ: "\\delta",
  η: "\\eta",
  µ: "\\mu",
  β: "\\beta",
  α: "\\alpha",
  ε: "\\varepsilon",
  λ: "\\lambda",
  σ: "\\sigma",
  Φ: "\\Phi",
  φ: "\\varphi",
  π: "\\pi",
  ℓ: "\\ell",
};

function letterText({ letter, layer, indices, hat }: Letter): string {
  const plain = greek[letter] ?? letter;
  const base = hat ? `\\hat{${plain}}` : plain;
  const below =
    indices.length === 0 ? "" : `_{${indices.join(indices.every((i) => String(i).length === 1) ? " " : ",")}}`;
  return `${base}${below}${layer === null ? "" : `^{(${layer})}`}`;
}

function lowered(exponent: string): string {
  return exponent.replace("⁻", "-").replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)));
}
