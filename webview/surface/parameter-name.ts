import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { chainNaming, networkNaming } from "../naming.ts";
import { letter } from "../symbols.tsx";

/** The symbol of a parameter in plain letters: w₁ in a chain, w₄₁⁽²⁾ in a network, whose superscript is the layer. */
export function parameterName(outline: Outline, { layer, kind, unit, input }: ParameterPlace): string {
  const naming = isChain(outline) ? chainNaming : networkNaming;
  const name =
    kind === "weights"
      ? letter("w", ...naming.weight(layer, unit, input ?? 0))
      : letter("b", ...naming.unit(layer, unit));
  return naming === chainNaming ? name.text : `${name.text}⁽${superscript(layer + 1)}⁾`;
}

function isChain({ inputs, layers }: Outline): boolean {
  return inputs.length === 1 && layers.every(({ units }) => units === 1);
}

function superscript(number: number): string {
  return String(number).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
}
