import type { JSX } from "preact";
import type { Term, Terms } from "../../src/core/explanation/derivation-parts.ts";
import type { LineFigures } from "../../src/format/figures.ts";
import type { RunView } from "../run-view.ts";
import { useStore } from "../store-context.ts";
import { Badge } from "./badge.tsx";
import { figuresOf } from "./figures.ts";
import { Result, SpokenSymbols, Symbols } from "./formulas.tsx";
import { PutIn } from "./put-in.tsx";
import { ShareCells } from "./share-cells.tsx";
import { whyStrings } from "./strings.ts";
import { isThere } from "./visibility.ts";

interface TermsBlockProps {
  readonly terms: Terms;
  readonly run: RunView;
}

/** A sum, term by term: a table of the largest, the others in one row, and the total. */
export function TermsBlock({ terms, run }: TermsBlockProps): JSX.Element {
  const { columns, rows, rest, total, count, counted, index, termName, shareName, isProduct } = terms;
  const isKnown = isThere(run, terms.at);
  const figures = figuresOf(total);
  const largest = Math.max(...[...rows, ...(rest ? [rest] : [])].map(({ share }) => share?.exact ?? 0));
  return (
    <div class="table-frame">
      <table class="terms" aria-label={whyStrings.terms}>
        <thead>
          <tr>
            <th scope="col" class="term-name" colSpan={2}>
              {whyStrings.nouns[counted]} <Symbols of={index} />
            </th>
            {columns.map((column, k) => (
              <th key={k} scope="col" class="number">
                <SpokenSymbols of={column} />
              </th>
            ))}
            <th scope="col" class="number">
              {termName}
            </th>
            <th scope="col" class="share-name" colSpan={2}>
              {rows[0]?.share ? shareName : ""}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TermRow
              key={row.number}
              {...{ row, run, isKnown, isProduct, figures, largest }}
              noun={whyStrings.nouns[counted]}
            />
          ))}
          {rest && (
            <tr class="rest quiet">
              <td />
              <th scope="row" colSpan={columns.length + 1}>
                {whyStrings.otherTerms(rest.count, counted)}
              </th>
              <ShareCells part={rest} {...{ isKnown, figures, largest }} />
            </tr>
          )}
        </tbody>
        {count > 1 && (
          <tfoot>
            <tr>
              <td />
              <th scope="row" colSpan={columns.length + 1}>
                {whyStrings.sumOverAll(count)}
              </th>
              <td class="number total">
                <Result value={total} isKnown={isKnown} format={figures.result} class="result" />
              </td>
              <td colSpan={2} />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface TermRowProps {
  readonly row: Term;
  readonly run: RunView;
  readonly noun: string;
  readonly isKnown: boolean;
  readonly isProduct: boolean;
  readonly figures: LineFigures;
  readonly largest: number;
}

function TermRow({ row, run, noun, isKnown, isProduct, figures, largest }: TermRowProps): JSX.Element {
  const { select, litBadge } = useStore();
  const { badge, number, numbers, quantity } = row;
  const light = badge === null ? {} : lit(litBadge, badge);
  return (
    <tr class={badge !== null && litBadge.value === badge ? "lit" : ""} {...light}>
      <td class="badge-cell">{badge !== null && <Badge number={badge} />}</td>
      <th scope="row">
        <button
          type="button"
          class="plain-link"
          aria-label={whyStrings.termSpoken(noun, number)}
          onClick={() => select(quantity)}
        >
          {number}
        </button>
      </th>
      {numbers.map((known, k) => (
        <td key={k} class="number">
          <PutIn of={known} run={run} format={figuresOf(row.value).input} />
          {isProduct && <span class="operator">{k < numbers.length - 1 ? "·" : "="}</span>}
        </td>
      ))}
      <ShareCells part={row} {...{ isKnown, figures, largest }} />
    </tr>
  );
}

/** Lights a badge here and in the picture while the pointer or the focus is on what carries it. */
export function lit(litBadge: { value: number | null }, badge: number) {
  const on = () => {
    litBadge.value = badge;
  };
  const off = () => {
    if (litBadge.value === badge) litBadge.value = null;
  };
  return { onPointerEnter: on, onPointerLeave: off, onFocusIn: on, onFocusOut: off };
}
