import type { JSX } from "preact";
import type { Quantity } from "../../src/core/explanation/quantity.ts";
import { useSelectable } from "../diagram/selectable.ts";
import { Formula, type MathSymbol } from "../symbols.tsx";

interface SelectableSymbolProps {
  readonly quantity: Quantity;
  readonly symbol: MathSymbol;
}

/** The symbol at the head of a row, of whose number one can ask why it is that. */
export function SelectableSymbol({ quantity, symbol }: SelectableSymbolProps): JSX.Element {
  const selectable = { ...useSelectable(quantity), "aria-label": symbol.text };
  return (
    <span {...selectable} class="row-symbol">
      <Formula>{symbol.math}</Formula>
    </span>
  );
}
