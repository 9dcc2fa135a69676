import type { JSX } from "preact";
import type { Quantity as QuantityPlace } from "../../src/core/explanation/quantity.ts";
import { PencilIcon } from "../icons.tsx";
import { formatNumber } from "../numbers.ts";
import { Numeral } from "../numeral.tsx";
import { strings } from "../strings.ts";
import { Formula, type MathSymbol } from "../symbols.tsx";
import { useSelectable } from "./selectable.ts";
import { diagramStrings } from "./strings.ts";

interface SelectableQuantityProps {
  /** What is asked about when it is pressed: for a gradient the parameter that it belongs to. */
  readonly quantity: QuantityPlace;
  readonly symbol: MathSymbol;
  /** Null where it is not yet computed. */
  readonly value: number | null;
  /** The most characters there is room for. */
  readonly room?: number;
  /** How to write it, if not in the usual way. */
  readonly format?: (value: number) => string;
  readonly prefix?: string;
  /** What follows the symbol in words. */
  readonly note?: string;
  readonly class?: string;
  /** What stands for the symbol above the number, if not the symbol itself; null for the number alone. */
  readonly label?: JSX.Element | null;
  /** Whether it was computed at this stage of the step. */
  readonly isFresh?: boolean;
  /** Whether it was set by hand before this step. */
  readonly isEdited?: boolean;
}

/** A symbol and its number, of which one can ask why it is that number. */
export function SelectableQuantity(props: SelectableQuantityProps): JSX.Element {
  const { quantity, symbol, value, note, label, isFresh = false, isEdited = false, ...numeral } = props;
  const classes = ["quantity", numeral.class, isFresh && "fresh", isEdited && "edited"].filter(Boolean).join(" ");
  const number = value === null ? strings.notYetComputed : (numeral.format ?? formatNumber)(value);
  const name = diagramStrings.isNumber(symbol.text, number);
  const selectable = {
    ...useSelectable(quantity),
    "aria-label": isEdited ? `${name}, ${diagramStrings.setByHand}` : name,
  };
  return (
    <span {...selectable} class={classes} data-symbol={symbol.text}>
      {label === undefined ? (
        <span class="symbol">
          <Formula>{symbol.math}</Formula>
          {note && <span class="quiet note">{note}</span>}
        </span>
      ) : (
        label
      )}
      <Numeral value={value} {...numeral} title={symbol.text} />
      {isEdited && (
        <span class="by-hand" title={diagramStrings.setByHandTitle(symbol.text)}>
          <PencilIcon />
        </span>
      )}
    </span>
  );
}
