import type { JSX } from "preact";
import { formatFully } from "../../src/format/number-format.ts";
import { formatNumber } from "../numbers.ts";
import { Numeral } from "../numeral.tsx";
import { useStore } from "../store-context.ts";
import { Formula, type MathSymbol } from "../symbols.tsx";

interface FactorProps {
  readonly symbol: MathSymbol;
  readonly value: number | null;
  /** The most characters there is room for, with the sign of multiplication. */
  readonly room: number;
  /** The number of its badge; null where it has none. */
  readonly badge: number | null;
}

/** What the gradient is multiplied by on its way back through a chain: the number, or its symbol for want of room. */
export function Factor({ symbol, value, room, badge }: FactorProps): JSX.Element {
  const { litBadge } = useStore();
  const isTooLong = value !== null && formatNumber(value, room - "×".length).length > room;
  return (
    <span class={`way-factor ${badge !== null && litBadge.value === badge ? "lit" : ""}`}>
      {isTooLong ? (
        <span class="numeral" title={`${symbol.text} = ${formatFully(value)}`}>
          ×<Formula>{symbol.math}</Formula>
        </span>
      ) : (
        <Numeral value={value} room={room - "×".length} prefix="×" title={symbol.text} />
      )}
    </span>
  );
}
