import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { chainNaming, networkNaming } from "../naming.ts";
import { letter, type MathSymbol, tight } from "../symbols.tsx";

/** The symbol of a parameter: w₁ in a chain; in a network w₄₁⁽²⁾, whose superscript is the layer. */
export function parameterSymbol(outline: Outline, { layer, kind, unit, input }: ParameterPlace): MathSymbol {
  const naming = isChain(outline) ? chainNaming : networkNaming;
  const symbol =
    kind === "weights"
      ? letter("w", ...naming.weight(layer, unit, input ?? 0))
      : letter("b", ...naming.unit(layer, unit));
  if (naming === chainNaming) return symbol;
  return {
    text: `${symbol.text}⁽${superscript(layer + 1)}⁾`,
    math: (
      <msup>
        {symbol.math}
        <mrow>
          {tight("(")}
          <mn>{layer + 1}</mn>
          {tight(")")}
        </mrow>
      </msup>
    ),
  };
}

function isChain({ inputs, layers }: Outline): boolean {
  return inputs.length === 1 && layers.every(({ units }) => units === 1);
}

function superscript(number: number): string {
  return String(number).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
}
