import type { JSX } from "preact";
import { formatSignificant } from "../numbers.ts";
import { Numeral } from "../numeral.tsx";
import { healthStrings, numberNames } from "./strings.ts";

/** The numbers of a finding, by name. */
export function NumbersTable({ numbers }: { numbers: Readonly<Record<string, number>> }): JSX.Element | null {
  const named = Object.entries(numbers);
  if (named.length === 0) return null;
  return (
    <table class="numbers">
      <caption>{healthStrings.numbers}</caption>
      <tbody>
        {named.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{numberNames[name] ?? name}</th>
            <td>
              <Numeral value={value} format={formatSignificant} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
