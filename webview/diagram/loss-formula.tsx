import type { JSX } from "preact";
import type { LossName } from "../../src/core/loss.ts";
import { strings } from "../strings.ts";
import { type BreakableFormula, type FormulaPart, letter, type MathSymbol, textOf, tight } from "../symbols.tsx";

/**
 * The formula of a loss with a given number of outputs.
 * @param outputIndex the index of the single output's a, in a chain its layer
 */
export function lossFormula(loss: LossName, outputs: number, ...outputIndex: number[]): BreakableFormula {
  const isSum = outputs > 1;
  const a = isSum ? letter("a", "k") : letter("a", ...outputIndex);
  const t = isSum ? letter("t", "k") : letter("t");
  const mean = isSum ? meanOver(outputs) : [];
  switch (loss) {
    case "mse":
      return [start(...mean), squaredError(a, t)];
    case "halfSquaredError":
      return [start(number("½"), ...(isSum ? [sum] : [])), squaredError(a, t)];
    case "mae":
      return [start(...mean), row(operator("|"), a, minus, t, operator("|"))];
    case "huber":
      return [start(...mean), row(identifier("H"), open, a, minus, t, close)];
    case "binaryCrossEntropy":
      return [
        start(sign("−"), ...mean),
        row(open, t, space, ln, space, a),
        row(plus, open, number("1"), minus, t, close),
        // With a sum each part stands on a line of its own where room is short, and takes all of it.
        row(...(isSum ? [] : [space]), ln, open, number("1"), minus, a, close, close),
      ];
    case "crossEntropy":
      return [start(sign("−"), ...(isSum ? [sum] : [])), row(t, space, ln, space, a)];
  }
}

/** A loss's formula in plain letters, with what its letters mean. */
export function lossFormulaText(loss: LossName, formula: BreakableFormula): string {
  return loss === "huber" ? `${textOf(formula)}, ${strings.huberMeaning}` : textOf(formula);
}

const ln = identifier("ln");
const space: FormulaPart = { text: " ", math: <mspace width="0.18em" /> };
const open = operator("(");
const close = operator(")");
const plus = between("+");
const minus = between("−");
const sum: FormulaPart = {
  text: "∑ₖ",
  math: (
    <msub>
      {tight("∑")}
      <mi>k</mi>
    </msub>
  ),
};

/** ℓ = and what stands before the sum or the function. */
function start(...factors: FormulaPart[]): FormulaPart {
  return row(identifier("ℓ"), between("="), ...factors);
}

/** 1/n Σₖ: the mean over n outputs. */
function meanOver(outputs: number): FormulaPart[] {
  const share: FormulaPart = {
    text: `1/${outputs} `,
    math: (
      <mfrac>
        <mn>1</mn>
        <mn>{outputs}</mn>
      </mfrac>
    ),
  };
  return [share, sum];
}

/** (a − t)² */
function squaredError(a: MathSymbol, t: MathSymbol): FormulaPart {
  const error = row(open, a, minus, t, close);
  return {
    text: `${error.text}²`,
    math: (
      <msup>
        {error.math}
        <mn>2</mn>
      </msup>
    ),
  };
}

function row(...parts: FormulaPart[]): FormulaPart {
  const cells: JSX.Element[] = parts.map(({ math }, k) => <mrow key={k}>{math}</mrow>);
  return { text: parts.map(({ text }) => text).join(""), math: <mrow>{cells}</mrow> };
}

function identifier(name: string): FormulaPart {
  return { text: name, math: <mi>{name}</mi> };
}

function number(digits: string): FormulaPart {
  return { text: digits, math: <mn>{digits}</mn> };
}

/** An operator with room on both sides, wherever a line begins. */
function between(symbol: string): FormulaPart {
  return {
    text: ` ${symbol} `,
    math: (
      <mo lspace="0.22em" rspace="0.22em">
        {symbol}
      </mo>
    ),
  };
}

/** An operator without room around it. */
function operator(symbol: string): FormulaPart {
  return { text: symbol, math: tight(symbol) };
}

/** The sign of all that follows. */
function sign(symbol: string): FormulaPart {
  return operator(symbol);
}
