import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isSameQuantity, type Quantity, quantityKey } from "../../src/core/explanation/quantity.ts";
import { useStore } from "../store-context.ts";
import { Formula, type MathSymbol } from "../symbols.tsx";
import type { TitledPart } from "./fold-parts.ts";
import { topOf, unitAt } from "./fold-rows.ts";
import type { FoldColumn } from "./network-layout.ts";
import { networkStrings } from "./network-strings.ts";

/** A place in a folded column: one of its units, and in its maps one of their inputs. */
export interface FoldCursor {
  readonly unit: number;
  readonly input: number | null;
}

/** A number that is read out, as text. */
export interface ReadOut {
  readonly symbol: MathSymbol;
  readonly value: string;
}

interface FoldFieldProps {
  readonly name: string;
  readonly column: FoldColumn;
  readonly parts: readonly TitledPart[];
  /** How many columns its maps have; 0 where it has none. */
  readonly inputs: number;
  readonly quantityAt: (cursor: FoldCursor) => Quantity;
  readonly readOut: (cursor: FoldCursor) => readonly ReadOut[];
}

const page = 10;

/**
 * Lets a folded column be pointed at and walked through: the numbers of the place meant are read out, and choosing it
 * shows its unit at large. In a unit's strip, and from the keyboard, its weights can be chosen as well.
 */
export function FoldField({ name, column, parts, inputs, quantityAt, readOut }: FoldFieldProps): JSX.Element {
  const store = useStore();
  const [hovered, setHovered] = useState<FoldCursor | null>(null);
  const [walked, setWalked] = useState<FoldCursor>({ unit: 0, input: null });
  const [isFocused, setFocused] = useState(false);
  const { rows, units } = column;
  const cursor = hovered ?? (isFocused ? walked : null);

  function under(event: MouseEvent): FoldCursor {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const x = ((event.clientX - box.left) * column.width) / box.width;
    const unit = unitAt(rows, ((event.clientY - box.top) * rows.height) / box.height);
    const part = parts.find((part) => part.kind === "map" && x >= part.x && x < part.x + part.width);
    const input = part && Math.min(inputs - 1, Math.floor(((x - part.x) / part.width) * inputs));
    return { unit, input: input ?? null };
  }

  function choose(cursor: FoldCursor): void {
    const quantity = quantityAt(cursor);
    store.select(isSameQuantity(store.arrangement.peek().quantity, quantity) ? null : quantity);
  }

  /** In the map a row is too thin for a weight to be meant; in a strip it is. */
  function meant(cursor: FoldCursor): FoldCursor {
    return rows.drawers.some(({ unit }) => unit === cursor.unit) ? cursor : { ...cursor, input: null };
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter" || event.key === " ") choose(walked);
    else {
      const next = moved(walked, event, units, inputs);
      if (!next) return;
      setHovered(null);
      setWalked(next);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const spoken = readOut(walked).map(({ symbol, value }) => networkStrings.equals(symbol.text, value));
  return (
    <>
      <div
        class="fold-field"
        style={{
          left: `${column.x}px`,
          top: `${column.rowsTop}px`,
          width: `${column.width}px`,
          height: `${rows.height}px`,
        }}
        role="slider"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={name}
        aria-valuemin={1}
        aria-valuemax={units}
        aria-valuenow={walked.unit + 1}
        aria-valuetext={networkStrings.readOut(spoken)}
        data-quantity={quantityKey(quantityAt(walked))}
        onPointerMove={(event) => setHovered(under(event))}
        onPointerLeave={() => setHovered(null)}
        onClick={(event) => {
          const place = meant(under(event));
          setWalked(place);
          choose(place);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
      {cursor && <CursorMark column={column} parts={parts} inputs={inputs} cursor={cursor} readOut={readOut(cursor)} />}
    </>
  );
}

/** Where a key leads: from unit to unit, and with Shift along the weights; null where it leads nowhere here. */
function moved({ unit, input }: FoldCursor, event: KeyboardEvent, units: number, inputs: number): FoldCursor | null {
  const to = (next: number) => ({ unit: Math.min(units - 1, Math.max(0, next)), input });
  const along = (next: number) => ({ unit, input: next < 0 ? null : Math.min(inputs - 1, next) });
  const isAlong = event.shiftKey && inputs > 0;
  switch (event.key) {
    case "ArrowDown":
      return to(unit + 1);
    case "ArrowUp":
      return to(unit - 1);
    case "PageDown":
      return to(unit + page);
    case "PageUp":
      return to(unit - page);
    case "Home":
      return to(0);
    case "End":
      return to(units - 1);
    case "ArrowRight":
      return isAlong ? along((input ?? -1) + 1) : null;
    case "ArrowLeft":
      return isAlong ? along((input ?? 0) - 1) : null;
    default:
      return null;
  }
}

interface CursorMarkProps {
  readonly column: FoldColumn;
  readonly parts: readonly TitledPart[];
  readonly inputs: number;
  readonly cursor: FoldCursor;
  readonly readOut: readonly ReadOut[];
}

/** A line along the unit that is meant, a mark on its weight, and their numbers. */
function CursorMark({ column, parts, inputs, cursor: { unit, input }, readOut }: CursorMarkProps): JSX.Element {
  const { rows, rowsTop, x, width } = column;
  const top = rowsTop + topOf(rows, unit);
  const isOpen = rows.drawers.some((drawer) => drawer.unit === unit);
  return (
    <>
      {!isOpen && (
        <div
          class="fold-row"
          style={{ left: `${x}px`, width: `${width}px`, top: `${top}px`, height: `${Math.max(2, rows.rowHeight)}px` }}
        />
      )}
      {input !== null &&
        parts.map(
          (part) =>
            part.kind === "map" && (
              <div
                key={part.symbol.text}
                class="fold-column"
                style={{
                  left: `${x + part.x + ((input + 0.5) / inputs) * part.width - 0.5}px`,
                  top: `${rowsTop}px`,
                  height: `${rows.height}px`,
                }}
              />
            ),
        )}
      <div class="fold-read-out" style={{ left: `${x + width / 2}px`, top: `${top - 6}px` }} aria-hidden="true">
        {readOut.map(({ symbol, value }) => (
          <span key={symbol.text}>
            <Formula>{symbol.math}</Formula> <span class="numeral">{value}</span>
          </span>
        ))}
      </div>
    </>
  );
}
