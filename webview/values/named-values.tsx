import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Numeral } from "../numeral.tsx";
import { Formula, type MathSymbol, repeats } from "../symbols.tsx";
import type { UnitAddress } from "./sections.ts";
import { useChosen } from "./use-chosen.ts";

interface NamedValuesProps {
  readonly names: readonly string[];
  readonly symbolOf: (index: number) => MathSymbol;
  /** One for each name; null before the first step. */
  readonly values: ArrayLike<number> | null;
  readonly chosen: UnitAddress | null;
}

/** A table of values that have names in the spec: inputs and targets. */
export function NamedValues({ names, symbolOf, values, chosen }: NamedValuesProps): JSX.Element {
  return (
    <table class="named">
      <tbody>
        {names.map((name, index) => (
          <Row
            key={index}
            name={name}
            symbol={symbolOf(index)}
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
  readonly value: number | null;
  readonly chosen: UnitAddress | null;
}

function Row({ name, symbol, value, chosen }: RowProps): JSX.Element {
  const row = useRef<HTMLTableRowElement>(null);
  useChosen(row, chosen);
  return (
    <tr ref={row} tabIndex={-1} class={chosen ? "chosen" : ""} data-symbol={symbol.text}>
      <th scope="row">
        <Formula>{symbol.math}</Formula>
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
