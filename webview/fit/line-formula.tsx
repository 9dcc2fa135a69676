import type { JSX } from "preact";
import type { Line } from "../../src/core/inspection/fit-line.ts";
import { formatSignificant } from "../numbers.ts";
import { fitStrings } from "./strings.ts";

/** The one line that linear layers are together, with its numbers. */
export function LineFormula({ line, layers }: { readonly line: Line; readonly layers: number }): JSX.Element {
  const { m, c } = line;
  const sign = c < 0 || Object.is(c, -0) ? "−" : "+";
  return (
    <div class="line-formula">
      <p class="numeral" title={`m = ${m}, c = ${c}`}>
        y = {formatSignificant(m)} · x {sign} {formatSignificant(Math.abs(c))}
      </p>
      <p class="quiet">{layers > 1 ? fitStrings.line : fitStrings.lineOfOne}</p>
    </div>
  );
}
