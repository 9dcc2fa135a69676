import type { ComponentChildren, JSX } from "preact";
import { formatFully } from "../src/format/number-format.ts";
import { formatNumber } from "./numbers.ts";
import { strings } from "./strings.ts";
import { Formula, type MathSymbol } from "./symbols.tsx";

interface NumeralProps {
  /** Null where it is not yet computed. */
  readonly value: number | null;
  /** The most characters there is room for. */
  readonly room?: number;
  /** How to write it, if not in the usual way. */
  readonly format?: (value: number) => string;
  /** What stands right before it, as × in a factor. */
  readonly prefix?: string;
  readonly title?: string;
  /** What stands in the place of a number that is longer than its room and what stands before it. */
  readonly standIn?: ComponentChildren;
}

/** A number with its full precision as its title, or a hatched cell in the place of one to come. */
export function Numeral({ value, room, format, prefix = "", title, standIn }: NumeralProps): JSX.Element {
  if (value === null) {
    return <span class="pending" role="img" aria-label={strings.notYetComputed} title={strings.notYetComputed} />;
  }
  const text = format ? format(value) : formatNumber(value, room);
  const full = formatFully(value);
  const isTooLong = room !== undefined && text.length > room + prefix.length;
  return (
    <span class="numeral" title={title ? `${title} = ${full}` : full}>
      {prefix}
      {isTooLong ? (standIn ?? text) : text}
    </span>
  );
}

interface QuantityProps extends NumeralProps {
  readonly symbol: MathSymbol;
  /** What follows the symbol in words. */
  readonly note?: string;
  readonly class?: string;
}

/** A symbol and its number: the label above, the number below, or side by side as the class says. */
export function Quantity({ symbol, note, class: className = "", ...numeral }: QuantityProps): JSX.Element {
  return (
    <span class={`quantity ${className}`} data-symbol={symbol.text}>
      <span class="symbol">
        <Formula>{symbol.math}</Formula>
        {note && <span class="quiet note">{note}</span>}
      </span>
      <Numeral {...numeral} title={symbol.text} />
    </span>
  );
}
