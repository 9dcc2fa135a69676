import { letter, lossBy, type MathSymbol } from "../symbols.tsx";

/** ‖W₁‖: the norm of a layer's weights, by its place counted from 0. */
export function weightNorm(layer: number): MathSymbol {
  return normOf(letter("W", layer + 1));
}

/** ‖∂ℓ/∂W₁‖: the norm of their gradients. */
export function gradientNorm(layer: number): MathSymbol {
  return normOf(lossBy(letter("W", layer + 1)));
}

function normOf({ text, math }: MathSymbol): MathSymbol {
  return {
    text: `‖${text}‖`,
    math: (
      <mrow>
        <mo lspace="0" rspace="0.1em" stretchy={no}>
          ‖
        </mo>
        {math}
        <mo lspace="0.1em" rspace="0" stretchy={no}>
          ‖
        </mo>
      </mrow>
    ),
  };
}

/** Preact leaves out an attribute that is false, where MathML's default is true: it must be a string. */
const no = "false" as unknown as boolean;
