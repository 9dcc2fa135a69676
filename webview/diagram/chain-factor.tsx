import type { JSX } from "preact";
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
  return (
    <span class={`way-factor ${badge !== null && litBadge.value === badge ? "lit" : ""}`}>
      <Numeral
        value={value}
        room={room - "×".length}
        prefix="×"
        title={symbol.text}
        standIn={<Formula>{symbol.math}</Formula>}
      />
    </span>
  );
}
