import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { networkNaming } from "../naming.ts";
import { type Index, indices, letter, type MathSymbol, tight } from "../symbols.tsx";

/** The symbols of a network with the layer in brackets above: w₄₁⁽¹⁾, δ₄⁽¹⁾. Layers, units and inputs count from 0. */

/** A unit's z, a, b or δ. */
export function unitSymbol(name: string, layer: number, unit: number): MathSymbol {
  return inLayer(name, layer, networkNaming.unit(layer, unit));
}

/** An input. */
export function inputSymbol(input: number): MathSymbol {
  return letter("x", ...networkNaming.input(input));
}

/** A weight or a bias. */
export function parameterSymbol({ layer, unit, input }: ParameterPlace): MathSymbol {
  return input === null ? unitSymbol("b", layer, unit) : inLayer("w", layer, networkNaming.weight(layer, unit, input));
}

function inLayer(name: string, layer: number, index: Index): MathSymbol {
  const digits = String(layer + 1).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
  return {
    text: `${letter(name, ...index).text}⁽${digits}⁾`,
    math: (
      <msubsup>
        <mi>{name}</mi>
        <mrow>{indices(index)}</mrow>
        <mrow>
          {tight("(")}
          <mn>{layer + 1}</mn>
          {tight(")")}
        </mrow>
      </msubsup>
    ),
  };
}
