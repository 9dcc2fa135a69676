import type { JSX } from "preact";
import type { RestOfTerms, Share } from "../../src/core/explanation/derivation-parts.ts";
import type { LineFigures } from "../../src/format/figures.ts";
import { Result } from "./formulas.tsx";
import { ShareBar } from "./share-bar.tsx";
import { whyStrings } from "./strings.ts";

interface ShareCellsProps {
  readonly part: Pick<RestOfTerms, "value"> & { readonly share: Share | null };
  readonly isKnown: boolean;
  readonly figures: LineFigures;
  /** The largest share, whose bar is as long as there is room. */
  readonly largest: number;
}

/** The value of a part of a sum, and its share as a bar and in per cent: cells of a table. */
export function ShareCells({ part: { value, share }, isKnown, figures, largest }: ShareCellsProps): JSX.Element {
  return (
    <>
      <td class="number">
        <Result value={value} isKnown={isKnown} format={figures.result} />
      </td>
      <td class="bar-cell">{share && isKnown && <ShareBar share={share.exact / largest} value={value} />}</td>
      <td class="number percent">{share && isKnown && whyStrings.percent(share.percent)}</td>
    </>
  );
}
