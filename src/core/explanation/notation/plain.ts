import type { Expression, Letter } from "./expression.ts";
import { itsValue, type Medium, type Part, write } from "./write.ts";

/** Writes an expression in plain letters: w₁,₄,₁ · (3.75 − 1). Layers come first of the indices. */
export function plainText(
  expression: Expression,
  withNumbers = false,
  format: (value: number) => string = String,
): string {
  return write(expression, { ...plain, number: (value) => format(value) }, withNumbers ? itsValue : null);
}

const plain: Omit<Medium<string>, "number"> = {
  letter: letterText,
  row: (parts) => parts.join(""),
  operator: (symbol) => (symbol === "," ? ", " : ` ${symbol} `),
  sign: (symbol) => symbol,
  parentheses: (of) => `(${of})`,
  size: (of) => `|${of}|`,
  fraction: (over, under) => `${held(over)}/${held(under)}`,
  power: (base, exponent) =>
    /^([0-9]+|t)$/.test(exponent.written) ? base + raised(exponent.written) : `${base}^${held(exponent)}`,
  root: (of) => `√${held(of)}`,
  functionName: (name, isDerivative) => (isDerivative ? `${name}′` : name),
  derivative: (of, by) => `∂${of}/∂${by}`,
  sumSign: (index) => `Σ${lowered(index)} `,
};

function letterText({ letter, layer, indices, hat }: Letter): string {
  const all = layer === null ? indices : [layer, ...indices];
  return letter + (hat ? "\u0302" : "") + all.map((index) => lowered(String(index))).join(",");
}

function held({ written, isWhole }: Part<string>): string {
  return isWhole ? written : `(${written})`;
}

const small: Readonly<Record<string, string>> = { i: "ᵢ", j: "ⱼ", k: "ₖ", s: "ₛ" };

function lowered(index: string): string {
  return index.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).replace(/[a-z]/g, (name) => small[name] ?? name);
}

function raised(exponent: string): string {
  return exponent.replace("t", "ᵗ").replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
}
