import { createElement, type JSX } from "preact";
import type { Expression } from "../src/core/explanation/notation/expression.ts";
import { type Medium, write } from "../src/core/explanation/notation/write.ts";
import { letterMath, no, rowOf, tight } from "./symbols.tsx";

/** How derivatives stand: one part above the other, or in one line. */
export type DerivativeForm = "stacked" | "slanted";

/** An expression with its symbols, in MathML; to stand within `math`. */
export function symbolic(expression: Expression, form: DerivativeForm = "slanted"): JSX.Element {
  const number = (value: number) => <mn>{String(value)}</mn>;
  return write(expression, { ...mathml(form), number }, null);
}

function mathml(form: DerivativeForm): Omit<Medium<JSX.Element>, "number"> {
  const around = (width: string) => ({ lspace: width, rspace: width });
  return {
    letter: letterMath,
    row: rowOf,
    operator: (symbol) =>
      symbol === "," ? (
        <mo lspace="0" rspace="0.3em">
          ,
        </mo>
      ) : (
        <mo {...around(symbol === "·" ? "0.16em" : "0.22em")}>{symbol}</mo>
      ),
    sign: (symbol) => tight(symbol),
    parentheses: (of) => rowOf([tight("("), of, tight(")")]),
    size: (of) => rowOf([tight("|"), of, tight("|")]),
    fraction: (over, under) => createElement("mfrac", null, over.written, under.written),
    power: (base, exponent) => createElement("msup", null, base, exponent.written),
    root: ({ written }) => <msqrt>{written}</msqrt>,
    functionName: (name, isDerivative) => (isDerivative ? primed(name) : <mi>{name}</mi>),
    derivative: (of, by) => (form === "stacked" ? stacked(of, by) : rowOf([partial, of, tight("/"), partial, by])),
    sumSign: (index) => (
      <munder>
        <mo lspace="0" rspace="0.1em" movablelimits={no}>
          ∑
        </mo>
        <mi>{index}</mi>
      </munder>
    ),
  };
}

const partial = <mi>∂</mi>;

function stacked(of: JSX.Element, by: JSX.Element): JSX.Element {
  return createElement("mfrac", null, rowOf([partial, of]), rowOf([partial, by]));
}

function primed(name: string): JSX.Element {
  return (
    <msup>
      <mi>{name}</mi>
      <mo>′</mo>
    </msup>
  );
}
