import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Quantity } from "../../src/core/explanation/quantity.ts";
import { Numeral } from "../numeral.tsx";
import { type MathSymbol, repeats } from "../symbols.tsx";
import type { UnitAddress } from "./sections.ts";
import { SelectableSymbol } from "./selectable-symbol.tsx";
import { useChosen } from "./use-chosen.ts";

interface NamedValuesProps {
  readonly names: readonly string[];
  readonly symbolOf: (index: number) => MathSymbol;
  readonly quantityOf: (index: number) => Quantity;
  /** One for each name; null before the first step. */
  readonly values: ArrayLike<number | null> | null;
  readonly chosen: UnitAddress | null;
}

/** A table of values that have names in the spec: inputs and targets. */
export function NamedValues({ names, symbolOf, quantityOf, values, chosen }: NamedValuesProps): JSX.Element {
  return (
    <table class="named">
      <tbody>
        {names.map((name, index) => (
          <Row
            key={index}
            name={name}
            symbol={symbolOf(index)}
            quantity={quantityOf(index)}
            value={values ? values[index] : null}
            chosen={chosen?.unit === index ? chosen : null}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly name: string;
  readonly symbol: MathSymbol;
  readonly quantity: Quantity;
  readonly value: number | null;
  readonly chosen: UnitAddress | null;
}

function Row({ name, symbol, quantity, value, chosen }: RowProps): JSX.Element {
  const row = useRef<HTMLTableRowElement>(null);
  useChosen(row, chosen);
  return (
    <tr ref={row} tabIndex={-1} class={chosen ? "chosen" : ""} data-symbol={symbol.text}>
      <th scope="row">
        <SelectableSymbol quantity={quantity} symbol={symbol} />
      </th>
      <td class="quiet name" title={name}>
        {repeats(name, symbol) ? "" : name}
      </td>
      <td class="number">
        <Numeral value={value} title={symbol.text} />
      </td>
    </tr>
  );
}
