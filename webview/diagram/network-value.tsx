import type { JSX } from "preact";
import type { Quantity } from "../../src/core/explanation/quantity.ts";
import { formatNumber } from "../../src/format/number-format.ts";
import { Numeral } from "../numeral.tsx";
import { strings } from "../strings.ts";
import { Formula, type MathSymbol } from "../symbols.tsx";
import { networkStrings } from "./network-strings.ts";
import { useSelectable } from "./selectable.ts";

interface NetworkValueProps {
  readonly quantity: Quantity;
  /** As it is shown, where its place tells the rest. */
  readonly symbol: MathSymbol;
  /** Whether the number stands alone, where the picture around it tells what it is. */
  readonly isBare?: boolean;
  /** Its symbol in full, in plain letters. */
  readonly name: string;
  /** Null where it is yet to come. */
  readonly value: number | null;
  readonly room?: number;
  readonly format?: (value: number) => string;
  /** Whether it was computed at this stage of the step. */
  readonly isFresh?: boolean;
  /** What else there is to say of it: that it was set by hand. */
  readonly note?: string | null;
  /** Whether Tab reaches it where nothing is asked about. */
  readonly isEntry?: boolean;
  readonly class?: string;
}

/** A number of the picture that can be asked about. */
export function NetworkValue(props: NetworkValueProps): JSX.Element {
  const { quantity, symbol, name, isFresh, note, isEntry, isBare, class: className = "", ...numeral } = props;
  const { value, room, format } = numeral;
  const selectable = useSelectable(quantity, isEntry);
  const text = value === null ? strings.notYetComputed : format ? format(value) : formatNumber(value, room);
  const spoken = networkStrings.spoken(name, text);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role, of a button, comes with what makes it selectable
    <span
      {...selectable}
      class={`quantity selectable ${className} ${isFresh ? "fresh" : ""} ${note ? "edited" : ""}`}
      data-symbol={symbol.text}
      aria-label={note ? `${spoken}, ${note}` : spoken}
      title={note ? `${name} = ${value}, ${note}` : undefined}
    >
      {!isBare && (
        <span class="symbol">
          <Formula>{symbol.math}</Formula>
        </span>
      )}
      <Numeral {...numeral} title={name} />
    </span>
  );
}
